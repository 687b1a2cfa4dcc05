"""LeaveDialog: asks how to leave an article whose changes are not saved."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.binding import BindingType

from ...model.errors import ReaderError
from ...store.locks import LockedError
from ..commands import bindings
from ..dialogs.prompt import Question

SAVED, JOURNAL, WITHOUT = "saved", "journal", "without"


class LeaveDialog(Question[str]):
    """Asks whether to leave. The answer is JOURNAL, WITHOUT, or None to stay.

    The caller closes the dialog with SAVED once everything is saved. While another program holds
    the lock of the notes, the dialog shows the seconds for which `reader` has been waiting.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("leaving")

    def __init__(self, error: ReaderError, name: str) -> None:
        """`error` is the reason why saving failed, `name` the name of the notes file."""
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
        """Show each second for how long the lock has been waited for."""
        if self._is_locked:
            self.action_wait()
            self.set_interval(1, self.action_wait)

    def action_wait(self) -> None:
        """Show for how long the lock has been waited for; the dialog stays open."""
        if self._is_locked:
            self.show_message(f"waiting for the lock: {time.monotonic() - self._since:.0f} s")
