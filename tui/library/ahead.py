"""Doing one piece of work while the result of the one before is made use of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def one_ahead(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results of some work on items, in order.

    Each but the first is worked out in a thread while the caller has the one before; that thread
    ends with the program. An exception of the work is raised in place of its result.
    """
    waiting: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()

    def run() -> None:
        while found := waiting.get():
            item, future = found
            try:
                future.set_result(work(item))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        pending: Future[Result] | None = None
        for item in items:
            following: Future[Result] = Future()
            if pending is None:
                waiting.put((item, following))
            else:
                result = pending.result()
                waiting.put((item, following))
                yield result
            pending = following
        if pending is not None:
            yield pending.result()
    finally:
        waiting.put(None)
