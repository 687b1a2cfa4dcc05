"""DOCX: reports for a word processor, with headings, quotations, lists, tables and citations.

A citation is a number that links to the quotation of the passage. Most styles are Word's own, so
that a user can change the layout of each kind at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from .docx_body import address_field, bookmark, layout, link, note_paragraphs, paragraph, run, table
from .docx_styles import set_up
from .report_details import ReportDetails
from .report_nodes import (
    NOTE,
    TAGS,
    DocumentEntry,
    DocumentList,
    EmptySection,
    FullText,
    Heading,
    JudgementNumber,
    List,
    Node,
    Paragraph,
    PassageEntry,
    PassageList,
    Piece,
    QuotedPassage,
    QuotedWords,
    Reference,
    ReportHead,
    ReportTree,
    Strong,
    Table,
    Text,
    Timeline,
)
from .tag_figure_node import TagFigures
from .text_values import printable, single_line, unbroken
from .zip_archive import unzipped, zipped

_BODY = "word/document.xml"
_THUMBNAIL, _RELATIONS = "docProps/thumbnail.jpeg", "_rels/.rels"
_SECTION = re.compile(r"(<w:sectPr.*?</w:sectPr>)", re.DOTALL)
"""Matches the only element in the body of an empty document, to which the report is added."""
_COLUMNS = re.compile(r"<w:cols[^>]*/>")
_DETAILS = "Details"
"""The character style of tags and links."""
_WEB_ADDRESS = re.compile(r"https?://[^\s\"]+", re.IGNORECASE)


def render(report: ReportTree) -> bytes:
    """The bytes of a report. Full texts and the timeline are not part of it."""
    parts = [(1 + isinstance(node, PassageList), _node(node)) for node in report.nodes]
    return _archive(report.details, parts)


def _archive(details: ReportDetails, parts: Sequence[tuple[int, str]]) -> bytes:
    """The bytes of a document: paragraphs and tables in WordprocessingML by their columns."""
    from docx import Document as new_document

    document = new_document()
    set_up(document, details)
    out = BytesIO()
    document.save(out)
    members = _without_thumbnail(unzipped(out.getvalue()))
    before, page, after = _SECTION.split(members[_BODY].decode())
    members[_BODY] = f"{before}{_sections(parts, page)}{after}".encode()
    return zipped(members, compressed=True)


def _sections(parts: Sequence[tuple[int, str]], page: str) -> str:
    """Parts with the properties of a section at the end of each run of parts with equal columns.

    `page` are the properties of the section of an empty document.
    """
    runs = [
        (columns, "".join(text for _, text in run))
        for columns, run in groupby(parts, key=itemgetter(0))
    ]
    written = ""
    for number, (columns, text) in enumerate(runs, 1):
        section = _COLUMNS.sub(f'<w:cols w:num="{columns}" w:space="360"/>', page)
        if number > 1:
            section = section.replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz', 1)
        if number < len(runs):
            section = f'<w:p><w:pPr><w:pStyle w:val="Passages"/>{section}</w:pPr></w:p>'
        written += text + section
    return written


def _without_thumbnail(members: dict[str, bytes]) -> dict[str, bytes]:
    """The members of an archive without the picture of the empty template."""
    kept = {name: content for name, content in members.items() if name != _THUMBNAIL}
    relations = b'<Relationship [^>]*Target="' + re.escape(_THUMBNAIL).encode() + b'"[^>]*/>'
    return kept | {_RELATIONS: re.sub(relations, b"", kept[_RELATIONS])}


def _node(node: Node) -> str:
    match node:
        case Heading():
            return _heading(node.level, node.text)
        case Paragraph():
            return paragraph(_runs(node.text), "Quiet" if node.quiet else "")
        case EmptySection():
            return paragraph(run("None."))
        case QuotedPassage():
            return "".join(_quotation(node))
        case List():
            style = "SmallItem" if node.quiet else "ListBullet"
            return "".join(paragraph(_runs(text), style) for text in node.items)
        case Table():
            return _table(node)
        case ReportHead():
            return "".join(_head(node))
        case DocumentList():
            return "".join(part for entry in node.documents for part in _entry(entry))
        case PassageList():
            return "".join(_passages(node))
        case Timeline() | TagFigures() | FullText():
            return ""


def _heading(level: int, text: str) -> str:
    style = f"Heading{level - 1}" if level > 1 else "Title"
    return paragraph(run(single_line(text)), style)


def _head(head: ReportHead) -> Iterator[str]:
    """The title, the author and the date, the front note, and the tags it is narrowed to."""
    yield _heading(1, head.title)
    if head.byline:
        yield paragraph(run(" · ".join(head.byline)), "Quiet")
    yield from note_paragraphs(head.note)
    if head.tags:
        yield paragraph(run(f"Only what is tagged {', '.join(head.tags)}."))


def _entry(entry: DocumentEntry) -> Iterator[str]:
    """A document with what is known about it, and the analyst's note on it."""
    title = run(single_line(entry.title), bold=True)
    url = single_line(entry.url)
    shown = run(url, style="Link")
    address = address_field(url, shown) if _WEB_ADDRESS.fullmatch(url) else run(url)
    published = run(" · ".join((*entry.publication, *[""] * bool(url and entry.publication))))
    about = title + run("\n") + published + (address if url else "")
    yield paragraph(about, keeps_next=bool(entry.note))
    yield from note_paragraphs(entry.note, NOTE)


