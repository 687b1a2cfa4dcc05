"""ArticleList: a row for each article of the library, in columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.content import Content
from textual.message import Message
from textual.style import Style

from ...library import ListEntry
from ..commands import bindings
from ..display import one_line
from ..fit import pad
from ..widgets.rowlist import CURSOR, RowList

_BAR_WIDTH = 6
_MOST_SWATCHES = 5
_WIDE = 96
"""The least width in cells at which publisher and date are shown."""

SORT_KEYS: dict[str, Callable[[ListEntry], object]] = {
    "name": lambda entry: 0,
    "date": lambda entry: "".join(chr(0x10FFFF - ord(c)) for c in entry.date) or "\U0010ffff",
    "notes": lambda entry: -entry.annotations,
    "progress": lambda entry: -entry.progress,
}
"""Name of an order -> sort key. Dates are sorted from the newest; equal articles keep the order
of the folder."""


class ArticleList(RowList[ListEntry]):
    """Shows the articles, and posts the letters that are no command, to narrow the list by them."""

    class LetterTyped(Message):
        """The user typed a letter that is no command."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    def __init__(self) -> None:
        super().__init__(self.draw, id="articles")
        self.color_of: Callable[[str], str] = lambda tag: ""

    def draw(self, item: ListEntry, index: int, width: int) -> list[Content]:
        """The row of an article: title, file name, and the columns that have a fixed width."""
        is_current = index == self.cursor
        columns = self._columns(item, width)
        room = max(12, width - columns.cell_length - 2)
        name = one_line(item.name)
        title = one_line(item.problem or item.title or name)
        name_room = min(30, room // 3) if item.title and item.title != item.name else 0
        line = Content.assemble(
            ("▸ " if is_current else "  ", "$accent"),
            (pad(title, room - name_room - 1) + " ", "$error" if item.problem else "bold"),
            (pad(name, name_room), "$text-muted") if name_room else "",
            columns,
        )
        return [line.stylize(CURSOR) if is_current else line]

    def _columns(self, item: ListEntry, width: int) -> Content:
        """Date and publisher if there is room, words, progress, tags and number of notes."""
        parts: list[Content] = []
        if width >= _WIDE:
            published = " ".join(filter(None, (item.date, item.publisher)))
            parts.append(Content.styled(f" {pad(one_line(published), 24)}", "$text-muted"))
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

    def on_key(self, event: events.Key) -> None:
        """Post a letter to narrow the list by, unless a command of the list has its key."""
        letter = event.character
        is_free = event.key not in self.screen.active_bindings
        if letter and event.is_printable and letter.strip() and is_free:
            event.stop()
            event.prevent_default()
            self.post_message(self.LetterTyped(letter))


def _progress_column(share: float) -> Content:
    """A bar for the share that was read; any progress fills at least one cell."""
    filled = round(share * _BAR_WIDTH) or int(share > 0)
    return Content.assemble(
        ("▓" * filled, "$primary"), ("░" * (_BAR_WIDTH - filled), "$text-muted"), (" ", "")
    )
