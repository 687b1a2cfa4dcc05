"""Lines: a widget of text lines that repaints only the lines that change."""

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

_CACHED_LINES = 512
"""The number of drawn lines that are cached, far more than a screen shows."""


class Lines(Widget):
    """Shows the lines that a function returns; `redraw` calls the function again.

    Textual's `render` lays out and paints the whole widget on every change; here the terminal is
    sent only the lines that changed.
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
        """`lines` returns the lines for a width and a height in cells.

        No line may be wider than the width; lines beyond the height are cut.
        """
        super().__init__(id=id, classes=classes)
        self._make_lines = lines
        self._lines: list[Strip] = []
        self._drawn_size = Size(0, 0)
        self._stale = False
        self._strip = lru_cache(maxsize=_CACHED_LINES)(self._draw_line)

    def redraw(self) -> None:
        """Draw what changed, after the message that is being handled."""
        self._stale = True
        self.check_idle()

    def on_idle(self) -> None:
        """Draw the lines, and request the painting of those that changed."""
        if not self._stale or self.size != self._drawn_size:
            return
        before = self._lines
        self._draw()
        pairs = enumerate(zip_longest(before, self._lines))
        changed = [y for y, (old, new) in pairs if old is not new]
        if changed:
            self.refresh(*self._regions(changed))

    def _regions(self, lines: Sequence[int]) -> list[Region]:
        """The regions of ordered line numbers, with adjacent lines in one region."""
        found: list[Region] = []
        for y in lines:
            if found and found[-1].bottom == y:
                found[-1] = found[-1].grow((0, 0, 1, 0))
            else:
                found.append(Region(0, y, self.size.width, 1))
        return found

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, drawn again if the size changed."""
        if self.size != self._drawn_size:
            self._draw()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A line of the widget, counted from 0."""
        if y < len(self._lines):
            return self._lines[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def notify_style_update(self) -> None:
        """Draw everything again because a colour may have changed."""
        super().notify_style_update()
        self._strip.cache_clear()
        self.redraw()

    def _draw(self) -> None:
        self._drawn_size, self._stale = self.size, False
        width, height = self.size
        drawn = self._make_lines(width, height)[:height] if width and height else ()
        self._lines = [self._strip(line.plain, tuple(line.spans), width) for line in drawn]

    def _draw_line(self, text: str, spans: tuple[Span, ...], width: int) -> Strip:
        styled = Content(text, [*spans]).render(self.visual_style, "", style_parser(self))
        strip = Strip([Segment(part, style.rich_style) for part, style in styled])
        return strip.adjust_cell_length(width, self.visual_style.rich_style)


class Label(Lines):
    """One line of text."""

    def __init__(self, text: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(self._line, id=id, classes=classes)
        self._text = text

    def show(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.redraw()

    def _line(self, width: int, height: int) -> Sequence[Content]:
        return [Content(clip(self._text, width))]
