"""DOCX: reports for a word processor, with headings, tables and linked citations.

A citation is a raised number that links to the passage at the end of the document, as an endnote
does. The styles are those of python-docx and a few more, so that a user can change the layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .citations import Citation
from .docx_body import SMALLER, bookmark, layout, link, paragraph, run, style_id, table
from .report_nodes import (
    COUNTING,
    NOTE,
    EmptySection,
    FullText,
    Heading,
    List,
    Node,
    Paragraph,
    PassageList,
    QuotedPassage,
    ReportHead,
    ReportTree,
    Strong,
    Table,
    TagDescription,
    Text,
)
from .text_values import printable, single_line
from .zip_archive import unzipped, zipped

if TYPE_CHECKING:
    from docx.document import Document

_MADE = datetime(2000, 1, 1)
"""A fixed date where the format requires one, so that the same notes give the same bytes."""
_BODY = "word/document.xml"
_END = b"<w:sectPr"
"""The start of the only element in the body of an empty document; the report goes before it."""


def render(report: ReportTree) -> bytes:
    """The bytes of a report. Full texts are not part of it."""
    return _archive(report.title, "".join(map(_node, report.nodes)))


def _archive(title: str, body: str) -> bytes:
    """The bytes of a document with a body of paragraphs and tables in WordprocessingML."""
    from docx import Document as new_document

    document = new_document()
    _set_up(document, title)
    out = BytesIO()
    document.save(out)
    members = unzipped(out.getvalue())
    before, end, after = members[_BODY].partition(_END)
    members[_BODY] = before + body.encode() + end + after
    return zipped(members, compressed=True)


def _set_up(document: Document, title: str) -> None:
    from docx.shared import Cm, Pt

    about = document.core_properties
    about.title, about.author, about.comments = printable(title)[:255], "", ""
    about.created = about.modified = _MADE
    document.styles["Normal"].font.size = Pt(11)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.5)
    indent: dict[str, Any] = {"left_indent": Cm(0.8)}
    hanging: dict[str, Any] = {**indent, "first_line_indent": Cm(-0.8), "space_after": Pt(4)}
    after: dict[str, Any] = {"space_after": Pt(4)}
    quoted: dict[str, Any] = {
        **indent,
        "space_before": Pt(8),
        "space_after": Pt(2),
        "keep_with_next": True,
    }
    _style(document, "Quiet", **after).font.size = Pt(9)
    _style(document, "Finding", **quoted)
    _style(document, "Speaker", "Quiet", **indent, **after)
    _style(document, "Note", **indent)
    passage = _style(document, "Passage", **hanging)
    passage.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    for size in SMALLER:
        _style(document, style_id(size)).font.size = Pt(size / 2)
    _style(document, "Place", "Quiet", **indent, space_after=Pt(8))


def _style(document: Document, name: str, base: str = "Normal", **format: Any) -> Any:
    """Add a paragraph style; the style "Quiet" is grey."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    for key, value in format.items():
        setattr(style.paragraph_format, key, value)
    if name == "Quiet":
        style.font.color.rgb = RGBColor(0x59, 0x55, 0x4E)
    return style


def _node(node: Node) -> str:
    match node:
        case Heading():
            return _heading(node.level, node.text)
        case Paragraph():
            return paragraph(_runs(node.text), "Quiet" if node.quiet else "")
        case TagDescription():
            return paragraph(run(single_line(node.text), italic=True))
        case EmptySection():
            return paragraph(run("None."))
        case QuotedPassage():
            return "".join(_quotation(node))
        case List():
            return "".join(paragraph(_runs(text), "ListBullet") for text in node.items)
        case Table():
            return _table(node)
        case ReportHead():
            return "".join(_head(node))
        case PassageList():
            return "".join(_passages(node))
        case FullText():
            return ""


def _heading(level: int, text: str) -> str:
    style = f"Heading{level - 1}" if level > 1 else "Title"
    return paragraph(run(single_line(text)), style)


def _table(node: Table) -> str:
    head, *rows = node.rows
    heads = [run("".join(map(str, cell)), bold=True) for cell in head]
    cells = [heads, *([_runs(cell) for cell in row] for row in rows)]
    shown = [["".join(map(_shown, cell)) for cell in row] for row in node.rows]
    columns = [list(column) for column in zip(*shown, strict=True)]
    return table(cells, layout(columns), node.right)


def _shown(piece: str | Strong | Citation) -> str:
    """The text of a piece as it takes up room in a cell."""
    if isinstance(piece, Citation):
        return str(piece.number)
    return piece.text if isinstance(piece, Strong) else piece


def _runs(text: Text) -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Citation):
            pieces.append(link(piece.number))
        elif isinstance(piece, Strong):
            pieces.append(run(piece.text, bold=True))
        else:
            pieces.append(run(piece))
    return "".join(pieces)


def _head(head: ReportHead) -> Iterator[str]:
    """The title, and what is known about the documents."""
    yield _heading(1, head.title)
    if head.tags:
        yield paragraph(run(f"Only what is tagged {', '.join(head.tags)}."))
    if len(head.documents) != 1:
        yield _heading(2, "Documents")
    for entry in head.documents:
        if len(head.documents) > 1:
            yield paragraph(run(entry.title, bold=True))
        published = [*entry.publication, single_line(entry.url)]
        identity = [single_line(entry.path), entry.digest]
        for line in (published, identity):
            if any(line):
                yield paragraph(run(" · ".join(filter(None, line))), "Quiet")
        yield from _note(entry.note)


def _note(text: str) -> Iterator[str]:
    """The paragraphs of a note, the first with a label; single line breaks are kept."""
    label = run(NOTE + " ", bold=True)
    for part in printable(text).strip().split("\n\n"):
        if part.strip():
            yield paragraph(label + run(part.strip("\n")), "Note")
            label = ""


def _quotation(quotation: QuotedPassage) -> Iterator[str]:
    """A quote with its citation, source, grade and place, then the analyst's note."""
    citation = quotation.citation
    doubt = run(f" ({citation.mark})", bold=True) if citation.mark else ""
    quote = run(printable(citation.selector.quote).strip())
    yield paragraph(quote + link(citation.number) + doubt, "Finding")
    if citation.former:
        yield paragraph(run(citation.formerly), "Speaker")
    attribution = (quotation.speaker, quotation.grade, citation.locator, quotation.document)
    if any(attribution):
        line = " · ".join(filter(None, map(single_line, attribution)))
        yield paragraph(run(f"— {line}"), "Speaker")
    yield from _note(quotation.note)


def _passages(passages: PassageList) -> Iterator[str]:
    """The numbered passages; with several documents, under the title of each."""
    yield paragraph(run(COUNTING), "Quiet")
    last = None
    for citation in passages.citations:
        if len(passages.documents) > 1 and citation.document != last:
            yield _heading(3, passages.documents[citation.document].title)
            last = citation.document
        quote = run(f"{citation.number}\t{printable(citation.selector.quote).strip()}")
        yield paragraph(bookmark(citation.number, quote), "Passage")
        place = " · ".join(filter(None, (citation.place, citation.doubt)))
        yield paragraph(run(place), "Place")
