"""The tags of exported documents as a table of codings, from which statistics are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.annotation import Annotation
from ..statistics.coding_table import (
    NO_SOURCE,
    ArticleCodings,
    CodedSource,
    CodedSpan,
    CodingTable,
    columns_of,
)
from .export_document import ExportDocument


def coding_table(documents: Sequence[ExportDocument]) -> CodingTable:
    """The codings of some documents, which are named by their titles, at their present places."""
    return columns_of(
        ArticleCodings(document.title, _attributes(document), list(_codings(document)))
        for document in documents
    )


def _attributes(document: ExportDocument) -> dict[str, str]:
    known = document.known
    return {"date": known.date, "publisher": known.publisher}


def _codings(document: ExportDocument) -> Iterator[CodedSpan]:
    for number, annotation in enumerate(document.notes.annotations):
        anchor = document.anchors[annotation.id]
        is_placed = anchor.state == "anchored"
        words, source = len(annotation.quote.split()), _source(document, annotation)
        for tag in () if annotation.is_resolution else document.tags(annotation):
            yield CodedSpan(
                number, tag, anchor.start, anchor.end, words, is_placed, annotation.author, source
            )


def _source(document: ExportDocument, annotation: Annotation) -> CodedSource:
    source = document.source(annotation)
    if source is None:
        return NO_SOURCE
    return CodedSource(source.id, source.name, source.kind, source.reliability)
