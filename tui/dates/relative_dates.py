"""Resolve expressions that count from the date of the article, or from one mentioned before."""

from __future__ import annotations

import datetime

from .date_context import (
    UNKNOWN,
    DateContext,
    Match,
    ResolvedDate,
    count_of,
    resolved,
    weekday_number,
)
from .periods import period_of, shifted, week_of, weekend_before


def weekday(match: Match, context: DateContext) -> ResolvedDate | None:
    """A day of the week ("on Thursday", "next Monday", "the following Friday")."""
    today, which = context.today, (match["which"] or "").lower().removeprefix("the ")
    if which in ("following", "previous"):
        is_day = context.previous and context.previous.day
        today = context.previous.first_day if context.previous and is_day else None
    if today is None:
        return UNKNOWN
    since = (today.weekday() - weekday_number(match["weekday"])) % 7
    days = -since
    if which in ("next", "following"):
        days += 7
    elif which in ("last", "previous"):
        days -= 7 * (since == 0)
    elif since and (which == "this" or context.outlook != "past"):
        is_ahead = which == "this" or context.outlook == "ahead" or since > 3
        days += 7 * is_ahead
    day = shifted(today, days, "day")
    return resolved(period_of(day), True) if day else UNKNOWN


def near_day(match: Match, context: DateContext) -> ResolvedDate | None:
    """Today, yesterday, last night and the like."""
    if context.today is None:
        return UNKNOWN
    words = match["which"].lower()
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "tomorrow night": 1}
    steps |= {"the day before yesterday": -2, "the day after tomorrow": 2}
    day = shifted(context.today, steps.get(words, 0), "day")
    return resolved(period_of(day), True) if day else UNKNOWN


def near_period(match: Match, context: DateContext) -> ResolvedDate | None:
    """A week, month or year beside the article's; or a day beside the one mentioned before."""
    if match["weekend"]:
        return ResolvedDate(weekend_before(context.today), True) if context.today else UNKNOWN
    if match["before"]:
        return _beside_previous(context, "day", -1 if match["before"] == "before" else 1)
    which, part = match["which"].lower().removeprefix("the "), match["part"]
    if part in ("morning", "afternoon", "evening", "night"):
        part = "day"
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)
    is_about_previous = match["which"].lower().startswith("the ") or which in ("that", "same")
    if is_about_previous:
        return _beside_previous(context, part, step) if part != "weekend" else UNKNOWN
    if part == "day" or (part == "decade" and not step):
        return None
    return _beside_today(context.today, part, step)


def _beside_today(today: datetime.date | None, part: str, step: int) -> ResolvedDate:
    """A week, month, year or season, or a weekend, some steps from the article's date."""
    if today is None:
        return UNKNOWN
    if part == "weekend":
        # On a weekend, "last weekend" is the one before; otherwise it is the latest.
        ahead = 1 if step > 0 or (step == 0 and today.weekday() < 5) else 0
        behind = -1 if step < 0 and today.weekday() >= 5 else 0
        day = shifted(today, ahead + behind, "week")
        return ResolvedDate(weekend_before(day), True) if day else UNKNOWN
    if part == "week":
        # A week begins on Sunday in American usage; on that day, "last week" has just ended.
        is_sunday = step < 0 and today.weekday() == 6
        day = today if is_sunday else shifted(today, step, "week")
        return ResolvedDate(week_of(day), True, period_of(day)) if day else UNKNOWN
    if part == "decade":
        return UNKNOWN
    unit = part if part in ("month", "year") else "year"
    day = shifted(today, _season_step(today, part, step), unit)
    return resolved(period_of(day, unit), True) if day else UNKNOWN


def _season_step(today: datetime.date, part: str, step: int) -> int:
    """The step in years for "last summer" and the like, which may be a summer of this year."""
    ends = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
    return 0 if step < 0 and part in ends and today.month > ends[part] else step


def _beside_previous(context: DateContext, unit: str, step: int) -> ResolvedDate:
    """A period some steps from the date mentioned before, if that is precise enough."""
    previous = context.previous
    needed = {"day": 3, "week": 3, "month": 2}.get(unit, 1)
    if previous is None or sum(part is not None for part in previous) < needed:
        return UNKNOWN
    unit = unit if unit in ("day", "week", "month") else "year"
    day = shifted(previous.first_day, step, unit)
    if day is None:
        return UNKNOWN
    if unit == "week":
        return ResolvedDate(week_of(day), True, period_of(day))
    return resolved(period_of(day, unit), True)


def distance(match: Match, context: DateContext) -> ResolvedDate | None:
    """So many days, weeks, months or years before the article, or from the date before."""
    count = count_of(match["count"]) or 0
    unit, direction = match["unit"], match["direction"]
    step = count if direction == "later" else -count
    if direction != "ago":
        named = "day" if unit in ("day", "night") else unit
        if named in ("fortnight", "decade"):
            return UNKNOWN
        return _beside_previous(context, named, step)
    day = context.today and shifted(context.today, step, unit)
    if not day:
        return UNKNOWN
    if unit in ("week", "fortnight"):
        return ResolvedDate(week_of(day), True, period_of(day))
    return resolved(period_of(day, "day" if unit == "night" else unit), True)
