"""DOCX: the report as a document to hand in, with headings, tables, and citations that lead on.

A citation is a raised number that leads to the passage at the end of the document, as an endnote
does. The styles are python-docx's and a few of our own, so that a word processor can change them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from . import report
from .citations import Citation
from .docx_body import bookmark, link, paragraph, run, table
from .docx_widths import SMALLER, layout, style_id
from .exhibit import Exhibit
from .findings import Finding, Findings, gather
from .parts import Heading, List, Part, Strong, Table, Text
from .visible import printable
from .zipped import unzipped, zipped

if TYPE_CHECKING:
    from docx.document import Document

_MADE = datetime(2000, 1, 1)
"""Stands where the format wants a moment: the same notes give the same bytes."""
_BODY = "word/document.xml"
_END = b"<w:sectPr"
"""What the body of an empty document begins with, and ours ends before."""


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a report on one document or several."""
    findings = gather(exhibits)
    parts = (
        *head(exhibits),
        render(Heading(2, "Findings")),
        *told(findings, exhibits),
        *map(render, report.sources(findings)),
        *passages(findings, exhibits),
    )
    return made(report.heading(exhibits), parts)


def made(title: str, body: Iterable[str]) -> bytes:
    """The bytes of a document with a body of paragraphs and tables."""
    from docx import Document as new_document

    document = new_document()
    _set_up(document, title)
    out = BytesIO()
    document.save(out)
    members = unzipped(out.getvalue())
    before, end, after = members[_BODY].partition(_END)
    members[_BODY] = before + "".join(body).encode() + end + after
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
    """A paragraph style of our own; quiet ones are grey."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    for key, value in format.items():
        setattr(style.paragraph_format, key, value)
    if name == "Quiet":
        style.font.color.rgb = RGBColor(0x59, 0x55, 0x4E)
    return style


def render(part: Part) -> str:
    """A part of a report."""
    if isinstance(part, Heading):
        style = f"Heading{part.level - 1}" if part.level > 1 else "Title"
        return paragraph(run(report.flat(part.text)), style)
    if isinstance(part, Table):
        head, *rows = part.rows
        heads = [run("".join(map(str, cell)), bold=True) for cell in head]
        cells = [heads, *([_runs(cell) for cell in row] for row in rows)]
        return table(cells, layout(_columns(part)), part.right)
    if isinstance(part, List):
        return "".join(paragraph(_runs(text), "ListBullet") for text in part.items)
    return paragraph(_runs(part.text), "Quiet" if part.quiet else "")


def _columns(table: Table) -> list[list[str]]:
    """The texts of each column as they are shown."""
    shown = [["".join(map(_shown, cell)) for cell in row] for row in table.rows]
    return [list(column) for column in zip(*shown, strict=True)]


def _shown(piece: str | Strong | Citation) -> str:
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


def head(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The title, and what is known about the documents."""
    yield render(Heading(1, report.heading(exhibits)))
    only = report.narrowed(exhibits)
    if only:
        yield paragraph(run(f"Only what is tagged {', '.join(only)}."))
    if len(exhibits) != 1:
        yield render(Heading(2, "Documents"))
    for exhibit in exhibits:
        if len(exhibits) > 1:
            yield paragraph(run(report.title(exhibit), bold=True))
        published = [*report.publication(exhibit), report.flat(exhibit.known.url)]
        identity = [report.flat(exhibit.path), report.digest(exhibit)]
        for line in (published, identity):
            if any(line):
                yield paragraph(run(" · ".join(filter(None, line))), "Quiet")
        yield from _note(exhibit.known.note)


def _note(text: str) -> Iterator[str]:
    """The paragraphs of a note, which is told apart by its label; single line breaks stay."""
    label = run(report.NOTE + " ", bold=True)
    for part in printable(text).strip().split("\n\n"):
        if part.strip():
            yield paragraph(label + run(part.strip("\n")), "Note")
            label = ""


def told(findings: Findings, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The findings by tag, each with its note."""
    titles = [report.title(exhibit) for exhibit in exhibits] if len(exhibits) > 1 else []
    if not findings.groups and not findings.untagged:
        yield paragraph(run("None."))
    for group in findings.groups:
        yield from _tag(group.tag.name, group.tag.description, 3)
        for section in group.sections:
            if section.tag.name != group.tag.name:
                yield from _tag(section.tag.name, section.tag.description, 4)
            for finding in section.findings:
                yield from _finding(finding, titles)
    if findings.untagged:
        yield render(Heading(3, "Other notes"))
        for finding in findings.untagged:
            yield from _finding(finding, titles)


def _tag(name: str, description: str, level: int) -> Iterator[str]:
    yield render(Heading(level, name))
    if description.strip():
        yield paragraph(run(report.flat(description), italic=True))


def _finding(finding: Finding, titles: Sequence[str]) -> Iterator[str]:
    """A quote with its raised citation, who says it with which grade and where, then the note."""
    citation = finding.citation
    doubt = run(f" ({citation.mark})", bold=True) if citation.mark else ""
    quote = run(printable(citation.selector.quote).strip())
    yield paragraph(quote + link(citation.number) + doubt, "Finding")
    if citation.former:
        yield paragraph(run(report.formerly(citation)), "Speaker")
    title = titles[citation.document] if titles else ""
    said = (report.speaker(finding), finding.grade, citation.locator, title)
    if any(said):
        line = " · ".join(filter(None, map(report.flat, said)))
        yield paragraph(run(f"— {line}"), "Speaker")
    yield from _note(finding.annotation.note)


def passages(findings: Findings, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The numbered passages, by document."""
    if not findings.passages:
        return
    yield render(Heading(2, "Passages"))
    yield paragraph(run(report.COUNTING), "Quiet")
    last = None
    for citation in findings.passages:
        if len(exhibits) > 1 and citation.document != last:
            yield render(Heading(3, report.title(exhibits[citation.document])))
            last = citation.document
        yield from _passage(citation)


def _passage(citation: Citation) -> Iterator[str]:
    quote = run(f"{citation.number}\t{printable(citation.selector.quote).strip()}")
    yield paragraph(bookmark(citation.number, quote), "Passage")
    doubt = report.doubt(citation)
    yield paragraph(run(" · ".join(filter(None, (citation.place, doubt)))), "Place")
