"""SafeOutputApp: an app of which no line, message or copied text can act on the terminal.

An article, its notes or a setting may contain text that is meant to set the clipboard, to move the
cursor or to reorder a line. The program writes text to the terminal in three ways. In each of them
this module replaces control characters by visible stand-ins (`model.visible`):

- Lines. Textual passes every line of every widget, including borders, tooltips and its
  command palette, through the line filters of the app. `VisibleFilter` is one of them, so that a
  widget which draws raw text is safe, and a new one as well.
- Messages. `SafeOutputApp.notify` shows them in one line and never parses them as markup.
- The clipboard. Textual, too, calls `SafeOutputApp.copy_to_clipboard` for every copy, and what is
  sent to the terminal is base64 (`clipboard`).

The program sets no window title, and nothing else writes to the driver. A type for safe text would
not do: Textual's widgets take `str`, and no type checker sees which. Nor would a check in the
driver, where text cannot be distinguished from the sequences that style it. Textual caches each
filtered line, so that the filter runs only when a line changes.

Widgets still call `one_line` before they measure a text: a control character takes no cell, its
visible stand-in takes one. If such a call is missing, the line is cut at its right edge.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome
from textual.notifications import SeverityLevel

from ..config import folders
from ..model.errors import ReaderError
from .display import one_line, visible
from .messages import Message, MessageQueue
from .textual_private import keep_copy, write_sequence


class VisibleFilter(LineFilter):
    """Replaces the control characters of a line by visible stand-ins; the line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The visible segments of a line; the same segments if nothing has to be replaced."""
        # The segments are joined: whether a joiner is replaced depends on both its neighbours.
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
    """An app that replaces control characters in all lines, messages and copies."""

    @cached_property
    def messages(self) -> MessageQueue:
        """The messages that are shown and that wait."""
        return MessageQueue(self)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, one for a terminal with few colours, and then the VisibleFilter."""
        filters = super().get_line_filters()
        system, ground = self.console.color_system, self.current_theme.background
        if (self.no_color or system != "truecolor") and ground:
            from .color_filters import color_filter

            reduced = color_filter(system, self.no_color, ground)
            # Textual draws in grays where no colours are wanted. It replaces the terminal's own
            # colours by those of a theme, which below a dialog would be taken for backgrounds.
            replaced = (Monochrome, ANSIToTruecolor) if reduced else (Monochrome,)
            filters = [one for one in filters if not isinstance(one, replaced)]
            filters += [reduced] if reduced else []
        return [*filters, _FILTER]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message in one line after the earlier ones; `markup` is ignored.

        So is `timeout`: how long a message is shown depends on its length.
        """
        text = f"{title}: {message}" if title else message
        self.messages.add(Message(one_line(text), severity))

    def clear_notifications(self) -> None:
        """Remove all messages."""
        self.messages.clear()

    @property
    def copies_folder(self) -> Path:
        """The folder for the file of a text that can be copied nowhere else."""
        return folders().state

    def copy_to_clipboard(self, text: str) -> None:
        """Start to copy a text as `copy_and_tell` does."""
        self.run_worker(self.copy_and_tell(text, "copied"), group="copy")

    async def copy_and_tell(self, text: str, done: str) -> None:
        """Copy a text to where the user can paste it; the message is `done` and where that is.

        Control characters other than line feeds and tabs are replaced.
        """
        from . import clipboard

        text = visible(text, keep="\n\t")
        keep_copy(self, text)
        self.clear_notifications()
        try:
            copied = await asyncio.to_thread(clipboard.copy, text, self.copies_folder)
        except ReaderError as error:
            self.notify(f"not copied: {error}", severity="warning")
            return
        write_sequence(self, copied.sequence)
        self.notify(done + copied.where)

    def action_help_quit(self) -> None:
        """Say that Ctrl+C found nothing to copy; Textual's message would need markup."""
        self.notify("nothing is selected, so nothing was copied")
