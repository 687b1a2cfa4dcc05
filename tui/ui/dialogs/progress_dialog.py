"""Work that may take long: done in a thread, with a bar and a way out where it is felt."""

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

_FELT = 0.15
"""Seconds after which it is shown that something is being done."""
_EVERY = 0.1
"""Seconds between two looks at how far it is."""

Result = TypeVar("Result")


class ProgressDialog(Dialog[None]):
    """Says what is being done and how far it is."""

    # What is behind stays as it is: to dim it is to paint it all, which takes 50 ms.
    DEFAULT_CSS = "ProgressDialog { background: transparent; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")

    def __init__(self, what: str) -> None:
        super().__init__()
        self.heading = what
        self._bar = Static(classes="field")
        self._share = 0.0
        self.given_up = asyncio.Event()

    def body(self) -> ComposeResult:
        """The bar."""
        yield self._bar

    def on_mount(self) -> None:
        """Show how far it is from now on."""
        self._draw()
        self.set_interval(_EVERY, self._draw)

    def _draw(self) -> None:
        width = max(10, self._bar.size.width - 6)
        shown = f"{progress_bar(self._share, width)} {self._share:4.0%}"
        self._bar.update(Content.styled(shown, "$primary"))

    def receive(self, share: float) -> None:
        """Take the share that is done; called by the work, in its own thread."""
        if self.given_up.is_set():
            raise WorkCancelledError
        self._share = share

    def give_up(self) -> None:
        """Wait no longer."""
        self.given_up.set()

    action_give_up = give_up


async def run_with_progress(
    app: App[Any], keys: KeyQueue, what: str, work: Callable[[ProgressReceiver], Result]
) -> Result:
    """The result of some work, done in a thread; how far it is is shown where it takes long.

    The command that waits has held the `keys`, but for those that give up. Raises what the work
    raises, and WorkCancelledError where the user waits no longer.
    """
    dialog = ProgressDialog(what)
    doing = asyncio.ensure_future(in_background(work, dialog.receive))
    await asyncio.wait([doing], timeout=_FELT)
    if not doing.done():
        await app.push_screen(dialog)
        keys.set_cancel(dialog.give_up)
        leaving = asyncio.ensure_future(dialog.given_up.wait())
        await asyncio.wait([doing, leaving], return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        keys.set_cancel(None)
        await dialog.dismiss(None)
    if not doing.done():
        doing.cancel()
        raise WorkCancelledError
    return doing.result()
