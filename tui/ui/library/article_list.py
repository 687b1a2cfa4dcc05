"""ArticleList: a row for each article of the library, in columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.color import Color
from textual.content import Content
from textual.style import Style

from ...library import ListEntry
from ...model.dates import iso_date
from ..display import one_line
from ..fit import pad
from ..widgets.rowlist import CURSOR, RowList

_BAR_WIDTH = 6
_MOST_SWATCHES = 5
_WIDE = 96
"""The least width in cells at which publisher and date are shown."""
_WITH_WORDS = 72
"""The least width in cells at which the number of words is shown."""
_LEAST_WITH_NAME = 36
"""The least cells for title and file name at which both are shown."""

SORT_KEYS: dict[str, Callable[[ListEntry], object]] = {
    "name": lambda entry: 0,
    "date": lambda entry: [-int(part) for part in iso_date(entry.date).split("-") if part] or [1],
    "notes": lambda entry: -entry.annotations,
    "progress": lambda entry: -entry.progress,
}
"""Name of an order -> sort key. Dates are sorted from the newest, those that are not understood
last; equal articles keep the order of the folder."""

_HEADINGS = {"name": "File", "date": "Date, publisher", "notes": "Notes", "progress": "Read"}
"""Name of an order -> heading of the column that it sorts by."""


class ArticleList(RowList[ListEntry], can_focus=False):
    """Shows the articles in columns, without focus: the keys go to the line that narrows it."""

    def __init__(self) -> None:
        super().__init__(self.draw, id="articles")
        self.color_of: Callable[[str], str] = lambda tag: ""
        self.order = "name"
        """The name of the present order, whose column is marked in the headings."""

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns that fit, over the columns of `draw`."""
        title, name = _text_widths(width)
        line = "  " + pad("Title", title) + (pad(self._heading("name"), name) if name else "")
        if width >= _WIDE:
            line += f" {pad(self._heading('date'), 24)}"
        if width >= _WITH_WORDS:
            line += f"{'Words':>8} "
        line += pad(self._heading("progress"), _BAR_WIDTH + 1) + pad(" Tags", 10)
        line += f"{self._heading('notes'):>6}"
        return [Content.styled(pad(line, width), "underline $text-muted")]

    def _heading(self, order: str) -> str:
        """The heading of the column that an order sorts by, with a mark if the list has it."""
        return _HEADINGS[order] + ("▾" if order == self.order else "")

    def draw(self, item: ListEntry, index: int, width: int) -> list[Content]:
        """The row of an article: title, file name, and the columns that have a fixed width."""
        is_current = index == self.cursor
        title_width, name_width = _text_widths(width)
        name = one_line(item.name)
        title = one_line(item.problem or item.title or name)
        if title == name:
            title_width, name_width = title_width + name_width, 0
        line = Content.assemble(
            ("▸ " if is_current else "  ", "$accent"),
            (pad(title, title_width - 1) + " ", "$error" if item.problem else "bold"),
            (pad(name, name_width), "$text-muted") if name_width else "",
            self._columns(item, width),
        )
        return [line.stylize(CURSOR) if is_current else line]

    def _columns(self, item: ListEntry, width: int) -> Content:
        """Date and publisher, words (both if there is room), progress, tags, number of notes."""
        parts: list[Content] = []
        if width >= _WIDE:
            published = " ".join(filter(None, (item.date, item.publisher)))
            parts.append(Content.styled(f" {pad(one_line(published), 24)}", "$text-muted"))
        if width >= _WITH_WORDS:
            words = f"{item.words:>8,}" if item.known and not item.unreadable else f"{'…':>8}"
            parts.append(Content.styled(f"{words} ", "$text-muted"))
        parts += [_progress_column(item.progress), self._swatches(item.tags)]
        notes = f"{item.annotations:>4} ✎" if item.annotations else " " * 6
        parts.append(Content.styled(notes, "$accent"))
        return Content("").join(parts)

    def _swatches(self, tags: Sequence[str]) -> Content:
        """A square in the colour of each of the first tags, and the number of further tags."""
        more = len(tags) - _MOST_SWATCHES
        row = Content(" ")
        for tag in tags[:_MOST_SWATCHES]:
            color = self.color_of(tag)
            style = Style(foreground=Color.parse(color)) if color else ""
            row += Content.styled("■", style)
        return row + Content.styled(
            pad(f"+{more}" if more > 0 else "", 10 - row.cell_length), "$text-muted"
        )


def _text_widths(width: int) -> tuple[int, int]:
    """The widths in cells of the title and of the file name (0 if there is no room for it)."""
    fixed = 2 + _BAR_WIDTH + 1 + 10 + 6
    fixed += (25 if width >= _WIDE else 0) + (9 if width >= _WITH_WORDS else 0)
    room = max(12, width - fixed)
    name = min(30, room // 3) if room >= _LEAST_WITH_NAME else 0
    return room - name, name


def _progress_column(share: float) -> Content:
    """A bar for the share that was read; any progress fills at least one cell."""
    filled = round(share * _BAR_WIDTH) or int(share > 0)
    return Content.assemble(
        ("▓" * filled, "$primary"), ("░" * (_BAR_WIDTH - filled), "$text-muted"), (" ", "")
    )
