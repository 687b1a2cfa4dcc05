"""Figures and dates that an article mentions, as values."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, or a period such as a month, that an article mentions.

    `span` is in code points. `date` is ISO 8601, as precise as the article says: "2015",
    "2015-07", "2015-W28", "2015-07-09", an interval "2007/2014"; "" where it cannot be resolved.
    `is_relative` is true if the words alone do not tell the date: "on Thursday", "9 July" without
    a year. `is_latest` is true if `date` is only the latest possible one: that of "today" in a
    quotation of which the article does not say when it was spoken. `since` is the span of "since
    late June", where something lasts from the date on.
    """

    span: Span
    date: str
    is_relative: bool = False
    since: Span | None = None
    is_latest: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an article states, with what it counts or measures.

    `span` is the phrase with its unit, in code points. `low` and `high` are the bounds of the
    number, each None where the phrase leaves it open ("at least 20"). `unit` is "people", "km",
    "US$", "%" and so on, or "". `what` is a noun phrase such as "civilians killed", or "".
    `source` names who says it and `as_of` is the date (ISO 8601) for which it is said; "" where
    unknown.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str = ""
    what: str = ""
    source: str = ""
    as_of: str = ""

    @property
    def value(self) -> float | None:
        """The number; None if the figure is a range."""
        return self.low if self.low == self.high else None
