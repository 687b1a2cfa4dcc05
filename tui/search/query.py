"""The syntax of a query: a few signs in a line of plain words.

    "exact phrase"    texts that hold these words in a row, and as weak hits those that nearly do
    -word  -"words"   no text that holds it
    /regex/           texts in which the regular expression matches; case is ignored
    near:5            all the words stand within five words of each other
    name:value        only where the caller's field of this name has the value: tag:claim/denial
    name:"a value"    the same, with spaces in it
    name:             the field alone, for names that may stand so: note:
    -/regex/  -name:value    the opposite

Everything else is plain words, and so is what looks like syntax and is not: a quote left open, a
lone `-`, a name that is no field's, a field without the value that it needs. `query_line.py` adds
OR and parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model.document import Span
from ..model.folding import keys, level
from ..model.patterns import lazily

_PART = lazily(
    r"""(?<!\S)(?P<sign>-?)(?:
        "(?P<phrase>[^"]+)"
      | /(?P<pattern>(?:\\.|[^/\\])+)/
      | (?P<name>[a-z]+):(?:"(?P<quoted>[^"]+)"|(?P<value>[^\s"]*))
      | (?P<word>(?<=-)[^\s"-][^\s"]*)
    )(?!\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: plain words, phrases to be held, words not to be held, and fields.

    `patterns` are regular expressions that must match, `excluded_patterns` and `excluded_fields`
    those that must not. All words stand within `near` words of each other unless it is 0.
    """

    words: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    patterns: tuple[str, ...] = ()
    excluded_patterns: tuple[str, ...] = ()
    excluded_fields: tuple[tuple[str, str], ...] = ()
    near: int = 0

    @property
    def line(self) -> str:
        """Its phrases and words as one line."""
        return " ".join([*self.phrases, self.words])


def parse(query: str, fields: Collection[str] = (), alone: Collection[str] = ()) -> Query:
    """A line as typed, read as a Query; never an error.

    `fields` are the names that take a value, `alone` those that may also stand without one.
    """
    # For each kind of part, what is asked for and what is excluded.
    phrases: tuple[list[str], list[str]] = [], []
    patterns: tuple[list[str], list[str]] = [], []
    found: tuple[list[tuple[str, str]], list[tuple[str, str]]] = [], []
    distances = [0]

    def take(part: re.Match[str]) -> str:
        is_excluded, name = bool(part["sign"]), part["name"]
        value = part["phrase"] or part["word"] or part["quoted"] or part["value"] or ""
        if part["pattern"]:
            patterns[is_excluded].append(part["pattern"])
        elif name == "near" and not is_excluded and _is_distance(value):
            distances.append(int(value))
        elif (name in fields and value) or (name in alone and not value):
            found[is_excluded].append((name, value))
        elif (word := _word(part, value)) and keys(level(word)):
            phrases[is_excluded].append(word)
        else:
            return part[0]
        return ""

    words = _PART.sub(take, query)
    return Query(
        words,
        tuple(phrases[False]),
        tuple(phrases[True]),
        tuple(found[False]),
        tuple(patterns[False]),
        tuple(patterns[True]),
        tuple(found[True]),
        distances[-1],
    )


def _is_distance(value: str) -> bool:
    return value.isascii() and value.isdigit() and 0 < len(value) < 3 and int(value) > 0


def _word(part: re.Match[str], value: str) -> str:
    """The phrase or excluded word of a part; of an unknown field, what stands after the minus."""
    if part["name"] is None:
        return value
    return part[0][1:] if part["sign"] and part["quoted"] is None else ""


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

    def with_spans_of(self, others: Sequence[Hit]) -> Hit:
        """The hit with the matched letters of other hits of the same text as well."""

        def spans(number: int) -> tuple[Span, ...]:
            return united(span for hit in (self, *others) for span in hit.spans)

        return replace(self, _find=spans)


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; those that touch or overlap become one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)
