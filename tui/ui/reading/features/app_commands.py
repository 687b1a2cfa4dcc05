"""Show the help, and choose a theme."""

from __future__ import annotations

from ...commands import help_groups
from ...dialogs.help_dialog import HelpDialog
from ..context import ReadingContext


async def show_help(ctx: ReadingContext) -> None:
    """Show all keys."""
    await ctx.ask(HelpDialog(help_groups(ctx.config.keys)))


def choose_theme(ctx: ReadingContext) -> None:
    """Choose a theme, with a preview of the one under the cursor."""
    ctx.app.run_worker(ctx.app.run_action("choose_theme"))
