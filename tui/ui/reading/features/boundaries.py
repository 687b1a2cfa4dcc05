"""Move annotations to other spans, and begin the review of those that need a decision."""

from __future__ import annotations

from ....model.annotation import Annotation
from ....model.document import Span
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from . import navigate, review


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

    Reviewed are those with an uncertain place, then those whose text was edited. If the review
    left one to be moved, it is moved to the selection or the passage, and the review goes on.
    """
    if ctx.state.moving and ctx.state.moving.id in ctx.session.state.annotations:
        await review.move_to(ctx, ctx.state.moving, ctx.article.span)
    elif ctx.article.selection:
        await _move_to_selection(ctx)
    elif waiting := _unsure(ctx) + _edited(ctx):
        await review.go_through(ctx, waiting)
    else:
        ctx.toast("every note has its place; to change boundaries select text, then press a")


async def go_to(ctx: ReadingContext, id: str) -> None:
    """Go to the annotation with an id; review it instead if its place is uncertain."""
    annotation = ctx.session.state.annotations.get(id)
    if annotation and ctx.session.state.is_anchored(id):
        navigate.go_to(ctx, annotation)
    elif annotation:
        await review.go_through(ctx, [annotation])


async def _move_to_selection(ctx: ReadingContext) -> None:
    """Move an annotation to the selection; ask which one if that is not clear."""
    span, state = ctx.article.span, ctx.state
    here = [a for a in ctx.session.state.overlapping(*span) if Span(a.start, a.end) != span]
    if state.last_chosen in [a.id for a in here]:
        await review.move(ctx, state.last_chosen, span)
    elif len(here) == 1:
        await review.move(ctx, here[0].id, span)
    elif not (offered := here + _unsure(ctx)):
        marked = "the annotation here has these boundaries already: select others, then press a"
        free = "no annotation touches the selection: a tag key makes one"
        ctx.toast(marked if ctx.session.state.exactly(span) else free)
    elif chosen := await ctx.ask(_annotation_picker(offered)):
        await review.move(ctx, chosen.id, span)


def _annotation_picker(candidates: list[Annotation]) -> Picker:
    choices = [
        Choice(id=a.id, label=" ".join(a.quote.split()), detail=", ".join(a.tags))
        for a in candidates
    ]
    return Picker("Put here", choices)
