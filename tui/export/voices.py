"""Who speaks when in a document, by its notes."""

from __future__ import annotations

from ..model.document import Span
from ..model.picture import Voice, svg
from . import report
from .exhibit import Exhibit


def voices(exhibit: Exhibit) -> list[Voice]:
    """Each source with its statements that surely are in the text, the one that begins first first.

    A statement of which the place is not sure is left out.
    """
    spans: dict[str, list[Span]] = {}
    for annotation in exhibit.notes.annotations:
        anchor = exhibit.anchors[annotation.id]
        if annotation.source and anchor.state == "anchored":
            spans.setdefault(annotation.source, []).append(Span(anchor.start, anchor.end))
    listed = {source.id: source for source in exhibit.notes.sources}
    found = [
        Voice(listed[id].name, listed[id].kind, tuple(sorted(said)))
        if id in listed
        else Voice(id, "", tuple(sorted(said)))
        for id, said in spans.items()
    ]
    return sorted(found, key=lambda voice: voice.spans)


def picture(exhibit: Exhibit) -> str:
    """An SVG element with a strip for each source, "" where nobody is said to speak."""
    found = voices(exhibit)
    about = f"Who speaks when: {report.title(exhibit)}"
    return svg(found, len(exhibit.document.text), about) if found else ""
