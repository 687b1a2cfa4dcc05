"""What a search line asks for, in words, as it is shown beneath the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..search import Query
from .field_values import KINDS, period
from .finder import read_line

HINT = '"exact"  -word  a OR b  /regex/  tag:  source:  note:  date:'
"""The syntax in one line, shown beneath an empty search line."""

_FIELDS = {
    "tag": "tagged {}",
    "source": "said by {}",
    "note": "with a note on {}",
    "author": "annotated by {}",
    "grade": "graded {}",
    "byline": "written by {}",
    "date": "dated {}",
    "kind": "in a {}",
    "in": "in a {}",
}
_ALONE = {"tag": "tagged", "source": "with a source", "note": "in the notes"}


def explained(line: str) -> str:
    """One line on what a search line asks for; HINT if that is plain words, or else its mistake."""
    read = read_line(line)
    if read.mistake:
        return f"{read.mistake}: searched as plain words"
    if len(read.alternatives) == 1 and _is_plain(read.alternatives[0]):
        return HINT
    return " · or ".join(", ".join(_parts(query)) for query in read.alternatives)


def _is_plain(query: Query) -> bool:
    return query == Query(query.words)


def _parts(query: Query) -> Iterator[str]:
    if words := " ".join(query.words.split()):
        yield words
    yield from (f"exactly “{phrase}”" for phrase in query.phrases)
    yield from (f"matching /{pattern}/" for pattern in query.patterns)
    if query.near:
        yield f"within {query.near} words"
    yield from (_field(*field) for field in query.fields)
    yield from (f"without “{words}”" for words in query.excluded)
    yield from (f"not matching /{pattern}/" for pattern in query.excluded_patterns)
    yield from (f"not {_field(*field)}" for field in query.excluded_fields)


def _field(name: str, value: str) -> str:
    if not value:
        return _ALONE[name]
    shown = _VALUES[name](value) if name in _VALUES else value
    return _FIELDS[name].format(shown)


def _kinds(value: str) -> str:
    return " or ".join(kind for kind in KINDS if kind.startswith(value.casefold()))


def _grades(value: str) -> str:
    low, dots, high = value.upper().partition("..")
    if low and high:
        return f"{low} to {high}"
    return f"{low or high} or {'worse' if low else 'better'}" if dots else low


def _dates(value: str) -> str:
    first, last = period(value)
    if first == last:
        return first
    if not first:
        return f"until {last}"
    return f"from {first}" if last == "9999" else f"{first} to {last}"


_VALUES: Mapping[str, Callable[[str], str]] = {
    "date": _dates,
    "kind": _kinds,
    "in": _kinds,
    "grade": _grades,
}
