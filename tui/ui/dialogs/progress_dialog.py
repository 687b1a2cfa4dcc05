"""Work that may take long: done aside, with a bar and a way out where it is felt."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from ...model.errors import ReaderError
from ..background import GivenUpError, in_background
from ..fit import bar
from .dialog import Dialog, Hint

if TYPE_CHECKING:
    from ..app import ReaderApp

_FELT = 0.15
"""Seconds after which it is shown that something is being done."""
_EVERY = 0.1
"""Seconds between two looks at how far it is."""

Tell = Callable[[float], None]
"""Takes the share that is done, from 0 to 1; raises GivenUpError where nobody waits any more."""

Result = TypeVar("Result")


class ProgressDialog(Dialog[None]):
    """Says what is being done and how far it is."""

    # What is behind stays as it is: to dim it is to paint it all, which takes 50 ms.
    DEFAULT_CSS = "ProgressDialog { background: transparent; }"

    def __init__(self, what: str) -> None:
        super().__init__()
        self.heading, self.hints = what, (Hint("Esc", "cancel", "screen.give_up"),)
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
        shown = f"{bar(self._share, width)} {self._share:4.0%}"
        self._bar.update(Content.styled(shown, "$primary"))

    def tell(self, share: float) -> None:
        """See Tell; called by the work, in its own thread."""
        if self.given_up.is_set():
            raise GivenUpError
        self._share = share

    def give_up(self) -> None:
        """Wait no longer."""
        self.given_up.set()

    action_give_up = give_up


def work_at(
    screen: Screen[Any],
    what: str,
    work: Callable[[Tell], Result],
    then: Callable[[Result], None],
) -> None:
    """Do some work aside, then go on with its result; keys wait meanwhile, but for Esc.

    A ReaderError of the work is told; given up, it is as though it was never asked for.
    """
    typed = cast("ReaderApp", screen.app).typed
    typed.hold()

    async def run() -> None:
        try:
            result = await _worked(screen, what, work)
        except GivenUpError:
            screen.notify(f"given up: {what}", timeout=4)
        except ReaderError as error:
            screen.notify(str(error), severity="warning", timeout=4)
        else:
            then(result)
        finally:
            await typed.resume()

    screen.run_worker(run(), group="work")


async def _worked(screen: Screen[Any], what: str, work: Callable[[Tell], Result]) -> Result:
    shown = ProgressDialog(what)
    doing = asyncio.ensure_future(in_background(work, shown.tell))
    await asyncio.wait([doing], timeout=_FELT)
    if not doing.done():
        cast("ReaderApp", screen.app).typed.hold(shown.give_up)
        await screen.app.push_screen(shown)
        leaving = asyncio.ensure_future(shown.given_up.wait())
        await asyncio.wait([doing, leaving], return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        await shown.dismiss(None)
    if not doing.done():
        doing.cancel()
        raise GivenUpError
    return doing.result()
