"""CommandRunner: runs commands of the library screen that ask the user or work for long."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...model.errors import ReaderError
from ..asking import COMMAND_GROUP, Answer, ask
from ..background import Result, WorkCancelledError
from ..dialogs.progress_dialog import run_with_progress
from ..key_queue import KeyQueue

if TYPE_CHECKING:
    from ...readers.reading_progress import ProgressReceiver
    from ..dialogs.dialog import Dialog


class CommandRunner:
    """Runs commands while other keys wait in the app's queue `keys`.

    `toast` shows the user a message, as a warning if its second argument is true.
    """

    def __init__(
        self, screen: Screen[Any], keys: KeyQueue, toast: Callable[[str, bool], None]
    ) -> None:
        self._screen, self._keys, self._toast = screen, keys, toast

    def start(self, command: Coroutine[Any, Any, None]) -> None:
        """Run a command in a worker; keys are queued while it runs, except for its dialogs."""
        self._screen.run_worker(self._run(command), group=COMMAND_GROUP)

    async def _run(self, command: Coroutine[Any, Any, None]) -> None:
        self._keys.hold()
        try:
            await command
        finally:
            await self._keys.release_when_settled()

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Show a dialog and return its answer; None if it is closed without one."""
        return await ask(self._screen.app, self._keys, dialog)

    async def work(self, what: str, work: Callable[[ProgressReceiver], Result]) -> Result | None:
        """Run work in a thread, with a progress dialog if it takes long, and return its result.

        Returns None if the work raises ReaderError or the user cancels it; the user is told.
        """
        try:
            return await run_with_progress(self._screen.app, self._keys, what, work)
        except WorkCancelledError:
            self._toast(f"cancelled: {what}", False)
        except ReaderError as error:
            self._toast(str(error), True)
        return None

    def toast(self, message: str, warn: bool = False) -> None:
        """Show the user a message for some seconds."""
        self._toast(message, warn)
