"""Work that does not delay the screen: in threads that end with the program, or after a frame."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

Result = TypeVar("Result")


class WorkCancelledError(BaseException):
    """The user cancelled some work; raised in the work when it reports progress.

    It is a BaseException, because code that handles the faults of the work must let it pass.
    """


async def in_background(work: Callable[..., Result], *arguments: object) -> Result:
    """Run a function in a daemon thread, and return its result; raises whatever it raises.

    The program does not wait for the thread when it ends, so the function must only read. What has
    to be finished, such as saving, uses asyncio.to_thread, for which the program does wait.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def settle(done: Callable[[], None]) -> None:
        if not answer.done():
            done()

    def run() -> None:
        done: Callable[[], None]
        try:
            done = partial(answer.set_result, work(*arguments))
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            done = partial(answer.set_exception, error)
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(settle, done)

    Thread(target=run, daemon=True).start()
    return await answer


async def painted(screen: Screen[Any]) -> None:
    """Wait until the changes so far are painted, or the screen is covered by another one."""
    shown = asyncio.Event()
    screen.call_after_refresh(shown.set)
    await shown.wait()
