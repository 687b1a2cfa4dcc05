"""DOCX: the report as a document to hand in, with headings, tables, and citations that lead on.

A citation is a raised number that leads to the passage at the end of the document, as an endnote
does. Source: ECMA-376, through python-docx.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from . import report
from .citations import Citation
from .exhibit import Exhibit
from .findings import UNGRADED, Finding, Findings, gather
from .visible import printable
from .zipped import unzipped, zipped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_MADE = datetime(2000, 1, 1)
"""Stands where the format wants a moment: the same notes give the same bytes."""


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a report on one document or several."""
    from docx import Document as new_document

    findings = gather(exhibits)
    document = new_document()
    _set_up(document, report.heading(exhibits))
    _head(document, exhibits)
    _findings(document, findings, exhibits)
    _sources(document, findings)
    _passages(document, findings, exhibits)
    _put_back(document)
    out = BytesIO()
    document.save(out)
    return zipped(unzipped(out.getvalue()), compressed=True)


def _set_up(document: Document, title: str) -> None:
    from docx.shared import Cm, Pt

    about = document.core_properties
    about.title, about.author, about.comments = printable(title)[:255], "", ""
    about.created = about.modified = _MADE
    style = document.styles["Normal"]
    style.font.size = Pt(11)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.5)


def _head(document: Document, exhibits: Sequence[Exhibit]) -> None:
    document.add_heading(printable(report.heading(exhibits)), 0)
    only = report.narrowed(exhibits)
    if only:
        document.add_paragraph(printable(f"Only what is tagged {', '.join(only)}."))
    if len(exhibits) != 1:
        document.add_heading("Documents", 1)
    for exhibit in exhibits:
        if len(exhibits) > 1:
            document.add_paragraph().add_run(printable(report.title(exhibit))).bold = True
        published = [*report.publication(exhibit), report.flat(exhibit.known.url)]
        for line in (
            " · ".join(filter(None, published)),
            " · ".join(filter(None, (report.flat(exhibit.path), report.digest(exhibit)))),
        ):
            if line:
                _quiet(document.add_paragraph(), line)
        _note(document, exhibit.known.note)


def _quiet(paragraph: Paragraph, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(printable(text))
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x59, 0x55, 0x4E)
    paragraph.paragraph_format.space_after = Pt(4)


def _note(document: Document, text: str) -> None:
    """The paragraphs of a note; single line breaks stay."""
    for part in printable(text).strip().split("\n\n"):
        if part.strip():
            document.add_paragraph(part.strip("\n"))


def _findings(document: Document, findings: Findings, exhibits: Sequence[Exhibit]) -> None:
    titles = [report.title(exhibit) for exhibit in exhibits] if len(exhibits) > 1 else []
    document.add_heading("Findings", 1)
    if not findings.groups and not findings.untagged:
        document.add_paragraph("None.")
    for group in findings.groups:
        _tag(document, group.tag.name, group.tag.description, 2)
        for section in group.sections:
            if section.tag.name != group.tag.name:
                _tag(document, section.tag.name, section.tag.description, 3)
            for finding in section.findings:
                _finding(document, finding, titles)
                _put_aside(document)
    if findings.untagged:
        document.add_heading("Other notes", 2)
        for finding in findings.untagged:
            _finding(document, finding, titles)
            _put_aside(document)


def _tag(document: Document, name: str, description: str, level: int) -> None:
    document.add_heading(printable(report.flat(name)), level)
    if description.strip():
        document.add_paragraph().add_run(printable(report.flat(description))).italic = True


def _finding(document: Document, finding: Finding, titles: Sequence[str]) -> None:
    """A quote with its raised citation, who says it with which grade and where, then the note."""
    from docx.shared import Cm, Pt

    citation = finding.citation
    paragraph = document.add_paragraph(printable(citation.selector.quote).strip())
    paragraph.paragraph_format.left_indent = Cm(0.8)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = True
    _cite(paragraph, citation.number)
    if citation.state != "anchored":
        paragraph.add_run(f" ({citation.state})").bold = True
    title = titles[citation.document] if titles else ""
    said = (report.speaker(finding), finding.grade, citation.page, title)
    if any(said):
        below = document.add_paragraph()
        below.paragraph_format.left_indent = Cm(0.8)
        _quiet(below, "— " + " · ".join(filter(None, map(report.flat, said))))
    _note(document, finding.annotation.note)


def _cite(paragraph: Paragraph, number: int) -> None:
    """Add a raised number that leads to the bookmark of a passage."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(str(number))
    run.font.superscript = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"passage-{number}")
    link.append(run._r)
    paragraph._p.append(link)


def _mark(paragraph: Paragraph, number: int) -> None:
    """Make the whole paragraph the bookmark of a passage."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(name)
        element.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            element.set(qn("w:name"), f"passage-{number}")
        paragraph._p.append(element)


def _sources(document: Document, findings: Findings) -> None:
    if findings.speakers:
        document.add_heading("Sources", 1)
        rows = [("Source", "Role", "Grade", "Statements"), *_speakers(findings)]
        _table(document, rows)
    if findings.graded:
        if not findings.speakers:
            document.add_heading("Grades", 1)
        for line in report.LEGEND:
            _quiet(document.add_paragraph(), line)


def _speakers(findings: Findings) -> Iterator[tuple[str, str, str, str]]:
    for source, count in findings.speakers:
        name, role = report.flat(source.name), report.flat(source.role)
        yield name, role, source.reliability or UNGRADED, str(count)


def _table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row is its head, repeated on every page; the last column to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.paragraphs[0].add_run(printable(text)).bold = number == 0
        cells.cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _passages(document: Document, findings: Findings, exhibits: Sequence[Exhibit]) -> None:
    if not findings.passages:
        return
    document.add_heading("Passages", 1)
    _quiet(document.add_paragraph(), report.COUNTING)
    last = None
    for citation in findings.passages:
        if len(exhibits) > 1 and citation.document != last:
            document.add_heading(printable(report.title(exhibits[citation.document])), 2)
            last = citation.document
        _passage(document, citation)
        _put_aside(document)


def _passage(document: Document, citation: Citation) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.8)
    paragraph.paragraph_format.first_line_indent = Cm(-0.8)
    _mark(paragraph, citation.number)
    paragraph.add_run(f"{citation.number}\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    paragraph.add_run(printable(citation.selector.quote).strip())
    doubt = report.DOUBTS[citation.state]
    paragraph.add_run("\n")
    _quiet(paragraph, " · ".join(filter(None, (citation.place, doubt))))


def _put_aside(document: Document) -> None:
    """Move what is written out of the body: python-docx looks through all of it for each addition.

    It waits in a second body, which `_put_back` empties.
    """
    from docx.oxml import OxmlElement

    root, body = document.element, document.element.body
    if root[-1] is body:
        root.append(OxmlElement("w:body"))
    for child in body[:-1]:
        root[-1].append(child)


def _put_back(document: Document) -> None:
    root, body = document.element, document.element.body
    if root[-1] is not body:
        waiting, rest, last = root[-1], body[:-1], body[-1]
        root.remove(waiting)
        for child in (*waiting, *rest):
            last.addprevious(child)
