"""Converts comments of Word, OpenDocument and RTF files to annotations by their authors."""

from __future__ import annotations

from ..model.anchoring.anchors import make
from ..model.annotation import Annotation
from ..model.document import Comment, Document, Span
from ..model.guid import guid_from_names, id_of
from .import_result import DocumentBuilder, Imported, Report, imported
from .values import moment

SUFFIXES = (".docx", ".docm", ".dotx", ".odt", ".ott", ".fodt", ".rtf")
"""Suffixes of the files whose comments can be imported."""


def imported_comments(document: Document, name: str, content: bytes) -> Imported:
    """Import the comments of a document; `name` and `content` are those of its file.

    A comment at a point is attached to the passage at that point.
    """
    report = Report(where=name)
    gathered = DocumentBuilder(name, content=content)
    for number, comment in enumerate(document.comments):
        span = _span(document, comment)
        if span is None:
            report.lose("comments", f"a comment by {comment.author or 'somebody'} on no text", 1)
            continue
        report.quote(span.end - span.start)
        gathered.annotations.append(_annotation(document, comment, span, number))
    if not document.comments:
        report.remark(f"{name}: there are no comments in it")
    return imported([gathered], None, report)


def _span(document: Document, comment: Comment) -> Span | None:
    if comment.start < comment.end:
        return Span(comment.start, comment.end)
    if not document.blocks:
        return None
    passage = document.passage(document.place_at(comment.start))
    return Span(passage.start, passage.end)


def _annotation(document: Document, comment: Comment, span: Span, number: int) -> Annotation:
    place = make(document.text, *span)
    key = (str(number), comment.author, comment.date, comment.text, place.quote)
    made = moment(comment.date)
    return Annotation(
        id=id_of(guid_from_names("comment", *key)),
        start=place.start,
        end=place.end,
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        note=comment.text,
        author=comment.author,
        created=made,
        modified=made,
    )
