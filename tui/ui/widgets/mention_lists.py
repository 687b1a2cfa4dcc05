"""FigurePane and DatePane: the lists of the figures and of the dates of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from ...workspace.folder_mentions import FolderDate, FolderFigure
from ..display import one_line
from ..fit import clip, pad
from .claim_lists import GAP, heading_line, table_row
from .rowlist import RowList


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A figure in the list; `group` says what it counts, `number` is that of its group."""

    group: str
    number: int
    figure: FolderFigure


def figure_text(row: ListedFigure) -> str:
    """The text in which a figure is found by what the user types."""
    figure, place = row.figure.figure, row.figure.place
    parts = row.group, row.figure.phrase, figure.source, figure.as_of, place.label, place.name
    return " ".join((*parts, place.text))


def date_text(row: FolderDate) -> str:
    """The text in which a date is found by what the user types."""
    return " ".join((row.date.date, row.phrase, row.place.label, row.place.name, row.place.text))


class FigurePane(RowList[ListedFigure], can_focus=False):
    """The table of figures: those for one thing stand together, below a line that names it."""

    EMPTY = "No figures are found in the articles of this folder."

    def __init__(self) -> None:
        super().__init__(self.draw)
        self.marked: FolderFigure | None = None

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        return heading_line(("Figure", "Said by", "As of"), _figure_widths(width), width)

    def draw(self, item: ListedFigure, index: int, width: int) -> list[Content]:
        """The lines of a figure: what is counted; phrase, speaker, date; place and passage."""
        figure, place = item.figure.figure, item.figure.place
        is_marked = item.figure == self.marked
        phrase = f"{'✓ ' if is_marked else ''}{one_line(item.figure.phrase)}"
        cells = phrase, one_line(figure.source) or "no speaker", figure.as_of
        where = f"{one_line(place.label)}, ¶{place.paragraph} · {_around(item.figure, width)}"
        below = [(clip(where, width - GAP), "$text-muted")]
        lines = table_row(cells, _figure_widths(width), below, width, index == self.cursor)[:-1]
        before = self.items[index - 1].number if index else None
        if before == item.number:
            return lines
        heading = Content.styled(pad(clip(item.group, width), width), "bold $text-primary")
        return [*([Content("")] if index else []), heading, *lines]


def _around(row: FolderFigure, width: int) -> str:
    """The passage from some words before the figure on."""
    at = max(0, row.figure.span.start - row.place.passage.start - width // 3)
    text = row.place.text
    start = text.rfind(" ", 0, at) + 1 if at else 0
    return one_line(f"{'…' if start else ''}{text[start:]}")


def _figure_widths(width: int) -> list[int]:
    when = 10
    phrase = max(8, (width - when - 3 * GAP) * 2 // 5)
    return [phrase, max(8, width - phrase - when - 3 * GAP), when]


class DatePane(RowList[FolderDate], can_focus=False):
    """The table of dates in the order of the calendar, each with its passage."""

    EMPTY = "No dates are found in the articles of this folder."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        return heading_line(("Date", "Passage"), _date_widths(width), width)

    def draw(self, item: FolderDate, index: int, width: int) -> list[Content]:
        """The lines of a date: the date and its passage; below, how the article names it."""
        date, place = item.date, item.place
        cells = f"{date.date or 'unresolved'}{' ~' * date.is_relative}", one_line(place.text)
        said = f"“{one_line(item.phrase)}” · {one_line(place.label)}, ¶{place.paragraph}"
        below = [(clip(said, width - GAP), "$text-muted")]
        return table_row(cells, _date_widths(width), below, width, index == self.cursor)


def _date_widths(width: int) -> list[int]:
    date = 23 if width >= 76 else 12
    return [date, max(8, width - date - 2 * GAP)]


def in_calendar(rows: Sequence[FolderDate]) -> list[FolderDate]:
    """Dates by the first day of each; those that are unresolved come last."""
    from ...dates import first_day_of

    known = [row for row in rows if row.date.date]
    known.sort(key=lambda row: (first_day_of(row.date.date), row.date.date))
    return [*known, *(row for row in rows if not row.date.date)]
