"""Work on the side that nobody has to wait for when the program ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class WorkCancelledError(BaseException):
    """Nobody waits for some work any more; raised in it where it says how far it has come.

    It is no Exception, for it is no fault of the work: what handles those lets it pass.
    """


async def in_background(work: Callable[..., Result], *given: object) -> Result:
    """What some work gives that only reads, done in a thread that ends with the program.

    A thread of asyncio.to_thread is waited for at the end, however long it takes: it is for
    what has to be finished, such as saving.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def settle(done: Callable[[], None]) -> None:
        if not answer.done():
            done()

    def run() -> None:
        done: Callable[[], None]
        try:
            done = partial(answer.set_result, work(*given))
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            done = partial(answer.set_exception, error)
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(settle, done)

    Thread(target=run, daemon=True).start()
    return await answer
