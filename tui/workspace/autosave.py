"""Save the edits of a session, or put them into the draft journal if they cannot be saved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..config import Folders
from ..model.annotation import new_id
from ..model.errors import ReaderError
from ..session import Session
from ..store import unsaved
from ..store.locks import LOCK_BRIEF
from .drafts import DraftJournal

if TYPE_CHECKING:
    from ..store.saving import SaveJob


class SaveOutcome(NamedTuple):
    """The result of one attempt to save.

    `error` says why it failed, and `journal_problem` why the draft journal failed too. `is_merged`
    is true if edits of another program were merged into the session; `changes` describes them.
    `messages` are other messages for the user.
    """

    error: ReaderError | None = None
    journal_problem: str = ""
    is_merged: bool = False
    changes: Sequence[str] = ()
    messages: Sequence[str] = ()


class Autosave:
    """Saves a session in threads, so that its caller waits neither for a file nor for a lock."""

    def __init__(self, session: Session, folders: Folders, drafts: DraftJournal) -> None:
        self._session, self._folders, self._drafts = session, folders, drafts
        self._idle = asyncio.Event()
        self._idle.set()
        self.is_over = False
        """Whether nothing remains to be done: all is saved, in the journal, or given up."""
        self._journaled = -1
        """The version of the session whose changes are in the draft journal."""
        self._journal_name = ""

    @property
    def is_due(self) -> bool:
        """Whether there are changes to save."""
        return self._session.dirty and not self._session.read_only

    @property
    def is_writing(self) -> bool:
        """Whether a save is running or announced."""
        return not self._idle.is_set()

    def announce(self) -> None:
        """Record that `write` is about to be called."""
        self._idle.clear()

    async def finished(self) -> None:
        """Wait until no save is running or announced."""
        await self._idle.wait()

    async def write(self) -> SaveOutcome:
        """Save the changes; if that fails, put them into the draft journal."""
        self.announce()
        job = self._session.job()
        try:
            result = await asyncio.to_thread(job.run, LOCK_BRIEF)
        except ReaderError as error:
            return SaveOutcome(error, await asyncio.to_thread(self.journal, job))
        finally:
            self._idle.set()
        known = len(self._session.messages)
        is_merged = self._session.saved(job, result)
        messages = self._session.messages[known:]
        return SaveOutcome(is_merged=is_merged, changes=result.changes, messages=messages)

    def journal(self, job: SaveJob) -> str:
        """Put the changes of a job into the draft journal. Returns why that failed, or ""."""
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
        """Delete the drafts of typed text, which the changes in the journal include."""
        self._drafts.retain(self._journal_name)
        self._drafts.drop_all()

    def drop_journal(self) -> None:
        """Delete the changes in the draft journal."""
        if self._journal_name:
            self._drafts.drop(self._journal_name)

    def save_at_once(self) -> ReaderError | None:
        """Save in the calling thread because the program ends. Returns what failed, or None.

        Changes that cannot be saved go into the draft journal, which the next start offers.
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
