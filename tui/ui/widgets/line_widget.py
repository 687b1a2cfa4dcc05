"""Lines: a widget of lines of text that are drawn, and painted, only where they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import zip_longest

from rich.segment import Segment
from textual.content import Content, Span
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from ..fit import clip
from ..textual_private import style_parser
from .nonscrolling import nonscrolling

_KEPT = 512
"""Lines that are remembered as they were drawn: far more than a screen shows."""


class Lines(Widget):
    """Lines that a function gives, drawn anew by `redraw` whenever they may be others.

    Textual's own way, `render`, sets, styles and paints all of a widget anew on every change: a
    list of which two lines changed takes 3 ms, drawn in this way 0.6, and the terminal is sent that
    line alone.
    """

    ALLOW_SELECT = False
    virtual_size = nonscrolling()

    def __init__(
        self,
        lines: Callable[[int, int], Sequence[Content]],
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`lines` gives what to show for a width and a height in cells.

        Each line is at most as wide; those beyond the height are cut.
        """
        super().__init__(id=id, classes=classes)
        self._given_lines = lines
        self._lines: list[Strip] = []
        self._fitted = Size(0, 0)
        self._stale = False
        self._strip = lru_cache(maxsize=_KEPT)(self._drawn)

    def redraw(self) -> None:
        """Draw what changed, once the message that is being handled has changed all it does."""
        self._stale = True
        self.check_idle()

    def on_idle(self) -> None:
        """Draw, and have those lines painted that are others than before."""
        if not self._stale or self.size != self._fitted:
            return
        before = self._lines
        self._draw()
        pairs = enumerate(zip_longest(before, self._lines))
        changed = [y for y, (old, new) in pairs if old is not new]
        if changed:
            self.refresh(*self._stretches(changed))

    def _stretches(self, lines: Sequence[int]) -> list[Region]:
        """The regions of some lines in order, neighbours in one."""
        found: list[Region] = []
        for y in lines:
            if found and found[-1].bottom == y:
                found[-1] = found[-1].grow((0, 0, 1, 0))
            else:
                found.append(Region(0, y, self.size.width, 1))
        return found

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; the size may be another since the last time."""
        if self.size != self._fitted:
            self._draw()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A line of the widget, from 0 at its top."""
        if y < len(self._lines):
            return self._lines[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def notify_style_update(self) -> None:
        """Draw everything anew: a colour may be another one."""
        super().notify_style_update()
        self._strip.cache_clear()
        self.redraw()

    def _draw(self) -> None:
        self._fitted, self._stale = self.size, False
        width, height = self.size
        drawn = self._given_lines(width, height)[:height] if width and height else ()
        self._lines = [self._strip(line.plain, tuple(line.spans), width) for line in drawn]

    def _drawn(self, text: str, spans: tuple[Span, ...], width: int) -> Strip:
        styled = Content(text, [*spans]).render(self.visual_style, "", style_parser(self))
        strip = Strip([Segment(part, style.rich_style) for part, style in styled])
        return strip.adjust_cell_length(width, self.visual_style.rich_style)


class Label(Lines):
    """One line of text."""

    def __init__(self, text: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(self._line, id=id, classes=classes)
        self._text = text

    def show(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.redraw()

    def _line(self, width: int, height: int) -> Sequence[Content]:
        return [Content(clip(self._text, width))]
