"""Dates and times as ISO 8601 writes them."""

from __future__ import annotations

from datetime import date, datetime, time


def iso(moment: datetime | date | time | None) -> str | None:
    """A moment in ISO 8601, UTC as "Z"; None for none."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
