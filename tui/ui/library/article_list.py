"""The rows of the library: one line an article, in columns."""

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

_BAR = 6
_SWATCHES = 5
_WIDE = 96
"""From so many cells on there is room for publisher and date."""

SORTS: dict[str, Callable[[ListEntry], object]] = {
    "name": lambda entry: 0,
    "date": lambda entry: "".join(chr(0x10FFFF - ord(c)) for c in entry.date) or "\U0010ffff",
    "notes": lambda entry: -entry.annotations,
    "progress": lambda entry: -entry.progress,
}
"""What the list can be sorted by; equals stay in the order of the folder. Newest dates first."""


class ArticleList(RowList[ListEntry]):
    """The articles. A letter that is no command begins to narrow the list."""

    class Typed(Message):
        """A letter that no command has."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    def __init__(self) -> None:
        super().__init__(self.draw, id="articles")
        self.color_of: Callable[[str], str] = lambda tag: ""

    def draw(self, item: ListEntry, index: int, width: int) -> list[Content]:
        """Title, file name, publication, length, progress, tags, notes."""
        here = index == self.cursor
        facts = self._facts(item, width)
        room = max(12, width - facts.cell_length - 2)
        name = one_line(item.name)
        title = one_line(item.problem or item.title or name)
        name_room = min(30, room // 3) if item.title and item.title != item.name else 0
        line = Content.assemble(
            ("▸ " if here else "  ", "$accent"),
            (pad(title, room - name_room - 1) + " ", "$error" if item.problem else "bold"),
            (pad(name, name_room), "$text-muted") if name_room else "",
            facts,
        )
        return [line.stylize(CURSOR) if here else line]

    def _facts(self, item: ListEntry, width: int) -> Content:
        parts: list[Content] = []
        if width >= _WIDE:
            about = " ".join(filter(None, (item.date, item.publisher)))
            parts.append(Content.styled(f" {pad(one_line(about), 24)}", "$text-muted"))
        words = f"{item.words:>8,}" if item.known and not item.unreadable else f"{'…':>8}"
        parts.append(Content.styled(f"{words} ", "$text-muted"))
        parts += [_bar(item.progress), self._swatches(item.tags)]
        noted = f"{item.annotations:>4} ✎" if item.annotations else " " * 6
        parts.append(Content.styled(noted, "$accent"))
        return Content("").join(parts)

    def _swatches(self, tags: Sequence[str]) -> Content:
        """A square for each of the tags used most, and how many more there are."""
        more = len(tags) - _SWATCHES
        row = Content(" ")
        for tag in tags[:_SWATCHES]:
            color = self.color_of(tag)
            style = Style(foreground=Color.parse(color)) if color else ""
            row += Content.styled("■", style)
        return row + Content.styled(
            pad(f"+{more}" if more > 0 else "", 10 - row.cell_length), "$text-muted"
        )

    def on_key(self, event: events.Key) -> None:
        """Hand on what may begin a name; the keys of the list are seen to first."""
        letter = event.character
        is_free = event.key not in self.screen.active_bindings
        if letter and event.is_printable and letter.strip() and is_free:
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(letter))


def _bar(share: float) -> Content:
    filled = round(share * _BAR) or int(share > 0)
    return Content.assemble(
        ("▓" * filled, "$primary"), ("░" * (_BAR - filled), "$text-muted"), (" ", "")
    )
