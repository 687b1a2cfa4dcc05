"""Whose annotation is meant where the target was made by another analyst."""

from __future__ import annotations

from typing import NamedTuple

from ...model.annotation_changes import Target
from ..dialogs.key_menu import KeyMenu, menu_items
from .context import ReadingContext


class Addressed(NamedTuple):
    """A target, and the ids of annotations that the user has agreed to change."""

    target: Target
    permitted: tuple[str, ...] = ()


async def whose(ctx: ReadingContext, target: Target, field: str) -> Addressed | None:
    """The target, or the user's own annotation beside it where it is somebody else's.

    Where the other analyst's annotation has a value in that `field`, asks which one is meant; None
    where that is not answered.
    """
    annotation = ctx.session.state.at(target)
    own = ctx.session.state.own_target(target)
    if annotation is None or own == target:
        return Addressed(target)
    if not getattr(annotation, field):
        return Addressed(own)
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
        return Addressed(target, (annotation.id,))
    return Addressed(own) if answer else None
