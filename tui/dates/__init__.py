"""The dates that an article mentions, resolved against its own date."""

from .date_finding import dates_until, find_dates, first_date
from .periods import first_day_of

__all__ = ["dates_until", "find_dates", "first_date", "first_day_of"]
