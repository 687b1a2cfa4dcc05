"""How lists name an article by its metadata."""

from __future__ import annotations

from ..export.citation_names import readable_date


def article_label(publisher: str, date: str, title: str) -> str:
    """The name of an article in a list: its publisher and date, or else its title."""
    return ", ".join(filter(None, (publisher, readable_date(date)))) if publisher else title
