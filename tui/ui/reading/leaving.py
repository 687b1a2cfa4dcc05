"""What asks how to leave an article whose changes are not saved."""

from __future__ import annotations

import time
from collections.abc import Mapping

from ...model.errors import ReaderError
from ...store.atomic import LockedError
from ..dialogs.prompt import Ask, Way

SAVED, JOURNAL, WITHOUT, WAIT = "saved", "journal", "without", "wait"

_WAIT = Way("w", "wait on", WAIT)
_JOURNAL = Way("y", "leave, my changes kept in the draft journal", JOURNAL)
_WITHOUT = Way("x", "leave without my changes", WITHOUT)


class Leaving(Ask):
    """Gives JOURNAL, WITHOUT, SAVED where it is closed because all is saved, None to stay.

    While another program holds the lock it shows for how long that has been waited for.
    """

    def __init__(self, error: ReaderError, name: str, aliases: Mapping[str, str]) -> None:
        self._is_locked = isinstance(error, LockedError)
        if self._is_locked:
            question = (
                f"Not saved yet: another program holds the lock of {name}. reader waits for it, "
                "and leaves as soon as your changes are saved."
            )
        else:
            question = f"Not saved: {error}. Leave all the same?"
        ways = (_JOURNAL, _WITHOUT)
        super().__init__(
            "Leave", question, (_WAIT, *ways) if self._is_locked else ways, "stay", aliases
        )
        self._since = time.monotonic()

    def on_mount(self) -> None:
        """Show that it waits."""
        if self._is_locked:
            self._tell()
            self.set_interval(1, self._tell)

    def _tell(self) -> None:
        self.say(f"waiting for the lock: {time.monotonic() - self._since:.0f} s")

    def action_answer(self, answer: str) -> None:
        """Close with an answer; to wait on is none."""
        if answer == WAIT:
            self._tell()
        else:
            super().action_answer(answer)
