"""Move annotations to other spans, and review those with an uncertain place or edited text."""

from __future__ import annotations

from ....model import edits
from ....model.annotation import Annotation
from ....model.annotation_changes import Target
from ....model.document import Span
from ...dialogs.key_menu import KeyMenu, menu_items
from ...dialogs.picker import Picker
from ...fit import clip
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from . import navigate

_ACCEPT_EDITED = "the new words take the place of the former ones"


def announce(ctx: ReadingContext) -> None:
    """Tell the user how many annotations need a decision, if any do."""
    found = [
        one if waiting == 1 else several.format(waiting)
        for waiting, one, several in (
            (len(_unsure(ctx)), "1 note has no certain place", "{} notes have no certain place"),
            (len(_edited(ctx)), "1 note is on edited words", "{} notes are on edited words"),
        )
        if waiting
    ]
    if found:
        message = f"{', '.join(found)} in this text: a goes through them"
        ctx.toast(message, warn=True, keep_earlier=True)


def _unsure(ctx: ReadingContext) -> list[Annotation]:
    return [a for a in ctx.session.state.ordered() if not ctx.session.state.is_anchored(a.id)]


def _edited(ctx: ReadingContext) -> list[Annotation]:
    return [a for a in ctx.session.state.ordered() if ctx.session.state.anchors[a.id].edited]


async def place(ctx: ReadingContext) -> None:
    """Move an annotation to the selection; without one, review annotations one by one.

    Reviewed are those with an uncertain place, then those whose text was edited.
    """
    if ctx.article.selection:
        await _move_to_selection(ctx)
    elif waiting := _unsure(ctx) + _edited(ctx):
        await review(ctx, waiting)
    else:
        ctx.toast("every note has its place; to change boundaries select text, then press a")


async def go_to(ctx: ReadingContext, id: str) -> None:
    """Go to the annotation with an id; review it instead if its place is uncertain."""
    annotation = ctx.session.state.annotations.get(id)
    if annotation and ctx.session.state.is_anchored(id):
        navigate.go_to(ctx, annotation)
    elif annotation:
        await review(ctx, [annotation])


async def _move_to_selection(ctx: ReadingContext) -> None:
    """Move an annotation to the selection; ask which one if that is not clear."""
    span, state = ctx.article.span, ctx.state
    here = [a for a in ctx.session.state.overlapping(*span) if Span(a.start, a.end) != span]
    if state.moving in ctx.session.state.annotations:
        await _move(ctx, state.moving, span)
    elif state.last_chosen in [a.id for a in here]:
        await _move(ctx, state.last_chosen, span)
    elif len(here) == 1:
        await _move(ctx, here[0].id, span)
    elif chosen := await ctx.ask(_annotation_picker(here + _unsure(ctx))):
        await _move(ctx, chosen.id, span)


def _annotation_picker(candidates: list[Annotation]) -> Picker:
    choices = [
        Choice(id=a.id, label=" ".join(a.quote.split()), detail=", ".join(a.tags))
        for a in candidates
    ]
    empty = "No annotation touches the selection: a tag key makes one."
    return Picker("Put here", choices, empty=empty)


async def _move(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Move an annotation to a span. Returns whether that succeeded."""
    before = ctx.session.state.annotations[id]
    spans = [Span(before.start, before.end), span]
    if await ctx.commit(lambda: edits.move(ctx.session.state, id, span), spans) is None:
        return False
    ctx.state.moving = ""
    ctx.article.drop_selection()
    ctx.choose(id)
    return True


async def review(ctx: ReadingContext, waiting: list[Annotation]) -> None:
    """Ask about each annotation, until the user wants to move one or closes the dialog."""
    for annotation in waiting:
        if not await _review_one(ctx, annotation):
            return


async def _review_one(ctx: ReadingContext, annotation: Annotation) -> bool:
    """Ask about an annotation while the article shows its likeliest place.

    Returns whether the review continues.
    """
    anchor = ctx.session.state.anchors[annotation.id]
    there = Span(anchor.start, anchor.end) if anchor.state != "orphaned" else None
    if there:
        ctx.article.go(there.start)
        ctx.article.canvas.set_hits([(there, [there])], 0)
    accept = "" if there is None else _ACCEPT_EDITED if anchor.edited else "it belongs here"
    items = menu_items("review", ctx.config.keys, accept=accept)
    answer = await ctx.ask(KeyMenu(_question(ctx, annotation), items, ctx.config.aliases))
    ctx.article.canvas.set_hits([], None)
    if answer == "accept" and there:
        return await _accept(ctx, annotation.id, there)
    if answer == "drop":
        target = Target(Span(annotation.start, annotation.end), annotation.id)
        return await ctx.commit(lambda: edits.remove(ctx.session.state, [target])) is not None
    if answer == "move":
        ctx.state.moving = annotation.id
        ctx.toast("select where it belongs, then press a")
    return answer == "later"


def _question(ctx: ReadingContext, annotation: Annotation) -> str:
    """The title of the question: the state of the place, or the text before it was edited."""
    anchor = ctx.session.state.anchors[annotation.id]
    before, quote = f"{anchor.state}: ", annotation.quote
    if anchor.edited and annotation.former:
        before, quote = "edited; formerly ", annotation.former.quote
    room = max(20, ctx.app.size.width - len(before) - 10)
    return f"{before}“{clip(' '.join(quote.split()), room)}”"


async def _accept(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Accept the new text of an edited annotation, or the likeliest place of another one."""
    if not ctx.session.state.anchors[id].edited:
        return await _move(ctx, id, span)
    if await ctx.commit(lambda: edits.accept(ctx.session.state, id), [span]) is None:
        return False
    ctx.choose(id)
    return True
