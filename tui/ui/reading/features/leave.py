"""Leave the article, after asking if something cannot be saved."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ....model.errors import ReaderError
from ....store import progress
from ...asking import COMMAND_GROUP
from ...routes import OpenFolder, Quit, Route, route_to
from ..context import ReadingContext


def quit_program(ctx: ReadingContext) -> None:
    """Quit the program."""
    leave_for(ctx, None)


def leave_for(ctx: ReadingContext, path: Path | None, start: int | None = None) -> None:
    """Leave for an article at an offset (code points), or for a folder; None quits."""
    _leave_for(ctx, route_to(path, start) if path else Quit())


def visit_article(ctx: ReadingContext, path: Path | None, start: int) -> None:
    """Go to an offset (code points) in an article; a path of None is that of standard input."""
    own = ctx.session.document.path
    if path == own or (path and own and path.absolute() == own.absolute()):
        ctx.article.focus()
        ctx.article.go(start)
    else:
        leave_for(ctx, path, start)


def leave_for_list(ctx: ReadingContext, folder: Path) -> None:
    """Leave for the list of a folder, with the cursor on this article."""
    _leave_for(ctx, OpenFolder(folder, ctx.session.document.path))


def leave_for_search(ctx: ReadingContext, folder: Path, name: str) -> None:
    """Leave for the list of a folder, in which a saved search of its dossier is opened."""
    _leave_for(ctx, OpenFolder(folder, ctx.session.document.path, name))


def _leave_for(ctx: ReadingContext, route: Route) -> None:
    prepare_to_leave(ctx)
    # Keys typed meanwhile are for the next screen.
    ctx.keys.hold()
    ctx.app.run_worker(_save_and_leave(ctx, route), group=COMMAND_GROUP)


def prepare_to_leave(ctx: ReadingContext) -> None:
    """Apply the text of open editors, and record the place of the caret."""
    ctx.drafts.commit_all()
    if ctx.session.document.blocks:
        at = ctx.article.span.start
        place, is_chosen = (ctx.folders.state, ctx.session.key), ctx.state.blind_chosen
        progress.save(*place, progress.Progress(at, at, is_chosen))


def finish(ctx: ReadingContext) -> ReaderError | None:
    """Save in the calling thread because the program ends. Returns what failed, or None."""
    if ctx.autosave.is_over:
        return None
    prepare_to_leave(ctx)
    return ctx.autosave.save_at_once()


async def _save_and_leave(ctx: ReadingContext, route: Route) -> None:
    try:
        await ctx.autosave.finished()
        error = await ctx.save_timers.save() if ctx.autosave.is_due else None
        if error is None or await _may_leave_unsaved(ctx, error):
            ctx.drafts.drop_all()
            ctx.autosave.is_over = True
            ctx.screen.dismiss(route)
    finally:
        await ctx.keys.release_when_settled()


async def _may_leave_unsaved(ctx: ReadingContext, error: ReaderError) -> bool:
    """Ask whether to leave with unsaved changes; the dialog closes once they are saved."""
    from ..leave_dialog import JOURNAL, SAVED, WITHOUT, LeaveDialog

    dialog = LeaveDialog(error, ctx.session.notes_path.name)

    def saved() -> None:
        if dialog.is_current:
            dialog.dismiss(SAVED)

    ctx.save_timers.on_saved = saved
    answer = await ctx.ask(dialog)
    ctx.save_timers.on_saved = lambda: None
    if answer == SAVED:
        return True
    return answer in (JOURNAL, WITHOUT) and await _stop_saving(ctx, answer == JOURNAL)


async def _stop_saving(ctx: ReadingContext, keep: bool) -> bool:
    """Put the changes into the draft journal, or drop them. Returns whether that succeeded."""
    await ctx.autosave.finished()
    ctx.save_timers.stop()
    if keep and ctx.autosave.is_due:
        problem = await asyncio.to_thread(ctx.autosave.journal, ctx.session.job())
        if problem:
            ctx.toast(problem, warn=True)
            ctx.save_timers.save_soon()
            return False
        ctx.autosave.keep_only_journal()
    else:
        ctx.autosave.drop_journal()
    return True
