"""SavedSearchPane: the list of saved searches."""

from __future__ import annotations

from textual.content import Content

from ...workspace.saved_searches import MOST, CountedSearch
from ..display import one_line
from .claim_lists import GAP, heading_line, table_row
from .rowlist import RowList

_NUMBER_WIDTH = 5
"""The width in cells of the columns with numbers."""


def search_text(row: CountedSearch) -> str:
    """The text in which a saved search is found by what the user types."""
    return f"{row.search.name} {row.search.query}"


class SavedSearchPane(RowList[CountedSearch], can_focus=False):
    """The table of saved searches: name, query, how many passages it finds, how many are new."""

    EMPTY = "No search is saved yet: in a search (/), Ctrl+S saves the query under a name."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        return heading_line(("Name", "Query", "Found", "  New"), _widths(width), width)

    def draw(self, item: CountedSearch, index: int, width: int) -> list[Content]:
        """The lines of a saved search."""
        found, new = "…", "…"
        if item.found is not None:
            # More than MOST passages are never looked at.
            found = f"{MOST}+" if len(item.found) >= MOST else str(len(item.found))
            new = str(item.new or "–")
        cells = one_line(item.search.name), one_line(item.search.query), found, new
        aligned = (*cells[:2], *(cell.rjust(_NUMBER_WIDTH) for cell in cells[2:]))
        return table_row(aligned, _widths(width), (), width, index == self.cursor)[:-1]


def _widths(width: int) -> list[int]:
    name = max(8, width * 2 // 5)
    query = max(8, width - name - 2 * _NUMBER_WIDTH - 4 * GAP)
    return [name, query, _NUMBER_WIDTH, _NUMBER_WIDTH]
