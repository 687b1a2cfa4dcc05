"""The function that resolves each kind of expression for a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .calendar_dates import (
    century,
    date_in_other_language,
    day_of_month,
    decade,
    iso_date,
    month_alone,
    month_of_year,
    months_of_year,
    numeric_date,
    part_of_year,
    span_of_days,
    span_of_months,
    span_of_years,
    year_alone,
)
from .date_context import DateContext, Match, ResolvedDate
from .relative_dates import distance, near_day, near_period, weekday

RESOLVERS: Mapping[str, Callable[[Match, DateContext], ResolvedDate | None]] = {
    "other_language": date_in_other_language,
    "iso": iso_date,
    "month_span": span_of_months,
    "two_days": span_of_days,
    "month_day": day_of_month,
    "day_month": day_of_month,
    "numeric": numeric_date,
    "months_of_year": months_of_year,
    "quarter": part_of_year,
    "month_year": month_of_year,
    "month": month_alone,
    "weekday": weekday,
    "season": year_alone,
    "year_span": span_of_years,
    "decade": decade,
    "century": century,
    "year": year_alone,
    "near_day": near_day,
    "near_period": near_period,
    "distance": distance,
}
"""Kind of expression -> what it resolves to; None if it is no date after all."""
