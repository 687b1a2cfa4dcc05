"""The values of the fields of a query line that are no names: kinds of Blocks, grades, dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from ..model.annotation import CREDIBILITY, RELIABILITY
from ..model.dates import iso_date
from ..model.document import BlockKind
from ..model.errors import ReaderError
from ..model.patterns import lazily

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
"""The kinds of Blocks by their number in an index."""

_GRADES = lazily(
    r"(?=.)(?P<letters>[A-F]?\.\.[A-F]|[A-F](?:\.\.)?)?(?P<numbers>[1-6]?\.\.[1-6]|[1-6](?:\.\.)?)?"
)

HasGrade = Callable[[str, int], bool]
"""Whether a reliability (A to F or "") and a credibility (1 to 6 or 0) are wanted."""


def wanted_grades(value: str) -> HasGrade:
    """The grades that a value such as "B", "A..C", "2", "1..3" or "B2" means.

    An end of a range that is left out is open. Raises ReaderError for anything else.
    """
    match = _GRADES.fullmatch(value.upper())
    if match is None:
        raise ReaderError(f"“{value}” is no grade: write B, A..C, 2, 1..3 or B2")
    letters = _between(RELIABILITY, match["letters"])
    numbers = _between("".join(map(str, CREDIBILITY)), match["numbers"])
    return lambda reliability, credibility: (
        (reliability in letters if letters else True)
        and (str(credibility) in numbers if numbers else True)
    )


def _between(scale: str, part: str | None) -> frozenset[str]:
    """The letters of a scale that a part such as "B", "A..C" or "..C" means; none for None."""
    low, dots, high = (part or "").partition("..")
    if not part:
        return frozenset()
    last = high or (scale[-1] if dots else low)
    return frozenset(scale[scale.index(low or scale[0]) : scale.index(last) + 1])


def period(value: str) -> tuple[str, str]:
    """The first and last date, in ISO 8601 as precise as given, that a value means.

    "2015", "2015-07", "2015-07-09" and "2015-07..2015-08" are such values; an end of a range that
    is left out is open: the first is "" or the last "9999". Raises ReaderError for anything else.
    """
    low, dots, high = value.partition("..")
    high = high if dots else low
    first, last = iso_date(low), iso_date(high)
    if not (first or last) or (low and not first) or (high and not last):
        raise ReaderError(f"“{value}” is no date: write 2015, 2015-07 or 2015-07-01..2015-08-15")
    if last and first > f"{last}~":
        raise ReaderError(f"“{value}” ends before it begins")
    return first, last or "9999"


def _check_kind(value: str) -> None:
    if not any(kind.startswith(value.casefold()) for kind in KINDS):
        raise ReaderError(f"“{value}” is no kind of block: {', '.join(KINDS)}")


_CHECKS: Mapping[str, Callable[[str], object]] = {
    "grade": wanted_grades,
    "date": period,
    "kind": _check_kind,
    "in": _check_kind,
}


def check(name: str, value: str) -> None:
    """Raise ReaderError if the field with a name cannot have a value."""
    if name in _CHECKS:
        _CHECKS[name](value)
