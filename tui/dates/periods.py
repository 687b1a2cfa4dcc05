"""Dates and periods of ISO 8601, and arithmetic on them."""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import NamedTuple

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


class Period(NamedTuple):
    """A day, month or year, of which the parts that are unknown are None."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part)]
        return "-".join(parts)

    @property
    def first_day(self) -> datetime.date:
        """The first day of the period."""
        return datetime.date(self.year, self.month or 1, self.day or 1)


def period_of(day: datetime.date, unit: str = "day") -> Period:
    """The day, month or year (`unit`) in which a day lies."""
    match unit:
        case "year" | "decade":
            return Period(day.year)
        case "month":
            return Period(day.year, day.month)
        case _:
            return Period(day.year, day.month, day.day)


def valid_period(year: int, month: int | None, day: int | None) -> Period | None:
    """A period; None if the calendar does not have it."""
    if not 1 <= year <= 9999 or (month and month > 12):
        return None
    if day and (not month or day > monthrange(year, month)[1]):
        return None
    return Period(year, month, day)


def shifted(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day that is `count` units after a day; None beyond the years 1 to 9999.

    `unit` is one of day, night, week, fortnight, month, year and decade. A day that the month
    does not have is replaced by the last one of the month.
    """
    try:
        if unit in _DAYS:
            return day + datetime.timedelta(days=count * _DAYS[unit])
        months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        year, month = months // 12, months % 12 + 1
        return datetime.date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def first_day_of(date: str) -> datetime.date:
    """The first day of a date or interval of ISO 8601; raises ValueError if it is none."""
    start = date.split("/")[0]
    return datetime.date.fromisoformat(start if "W" in start else (start + "-01-01")[:10])


def week_of(day: datetime.date) -> str:
    """The ISO week of a day, such as "2015-W28"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weekend_before(day: datetime.date) -> str:
    """The last weekend that began on or before a day, as an interval of ISO 8601; "" if none."""
    saturday = shifted(day, -((day.weekday() - 5) % 7), "day")
    sunday = saturday and shifted(saturday, 1, "day")
    return f"{saturday}/{sunday}" if sunday else ""
