"""ODT: reports as OpenDocument text, with headings, quotations, lists, tables and citations.

A citation is a number that links to the quotation of the passage. Most styles are those that
LibreOffice has too, so that a user can change the layout of each kind at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .docx_body import Layout, layout
from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run
from .odt_body import (
    CODE,
    DETAILS,
    EMPHASIS,
    STRONG,
    address,
    bookmark,
    bullets,
    citation,
    heading,
    paragraph,
    run,
    table,
    two_columns,
)
from .odt_styles import content, manifest, meta, styles
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
from .text_values import single_line, unbroken
from .zip_archive import zipped

_MIMETYPE = "mimetype"
_WEB_ADDRESS = re.compile(r"https?://[^\s\"]+", re.IGNORECASE)


def render(report: ReportTree) -> bytes:
    """The bytes of a report. Full texts and the timeline are not part of it."""
    tables = [node for node in report.nodes if isinstance(node, Table)]
    widths = (width for node in tables for width in _layout(node).widths)
    parts = {
        "content.xml": content("".join(map(_node, report.nodes)), widths),
        "styles.xml": styles(report.details, report.language),
        "meta.xml": meta(report.details),
    }
    members = {
        # The first member, not compressed: OpenDocument 1.3, part 2, section 3.3.
        _MIMETYPE: "application/vnd.oasis.opendocument.text",
        **parts,
        "META-INF/manifest.xml": manifest(parts),
    }
    encoded = {name: part.encode() for name, part in members.items()}
    return zipped(encoded, compressed=True, stored=(_MIMETYPE,))


def _node(node: Node) -> str:
    match node:
        case Heading():
            return heading(node.level, run(single_line(node.text)))
        case Paragraph():
            return paragraph(_runs(node.text), "Quiet" if node.quiet else "Standard")
        case EmptySection():
            return paragraph(run("None."))
        case QuotedPassage():
            return "".join(_quotation(node))
        case List():
            style = "SmallItem" if node.quiet else "Standard"
            return bullets(paragraph(_runs(text), style) for text in node.items)
        case Table():
            return _table(node)
        case ReportHead():
            return "".join(_head(node))
        case DocumentList():
            return "".join(part for entry in node.documents for part in _entry(entry))
        case PassageList():
            return two_columns("".join(_passages(node)))
        case Timeline() | TagFigures() | FullText():
            return ""


def _head(head: ReportHead) -> Iterator[str]:
    """The title, the author and the date, the front note, and the tags it is narrowed to."""
    yield heading(1, run(head.title))
    if head.byline:
        yield paragraph(run(" · ".join(head.byline)), "Quiet")
    yield from map(_block, head.note)
    if head.tags:
        yield paragraph(run(f"Only what is tagged {', '.join(head.tags)}."))


def _entry(entry: DocumentEntry) -> Iterator[str]:
    """A document with what is known about it, and the analyst's note on it."""
    url = single_line(entry.url)
    shown = address(url, run(url)) if _WEB_ADDRESS.fullmatch(url) else run(url)
    published = run(" · ".join(entry.publication))
    known = run(" · ").join(filter(None, (published, shown)))
    title = run(single_line(entry.title), STRONG)
    about = title + (run("\n") + known if known else "")
    yield paragraph(about, keeps_next=bool(entry.note))
    yield from _note(entry.note)


def _quotation(quotation: QuotedPassage) -> Iterator[str]:
    """A quotation, then its source, grade and citation with tags and links, then the note."""
    number = quotation.reference.number
    who = f"{single_line(quotation.who)} · " if quotation.who else ""
    said = run(who) + _reference(quotation.reference)
    tags = [run(f"{TAGS} {', '.join(quotation.tags)}", DETAILS)] if quotation.tags else []
    links = (_runs(text, DETAILS) for text in quotation.links)
    about = "".join(run("\n", DETAILS) + each for each in (*tags, *links))
    if quotation.quotation:
        warned = run(f" ({quotation.warning})", STRONG) if quotation.warning else ""
        quote = run(quotation.quotation) + warned
        yield paragraph(bookmark(number, quote) if quotation.is_target else quote, "Quotations")
        if quotation.former:
            yield paragraph(run(quotation.former), "Attribution")
        said = run("— ") + said
        yield paragraph(said + about, "Attribution", keeps_next=bool(quotation.note))
    else:
        said += run(", ") + citation(number, quotation.elsewhere)
        yield paragraph(said + about, "Mention", keeps_next=bool(quotation.note))
    yield from _note(quotation.note)


