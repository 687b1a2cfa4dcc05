"""StatisticsPane and CountedPassagePane: the cells of a table of statistics, and their passages."""

from __future__ import annotations

from textual.content import Content

from ...workspace.coded_folders.statistics_cells import CountedPassage, StatisticsCell
from ..display import one_line
from ..fit import clip
from .claim_lists import GAP, table_row
from .rowlist import RowList

_COUNT = 7
"""Cells of the column of counts."""


def cell_text(row: StatisticsCell) -> str:
    """The text in which a cell is found by what the user types."""
    return f"{row.tag} {row.other}"


def counted_passage_text(row: CountedPassage) -> str:
    """The text in which a passage is found by what the user types."""
    return " ".join((row.text, row.where, *row.tags))


class StatisticsPane(RowList[StatisticsCell], can_focus=False):
    """A table with a bar for each count; `joint` stands between the two names of a cell."""

    EMPTY = "Nothing to count yet: t on a passage gives it a tag; Tab shows another table."

    def __init__(self) -> None:
        super().__init__(self.draw)
        self.joint = ""

    def draw(self, item: StatisticsCell, index: int, width: int) -> list[Content]:
        """The line of a cell: what is counted, how many, a bar, and in how many articles."""
        most = max(row.count for row in self.items)
        name = max(8, (width - _COUNT - 3 * GAP) * 3 // 5)
        room = max(4, width - name - _COUNT - 3 * GAP)
        articles = f" {item.articles}" if item.articles else ""
        bar = "█" * -(-item.count * (room - len(articles)) // most)
        cells = clip(self._label(item), name), f"{item.count:>{_COUNT}}", f"{bar}{articles}"
        return table_row(cells, [name, _COUNT, room], [], width, index == self.cursor)[:-1]

    def _label(self, item: StatisticsCell) -> str:
        tag = one_line(item.tag) + ("/ (group)" if item.group else "")
        return f"{tag} {self.joint} {one_line(item.other) or '(none)'}" if self.joint else tag


class CountedPassagePane(RowList[CountedPassage], can_focus=False):
    """A list of annotated passages, each with its article and tags below it."""

    EMPTY = "The passages were removed since they were counted."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def draw(self, item: CountedPassage, index: int, width: int) -> list[Content]:
        """The lines of a passage: its words, then where it stands and its tags."""
        below = clip(" · ".join(map(one_line, (item.where, *item.tags))), width - GAP)
        cells, widths = [f"“{one_line(item.text)}”"], [max(8, width - GAP)]
        return table_row(cells, widths, [(below, "$text-muted")], width, index == self.cursor)[:-1]
