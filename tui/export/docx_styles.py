"""Styles, page and properties of a DOCX: those of Word that a report uses, and a few of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .docx_body import SIZE, SMALLER, style_id
from .report_details import ReportDetails
from .text_values import printable, single_line

if TYPE_CHECKING:
    from docx.document import Document

_UNKNOWN = datetime(2000, 1, 1)
"""Stands for an unknown time where the format requires one, so that the bytes stay the same."""
_LONGEST = 255
"""Code points of a property that Word accepts."""
_INDENT = 0.6
"""How far quotations and notes stand in, in centimetres."""
_SHADE = "F1ECE1"
"""The background of notes."""
_LINE = "9A948A"
"""The colour of the bar beside quotations."""
_AFTER_SHADE = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
"""The properties of paragraphs that follow the background in the order of the format."""
_LISTS = ("List", "List Bullet", "List Continue")


def set_up(document: Document, details: ReportDetails) -> None:
    """Set the properties, the paper, the page numbers and the styles of an empty document."""
    _properties(document, details)
    _page(document, details)
    _word_styles(document)
    _own_styles(document)


def _properties(document: Document, details: ReportDetails) -> None:
    about = document.core_properties
    about.title = printable(single_line(details.title))[:_LONGEST]
    about.author = about.last_modified_by = printable(single_line(details.author))[:_LONGEST]
    about.comments = ""
    made = details.made.astimezone(UTC).replace(tzinfo=None) if details.made else _UNKNOWN
    about.created = about.modified = made


def _page(document: Document, details: ReportDetails) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Inches, Mm

    letter = details.paper == "Letter"
    for section in document.sections:
        section.page_width = Inches(8.5) if letter else Mm(210)
        section.page_height = Inches(11) if letter else Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(14)
        section.header_distance = section.footer_distance = Mm(7)
        footer: Any = section.footer.paragraphs[0]
        footer.alignment = 1
        title = printable(single_line(details.title))
        for words, name in (
            (f"{title} · page " if title else "Page ", "PAGE"),
            (" of ", "NUMPAGES"),
        ):
            footer.add_run(words)
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            footer._p.append(field)


def _word_styles(document: Document) -> None:
    """Set the measures of Word's own styles, so that a page holds as much as one in print."""
    from docx.shared import Cm, RGBColor

    styles: Any = document.styles
    ink = RGBColor(0x26, 0x20, 0x19)
    _measure(styles["Normal"], size=9, after=2)
    _measure(styles["Title"], size=18, after=4, color=ink)
    for level, (size, before) in enumerate(((12, 7), (10, 5), (9, 4)), 1):
        _measure(styles[f"Heading {level}"], size=size, before=before, after=3, color=ink)
    quote = styles["Quote"]
    _measure(quote, size=9, before=4, after=1, color=ink)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(_INDENT)
    quote.paragraph_format.keep_with_next = True
    _bar(quote)
    for name in _LISTS:
        for depth in range(1, 4):
            style = styles[name if depth == 1 else f"{name} {depth}"]
            _measure(style, after=1)
            style.paragraph_format.left_indent = Cm(_INDENT * (depth + 1))
            if name != "List Continue":
                style.paragraph_format.first_line_indent = Cm(-0.5)


def _own_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, RGBColor

    styles: Any = document.styles
    grey, blue = RGBColor(0x59, 0x55, 0x4E), RGBColor(0x18, 0x53, 0x83)
    _style(document, "Quiet", size=8, after=3, color=grey)
    _style(document, "SmallItem", "List Bullet", size=8, color=grey)
    said = _style(document, "Attribution", after=1)
    mention = _style(document, "Mention", before=4, after=1)
    note = _style(document, "Note", after=2)
    for style in (said, mention, note):
        style.paragraph_format.left_indent = Cm(_INDENT)
    _style(document, "NoteQuote", "Note").paragraph_format.left_indent = Cm(2 * _INDENT)
    lists = [f"{name}{end}" for name in _LISTS for end in ("", " 2", " 3")]
    own = [_style(document, f"Note {name}", name) for name in lists]
    for style in (note, *own):
        _shade(style)
    _style(document, "Passages", size=8, after=0)
    for size in (SIZE, *SMALLER):
        _style(document, style_id(size), size=size / 2, after=1)
    for name, color in (("Link", blue), ("Details", grey)):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.color.rgb = color
    _measure(styles["Details"], size=8)


def _shade(style: Any) -> None:
    """Give the paragraphs of a style a background of their own."""
    shade = _element("w:shd", val="clear", color="auto", fill=_SHADE)
    style.element.get_or_add_pPr().insert_element_before(shade, *_AFTER_SHADE)


def _bar(style: Any) -> None:
    """Give the paragraphs of a style a bar at the left; its width is in eighths of a point."""
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="12", space="4", color=_LINE))
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", *_AFTER_SHADE)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def _style(document: Document, name: str, base: str = "Normal", **measures: Any) -> Any:
    """Add a paragraph style."""
    from docx.enum.style import WD_STYLE_TYPE

    styles: Any = document.styles
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]
    _measure(style, **measures)
    return style


def _measure(
    style: Any,
    *,
    size: float | None = None,
    before: float | None = None,
    after: float | None = None,
    color: Any = None,
) -> None:
    """Set the size of a style and the space around it, in points, and its colour."""
    from docx.shared import Pt

    if size is not None:
        style.font.size = Pt(size)
    if before is not None:
        style.paragraph_format.space_before = Pt(before)
    if after is not None:
        style.paragraph_format.space_after = Pt(after)
    if color is not None:
        style.font.color.rgb = color
