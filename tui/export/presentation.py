"""Presentation: documents as exports for people show them, which data formats leave as they are.

The documents follow each other by date. Lines that the analyst keeps to themselves are left out,
and documents are called in the analyst's words as citations call them, not by their file names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from posixpath import basename

from ..model.annotation import HELD_BACK, Annotation
from .citation_names import document_names
from .export_document import ExportDocument, by_date
from .markdown_text import inline

_HELD_BACK = re.compile(
    rf"^ *(?P<fence>```+|~~~+)(?s:.*?)^ *(?P=fence)|^[ \t]*{HELD_BACK}.*(?:\n|\Z)", re.MULTILINE
)
"""Matches a block of code, which is kept, or a line that is held back."""
_Rename = Callable[[str], str]


def presentable(documents: Sequence[ExportDocument]) -> list[ExportDocument]:
    """The documents by date, excerpts and documents without a date last, with notes to be read."""
    ordered = by_date(documents)
    in_text, in_markdown = _renamers(ordered)
    return [_with_notes(exported, in_text, in_markdown) for exported in ordered]


def presentable_note(written: str, documents: Sequence[ExportDocument]) -> str:
    """A note on all documents without lines that are held back and names of files."""
    return _note(written, _renamers(documents)[1])


def _renamers(documents: Sequence[ExportDocument]) -> tuple[_Rename, _Rename]:
    """Functions that replace names of files by those of citations, in plain text and Markdown."""
    called = _names_of_files(documents)
    if not called:
        return str, str
    longest_first = sorted(called, key=len, reverse=True)
    files = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<![\w/.-])(`?)({files})\1(?![\w-]|\.\w)")

    def in_text(text: str) -> str:
        return pattern.sub(lambda found: found[1] + called[found[2]] + found[1], text)

    def in_markdown(text: str) -> str:
        return pattern.sub(lambda found: inline(called[found[2]]), text)

    return in_text, in_markdown


def _names_of_files(documents: Sequence[ExportDocument]) -> Mapping[str, str]:
    """What citations call each document, by the path and the name of its file."""
    called: dict[str, str] = {}
    for exported, name in zip(documents, document_names(documents), strict=True):
        for file in (exported.path, basename(exported.path)):
            # A word without a suffix is more likely to be meant as a word.
            if "." in file.strip("."):
                called.setdefault(file, name)
    return called


def _with_notes(exported: ExportDocument, text: _Rename, markdown: _Rename) -> ExportDocument:
    """The document, whose notes have no lines that are held back and no names of files."""

    def note(written: str) -> str:
        return _note(written, markdown)

    notes = exported.notes
    shown = replace(
        notes,
        document=replace(notes.document, note=note(notes.document.note)),
        annotations=tuple(_annotation(each, text, note) for each in notes.annotations),
        judgements=tuple(replace(each, text=text(each.text)) for each in notes.judgements),
        sources=tuple(replace(each, reason=text(each.reason)) for each in notes.sources),
    )
    return replace(exported, notes=shown)


def _note(written: str, markdown: _Rename) -> str:
    return markdown(_HELD_BACK.sub(lambda found: found[0] if found["fence"] else "", written))


def _annotation(annotation: Annotation, text: _Rename, note: _Rename) -> Annotation:
    """The annotation with its note, its reason and those of its links as people read them."""
    links = tuple(replace(link, why=text(link.why)) for link in annotation.links)
    return replace(
        annotation, note=note(annotation.note), reason=text(annotation.reason), links=links
    )
