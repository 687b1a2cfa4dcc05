"""SpeakerList: the sources of an article, with a strip that shows where each one speaks."""

from __future__ import annotations

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

_NAME_WIDTH = 26
_KIND_WIDTH = 10
_GRADE_WIDTH = 5
_MIN_STRIP = 12


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A source: `id` is its id in the notes, "" if it is only suggested; `color` is "#rrggbb".

    `recorded` are the spans of its statements in the notes, `suggested` those of statements that
    are suggested from the text.
    """

    id: str
    name: str
    role: str
    kind: str
    grade: str
    color: str
    recorded: tuple[Span, ...]
    suggested: tuple[Span, ...]

    @property
    def statements(self) -> list[Span]:
        """The spans of all statements, in text order."""
        return sorted((*self.recorded, *self.suggested))

    @property
    def count(self) -> str:
        """The number of statements in the notes, and after "+" that of suggested ones."""
        more = f"+{len(self.suggested)}" if self.suggested else ""
        return f"{len(self.recorded) or ''}{more}" or "0"


def speaker_text(row: SpeakerRow) -> str:
    """The text in which a source is found by what the user types."""
    return " ".join((row.name, row.role, row.kind))


class SpeakerList(RowList[SpeakerRow], can_focus=False):
    """A line for each source, with name, kind, grade, count and strip, and its role below.

    The strip stands for the article from its beginning to its end: █ marks statements in the
    notes, ▒ suggested ones. Sources that are only suggested are drawn muted.
    """

    DEFAULT_CSS = "SpeakerList { height: 1fr; }"
    EMPTY = "Nobody speaks here yet: s on a passage names who says it."

    def __init__(self, id: str | None = None) -> None:
        super().__init__(self.draw, id=id)
        self.length = 0
        """Code points of the article."""

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns, over the columns of `draw`."""
        line = "  " + pad("Source", min(_NAME_WIDTH, width // 2))
        line += f" {pad('Kind', _KIND_WIDTH)} {pad('Grade', _GRADE_WIDTH)} {'Said':>5}  "
        if width - len(line) >= _MIN_STRIP:
            line += "In the article"
        return [Content.styled(pad(line, width), "underline $text-muted")]

    def draw(self, item: SpeakerRow, index: int, width: int) -> list[Content]:
        """The lines of a source, over the whole width."""
        here = index == self.cursor
        style = "" if item.id else "italic $text-muted"
        head = Content.styled("▸ " if here else "  ", "$text-accent")
        head += fit(Content.styled(one_line(item.name), style), min(_NAME_WIDTH, width // 2))
        head += Content.styled(
            f" {pad(item.kind, _KIND_WIDTH)} {pad(item.grade, _GRADE_WIDTH)} {item.count:>5}  ",
            "$text-muted",
        )
        room = width - head.cell_length
        lines = [head + (_strip(item, self.length, room) if room >= _MIN_STRIP else Content(""))]
        if item.role:
            lines.append(Content.styled(f"    {one_line(item.role)}", "$text-muted"))
        lines = [fit(line, width) for line in lines]
        return [line.stylize_before(CURSOR) for line in lines] if here else lines


def _strip(row: SpeakerRow, length: int, width: int) -> Content:
    kept = coverage(row.recorded, length, width)
    guessed = coverage(row.suggested, length, width)
    text = "".join(
        "█" if known else "▒" if likely else "·"
        for known, likely in zip(kept, guessed, strict=True)
    )
    return Content.styled(text, Style(foreground=Color.parse(row.color)))
