"""SourcePane and PassagePane: the lists of the sources of a folder and of what they say."""

from __future__ import annotations

from textual.content import Content

from ...workspace.folder_sources import PassageRow, SourceRow
from ..display import one_line
from .claim_lists import GAP, heading_line, table_row
from .rowlist import RowList

_MOST_GRADES = 4
"""The most former grades that are drawn."""


def source_text(row: SourceRow) -> str:
    """The text in which a source is found by what the user types."""
    one = row.source
    return " ".join((one.name, *one.aliases, one.role, one.kind, row.via, *_conflict(row)))


def passage_text(row: PassageRow) -> str:
    """The text in which a statement is found by what the user types."""
    return " ".join((row.text, row.where, *row.about))


class SourcePane(RowList[SourceRow], can_focus=False):
    """The table of sources; the one under the cursor has its grades with dates and reasons."""

    EMPTY = "No source yet: open an article, and s on a passage names who says it."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        names = "Source", "Kind", "Grade", "Said", "In"
        return heading_line(names, _source_widths(width), width)

    def draw(self, item: SourceRow, index: int, width: int) -> list[Content]:
        """The lines of a source: name, kind, grade, counts; who it is; what is doubtful."""
        one, known = item.source, item.known
        cells = (
            one_line(one.name or one.id),
            one_line(one.kind),
            item.grade,
            f"{len(known.statements):>4}",
            f"{known.article_count:>2}",
        )
        about = " · ".join(filter(None, _about(item)))
        below = [(about, "$text-muted")] if about else []
        below += [(line, "$text-warning") for line in _conflict(item)]
        if index == self.cursor:
            below += _grades(item)
        return table_row(cells, _source_widths(width), below, width, index == self.cursor)[:-1]


def _conflict(row: SourceRow) -> list[str]:
    """A line for the grades of a source that contradict each other, if they do."""
    return [f"! graded {one_line(row.conflict.stated)}"] if row.conflict else []


def _about(row: SourceRow) -> tuple[str, ...]:
    one, known = row.source, row.known
    return (
        f"{len(known.disputed)} disputed" if known.disputed else "",
        f"{len(known.confirmed)} confirmed" if known.confirmed else "",
        one_line(one.role),
        f"also {one_line(', '.join(one.aliases))}" if one.aliases else "",
        f"via {one_line(row.via)}" if row.via else "",
    )


def _grades(row: SourceRow) -> list[tuple[str, str]]:
    """The grades of a source, the latest first; so many that the list stays in view."""
    grades = [*row.history]
    if not grades and not row.conflict:
        return [("not graded yet", "$text-muted")]
    more = len(grades) - _MOST_GRADES
    shown = [*grades[:_MOST_GRADES], *([f"and {more} earlier"] if more > 0 else ())]
    return [(f"– {one_line(grade)}", "") for grade in shown]


def _source_widths(width: int) -> list[int]:
    kind, grade, said, articles = 10, 5, 4, 2
    return [max(8, width - kind - grade - said - articles - 5 * GAP), kind, grade, said, articles]


class PassagePane(RowList[PassageRow], can_focus=False):
    """A list of statements, each with its place, tags and state below it."""

    EMPTY = "nothing here"

    def __init__(self, empty: str) -> None:
        super().__init__(self.draw)
        self.EMPTY = empty

    def draw(self, item: PassageRow, index: int, width: int) -> list[Content]:
        """The lines of a statement: its words, then where it stands and what it is."""
        text = f"“{one_line(item.text)}”" if item.key else one_line(item.text)
        below = " · ".join(map(one_line, filter(None, (item.where, *item.about))))
        cells, widths = [text or "(nothing said)"], [max(8, width - GAP)]
        row = table_row(cells, widths, [(below, "$text-muted")], width, index == self.cursor)
        return row[:-1]
