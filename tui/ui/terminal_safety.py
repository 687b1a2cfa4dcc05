"""The boundary between the program and the terminal, which all text passes on its way out.

What an article, its notes or a setting holds may be meant to act on the terminal: to set the
clipboard, to move the cursor, to reorder a line. Three ways lead out of the running program, and
each has one place in this module where such text is made visible (see `model.visible`):

- Lines. Textual runs every line of every widget (borders and titles, dialogs, toasts, tooltips
  and its own command palette included) through the line filters of the app. `VisibleFilter` is
  one of them. A widget that hands on raw text is therefore safe, and a new one as well.
- Messages. `SafeOutputApp.notify` shows them on one line and never parses them as markup.
- The clipboard. `SafeOutputApp.copy_to_clipboard` is what Textual, too, calls for every copy.

The program sets no window title, and nothing else writes to the driver. A filter was chosen over a
type of its own for safe text, because Textual's widgets take `str` and no checker sees what they
are given, and over a check in the driver, because there the text cannot be told from the sequences
that set it. Textual keeps each filtered line, so the filter sees a line only when it changes: about
2 µs for one of 100 characters, which is little beside drawing it.

Widgets still call `one_line` where they measure: a control character takes no cell, its visible
stand-in takes one. Where such a call is missing, the line is cut at its right edge.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from .display import one_line, visible


class VisibleFilter(LineFilter):
    """Makes visible whatever in a line could act on the terminal; the line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments themselves where nothing has to change, which is nearly always."""
        # The line as a whole: a joiner is kept or replaced by what stands on either side of it.
        text = "".join([segment.text for segment in segments])
        shown = visible(text)
        if shown == text:
            return segments
        made: list[Segment] = []
        start = 0
        for part, style, _ in segments:
            end = start + len(part)
            made.append(Segment(shown[start:end], style))
            start = end
        return Segment.adjust_line_length(made, Segment.get_line_length(segments))


_FILTER = VisibleFilter()


class SafeOutputApp(App[int]):
    """An app whose lines, messages and copies all pass the boundary."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then ours."""
        return [*super().get_line_filters(), _FILTER]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message in passing, on one line; `markup` is ignored."""
        super().notify(
            one_line(message),
            title=one_line(title),
            severity=severity,
            timeout=timeout,
            markup=False,
        )

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text in which nothing acts where it is pasted; line feeds and tabs stay."""
        super().copy_to_clipboard(visible(text, keep="\n\t"))
