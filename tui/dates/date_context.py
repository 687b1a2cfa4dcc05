"""What an expression for a date is resolved against, and what it resolves to."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from .date_patterns import MONTHS, WEEKDAYS
from .periods import Period
from .tense import Outlook

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(" "))} | {
    "a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class DateContext:
    """What an expression is resolved against.

    `today` is the date of the article, None if unknown. `previous` is what the date mentioned
    before resolves to, None if nothing. `outlook` says where the sentence looks. `year` is
    the year of a month or day that the passage names before, None if it names none.
    """

    today: datetime.date | None
    previous: Period | None = None
    outlook: Outlook = "past"
    year: int | None = None


class ResolvedDate(NamedTuple):
    """A date of ISO 8601 ("" if unknown), whether it is relative, and its day, month or year."""

    date: str
    is_relative: bool
    period: Period | None = None


UNKNOWN = ResolvedDate("", True)
"""A relative date that cannot be resolved."""


def resolved(period: Period | None, is_relative: bool) -> ResolvedDate:
    """A day, month or year as the result; None is an unknown one."""
    return ResolvedDate(str(period) if period else "", is_relative, period)


def month_number(name: str) -> int:
    """The number of a month, from 1."""
    return MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """The number of a day of the week, Monday being 0."""
    return WEEKDAYS.index(name[:3].lower())


def count_of(words: str | None) -> int | None:
    """A number in digits, which may end in "th", or in words up to 59; None for neither."""
    digits = re.match(r"\d+", words or "")
    if digits or not words:
        return int(digits[0]) if digits else None
    parts = [_NUMBERS.get(part) for part in words.lower().split("-")]
    return None if None in parts else sum(part for part in parts if part)
