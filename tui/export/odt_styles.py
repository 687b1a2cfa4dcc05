"""Styles, page and properties of an ODT: those of LibreOffice that a report uses, and a few more.

Source: Open Document Format for Office Applications (OpenDocument), version 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC
from html import escape

from .docx_body import SIZE, SMALLER, style_id
from .odt_body import (
    BULLETS,
    CELL,
    CODE,
    COLUMNS,
    DETAILS,
    EMPHASIS,
    KEEPING,
    LINK,
    NUMBERS,
    STRONG,
    TABLE,
    column_style,
)
from .report_details import ReportDetails
from .text_values import printable, single_line

_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "style", "text", "table", "meta")
        },
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = f'{_NAMES} office:version="1.3"'
"""The name spaces and the version that each part declares."""

_INK, _GREY, _BLUE, _LINE = "#262019", "#59554e", "#185383", "#9a948a"
_SHADE = "#f1ece1"
"""The background of notes."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")
_LEVELS = range(1, 11)
"""The levels of lists that OpenDocument has."""


def content(body: str, widths: Iterable[int]) -> str:
    """The part content.xml, given the text and the widths of columns in twentieths of a point."""
    columns = "".join(
        f'<style:style style:name="{column_style(width)}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width / 20}pt"/></style:style>'
        for width in sorted(set(widths))
    )
    table = (
        f'<style:style style:name="{TABLE}" style:family="table"><style:table-properties'
        ' table:align="left" table:border-model="collapsing"/></style:style>'
        f'<style:style style:name="{CELL}" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="3pt" fo:border="0.5pt solid {_LINE}"/></style:style>'
    )
    section = (
        f'<style:style style:name="{COLUMNS}" style:family="section"><style:section-properties'
        ' text:dont-balance-text-columns="false"><style:columns fo:column-count="2"'
        ' fo:column-gap="0.6cm"/></style:section-properties></style:style>'
    )
    kept = "".join(
        f'<style:style style:name="{style}Kept" style:family="paragraph"'
        f' style:parent-style-name="{style}"><style:paragraph-properties'
        ' fo:keep-with-next="always"/></style:style>'
        for style in KEEPING
    )
    return (
        f"{XML}<office:document-content {ROOT}>"
        f"<office:automatic-styles>{table}{columns}{section}{kept}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def styles(details: ReportDetails, language: str) -> str:
    """The part styles.xml for a size of paper; `language` is "" if it is unknown."""
    return (
        f"{XML}<office:document-styles {ROOT}><office:styles>{_default(language)}"
        f"{''.join(_paragraphs())}{''.join(_characters())}{_lists()}</office:styles>"
        f"{_page(details)}</office:document-styles>"
    )


def meta(details: ReportDetails) -> str:
    """The part meta.xml: the title, and the author and the time if they are known."""
    author, title = (
        printable(single_line(text)).translate({38: "&amp;", 60: "&lt;", 62: "&gt;"})
        for text in (details.author, details.title)
    )
    made = f"{details.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if details.made else ""
    values = {
        "meta:generator": "reader",
        "dc:title": title,
        "meta:initial-creator": author,
        "dc:creator": author,
        "meta:creation-date": made,
        "dc:date": made,
    }
    held = "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value)
    inner = f"<office:meta>{held}</office:meta>"
    return f"{XML}<office:document-meta {ROOT}>{inner}</office:document-meta>"


def manifest(parts: Iterable[str]) -> str:
    """The part that lists all others."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>'
        for part in parts
    )
    return (
        f'{XML}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
        f' manifest:media-type="application/vnd.oasis.opendocument.text"/>{listed}'
        "</manifest:manifest>"
    )


def _default(language: str) -> str:
    known = _LANGUAGE.fullmatch(language)
    spoken = f' fo:language="{known[1]}" fo:country="{known[2] or "none"}"' if known else ""
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' fo:margin-bottom="2pt" fo:orphans="2" fo:widows="2"/><style:text-properties'
        f' fo:font-family="Calibri, Carlito, sans-serif" fo:font-size="9pt"{spoken}/>'
        '</style:default-style><style:default-style style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:default-style>'
    )


def _paragraphs() -> Iterable[str]:
    yield '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    yield _style(
        "Title", text=f'fo:font-size="18pt" fo:color="{_INK}"', look='fo:margin-bottom="4pt"'
    )
    for level, (size, before) in enumerate(((12, 7), (10, 5), (9, 4)), 1):
        yield _style(
            f"Heading_20_{level}",
            shown=f"Heading {level}",
            more=f' style:default-outline-level="{level}"',
            look=f'fo:margin-top="{before}pt" fo:margin-bottom="3pt" fo:keep-with-next="always"',
            text=f'fo:font-size="{size}pt" fo:font-weight="bold" fo:color="{_INK}"',
        )
    inset, shade = 'fo:margin-left="0.6cm"', f'fo:background-color="{_SHADE}"'
    bar = f'fo:border-left="1.5pt solid {_LINE}" fo:padding-left="4pt"'
    above = 'fo:margin-top="4pt" fo:keep-with-next="always"'
    yield _style("Quotations", look=f"{inset} {above} {bar}")
    yield _style("Attribution", look=inset)
    yield _style("Mention", look=f'{inset} fo:margin-top="4pt"')
    yield _style("Note", look=f"{inset} {shade}")
    yield _style("NoteQuote", look=f'fo:margin-left="1.2cm" {shade}')
    for name in ("Quiet", "Passages", "SmallItem"):
        yield _style(name, text=f'fo:font-size="8pt" fo:color="{_GREY}"')
    for size in (SIZE, *SMALLER):
        text = f'fo:font-size="{size / 2}pt"'
        yield _style(style_id(size), text=text)
        yield _style(f"{style_id(size)}Right", text=text, look='fo:text-align="end"')


def _characters() -> Iterable[str]:
    bold, italic = 'fo:font-weight="bold"', 'fo:font-style="italic"'
    yield _style(STRONG, "text", shown="Strong Emphasis", text=bold)
    yield _style(EMPHASIS, "text", text=italic)
    yield _style(CODE, "text", shown="Source Text", text='fo:font-family="monospace"')
    yield _style(LINK, "text", shown="Internet link", text=f'fo:color="{_BLUE}"')
    yield _style(DETAILS, "text", text=f'fo:font-size="8pt" fo:color="{_GREY}"')


def _style(
    name: str,
    family: str = "paragraph",
    *,
    shown: str = "",
    more: str = "",
    look: str = "",
    text: str = "",
) -> str:
    """A named style; `shown` is its name for the user, `look` and `text` its properties."""
    parent = ' style:parent-style-name="Standard"' if family == "paragraph" else ""
    named = f' style:display-name="{shown}"' if shown else ""
    held = f"<style:paragraph-properties {look}/>" if look else ""
    held += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}"{named} style:family="{family}"{parent}{more}>{held}'
        "</style:style>"
    )


def _lists() -> str:
    bullet = 'text:level="{0}" text:bullet-char="•"'
    number = 'text:level="{0}" style:num-format="1" style:num-suffix="."'
    levels = ((BULLETS, "bullet", bullet), (NUMBERS, "number", number))
    return "".join(
        f'<text:list-style style:name="{name}">'
        + "".join(
            f"<text:list-level-style-{kind} {look.format(level)}>{_indent(level)}"
            f"</text:list-level-style-{kind}>"
            for level in _LEVELS
        )
        + "</text:list-style>"
        for name, kind, look in levels
    )


def _indent(level: int) -> str:
    left = 0.6 * (level + 1)
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{left:.1f}cm" fo:text-indent="-0.5cm"'
        f' fo:margin-left="{left:.1f}cm"/></style:list-level-properties>'
    )


def _page(details: ReportDetails) -> str:
    """The page in the size of the paper, with the title and its number in the footer."""
    title = escape(printable(single_line(details.title)), quote=False)
    begin = f"{title} · page " if title else "Page "
    width, height = ("8.5in", "11in") if details.paper == "Letter" else ("210mm", "297mm")
    return (
        '<office:automatic-styles><style:page-layout style:name="Page">'
        f'<style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}"'
        ' fo:margin-left="18mm" fo:margin-right="18mm" fo:margin-top="14mm"'
        ' fo:margin-bottom="10mm"/><style:footer-style><style:header-footer-properties'
        ' fo:min-height="5mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>'
        '<style:style style:name="PageNumber" style:family="paragraph"><style:paragraph-properties'
        ' fo:text-align="center"/></style:style></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>'
        f'<text:p text:style-name="PageNumber">{begin}<text:page-number'
        ' text:select-page="current"/> of <text:page-count/></text:p></style:footer>'
        "</style:master-page></office:master-styles>"
    )
