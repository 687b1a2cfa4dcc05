"""Review annotations whose place is uncertain or whose text was edited, one by one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ....model import edits
from ....model.annotation import Annotation
from ....model.annotation_changes import Target
from ....model.document import Span
from ...dialogs.key_menu import KeyMenu, menu_items
from ...widgets.compared_texts import compared
from ..context import ReadingContext
from ..state import Moving

_ACCEPT_EDITED = "the new words replace the former ones"


async def go_through(ctx: ReadingContext, waiting: Sequence[Annotation]) -> None:
    """Ask about each annotation, until the user wants to move one or closes the dialog."""
    await _go_on(ctx, tuple(annotation.id for annotation in waiting), len(waiting))


async def _go_on(ctx: ReadingContext, ids: tuple[str, ...], total: int) -> None:
    """Ask about annotations, the last ones of `total` in the review."""
    for number, id in enumerate(ids, 1):
        rest = Moving(id, ids[number:], total)
        annotation = ctx.session.state.annotations.get(id)
        if annotation and not await _review_one(ctx, annotation, rest):
            return


async def _review_one(ctx: ReadingContext, annotation: Annotation, rest: Moving) -> bool:
    """Ask about an annotation while the article shows its likeliest place.

    Returns whether the review continues.
    """
    anchor = ctx.session.state.anchors[annotation.id]
    there = Span(anchor.start, anchor.end) if anchor.state != "orphaned" else None
    if there:
        ctx.article.go(there.start)
        ctx.article.canvas.set_hits([(there, [there])], 0)
    answer = await ctx.ask(_dialog(ctx, annotation, there, rest))
    ctx.article.canvas.set_hits([], None)
    if answer == "accept" and there:
        return await _accept(ctx, annotation.id, there)
    if answer == "drop":
        target = Target(Span(annotation.start, annotation.end), annotation.id)
        return await ctx.commit(lambda: edits.remove(ctx.session.state, [target])) is not None
    if answer == "move":
        ctx.state.moving = rest
        ctx.view.refresh_header()
        ctx.toast("go to the right passage, or select the words, then press a; Esc: not now")
    return answer == "later"


def _dialog(
    ctx: ReadingContext, annotation: Annotation, there: Span | None, rest: Moving
) -> KeyMenu:
    """The question about an annotation, with the old and the new text below its title."""
    anchor = ctx.session.state.anchors[annotation.id]
    accept = "" if there is None else _ACCEPT_EDITED if anchor.edited else "it belongs here"
    items = menu_items("review", ctx.config.keys, accept=accept)
    title = f"Review · {rest.number} of {rest.total}" if rest.total > 1 else "Review"
    label, old = f"{anchor.state}: ", annotation.quote
    if anchor.edited and annotation.former:
        label, old = "edited; formerly ", annotation.former.quote
    if there is None:
        texts = [Content.assemble(label, "“", compared(old, old)[0], "”")]
    else:
        before, now = compared(old, ctx.session.document.text[there.start : there.end])
        texts = [
            Content.assemble(label, "“", before, "”"),
            Content.assemble("now “" if anchor.edited else "likeliest “", now, "”"),
        ]
    return KeyMenu(title, items, ctx.config.aliases, Content("\n").join(texts))


async def _accept(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Accept the new text of an edited annotation, or the likeliest place of another one."""
    if not ctx.session.state.anchors[id].edited:
        return await move(ctx, id, span)
    if await ctx.commit(lambda: edits.accept(ctx.session.state, id), [span]) is None:
        return False
    ctx.choose(id)
    return True


async def move(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Move an annotation to a span. Returns whether that succeeded."""
    before = ctx.session.state.annotations[id]
    spans = [Span(before.start, before.end), span]
    if await ctx.commit(lambda: edits.move(ctx.session.state, id, span), spans) is None:
        return False
    ctx.article.drop_selection()
    ctx.choose(id)
    return True


async def move_to(ctx: ReadingContext, moving: Moving, span: Span) -> None:
    """Move the annotation that the review left to be moved to a span, and go on with the review."""
    if await move(ctx, moving.id, span):
        ctx.state.moving = None
        ctx.view.refresh_header()
        await _go_on(ctx, moving.rest, moving.total)
