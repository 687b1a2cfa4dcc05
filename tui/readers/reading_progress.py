"""Progress reports of a long reading, for the code that waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")

ProgressReceiver = Callable[[float], None]
"""Receives the share that is done, from 0 to 1. An exception that it raises stops the reading."""

_receiver: ContextVar[ProgressReceiver | None] = ContextVar("receiver", default=None)


@contextmanager
def reported_to(receiver: ProgressReceiver) -> Iterator[None]:
    """Within this context, send progress of what this thread reads to `receiver`."""
    before = _receiver.set(receiver)
    try:
        yield
    finally:
        _receiver.reset(before)


def report(share: float) -> None:
    """Report the share of the reading that is done, from 0 to 1.

    Raises whatever the receiver raises, for example to stop a reading that is no longer wanted.
    """
    if receiver := _receiver.get():
        receiver(share)


def track(items: Sequence[Item]) -> Iterator[Item]:
    """Iterate over the items and report progress before each of them."""
    for number, item in enumerate(items):
        report(number / len(items))
        yield item