def _table(node: Table) -> str:
    head, *rows = node.rows
    heads = [run("".join(map(_shown, cell)), STRONG) for cell in head]
    return table(
        [heads, *([_runs(cell) for cell in row] for row in rows)], _layout(node), node.right
    )


def _layout(node: Table) -> Layout:
    columns = zip(*node.rows, strict=True)
    texts = [["".join(map(_shown, text)) for text in column] for column in columns]
    return layout(texts, is_prose=node.is_prose)


def _shown(piece: Piece) -> str:
    """The text of a piece as it takes up room in a cell."""
    if isinstance(piece, Reference):
        return f"[{piece.number}] {piece.source}"
    return piece if isinstance(piece, str) else piece.text


def _reference(reference: Reference, style: str = "") -> str:
    source = unbroken(reference.source)
    return citation(reference.number) + (run(f" {source}", style) if source else "")


def _judgement(piece: JudgementNumber, style: str) -> str:
    if piece.is_target:
        return bookmark(piece.number, run(piece.text, STRONG, style), "judgement")
    return citation(piece.number, piece.text, "judgement")


def _runs(text: Text, style: str = "") -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Reference):
            pieces.append(_reference(piece, style))
        elif isinstance(piece, Strong):
            pieces.append(run(piece.text, STRONG, style))
        elif isinstance(piece, QuotedWords):
            pieces.append(bookmark(piece.number, run(piece.text, style)))
        elif isinstance(piece, JudgementNumber):
            pieces.append(_judgement(piece, style))
        else:
            pieces.append(run(piece, style))
    return "".join(pieces)


def _passages(passages: PassageList) -> Iterator[str]:
    """The passages, for two columns, below the name of each document, with links to quotations."""
    for number, entry in enumerate(passages.documents):
        inside = [each for each in passages.passages if each.document == number]
        if inside:
            name = run(single_line(entry.name), STRONG)
            yield paragraph(name, "Passages", keeps_next=True)
            yield from (paragraph(_passage(each), "Passages") for each in inside)


def _passage(passage: PassageEntry) -> str:
    about = run("".join(f" {part}" for part in (passage.place, passage.finding) if part))
    doubt = run(f" {passage.doubt}", STRONG) if passage.doubt else ""
    return citation(passage.number) + about + doubt


# Notes


def _note(blocks: Sequence[NoteBlock]) -> Iterator[str]:
    """The blocks of a note, the first one after a label.

    A paragraph before a list is on the page on which the list begins.
    """
    label = run(f"{NOTE} ", STRONG)
    following = (*blocks[1:], None)
    for block, after in zip(blocks, following, strict=False):
        if label and not isinstance(block, NoteParagraph):
            yield paragraph(label, "Note", keeps_next=True)
            label = ""
        if isinstance(block, NoteParagraph):
            opens_list = isinstance(after, NoteList)
            yield paragraph(label + "".join(map(_run, block.runs)), "Note", keeps_next=opens_list)
        else:
            yield _block(block)
        label = ""


def _block(block: NoteBlock, style: str = "Note") -> str:
    match block:
        case NoteParagraph():
            return paragraph("".join(map(_run, block.runs)), style)
        case NoteList():
            items = ("".join(_block(each) for each in item) for item in block.items)
            return bullets(items, block.start)
        case NoteQuote():
            return "".join(_block(each, style="NoteQuote") for each in block.blocks)
        case NoteCode():
            return paragraph(run(block.text, CODE), style)


def _run(each: Run) -> str:
    looks = ((each.strong, STRONG), (each.emphasis, EMPHASIS), (each.code, CODE))
    text = run(each.text, *(style for has, style in looks if has))
    return address(each.address, text) if each.address else text
