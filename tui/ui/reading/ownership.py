"""Ask which annotation to change if the target belongs to another analyst."""

from __future__ import annotations

from typing import NamedTuple

from ...model.annotation_changes import Target
from ..dialogs.key_menu import KeyMenu, menu_items
from .context import ReadingContext


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
