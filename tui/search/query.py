"""The syntax of a query: a few signs in a line of plain words.

    "exact phrase"    texts that hold these words in a row, and as weak hits those that nearly do
    -word  -"words"   no text that holds it
    name:value        only where the caller's field of this name has the value: tag:claim/denial
    name:"a value"    the same, with spaces in it
    name:             the field alone, for names that may stand so: note:

Everything else is plain words, and so is what looks like syntax and is not: a quote left open, a
lone `-`, a name that is no field's, a field without the value that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ..model.document import Span
from ..model.folding import keys, level
from ..model.patterns import lazily

_PART = lazily(
    r"""(?<!\S)(?:
        (?P<sign>-?)(?:"(?P<phrase>[^"]+)"|(?P<word>(?<=-)[^\s"-][^\s"]*))
      | (?P<name>[a-z]+):(?:"(?P<quoted>[^"]+)"|(?P<value>[^\s"]*))
    )(?!\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: plain words, phrases to be held, words not to be held, and fields."""

    words: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


def parse(query: str, fields: Collection[str] = (), alone: Collection[str] = ()) -> Query:
    """A line as typed, read as a Query; never an error.

    `fields` are the names that take a value, `alone` those that may also stand without one.
    """
    phrases: list[str] = []
    excluded: list[str] = []
    found: list[tuple[str, str]] = []

    def take(part: re.Match[str]) -> str:
        sign, name = part["sign"], part["name"]
        value = part["phrase"] or part["word"] or part["quoted"] or part["value"] or ""
        if name is None:
            if not keys(level(value)):
                return part[0]
            (excluded if sign else phrases).append(value)
        elif (name in fields and value) or (name in alone and not value):
            found.append((name, value))
        else:
            return part[0]
        return ""

    words = _PART.sub(take, query)
    return Query(words, tuple(phrases), tuple(excluded), tuple(found))


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches: its number, how well (0 to 1), and whether it is weak.

    Weak are texts that are hardly alike, and those that do not hold the query's phrases exactly.
    """

    item: int
    score: float
    weak: bool
    _find: Callable[[int], tuple[Span, ...]] = field(repr=False, compare=False)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The matched letters, found when they are asked for.

        In code points of the text: sorted, disjoint, not empty, of whole graphemes.
        """
        return self._find(self.item)
