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
from collections.abc import Collection
from dataclasses import dataclass

from ..model.patterns import lazily
from .fold import level
from .word_keys import keys

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
