"""A whole query line: alternatives with OR and parentheses, each of them a Query.

    dam OR river              one or the other; OR separates everything beside it
    (dam OR river) flood      a parenthesis holds alternatives among words: dam flood, river flood
    -(dam OR river)           neither of them

Parentheses are syntax only in a line with OR; in others they are punctuation, as in a passage that
was copied. A line with a mistake is plain words as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from ..model.errors import ReaderError
from ..model.patterns import lazily
from .bounded_regex import compiled
from .query import Query, parse

_MOST_ALTERNATIVES = 32
_LONGEST = 4000
"""Code points of a line with OR."""
_ONE_SIDED = "OR needs words on both sides"

_TOKEN = lazily(
    r"""(?P<quoted>-?(?:[a-z]+:)?"[^"]*"(?=[\s)]|$)|-?/(?:\\.|[^/\\])+/(?=[\s)]|$))
      | (?P<open>-?\()|(?P<close>\))|(?P<or>OR(?=[\s()]|$))
      | (?P<word>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)""",
    re.VERBOSE,
)


class QueryLine(NamedTuple):
    """The alternatives of a line, at least one, and the mistake in it; "" for none."""

    alternatives: tuple[Query, ...]
    mistake: str = ""

    @property
    def has_phrases(self) -> bool:
        """Whether a phrase is to be held exactly."""
        return any(query.phrases for query in self.alternatives)


Check = Callable[[str, str], None]
"""Receives the name and the value of a field, and raises ReaderError for a wrong value."""


def parse_line(
    line: str,
    fields: Collection[str] = (),
    alone: Collection[str] = (),
    check: Check = lambda name, value: None,
) -> QueryLine:
    """A line as typed, read as a QueryLine; never an error. `fields` and `alone` as in `parse`."""
    try:
        alternatives = tuple(parse(one, fields, alone) for one in flat_lines(line))
        for query in alternatives:
            for name, value in (*query.fields, *query.excluded_fields):
                check(name, value)
            for pattern in (*query.patterns, *query.excluded_patterns):
                compiled(pattern)
            if query.near and len(query.line.split()) < 2:
                raise ReaderError(f"near:{query.near} needs two words or more")
    except ReaderError as error:
        return QueryLine((Query(line),), str(error))
    return QueryLine(alternatives)


@dataclass
class _Group:
    """A parenthesis that is being read: complete alternatives, and those that get more tokens."""

    is_excluded: bool = False
    complete: list[list[str]] = field(default_factory=list)
    current: list[list[str]] = field(default_factory=lambda: [[]])

    def add(self, alternatives: list[list[str]]) -> None:
        """Combine each of the current alternatives with each of these."""
        if len(self.current) * len(alternatives) + len(self.complete) > _MOST_ALTERNATIVES:
            raise ReaderError(f"OR makes more than {_MOST_ALTERNATIVES} alternatives")
        if len(alternatives) == 1:
            for tokens in self.current:
                tokens += alternatives[0]
        else:
            self.current = [[*left, *right] for left, right in product(self.current, alternatives)]

    def end_alternative(self) -> None:
        """Begin the next alternative. Raises ReaderError if the present one is empty."""
        if not all(self.current):
            raise ReaderError(_ONE_SIDED)
        self.complete += self.current
        self.current = [[]]

    def alternatives(self) -> list[list[str]]:
        """All alternatives; those of an excluded group are negated, by De Morgan's laws."""
        if not all(self.current):
            raise ReaderError(_ONE_SIDED if self.complete else "a parenthesis is empty")
        found = self.complete + self.current
        if not self.is_excluded:
            return found
        negated = [[_negated(token) for token in tokens] for tokens in found]
        count = 1
        for tokens in negated:
            count *= len(tokens)
            if count > _MOST_ALTERNATIVES:
                raise ReaderError(f"OR makes more than {_MOST_ALTERNATIVES} alternatives")
        return [list(chosen) for chosen in product(*negated)]


def flat_lines(line: str) -> list[str]:
    """The alternatives of a line as lines without OR; the line itself if it has none.

    Raises ReaderError if OR lacks a side, a parenthesis its partner, or there are too many.
    """
    tokens = list(_TOKEN.finditer(line))
    if not any(token["or"] for token in tokens):
        return [line]
    if len(line) > _LONGEST:
        raise ReaderError(f"a line with OR has at most {_LONGEST:,} characters")
    groups = [_Group()]
    for token in tokens:
        if token["or"]:
            groups[-1].end_alternative()
        elif token["open"]:
            groups.append(_Group(token[0] != "("))
        elif not token["close"]:
            groups[-1].add([[token[0]]])
        elif len(groups) == 1:
            raise ReaderError("a closing parenthesis has no opening one")
        else:
            inner = groups.pop()
            groups[-1].add(inner.alternatives())
    if len(groups) > 1:
        raise ReaderError("a parenthesis is not closed")
    # A word that ends the line may be unfinished; all others are followed by a space.
    end = tokens[-1][0] if line[-1:].strip() else ""
    return [" ".join(one) + ("" if one[-1] == end else " ") for one in groups[0].alternatives()]


def _negated(token: str) -> str:
    return token[1:] if token.startswith("-") else f"-{token}"
