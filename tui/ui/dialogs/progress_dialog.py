"""Run long work in a thread, with a dialog that shows its progress and can cancel it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ..background import WorkCancelledError, in_background
from ..commands import bindings
from ..fit import progress_bar
from .dialog import Dialog

if TYPE_CHECKING:
    from ...readers.reading_progress import ProgressReceiver
    from ..key_queue import KeyQueue

_SHOW_AFTER = 0.15
"""Seconds of work after which the dialog is shown."""
_REDRAW_INTERVAL = 0.1
"""Seconds between two updates of the bar."""

Result = TypeVar("Result")


class ProgressDialog(Dialog[None]):
    """Shows the name of some work and a bar with its progress."""

    # The screen behind is not dimmed, because that would paint all of it again.
    DEFAULT_CSS = "ProgressDialog { background: transparent; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self._bar = Static(classes="field")
        self._share = 0.0
        self.cancelled = asyncio.Event()

    def body(self) -> ComposeResult:
        """Yield the bar."""
        yield self._bar

    def on_mount(self) -> None:
        """Start to update the bar."""
        self._draw()
        self.set_interval(_REDRAW_INTERVAL, self._draw)

    def _draw(self) -> None:
        width = max(10, self._bar.size.width - 6)
        shown = f"{progress_bar(self._share, width)} {self._share:4.0%}"
        self._bar.update(Content.styled(shown, "$primary"))

    def receive(self, share: float) -> None:
        """Receive the share of the work that is done (0 to 1), in the thread of the work.

        Raises WorkCancelledError if the user has cancelled the work.
        """
        if self.cancelled.is_set():
            raise WorkCancelledError
        self._share = share

    def action_cancel(self) -> None:
        """Cancel the work."""
        self.cancelled.set()


async def run_with_progress(
    app: App[Any], keys: KeyQueue, title: str, work: Callable[[ProgressReceiver], Result]
) -> Result:
    """Run `work` in a thread, and return its result; show a ProgressDialog if it takes long.

    The command that waits must hold `keys`; the keys that cancel work still do so. Raises whatever
    the work raises, and WorkCancelledError if the user cancels it.
    """
    dialog = ProgressDialog(title)
    running = asyncio.ensure_future(in_background(work, dialog.receive))
    await asyncio.wait([running], timeout=_SHOW_AFTER)
    if not running.done():
        await app.push_screen(dialog)
        keys.set_cancel(dialog.action_cancel)
        cancelled = asyncio.ensure_future(dialog.cancelled.wait())
        await asyncio.wait([running, cancelled], return_when=asyncio.FIRST_COMPLETED)
        cancelled.cancel()
        keys.set_cancel(None)
        await dialog.dismiss(None)
    if not running.done():
        running.cancel()
        raise WorkCancelledError
    return running.result()
