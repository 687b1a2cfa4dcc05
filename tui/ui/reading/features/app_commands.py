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


async def suspend(ctx: ReadingContext) -> None:
    """Save, then stop the program as job control does, until the shell resumes it."""
    ctx.drafts.commit_all()
    await ctx.autosave.finished()
    if ctx.autosave.is_due and (error := await ctx.save_timers.save()):
        ctx.show_error(error)
    ctx.app.action_suspend_process()
