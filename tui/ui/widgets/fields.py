"""Text fields that draw control characters visibly and keep the text unchanged."""

from __future__ import annotations

from collections.abc import Collection

from rich.text import Text
from textual.events import Paste
from textual.widgets import TextArea

from ..display import visible
from ..textual_private import PrivateInput


class VisibleInput(PrivateInput):
    """An input of one line."""

    command_keys: Collection[str] = ()
    """The keys that run a command around the field, although they send a character."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the field inserts the character of a key."""
        return key not in self.command_keys and super().check_consume_key(key, character)

    def on_paste(self, event: Paste) -> None:
        """Insert pasted text with its lines joined by spaces; Textual keeps only the first one."""
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        self.replace(" ".join(line for line in lines if line.strip()), *self.selection)


class VisibleArea(TextArea):
    """A text area of many lines."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn; tabs are kept because the text area aligns them itself."""
        parts = self.document.get_line(line_index).split("\t")
        return Text("\t".join(visible(part) for part in parts), end="", no_wrap=True)
