"""What asks how to leave an article whose changes are not saved."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.binding import BindingType

from ...model.errors import ReaderError
from ...store.locks import LockedError
from ..commands import bindings
from ..dialogs.prompt import Question

SAVED, JOURNAL, WITHOUT = "saved", "journal", "without"


class Leaving(Question[str]):
    """Gives JOURNAL, WITHOUT, SAVED where it is closed because all is saved, None to stay.

    While another program holds the lock it shows for how long that has been waited for.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("leaving")

    def __init__(self, error: ReaderError, name: str) -> None:
        """`name` is that of the notes file."""
        self._is_locked = isinstance(error, LockedError)
        question = f"Not saved: {error}. Leave all the same?"
        if self._is_locked:
            question = (
                f"Not saved yet: another program holds the lock of {name}. reader waits for it, "
                "and leaves as soon as your changes are saved."
            )
        super().__init__("Leave", question)
        self.labels = {} if self._is_locked else {"leaving-wait": ""}
        self._since = time.monotonic()

    def on_mount(self) -> None:
        """Show that it waits."""
        if self._is_locked:
            self.action_wait()
            self.set_interval(1, self.action_wait)

    def action_wait(self) -> None:
        """Wait on, and say for how long that has been."""
        if self._is_locked:
            self.show_message(f"waiting for the lock: {time.monotonic() - self._since:.0f} s")
