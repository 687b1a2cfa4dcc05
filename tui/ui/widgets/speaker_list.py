"""The sources of an article as rows: who they are, how often and where they speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.color import Color
from textual.content import Content
from textual.style import Style

from ...model.document import Span
from ...model.spans import coverage
from ..display import one_line
from ..fit import pad
from .choice_list import CURSOR, fit
from .rowlist import RowList

_NAME = 26
_KIND = 10
_LEAST_STRIP = 12


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A source: `id` is that in the notes, "" where it is only suggested; `color` is "#rrggbb".

    `said` are the statements in the notes, `suggested` others that the text alone gives.
    """

    id: str
    name: str
    role: str
    kind: str
    grade: str
    color: str
    said: tuple[Span, ...]
    suggested: tuple[Span, ...]

    @property
    def statements(self) -> list[Span]:
        """All statements, from top to bottom."""
        return sorted((*self.said, *self.suggested))

    @property
    def count(self) -> str:
        """How many statements: those in the notes, and with "+" those suggested."""
        more = f"+{len(self.suggested)}" if self.suggested else ""
        return f"{len(self.said) or ''}{more}" or "0"


class SpeakerList(RowList[SpeakerRow]):
    """A line a source: name, kind, grade, count and strip; below it the role, where there is one.

    In a strip, the article from its beginning to its end, █ is what the notes hold and ▒ what is
    suggested; a source that is only suggested is set dim.
    """

    DEFAULT_CSS = "SpeakerList { height: 1fr; }"
    EMPTY = "Nobody speaks here yet: s on a passage names who says it."

    def __init__(self, id: str | None = None) -> None:
        super().__init__(self.draw, id=id)
        self.length = 0

    def show(self, rows: Sequence[SpeakerRow], length: int, cursor: int | None = None) -> None:
        """The rows of a text of so many code points."""
        self.length = length
        self.set_items(rows, cursor)

    def draw(self, item: SpeakerRow, index: int, width: int) -> list[Content]:
        """One line or two, lit from edge to edge under the cursor."""
        here = index == self.cursor
        style = "" if item.id else "italic $text-muted"
        head = Content.styled("▸ " if here else "  ", "$text-accent")
        head += fit(Content.styled(one_line(item.name), style), min(_NAME, width // 2))
        head += Content.styled(
            f" {pad(item.kind, _KIND)} {pad(item.grade, 1)} {item.count:>5}  ", "$text-muted"
        )
        room = width - head.cell_length
        lines = [head + (_strip(item, self.length, room) if room >= _LEAST_STRIP else Content(""))]
        if item.role:
            lines.append(Content.styled(f"    {one_line(item.role)}", "$text-muted"))
        lines = [fit(line, width) for line in lines]
        return [line.stylize_before(CURSOR) for line in lines] if here else lines


def _strip(row: SpeakerRow, length: int, width: int) -> Content:
    kept = coverage(row.said, length, width)
    guessed = coverage(row.suggested, length, width)
    text = "".join(
        "█" if known else "▒" if likely else "·"
        for known, likely in zip(kept, guessed, strict=True)
    )
    return Content.styled(text, Style(foreground=Color.parse(row.color)))
