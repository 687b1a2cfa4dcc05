"""Progress reports of a long reading, for the code that waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")

Tell = Callable[[float], None]
"""Receives the share that is done, from 0 to 1. An exception that it raises stops the reading."""

_tell: ContextVar[Tell | None] = ContextVar("tell", default=None)


@contextmanager
def reported_to(tell: Tell) -> Iterator[None]:
    """Within this context, send progress of what this thread reads to `tell`."""
    before = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(before)


def report(share: float) -> None:
    """Report the share of the reading that is done, from 0 to 1.

    Raises whatever the receiver raises, for example to stop a reading whose result is no longer
    wanted.
    """
    if tell := _tell.get():
        tell(share)


def track(items: Sequence[Item]) -> Iterator[Item]:
    """Iterate over the items and report progress before each of them."""
    for number, item in enumerate(items):
        report(number / len(items))
        yield item
