"""Show, hide and focus the sidebar, and go to what is chosen in it."""

from __future__ import annotations

from ....workspace.link_rows import LinkRow
from ...widgets.note_list import MemoRow
from ..context import ReadingContext
from . import boundaries, link, note


def switch_pane(ctx: ReadingContext) -> None:
    """Move the focus from the article to the tags, to the annotations, and back."""
    view = ctx.view
    if view.article.has_focus:
        view.sidebar_wanted = view.sidebar.display = True
    if view.editor.has_focus_within or not view.sidebar.focus_next(1):
        view.article.focus()
        view.lay_out()


async def narrow_tags(ctx: ReadingContext) -> None:
    """Let the user type letters that narrow the list of tags."""
    if ctx.sidebar.tags.items:
        await ctx.sidebar.narrow_tags()


def to_tags(ctx: ReadingContext) -> None:
    """Focus the tags, narrowed as they are."""
    ctx.sidebar.tags.focus()


def widen_tags(ctx: ReadingContext) -> None:
    """Show all tags again, and focus them."""
    ctx.sidebar.tags.focus()
    ctx.sidebar.widen_tags()


def hide(ctx: ReadingContext) -> None:
    """Show or hide the sidebar, and remember the choice."""
    view = ctx.view
    view.sidebar_wanted = not view.sidebar.display
    view.lay_out()
    view.sidebar.display = view.sidebar_wanted
    view.article.focus()
    ctx.remember(sidebar=view.sidebar_wanted)


async def go(ctx: ReadingContext) -> None:
    """Go to the annotation under the cursor of the sidebar, or to the other end of a link."""
    row = ctx.sidebar.notes.current
    if isinstance(row, MemoRow):
        note.write_on_article(ctx)
    elif isinstance(row, LinkRow):
        await link.follow(ctx, row)
    elif row:
        ctx.article.focus()
        await boundaries.go_to(ctx, row.id)