def _quotation(quotation: QuotedPassage) -> Iterator[str]:
    """A quotation, then its source, grade and citation with tags and links, then the note."""
    number = quotation.reference.number
    who = f"{single_line(quotation.who)} · " if quotation.who else ""
    said = run(who) + _reference(quotation.reference)
    tags = [run(f"{TAGS} {', '.join(quotation.tags)}", style=_DETAILS)] if quotation.tags else []
    links = (_runs(text, _DETAILS) for text in quotation.links)
    about = "".join(run("\n", style=_DETAILS) + each for each in (*tags, *links))
    if quotation.quotation:
        warned = run(f" ({quotation.warning})", bold=True) if quotation.warning else ""
        quote = run(printable(quotation.quotation)) + warned
        yield paragraph(bookmark(number, quote) if quotation.is_target else quote, "Quote")
        if quotation.former:
            yield paragraph(run(quotation.former), "Attribution")
        said = run("— ") + said
        yield paragraph(said + about, "Attribution", keeps_next=bool(quotation.note))
    else:
        said += run(", ") + link(number, quotation.elsewhere)
        yield paragraph(said + about, "Mention", keeps_next=bool(quotation.note))
    yield from note_paragraphs(quotation.note, NOTE)


def _table(node: Table) -> str:
    head, *rows = node.rows
    heads = [run("".join(map(str, cell)), bold=True) for cell in head]
    cells = [heads, *([_runs(text) for text in row] for row in rows)]
    columns = [
        ["".join(map(_shown, text)) for text in column] for column in zip(*node.rows, strict=True)
    ]
    return table(cells, layout(columns, is_prose=node.is_prose), node.right)


def _shown(piece: Piece) -> str:
    """The text of a piece as it takes up room in a cell."""
    if isinstance(piece, Reference):
        return f"[{piece.number}] {piece.source}"
    return piece if isinstance(piece, str) else piece.text


def _reference(reference: Reference, style: str = "") -> str:
    source = unbroken(reference.source)
    return link(reference.number) + (run(f" {source}", style=style) if source else "")


def _judgement(piece: JudgementNumber, style: str) -> str:
    if piece.is_target:
        return bookmark(piece.number, run(piece.text, bold=True, style=style), "judgement")
    return link(piece.number, piece.text, "judgement")


def _runs(text: Text, style: str = "") -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Reference):
            pieces.append(_reference(piece, style))
        elif isinstance(piece, Strong):
            pieces.append(run(piece.text, bold=True, style=style))
        elif isinstance(piece, QuotedWords):
            pieces.append(bookmark(piece.number, run(piece.text, style=style)))
        elif isinstance(piece, JudgementNumber):
            pieces.append(_judgement(piece, style))
        else:
            pieces.append(run(piece, style=style))
    return "".join(pieces)


def _passages(passages: PassageList) -> Iterator[str]:
    """The passages, for two columns, below the name of each document, with links to quotations."""
    for number, entry in enumerate(passages.documents):
        inside = [each for each in passages.passages if each.document == number]
        if inside:
            name = run(single_line(entry.name), bold=True)
            yield paragraph(name, "Passages", keeps_next=True)
            yield from (paragraph(_passage(each), "Passages") for each in inside)


def _passage(passage: PassageEntry) -> str:
    about = run("".join(f" {part}" for part in (passage.place, passage.finding) if part))
    doubt = run(f" {passage.doubt}", bold=True) if passage.doubt else ""
    return link(passage.number) + about + doubt
