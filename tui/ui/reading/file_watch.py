"""FileWatch: notices changes that other programs make to the open notes and to the article."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ...model.errors import ReaderError
from ...session import Session
from .save_timers import SaveTimers
from .view import ReadingView

_CHECK_INTERVAL = 1.0
"""The least number of seconds between two checks that keys cause."""


def _signature(path: Path | None) -> tuple[int, int] | None:
    """The size of a file and its time of modification; None if there is no file."""
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status else None


class FileWatch:
    """Checks whether another program changed the notes or the article of a session."""

    def __init__(self, session: Session, view: ReadingView, timers: SaveTimers) -> None:
        self._session, self._view, self._timers = session, view, timers
        self.on_article_changed: Callable[[], None] = lambda: None
        """Called when the article changed since the last check."""
        self._checked_at = time.monotonic()
        self._article = _signature(session.document.path)

    def check_if_due(self) -> None:
        """Check, unless the last check was less than a second ago."""
        if time.monotonic() - self._checked_at > _CHECK_INTERVAL:
            self.check()

    def check(self) -> None:
        """Merge changes of the notes file into the session, and report a changed article.

        An error in the notes file is shown in the banner.
        """
        self._checked_at = time.monotonic()
        if self._timers.autosave.is_writing:
            return
        try:
            changes = self.merge_notes()
        except ReaderError as error:
            self._view.show_banner(f"{error} (your changes are kept here)")
            return
        if changes:
            self._view.toast("changed elsewhere: " + "; ".join(changes))
        now = _signature(self._session.document.path)
        if now not in (None, self._article):
            self._article = now
            self.on_article_changed()

    def merge_notes(self) -> Sequence[str]:
        """Merge changes of the notes file into the session and show them.

        Returns a phrase for each change. Raises ReaderError if the file cannot be read.
        """
        changes = self._session.refresh()
        if changes:
            self._view.refresh_all()
            if self._session.dirty:
                self._timers.save_soon()
        return changes
