"""Fields to type in that draw their text visibly, whatever is in it, and keep it as it is."""

from __future__ import annotations

from rich.text import Text
from textual.events import Paste
from textual.widgets import TextArea

from ..display import visible
from ..textual_private import PrivateInput


class VisibleInput(PrivateInput):
    """A field of one line."""

    def on_paste(self, event: Paste) -> None:
        """Insert a paste, its lines joined by spaces: Textual keeps only the first of them."""
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        self.replace(" ".join(line for line in lines if line.strip()), *self.selection)


class VisibleArea(TextArea):
    """A field of many lines."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn; tabs stay, for the text area aligns them itself."""
        parts = self.document.get_line(line_index).split("\t")
        return Text("\t".join(visible(part) for part in parts), end="", no_wrap=True)
