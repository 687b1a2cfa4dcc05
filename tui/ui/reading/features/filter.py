"""Show only the annotations with one tag."""

from __future__ import annotations

from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from . import tag


def show_only(ctx: ReadingContext, name: str) -> None:
    """Show only the annotations with a tag or a tag below it; "" shows all."""
    ctx.state.filter = name
    ctx.view.refresh_all()


def toggle(ctx: ReadingContext) -> None:
    """Show only the tag under the cursor of the sidebar, or all tags again."""
    if row := ctx.sidebar.tags.current:
        show_only(ctx, "" if ctx.state.filter == row.name else row.name)


async def pick(ctx: ReadingContext) -> None:
    """Ask for the tag to show, and show only that one."""
    every = Choice(id="", label="all tags", detail="show every annotation")
    names, counts = ctx.session.state.tag_names(), ctx.state.counts(ctx.session)
    groups = sorted({name.rpartition("/")[0] for name in names} - {"", *names})
    more = [
        Choice(id=g, label=g, detail="the whole group", count=str(counts[g] or "")) for g in groups
    ]
    choices = [every, *more, *tag.choices(ctx)]
    if chosen := await ctx.ask(Picker("Show only", choices)):
        show_only(ctx, chosen.id)
