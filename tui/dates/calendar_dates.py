"""Resolve expressions that name a day, month, year or longer period of the calendar."""

from __future__ import annotations

from . import month_names
from .date_context import (
    UNKNOWN,
    DateContext,
    Match,
    ResolvedDate,
    count_of,
    month_number,
    resolved,
    weekday_number,
)
from .periods import Period, period_of, valid_period


def iso_date(match: Match, context: DateContext) -> ResolvedDate | None:
    """A date of ISO 8601, of which the day may be missing."""
    month, day = int(match["month"]), match["day"]
    period = valid_period(int(match["year"]), month, int(day) if day else None)
    is_real = period and month and day != "00"
    return resolved(period, False) if is_real else None


def day_of_month(match: Match, context: DateContext) -> ResolvedDate | None:
    """A day of a month, or an interval of days ("5–7 April")."""
    month, day = month_number(match["month"]), count_of(match["day"])
    year = count_of(match["year"])
    known = valid_period(year, month, day) if year else None
    if year is None:
        known = nearest_year(month, day, context, match["weekday"])
        if known is None:
            return UNKNOWN if valid_period(2000, month, day) else None
    if known is None:
        return None
    to_day = count_of(match["to_day"])
    last = valid_period(known.year, month, to_day) if to_day else None
    date = f"{known}/{last}" if last and last > known else str(known)
    return ResolvedDate(date, year is None, known)


def nearest_year(
    month: int, day: int | None, context: DateContext, weekday: str | None = None
) -> Period | None:
    """The month or day in the year that the sentence means, judged from the article's date."""
    if context.year:
        return valid_period(context.year, month, day)
    if context.today is None:
        return None
    today = period_of(context.today)
    now = today if day else Period(today.year, today.month)
    candidates = [
        period
        for year in range(today.year - 8, today.year + 9)
        if (period := valid_period(year, month, day))
    ]
    if day and weekday:
        fitting = [p for p in candidates if p.first_day.weekday() == weekday_number(weekday)]
        candidates = fitting or candidates
    before = [each for each in candidates if each <= now]
    after = [each for each in candidates if each >= now]
    looks_back = context.outlook == "past" and not (
        before and after and _is_soon(before, after, now)
    )
    if not after or (before and looks_back):
        return before[-1] if before else None
    return after[0]


def _is_soon(before: list[Period], after: list[Period], now: Period) -> bool:
    """Whether a day within a month is meant although nothing says so: the other is far past."""
    ahead = (after[0].first_day - now.first_day).days
    return bool(now.day) and ahead <= 31 and (now.first_day - before[-1].first_day).days > 300


def date_in_other_language(match: Match, context: DateContext) -> ResolvedDate | None:
    """A day and month, with or without a year, or a month and year; a month alone is none."""
    month = month_names.month_number(match["month"])
    day, year = count_of(match["day"]), count_of(match["year"])
    if year:
        period = valid_period(year, month, day)
        return resolved(period, False) if period else None
    if not day or not valid_period(2000, month, day):
        return None
    return resolved(nearest_year(month, day, context), True)


def span_of_days(match: Match, context: DateContext) -> ResolvedDate | None:
    """An interval of days in two months ("28 June to 3 July")."""
    year = count_of(match["year"])
    months = month_number(match["from_month"]), month_number(match["to_month"])
    days = count_of(match["from_day"]), count_of(match["to_day"])
    if year:
        first = valid_period(year - (months[0] > months[1]), months[0], days[0])
        last = valid_period(year, months[1], days[1])
    else:
        first = nearest_year(months[0], days[0], context)
        last = first and valid_period(first.year + (months[1] < months[0]), months[1], days[1])
    if not first or not last:
        return UNKNOWN if not year else None
    return ResolvedDate(f"{first}/{last}", not year, last)


def span_of_months(match: Match, context: DateContext) -> ResolvedDate | None:
    """An interval of months ("May 2015 to June 2016")."""
    first = Period(int(match["from_year"]), month_number(match["from_month"]))
    last = Period(int(match["to_year"]), month_number(match["to_month"]))
    return ResolvedDate(f"{first}/{last}", False, last) if first < last else None


def numeric_date(match: Match, context: DateContext) -> ResolvedDate | None:
    """Day and month in figures; only the year is known where either order is possible."""
    one, other, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] == "." or one > 12:
        period = valid_period(year, other, one)
    elif other > 12 or one == other:
        period = valid_period(year, one, other)
    else:
        period = Period(year)
    return resolved(period, False) if period and one and other else None


def months_of_year(match: Match, context: DateContext) -> ResolvedDate | None:
    """The interval of "the first four months of 2015"."""
    count = count_of(match["count"]) or 0
    if not 1 <= count <= 12:
        return None
    first, last = (1, count) if match["which"] == "first" else (13 - count, 12)
    year = int(match["year"])
    return ResolvedDate(f"{Period(year, first)}/{Period(year, last)}", False, Period(year))


def part_of_year(match: Match, context: DateContext) -> ResolvedDate | None:
    """The interval of a quarter or half of a year."""
    length = 3 if match["part"] == "quarter" else 6
    which = ("first", "second", "third", "fourth").index(
        match["which"].lower().replace("last", "fourth" if length == 3 else "second")
    )
    last, year = (which + 1) * length, int(match["year"])
    if last > 12:
        return None
    date = f"{Period(year, last - length + 1)}/{Period(year, last)}"
    return ResolvedDate(date, False, Period(year))


def month_of_year(match: Match, context: DateContext) -> ResolvedDate | None:
    """A month with its year."""
    return resolved(Period(int(match["year"]), month_number(match["month"])), False)


def month_alone(match: Match, context: DateContext) -> ResolvedDate | None:
    """A month without a year ("last May", "in November")."""
    month, which = month_number(match["month"]), (match["which"] or "").lower()
    if which == "that" and context.previous:
        return resolved(Period(context.previous.year, month), True)
    today = context.today
    if today is None and not context.year:
        return UNKNOWN
    if today and match["of"]:
        step = ("last", "this", "next").index(match["of"]) - 1
        return resolved(valid_period(today.year + step, month, None), True)
    if today and which == "last":
        return resolved(valid_period(today.year - (month >= today.month), month, None), True)
    if today and which == "next":
        return resolved(valid_period(today.year + (month <= today.month), month, None), True)
    return resolved(nearest_year(month, None, context), True)


def year_alone(match: Match, context: DateContext) -> ResolvedDate | None:
    """A year, also where a season of it is named."""
    return resolved(Period(int(match["year"])), False)


def span_of_years(match: Match, context: DateContext) -> ResolvedDate | None:
    """An interval of years ("2007 to 2014", "2014–15")."""
    first, last = int(match["from_year"]), int(match["to_year"])
    last += first // 100 * 100 if last < 100 else 0
    return ResolvedDate(f"{first}/{last}", False, Period(last)) if first < last else None


def decade(match: Match, context: DateContext) -> ResolvedDate | None:
    """A decade as an interval ("the 1970s")."""
    first = int(match["decade"])
    return ResolvedDate(f"{first}/{first + 9}", False, Period(first))


def century(match: Match, context: DateContext) -> ResolvedDate | None:
    """A century as an interval ("the 19th century")."""
    last = int(match["century"]) * 100
    return ResolvedDate(f"{last - 99:04}/{last:04}", False) if last <= 2100 else None
