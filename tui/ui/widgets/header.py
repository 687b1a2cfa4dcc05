"""Header: the title of the article, the place of the caret and the state of saving."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from ..display import one_line
from ..fit import clip
from .line_widget import Lines

_BAR = 10


class HeaderText(NamedTuple):
    """The content of the header.

    `number` is that of the caret's passage, from 1; `total` is the number of passages, 0 while it
    is unknown. `state` is the state of saving, drawn as an error if `trouble`.
    """

    title: str = ""
    about: str = ""
    number: int = 0
    total: int = 0
    state: str = ""
    trouble: bool = False
    mode: str = ""


class Header(Lines):
    """The line at the top of the screen."""

    DEFAULT_CSS = "Header { height: 1; background: $panel; color: $foreground; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(self.lines, id="header")
        self.heading = HeaderText()

    def show(self, heading: HeaderText) -> None:
        """Show another content."""
        if heading != self.heading:
            self.heading = heading
            self.redraw()

    def lines(self, width: int, height: int) -> list[Content]:
        """The line: title and publication at the left; mode, place and state at the right."""
        h = self.heading
        share = h.number / h.total if h.total else 0.0
        filled = round(share * _BAR)
        right = [(clip(h.mode, width // 2) + "  ", "bold $accent")] if h.mode else []
        right.append((f"{h.number or '…'}/{h.total or '…'} ", "" if h.number else "$text-muted"))
        if h.total and width >= 70:
            right += [("▓" * filled, "$primary"), ("░" * (_BAR - filled), "$text-muted")]
            right.append((f" {share:.0%}", ""))
        right.append((f"  {one_line(h.state)}", "bold $error" if h.trouble else "$text-muted"))
        used = sum(cell_len(text) for text, _ in right)
        room = width - used - 2
        title = clip(one_line(h.title), room)
        left = [(title, "bold")]
        rest = room - cell_len(title)
        if h.about and rest > 12:
            about = clip(" ─ " + one_line(h.about), rest)
            left.append((about, "$text-muted"))
            rest -= cell_len(about)
        return [Content.assemble(*left, " " * (rest + 2), *right)]
