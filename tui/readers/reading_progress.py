"""How far a long reading has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")

Tell = Callable[[float], None]
"""Takes the share that is done, from 0 to 1; what it raises ends the reading."""

_tell: ContextVar[Tell | None] = ContextVar("tell", default=None)


@contextmanager
def watched(tell: Tell) -> Iterator[None]:
    """Have what is read in this thread, until the block ends, say how far it has come."""
    before = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(before)


def done(share: float) -> None:
    """Say how much of a reading is done (0 to 1); it ends here where nobody waits any more."""
    if tell := _tell.get():
        tell(share)


def along(items: Sequence[Item]) -> Iterator[Item]:
    """The items of a reading one by one, with a word before each on how many are done."""
    for number, item in enumerate(items):
        done(number / len(items))
        yield item
