"""Saving: by itself, in a thread; waiting for a lock; leaving, with all saved or with a choice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.timer import Timer

from ...model.annotation import new_id
from ...model.errors import ReaderError
from ...store import drafts, progress, unsaved
from ...store.atomic import LOCK_BRIEF, LockedError, UnconfirmedError
from ..routes import OpenArticle, Quit, Route, route_to
from .drafting import Drafting

if TYPE_CHECKING:
    from ...store.saving import Done, SaveJob
    from ..app import ReaderApp
    from .leaving import Leaving

_SOON = 0.3
"""Seconds from an edit to its saving: several keys in a row are one write."""

_AGAIN = 5.0
"""Seconds until a saving that failed is tried again."""

_LOCKED = 0.2
"""Seconds until the lock that another program holds is tried again."""

_PAUSE = 0.01


class Saving(Drafting):
    """What brings the work to disk, and what is done where that cannot be.

    No file is written, and no lock is waited for, in the thread of the screen.
    """

    _timer: Timer | None = None
    _saving = False
    _left = False
    """Whether the screen is being left and nothing more is to be saved."""
    _dialog: Leaving | None = None
    """What asks how to leave, while it does."""
    _journaled = -1
    """The version of the session whose changes are in the draft journal."""
    _journal_name = ""

    @property
    def has_unsaved(self) -> bool:
        """Whether there are changes that are to be on disk and are not."""
        return self.session.dirty and not self.session.read_only

    def save_soon(self) -> None:
        """Have everything saved within a second."""
        self.set_state("saving")
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_SOON, self._save)

    def _save(self) -> None:
        if self._saving:
            self.save_soon()
        elif self.has_unsaved:
            self._saving = True
            self.run_worker(self._write_out(), group="save")
        else:
            self.drop_drafts()
            self.set_state("saved")

    async def _write_out(self) -> ReaderError | None:
        """Write what is not saved, in a thread; what went wrong, if anything did."""
        self._saving = True
        job = self.session.job()
        try:
            result = await asyncio.to_thread(job.run, LOCK_BRIEF)
        except ReaderError as error:
            problem = await asyncio.to_thread(self._keep_changes, job)
            self._failed(error, problem)
            return error
        finally:
            self._saving = False
        self._after_writing(job, result)
        return None

    def _after_writing(self, job: SaveJob, result: Done) -> None:
        said = len(self.session.messages)
        if self.session.saved(job, result):
            self.article.repaint_all()
            self.refresh_notes()
            self.tell("changed elsewhere: " + "; ".join(result.saved.changes))
        for message in self.session.messages[said:]:
            self.tell(message, beside=True)
        if self.session.dirty:
            self.save_soon()
            return
        self.drop_drafts()
        self.set_state("saved")
        if self._dialog and self._dialog.is_current:
            self._dialog.dismiss("saved")

    def _failed(self, error: ReaderError, problem: str) -> None:
        if isinstance(error, LockedError):
            name, delay = self.session.notes_path.name, _LOCKED
            said = f"not saved yet, waiting for a lock that another program holds: {name}"
        else:
            delay = _AGAIN
            what = "not certain to be saved" if isinstance(error, UnconfirmedError) else "not saved"
            said = f"{what} (tried again every {_AGAIN:.0f} seconds): {error}"
        self.say("; ".join(filter(None, (said, problem))))
        self.set_state("NOT SAVED", trouble=True)
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(delay, self._save)

    def _keep_changes(self, job: SaveJob) -> str:
        """Put changes that could not be saved into the draft journal; why that failed, or ""."""
        if job.version == self._journaled:
            return ""
        self._journal_name = self._journal_name or unsaved.PREFIX + new_id()
        try:
            unsaved.keep(self.folders.state, self.key, self._journal_name, job)
        except ReaderError as error:
            return f"the draft journal cannot be written either: {error}"
        self._journaled = job.version
        self._drafted.add(self._journal_name)
        return ""

    # Leaving

    def _put_away(self) -> None:
        """Take in what is being typed, and keep the place."""
        self.keep_note()
        self.keep_rule()
        self.keep_judgement()
        if self.session.document.blocks:
            at = self.article.span.start
            progress.save(self.folders.state, self.key, progress.Progress(at, at))

    def finish(self) -> ReaderError | None:
        """Save at once, for the program ends; what went wrong, if anything did.

        What cannot be saved goes into the draft journal, and is offered at the next start.
        """
        if self._left:
            return None
        self._put_away()
        try:
            if self.has_unsaved:
                self.session.save(LOCK_BRIEF)
            self.drop_drafts(all=True)
        except ReaderError as error:
            if problem := self._keep_changes(self.session.job()):
                return ReaderError(f"{error}; {problem}")
            self._keep_only_changes()
            self._left = True
            kept = "your changes are in the draft journal and are offered at the next start"
            return ReaderError(f"{error}; {kept}")
        self._left = True
        return None

    def _keep_only_changes(self) -> None:
        """Drop the drafts of texts that are part of the changes in the journal."""
        self._drafted.discard(self._journal_name)
        self.drop_drafts(all=True)

    def on_unmount(self) -> None:
        """However the program ends, from a dialog too: save what is not yet saved."""
        self.finish()

    def action_quit(self) -> None:
        """Leave the program; asks only where something cannot be saved."""
        self.leave_for(None)

    def leave_for(self, path: Path | None, start: int | None = None) -> None:
        """Leave for another article and a place in it, or (None) for good."""
        left = route_to(path, start) if path else Quit()
        self._put_away()
        if not self.has_unsaved:
            self._leave(left)
            return
        # What is typed meanwhile is for what comes then.
        cast("ReaderApp", self.app).typed.hold()
        self.app.run_worker(self._save_and_leave(left), group="leave")

    async def _save_and_leave(self, left: Route) -> None:
        while self._saving:
            await asyncio.sleep(_PAUSE)
        error = await self._write_out() if self.has_unsaved else None
        if error:
            self._ask_how(left, error)
        else:
            self._leave(left)
        await self._let_type(None if error else left)

    def _leave(self, left: Route) -> None:
        self.drop_drafts(all=True)
        self._left = True
        self.dismiss(left)

    def _ask_how(self, left: Route, error: ReaderError) -> None:
        """Ask whether to leave although something is not saved; leave by itself once it is."""
        from .leaving import JOURNAL, SAVED, WITHOUT, Leaving

        def answered(answer: str | None) -> None:
            self._dialog = None
            if answer == SAVED:
                self._leave(left)
            elif answer in (JOURNAL, WITHOUT):
                cast("ReaderApp", self.app).typed.hold()
                self.app.run_worker(self._leave_unsaved(left, answer == JOURNAL), group="leave")

        self._dialog = Leaving(error, self.session.notes_path.name, self.config.aliases)
        self.app.push_screen(self._dialog, answered)

    async def _leave_unsaved(self, left: Route, keep: bool) -> None:
        """Leave with the changes in the draft journal, or without them."""
        while self._saving:
            await asyncio.sleep(_PAUSE)
        if self._timer:
            self._timer.stop()
        problem = ""
        if keep and self.has_unsaved:
            problem = await asyncio.to_thread(self._keep_changes, self.session.job())
            if not problem:
                self._keep_only_changes()
        elif self._journal_name:
            drafts.drop(self.folders.state, self.key, self._journal_name)
        if problem:
            self.tell(problem, warn=True)
            self.save_soon()
        else:
            self._leave(left)
        await self._let_type(left if not problem else None)

    async def _let_type(self, left: Route | None) -> None:
        """Hand on the keys that were held, unless an article is opened, which does so itself."""
        if not isinstance(left, OpenArticle):
            await cast("ReaderApp", self.app).typed.resume()
