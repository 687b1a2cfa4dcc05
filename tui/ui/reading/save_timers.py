"""Run the saving of edits and of typed text after short delays, and show the outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from ...model.errors import ReaderError
from ...session import Session
from ...store.atomic_files import UnconfirmedError
from ...store.locks import LockedError
from ...workspace.autosave import Autosave, SaveOutcome
from ...workspace.drafts import DraftJournal, DraftSubject
from .view import ReadingView

_SAVE_DELAY = 0.3
"""Seconds from an edit to its saving, so that a quick series of edits is saved once."""

_RETRY_DELAY = 5.0
"""Seconds until a save that failed is tried again."""

_LOCK_DELAY = 0.2
"""Seconds until a save is tried again while another program holds the lock."""

_DRAFT_DELAY = 0.1
"""Seconds from a key typed in a text to the writing of its draft."""


class SaveTimers:
    """Starts `autosave` and the writing of `drafts`, and reports failures in the view."""

    def __init__(
        self,
        screen: Screen[Any],
        view: ReadingView,
        session: Session,
        autosave: Autosave,
        drafts: DraftJournal,
    ) -> None:
        self._screen, self._view, self._session = screen, view, session
        self.autosave, self._drafts = autosave, drafts
        self._timer: Timer | None = None
        self.on_saved: Callable[[], None] = lambda: None
        """Called whenever all changes are saved."""

    def save_soon(self) -> None:
        """Have all changes saved within a second."""
        self._view.show_save_state("saving")
        self._save_after(_SAVE_DELAY)

    def stop(self) -> None:
        """Cancel the next save."""
        if self._timer:
            self._timer.stop()

    def _save_after(self, seconds: float) -> None:
        self.stop()
        self._timer = self._screen.set_timer(seconds, self._start)

    def _start(self) -> None:
        if self.autosave.is_writing:
            self.save_soon()
        elif self.autosave.is_due:
            self.autosave.announce()
            self._screen.run_worker(self.save(), group="save")
        else:
            self._show_all_saved()

    async def save(self) -> ReaderError | None:
        """Save now and show the outcome. Returns why saving failed, or None."""
        outcome = await self.autosave.write()
        if outcome.error:
            self._show_failure(outcome.error, outcome.journal_problem)
        else:
            self._show_success(outcome)
        return outcome.error

    def _show_success(self, outcome: SaveOutcome) -> None:
        if outcome.is_merged:
            self._view.refresh_all()
            self._view.toast("changed elsewhere: " + "; ".join(outcome.changes))
        for message in outcome.messages:
            self._view.toast(message, keep_earlier=True)
        if self._session.dirty:
            self.save_soon()
        else:
            self._show_all_saved()
            self.on_saved()

    def _show_all_saved(self) -> None:
        self._drafts.drop_saved()
        self._view.show_save_state("saved")

    def _show_failure(self, error: ReaderError, journal_problem: str) -> None:
        if isinstance(error, LockedError):
            name, delay = self._session.notes_path.name, _LOCK_DELAY
            message = f"not saved yet, waiting for a lock that another program holds: {name}"
        else:
            delay = _RETRY_DELAY
            what = "not certain to be saved" if isinstance(error, UnconfirmedError) else "not saved"
            message = f"{what} (tried again every {_RETRY_DELAY:.0f} seconds): {error}"
        self._view.show_banner("; ".join(filter(None, (message, journal_problem))))
        self._view.show_save_state("NOT SAVED", trouble=True)
        self._save_after(delay)

    def keep_draft(self, subject: DraftSubject, text: str) -> None:
        """Have the text being typed written to the draft journal within a quarter of a second."""
        if self._drafts.put(subject, text):
            self._view.show_save_state("writing")
            self._screen.set_timer(_DRAFT_DELAY, self._write_draft)

    async def _write_draft(self) -> None:
        try:
            await self._drafts.write()
        except ReaderError as error:
            self._view.show_banner(f"the text being typed is not in the draft journal: {error}")
