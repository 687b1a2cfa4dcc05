"""Tag the target by digit, tree or picker, and delete annotations."""

from __future__ import annotations

from ....model import edits
from ....model.annotation_changes import Target
from ....model.codebook import normal_name
from ....model.document import Span
from ....model.typography import bare_quote
from ...dialogs.key_menu import KeyMenu
from ...dialogs.picker import Picker
from ...fit import clip
from ...widgets.choice_list import Choice
from ...widgets.key_panel import MenuItem
from ..context import ReadingContext
from ..target_dialogs import ask_targets


async def toggle(ctx: ReadingContext, name: str, targets: list[Target], stay: bool = False) -> None:
    """Add a tag to the targets or remove it; `stay` keeps the caret where it is."""
    spans = [target.span for target in targets]
    if await ctx.commit(lambda: edits.toggle_tag(ctx.session.state, targets, name), spans) is None:
        return
    ctx.state.last_tag = name
    if len(targets) > 1:
        ctx.toast(f"{name}: {len(targets)} passages, one step of undo")
    elif _is_part(ctx, targets[0]):
        ctx.toast(
            f"{name}: “{_quote(ctx, targets[0].span)}”; press v first to tag the passage itself"
        )
    elif ctx.config.advance and not stay and not ctx.state.target_id:
        ctx.article.drop_selection()
        ctx.article.move("passage")


def _is_part(ctx: ReadingContext, target: Target) -> bool:
    """Whether a target is an annotation at the caret other than the passage."""
    return not (target.id or ctx.article.selection or target.span == ctx.article.span)


def _quote(ctx: ReadingContext, span: Span) -> str:
    return clip(bare_quote(ctx.session.document.text[span.start : span.end]), 30)


async def _toggle_here(ctx: ReadingContext, name: str) -> None:
    """Toggle a tag on the targets, after asking for the target if that is not certain."""
    if ctx.has_text() and (targets := await ask_targets(ctx)):
        await toggle(ctx, name, targets)


async def quick(ctx: ReadingContext, digit: int) -> None:
    """Toggle the tag that has a digit."""
    tag = ctx.session.state.codebook.by_quick.get(digit)
    if tag:
        await _toggle_here(ctx, tag.name)
    else:
        ctx.toast(f"no tag has the digit {digit}: = on a tag in the sidebar gives it one")


async def again(ctx: ReadingContext) -> None:
    """Toggle the last tag again."""
    if ctx.state.last_tag:
        await _toggle_here(ctx, ctx.state.last_tag)
    else:
        ctx.toast("no tag was used yet: 1 … 9, Space or t")


async def tree(ctx: ReadingContext) -> None:
    """Ask for a tag by its letters in the tag tree, and toggle it."""
    if not ctx.has_text():
        return
    items = _menu(ctx, "")
    if not items:
        ctx.toast("no tag has a letter yet: = on a tag in the sidebar gives it one")
    elif name := await ctx.ask(KeyMenu("Tag", items, ctx.config.aliases)):
        await _toggle_here(ctx, name)


def _menu(ctx: ReadingContext, parent: str) -> tuple[MenuItem, ...]:
    book = ctx.session.state.codebook
    return tuple(
        MenuItem(
            tag.key,
            tag.leaf,
            tag.name,
            tag.description,
            ctx.view.presenter.color(tag.name, book),
            _menu(ctx, tag.name),
        )
        for tag in book.children(parent)
        if tag.key
    )


async def pick(ctx: ReadingContext) -> None:
    """Ask for tags in a picker, and toggle them; a name that is not there makes a new tag."""
    targets = await ask_targets(ctx) if ctx.has_text() else None
    if not targets:
        return

    def live(name: str) -> None:
        ctx.start(toggle(ctx, normal_name(name), targets, stay=True))

    empty = "No tags yet: type a name (group/tag) and press Enter."
    on = None if ctx.state.marked else targets[0]
    picker = Picker("Tag", choices(ctx, on), create=True, empty=empty, on_toggle=live)
    if chosen := await ctx.ask(picker):
        await toggle(ctx, normal_name(chosen.id), targets)


def choices(ctx: ReadingContext, target: Target | None = None) -> list[Choice]:
    """All tags as choices; the tags of the target, if one is given, are checked."""
    book, counts = ctx.session.state.codebook, ctx.state.counts(ctx.session)
    on = ctx.session.state.at(target) if target else None
    return [
        Choice(
            id=name,
            label=name,
            detail=tag.description if (tag := book.by_name.get(name)) else "",
            count=str(counts[name] or ""),
            color=ctx.view.presenter.color(name, book),
            mark=book.label_of(name),
            checked=bool(on and name in on.tags),
        )
        for name in ctx.session.state.tag_names()
    ]


async def remove(ctx: ReadingContext) -> None:
    """Delete the annotations of the targets, those of other analysts after asking."""
    addressed = await ask_targets(ctx, whole="")
    if addressed is None:
        return
    targets = [t for target in addressed for t in _removable(ctx, target)]
    spans = [target.span for target in targets]
    is_changed = await ctx.commit(lambda: edits.remove(ctx.session.state, targets), spans)
    if is_changed is None:
        return
    if not is_changed:
        ctx.toast("nothing is marked here: [ and ] go to the nearest annotations")
    if ctx.state.target_id not in ctx.session.state.annotations:
        ctx.choose("")


def _removable(ctx: ReadingContext, target: Target) -> list[Target]:
    """The target, or other analysts' annotations of its span if the user has none."""
    if target.id or ctx.session.state.at(target):
        return [target]
    others = ctx.session.state.exactly(target.span)
    return [Target(target.span, annotation.id) for annotation in others]
