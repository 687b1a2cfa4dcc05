"""Workbooks: sheets of literal text and numbers as an Office Open XML spreadsheet.

No cell is a formula or a link: texts are inline strings, and a text that begins like a formula has
the quote prefix, so that it also stays text when somebody edits it. Sources: ECMA-376, part 1,
section 18, and the limits that Excel documents at
https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..model.errors import ReaderError
from .text_values import printable
from .zip_archive import zipped

Cell = str | int | float | None
"""A text, a number, or None for an empty cell."""

LONGEST = 32_767
"""The most UTF-16 code units that a cell holds."""
_CUT = f" … (cut: a cell holds {LONGEST:,} characters)"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""The most rows, with the head, and columns of a sheet."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The underscore with which the escape of a character begins."""
_FORMULA = re.compile("[=+\\-@\t\r＝＋－＠]")
_HEAD, _TEXT, _QUOTED, _WHOLE, _NUMBER = range(1, 6)
"""Numbers of the cell formats in _STYLES."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TOP = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"'
    f' applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The head of a column, and its width in characters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a row of heads, which stays in view, and rows with a cell for each column.

    `name` has at most 31 characters, none of them one of `[]:*?/\\`.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; raises ReaderError if a sheet has too many rows or columns."""
    for sheet in sheets:
        if len(sheet.rows) >= _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
            raise ReaderError(
                f"{sheet.name}: more than a spreadsheet holds ({_MOST_ROWS:,} rows,"
                f" {_MOST_COLUMNS:,} columns); take fewer articles or tags"
            )
    numbers, sheet_type = range(1, len(sheets) + 1), f"{_OFFICE}/worksheet"
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations(
            {
                "rId1": (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
                "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _properties(title),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                **{f"rId{n}": (sheet_type, f"worksheets/sheet{n}.xml") for n in numbers},
                "rIdStyles": (f"{_OFFICE}/styles", "styles.xml"),
            }
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = "".join(_sheet(sheet))
    return zipped({name: part.encode() for name, part in parts.items()}, compressed=True)


def _content_types(numbers: Iterable[int]) -> str:
    parts = [
        ("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers),
    ]
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Relationships by id: the type and the target of each."""
    listed = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>'
        for id, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _properties(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_escaped(title)}</dc:title></cp:coreProperties>"
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    """The XML of a sheet, printed in landscape."""
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}">'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for number, column in enumerate(sheet.columns, 1):
        yield f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    letters = [_letters(number) for number in range(len(sheet.columns))]
    heads = [
        _string(f"{a}1", column.head, _HEAD)
        for a, column in zip(letters, sheet.columns, strict=True)
    ]
    yield f'<row r="1">{"".join(heads)}</row>'
    for number, row in enumerate(sheet.rows, 2):
        cells = (_cell(f"{a}{number}", cell) for a, cell in zip(letters, row, strict=True))
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData>"
    yield f'<autoFilter ref="A1:{letters[-1]}{len(sheet.rows) + 1}"/>'
    yield '<pageSetup orientation="landscape"/></worksheet>'


def _cell(place: str, cell: Cell) -> str:
    if isinstance(cell, int | float):
        style = _WHOLE if isinstance(cell, int) else _NUMBER
        return f'<c r="{place}" s="{style}"><v>{cell}</v></c>'
    text = shortened(printable(cell or ""))
    return _string(place, text, _QUOTED if _FORMULA.match(text) else _TEXT) if text else ""


def _string(place: str, text: str, style: int) -> str:
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{_escaped(text)}</t></is></c>'
    )


def _escaped(text: str) -> str:
    return escape(_ESCAPE.sub("_x005F_", printable(text)), quote=False)


def shortened(text: str) -> str:
    """The text as far as a cell holds it, with a note at its end if it was cut."""
    # Code points beyond U+FFFF are two code units, so that half the limit always fits.
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    kept = text.encode("utf-16-le")[: (LONGEST - len(_CUT)) * 2].decode("utf-16-le", "ignore")
    return kept + _CUT


def _letters(number: int) -> str:
    """The name of a column, given its number from 0: A, B, ... Z, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
