"""Dates and times as ISO 8601 writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def iso(moment: datetime | date | time | None) -> str | None:
    """A moment in ISO 8601, UTC as "Z"; None for none."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def utc(moment: datetime | None) -> str:
    """A moment in UTC, "" for none; one without an offset counts as UTC."""
    if moment is None:
        return ""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return iso(known.astimezone(UTC)) or ""
