"""Mapping a function over items in threads, ahead of the caller."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_threads(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int = 1
) -> Iterator[Result]:
    """Yield the results of `work` on each of the items, in their order.

    Each of the `threads` works on one of the next items while the caller uses a result. An
    exception of `work` is raised in place of its result. The threads end with the program.
    """
    waiting: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()

    def run() -> None:
        while found := waiting.get():
            item, future = found
            try:
                future.set_result(work(item))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                future.set_exception(error)

    for _ in range(threads):
        Thread(target=run, daemon=True).start()
    pending: deque[Future[Result]] = deque()
    try:
        for item in items:
            future: Future[Result] = Future()
            waiting.put((item, future))
            pending.append(future)
            if len(pending) > threads:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for _ in range(threads):
            waiting.put(None)
