"""Which annotation a command is about if several lie at the caret: the user is asked."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.typography import bare_quote
from ..dialogs.picker import Picker
from ..widgets.choice_list import Choice
from .context import ReadingContext


async def address(ctx: ReadingContext, whole: str = "the whole passage") -> Target | None:
    """The target of a command; None if the user leaves the question which annotation is meant.

    `whole` labels the choice of the passage itself; "" leaves that choice out.
    """
    found = ctx.view.candidates()
    if len(found) < 2:
        return ctx.target
    span = await ask_which(ctx, found, (whole, ctx.article.span) if whole else None)
    return span and Target(span)


async def address_all(ctx: ReadingContext, whole: str = "the whole passage") -> list[Target] | None:
    """The targets of a command: all marked hits, else the one that `address` gives."""
    if ctx.state.marked:
        return ctx.targets
    target = await address(ctx, whole)
    return None if target is None else [target]


async def ask_which(
    ctx: ReadingContext, spans: Sequence[Span], other: tuple[str, Span] | None = None
) -> Span | None:
    """Ask which of several annotated spans is meant; None if the question is left.

    `other` is the label of one more choice, which is offered last, and its span.
    """
    text, state = ctx.session.document.text, ctx.session.state
    choices = []
    for number, span in enumerate(spans):
        tags = dict.fromkeys(tag for a in state.exactly(span) for tag in a.tags)
        quote = bare_quote(text[span.start : span.end])
        choices.append(Choice(str(number), f"“{quote}”", ", ".join(tags)))
    offered = list(spans)
    if other:
        choices.append(Choice(str(len(offered)), other[0]))
        offered.append(other[1])
    chosen = await ctx.ask(Picker("Which annotation", choices))
    return offered[int(chosen.id)] if chosen else None
