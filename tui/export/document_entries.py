"""Document entries: what a report tells about each of its documents."""

from __future__ import annotations

from . import note_markup
from .assessment import Assessment
from .citation_names import readable_date
from .report_nodes import DocumentEntry
from .text_values import single_line


def entries(assessment: Assessment) -> tuple[DocumentEntry, ...]:
    """An entry for each document of a report, in their order."""
    found = []
    for number, exported in enumerate(assessment.documents, 1):
        known = exported.known
        published = single_line(known.author), single_line(known.publisher)
        found.append(
            DocumentEntry(
                number=number,
                name=assessment.names[number - 1],
                title=exported.title,
                publication=tuple(filter(None, (*published, readable_date(known.date)))),
                url=known.url,
                note=note_markup.parse(known.note),
                has_full_text=not exported.is_excerpt,
            )
        )
    return tuple(found)
