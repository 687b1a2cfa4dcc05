"""Reads a workbook back with the XML parser of the standard library."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from tui.export.zip_archive import unzipped

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Value = str | int | float | None
Rows = list[list[Value]]


def sheets(content: bytes) -> dict[str, Rows]:
    """The rows of each sheet by its name; empty cells are None, numbers are numbers."""
    parts = unzipped(content)
    targets = {
        each.get("Id"): each.get("Target")
        for each in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    listed = ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    return {
        sheet.get("name", ""): rows(parts[f"xl/{targets[sheet.get(RELATION)]}"]) for sheet in listed
    }


def rows(sheet: bytes) -> Rows:
    """The rows of one sheet, each as long as the first."""
    found: Rows = []
    for row in ElementTree.fromstring(sheet).iter(f"{MAIN}row"):
        cells = {column(cell.get("r", "")): value(cell) for cell in row.iter(f"{MAIN}c")}
        width = len(found[0]) if found else len(cells)
        found.append([cells.get(number) for number in range(width)])
    return found


def column(place: str) -> int:
    """The number of a column from 0, given the place of a cell such as AB12."""
    letters = re.match("[A-Z]+", place)
    assert letters, place
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def value(cell: ElementTree.Element) -> Value:
    """What a cell holds, the escapes of characters resolved; a formula is an error."""
    assert cell.find(f"{MAIN}f") is None
    if cell.get("t") == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    number = float(cell.findtext(f"{MAIN}v", ""))
    return int(number) if number.is_integer() else number
