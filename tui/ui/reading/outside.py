"""What other programs do to the open files: notes are taken in, a changed article is noticed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ...model.errors import ReaderError
from ...session import Session
from .save_timers import SaveTimers
from .view import ReadingView

_LOOK_EVERY = 1.0
"""Seconds after which a key has the files looked at once more."""

Fingerprint = tuple[int, int]
"""Size and time of a file: enough to see that it was written."""


def fingerprint(path: Path) -> Fingerprint | None:
    """How a file looks from outside; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class OutsideChanges:
    """Looks whether the notes or the article were written by another program."""

    def __init__(self, session: Session, view: ReadingView, timers: SaveTimers) -> None:
        self._session, self._view, self._timers = session, view, timers
        self.on_article_changed: Callable[[], None] = lambda: None
        """Called when the article is another than when it was last looked at."""
        self._looked = time.monotonic()
        path = session.document.path
        self._article = fingerprint(path) if path else None

    def look_at_times(self) -> None:
        """Look, unless that was done just now: not every terminal tells of the focus."""
        if time.monotonic() - self._looked > _LOOK_EVERY:
            self.look()

    def look(self) -> None:
        """Take in what another program wrote into the notes, and notice a changed article."""
        self._looked = time.monotonic()
        if self._timers.autosave.is_writing:
            return
        try:
            changes = self.take_in()
        except ReaderError as error:
            self._view.show_banner(f"{error} (your changes are kept here)")
            return
        if changes:
            self._view.toast("changed elsewhere: " + "; ".join(changes))
        path = self._session.document.path
        now = fingerprint(path) if path else None
        if now not in (None, self._article):
            self._article = now
            self.on_article_changed()

    def take_in(self) -> Sequence[str]:
        """Show what was written into the notes file elsewhere; a phrase for each change.

        Raises ReaderError where the file cannot be read.
        """
        changes = self._session.refresh()
        if changes:
            self._view.refresh_all()
            if self._session.dirty:
                self._timers.save_soon()
        return changes
