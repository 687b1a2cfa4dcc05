"""Leaving for another article, the list or for good; asks only where something cannot be saved."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ....model.errors import ReaderError
from ....store import progress
from ...asking import COMMAND_GROUP
from ...routes import Quit, Route, route_to
from ..context import ReadingContext


def quit_program(ctx: ReadingContext) -> None:
    """Leave the program."""
    leave_for(ctx, None)


def leave_for(ctx: ReadingContext, path: Path | None, start: int | None = None) -> None:
    """Leave for another article and a place in it (code points), for a folder, or for good."""
    put_away(ctx)
    route = route_to(path, start) if path else Quit()
    # What is typed meanwhile is for what comes then.
    ctx.keys.hold()
    ctx.app.run_worker(_save_and_leave(ctx, route), group=COMMAND_GROUP)


def put_away(ctx: ReadingContext) -> None:
    """Take in what is being typed, and keep the place."""
    ctx.drafts.commit_all()
    if ctx.session.document.blocks:
        at = ctx.article.span.start
        progress.save(ctx.folders.state, ctx.session.key, progress.Progress(at, at))


def finish(ctx: ReadingContext) -> ReaderError | None:
    """Save at once, for the program ends; what went wrong, if anything did."""
    if ctx.autosave.is_over:
        return None
    put_away(ctx)
    return ctx.autosave.save_at_once()


async def _save_and_leave(ctx: ReadingContext, route: Route) -> None:
    try:
        await ctx.autosave.finished()
        error = await ctx.save_timers.save() if ctx.autosave.is_due else None
        if error is None or await _ask_how(ctx, error):
            ctx.drafts.drop_all()
            ctx.autosave.is_over = True
            ctx.screen.dismiss(route)
    finally:
        await ctx.keys.release_when_settled()


async def _ask_how(ctx: ReadingContext, error: ReaderError) -> bool:
    """Ask whether to leave although something is not saved; leave by itself once it is."""
    from ..leaving import JOURNAL, SAVED, WITHOUT, Leaving

    dialog = Leaving(error, ctx.session.notes_path.name)

    def saved() -> None:
        if dialog.is_current:
            dialog.dismiss(SAVED)

    ctx.save_timers.on_saved = saved
    answer = await ctx.ask(dialog)
    ctx.save_timers.on_saved = lambda: None
    if answer == SAVED:
        return True
    return answer in (JOURNAL, WITHOUT) and await _give_up_saving(ctx, answer == JOURNAL)


async def _give_up_saving(ctx: ReadingContext, keep: bool) -> bool:
    """Put the changes into the draft journal, or drop them; whether that could be done."""
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
