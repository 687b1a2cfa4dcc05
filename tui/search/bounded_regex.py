"""Regular expressions of the user, matched within bounds of time and memory.

They have the syntax of the `regex` package, version 0. Case is ignored; `(?-i:...)` makes it count.
What may need much memory is refused: calls of a group within the pattern, and counted repeats that
nest. The flags x and V1 are refused because they change how the repeats would have to be counted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..model.document import Span
from ..model.errors import ReaderError
from ..model.graphemes import widen
from ..model.patterns import lazily

if TYPE_CHECKING:
    import regex

    Pattern = regex.Pattern[str]
else:
    Pattern = Any

_LONGEST = 1000
"""Code points of a pattern."""
_LARGEST = 5000
"""Items that a pattern may have once every counted repeat is written out."""
_SECONDS_FOR_TEXT, _SECONDS_FOR_ALL = 0.25, 5.0
"""Seconds after which a search in one text, and one in many texts, is given up."""

_REFUSED = lazily(r"\(\?(?:R|[+-]?\d+|&\w+|P>\w+)\)|\(\?[a-uw-z]*[xV]")
_ITEM = lazily(
    r"\(\?#[^)]*\)|(?P<open>\()|(?P<close>\))|(?P<repeat>\{\d*,?\d*\})"
    r"|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)


@lru_cache(maxsize=64)
def compiled(pattern: str) -> Pattern:
    """A compiled pattern. Raises ReaderError if it is wrong, too long or too large."""
    import regex

    shown = f"/{pattern[:40]}{'…' if len(pattern) > 40 else ''}/"
    if len(pattern) > _LONGEST:
        raise ReaderError(f"{shown} is longer than {_LONGEST:,} characters")
    if refused := _REFUSED.search(pattern):
        raise ReaderError(f"{shown}: {refused[0]} is not supported")
    if _written_out(pattern) > _LARGEST:
        raise ReaderError(f"{shown} repeats too often; use * or + in place of large counts")
    try:
        return regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ReaderError(f"{shown}: {why}") from None


def _written_out(pattern: str) -> int:
    """The number of items of a pattern whose counted repeats are written out; an upper bound."""
    sizes, last = [0], 0
    for item in _ITEM.finditer(pattern):
        added = 1
        if item["open"]:
            sizes.append(0)
        elif item["close"] and len(sizes) > 1:
            added = last = sizes.pop() + 1
        elif item["repeat"]:
            counts = [int(number) for number in re.findall(r"\d{1,9}", item[0])]
            added = last = last * max([1, *counts])
        else:
            last = 1
        sizes[-1] += added
    return sum(sizes)


def matching_texts(pattern: str, texts: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The numbers of the texts, given with their numbers, in which a pattern matches.

    Raises ReaderError if the pattern is wrong or its search takes too long.
    """
    search, until = compiled(pattern).search, time.monotonic() + _SECONDS_FOR_ALL
    for number, text in texts:
        try:
            left = max(0.001, min(_SECONDS_FOR_TEXT, until - time.monotonic()))
            if search(text, timeout=left, concurrent=True):
                yield number
        except (TimeoutError, MemoryError):
            raise _too_slow(pattern) from None


def matches(pattern: str, text: str) -> tuple[Span, ...]:
    """The matches of a pattern in a text that are not empty, as spans of whole graphemes.

    Spans are in code points, ordered and disjoint. Raises ReaderError as `matching_texts` does.
    """
    found: list[Span] = []
    try:
        for match in compiled(pattern).finditer(text, timeout=_SECONDS_FOR_TEXT, concurrent=True):
            if match.start() < match.end():
                span = widen(text, *match.span())
                if not found or span.start >= found[-1].end:
                    found.append(span)
    except (TimeoutError, MemoryError):
        raise _too_slow(pattern) from None
    return tuple(found)


def _too_slow(pattern: str) -> ReaderError:
    return ReaderError(f"/{pattern[:40]}/ takes too long to match; make it simpler")
