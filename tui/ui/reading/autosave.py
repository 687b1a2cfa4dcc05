"""Saving by itself: in a thread, again where it failed, and at the latest when the screen goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from ...config import Folders
from ...model.annotation import new_id
from ...model.errors import ReaderError
from ...session import Session
from ...store import unsaved
from ...store.atomic_files import UnconfirmedError
from ...store.locks import LOCK_BRIEF, LockedError
from .draft_keeper import DraftKeeper
from .view import ReadingView

if TYPE_CHECKING:
    from ...store.saving import Done, SaveJob

_SOON = 0.3
"""Seconds from an edit to its saving: several keys in a row are one write."""

_AGAIN = 5.0
"""Seconds until a saving that failed is tried again."""

_LOCKED = 0.2
"""Seconds until the lock that another program holds is tried again."""

_PAUSE = 0.01


class Autosave:
    """Brings the edits of a session to disk, and into the draft journal where that cannot be.

    No file is written, and no lock is waited for, in the thread of the screen.
    """

    def __init__(
        self,
        screen: Screen[Any],
        view: ReadingView,
        session: Session,
        folders: Folders,
        drafts: DraftKeeper,
    ) -> None:
        self._screen, self._view, self._session = screen, view, session
        self._folders, self._drafts = folders, drafts
        self._timer: Timer | None = None
        self.is_writing = False
        self.is_over = False
        """Whether nothing more is to be saved: all is on disk, in the journal, or given up."""
        self.on_saved: Callable[[], None] = lambda: None
        """Called whenever everything has come to disk."""
        self._journaled = -1
        """The version of the session whose changes are in the draft journal."""
        self._journal_name = ""

    @property
    def is_due(self) -> bool:
        """Whether there are changes that are to be on disk and are not."""
        return self._session.dirty and not self._session.read_only

    def soon(self) -> None:
        """Have everything saved within a second."""
        self._view.show_saved("saving")
        self._again_in(_SOON)

    def stop(self) -> None:
        """Save no more by itself."""
        if self._timer:
            self._timer.stop()

    def _again_in(self, seconds: float) -> None:
        self.stop()
        self._timer = self._screen.set_timer(seconds, self._save)

    def _save(self) -> None:
        if self.is_writing:
            self.soon()
        elif self.is_due:
            self.is_writing = True
            self._screen.run_worker(self.write(), group="save")
        else:
            self._drafts.drop_saved()
            self._view.show_saved("saved")

    async def finished(self) -> None:
        """Wait until nothing is being written."""
        while self.is_writing:
            await asyncio.sleep(_PAUSE)

    async def write(self) -> ReaderError | None:
        """Write what is not saved, in a thread; what went wrong, if anything did."""
        self.is_writing = True
        job = self._session.job()
        try:
            result = await asyncio.to_thread(job.run, LOCK_BRIEF)
        except ReaderError as error:
            problem = await asyncio.to_thread(self.journal, job)
            self._failed(error, problem)
            return error
        finally:
            self.is_writing = False
        self._written(job, result)
        return None

    def _written(self, job: SaveJob, result: Done) -> None:
        said = len(self._session.messages)
        if self._session.saved(job, result):
            self._view.refresh_all()
            self._view.toast("changed elsewhere: " + "; ".join(result.saved.changes))
        for message in self._session.messages[said:]:
            self._view.toast(message, beside=True)
        if self._session.dirty:
            self.soon()
            return
        self._drafts.drop_saved()
        self._view.show_saved("saved")
        self.on_saved()

    def _failed(self, error: ReaderError, problem: str) -> None:
        if isinstance(error, LockedError):
            name, delay = self._session.notes_path.name, _LOCKED
            said = f"not saved yet, waiting for a lock that another program holds: {name}"
        else:
            delay = _AGAIN
            what = "not certain to be saved" if isinstance(error, UnconfirmedError) else "not saved"
            said = f"{what} (tried again every {_AGAIN:.0f} seconds): {error}"
        self._view.show_banner("; ".join(filter(None, (said, problem))))
        self._view.show_saved("NOT SAVED", trouble=True)
        self._again_in(delay)

    # The draft journal, for what cannot be saved

    def journal(self, job: SaveJob) -> str:
        """Put changes that could not be saved into the draft journal; why that failed, or ""."""
        if job.version == self._journaled:
            return ""
        self._journal_name = self._journal_name or unsaved.PREFIX + new_id()
        try:
            unsaved.keep(self._folders.state, self._session.key, self._journal_name, job)
        except ReaderError as error:
            return f"the draft journal cannot be written either: {error}"
        self._journaled = job.version
        self._drafts.drop_when_saved(self._journal_name)
        return ""

    def keep_only_journal(self) -> None:
        """Drop the drafts of texts that are part of the changes in the journal."""
        self._drafts.keep_beyond(self._journal_name)
        self._drafts.drop_all()

    def drop_journal(self) -> None:
        """Drop the changes that are in the draft journal."""
        if self._journal_name:
            self._drafts.drop(self._journal_name)

    def save_at_once(self) -> ReaderError | None:
        """Save in this thread, for the program ends; what went wrong, if anything did.

        What cannot be saved goes into the draft journal, and is offered at the next start.
        """
        try:
            if self.is_due:
                self._session.save(LOCK_BRIEF)
            self._drafts.drop_all()
        except ReaderError as error:
            if problem := self.journal(self._session.job()):
                return ReaderError(f"{error}; {problem}")
            self.keep_only_journal()
            self.is_over = True
            kept = "your changes are in the draft journal and are offered at the next start"
            return ReaderError(f"{error}; {kept}")
        self.is_over = True
        return None
