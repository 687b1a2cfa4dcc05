"""Ask to which annotation a command applies: one of several, or one of several analysts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.typography import bare_quote
from ..dialogs.key_menu import KeyMenu, menu_items
from ..dialogs.picker import Picker
from ..widgets.choice_list import Choice
from .context import ReadingContext


async def ask_target(ctx: ReadingContext, whole: str = "the whole passage") -> Target | None:
    """The target of a command; asks if several annotations are at the caret.

    `whole` is the label of the choice of the passage itself; "" leaves that choice out. Returns
    None if the user does not answer.
    """
    found = ctx.view.candidates()
    if len(found) < 2:
        return ctx.target
    span = await ask_span(ctx, found, (whole, ctx.article.span) if whole else None)
    return span and Target(span)


async def ask_targets(ctx: ReadingContext, whole: str = "the whole passage") -> list[Target] | None:
    """The targets of a command: all marked hits, or else the result of `ask_target`."""
    if ctx.state.marked:
        return ctx.targets
    target = await ask_target(ctx, whole)
    return None if target is None else [target]


async def ask_span(
    ctx: ReadingContext, spans: Sequence[Span], other: tuple[str, Span] | None = None
) -> Span | None:
    """Ask for one of several annotated spans. Returns None if the user does not answer.

    `other` is the label and the span of one more choice, which is offered last.
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


class PermittedTarget(NamedTuple):
    """A target, and the ids of other analysts' annotations that the user permits to change."""

    target: Target
    permitted: tuple[str, ...] = ()


async def ask_whose(ctx: ReadingContext, target: Target, field: str) -> PermittedTarget | None:
    """The annotation to change: the target, or the user's own annotation of the same span.

    Asks if the target belongs to another analyst and has a value in `field`. Returns None if the
    user does not answer.
    """
    annotation = ctx.session.state.at(target)
    own = ctx.session.state.own_target(target)
    if annotation is None or own == target:
        return PermittedTarget(target)
    if not getattr(annotation, field):
        return PermittedTarget(own)
    author = annotation.author
    items = menu_items(
        "whose",
        ctx.config.keys,
        own=f"add my own annotation beside that of {author}",
        change=f"change what {author} made",
    )
    title = f"{author} made this annotation"
    answer = await ctx.ask(KeyMenu(title, items, ctx.config.aliases))
    if answer == "change":
        return PermittedTarget(target, (annotation.id,))
    return PermittedTarget(own) if answer else None
