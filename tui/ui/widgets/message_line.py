"""MessageLine: the line of a screen or a dialog that shows a message."""

from __future__ import annotations

from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widgets import Static

from ..display import one_line

_SIGNS: dict[SeverityLevel, str] = {"information": "", "warning": "! ", "error": "!! "}
"""What stands before a message, for screens without colour."""


class MessageLine(Static):
    """Shows a message of the program, else the screen's own text; a long message takes more lines.

    At the bottom of a screen it covers the keys of the footer for as long as it shows a message.
    """

    DEFAULT_CSS = """
    MessageLine { height: auto; max-height: 50%; }
    MessageLine.-warning, MessageLine.-error { text-style: bold; }
    MessageLine.-warning { color: $text-warning; }
    MessageLine.-error { color: $text-error; }
    MessageLine.over-footer { dock: bottom; display: none; padding: 0 1; background: $panel; }
    MessageLine.over-footer.open { display: block; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._own, self._told = "", ""

    def show_own(self, text: str) -> None:
        """Show a text of the screen's own until it is replaced; "" removes it."""
        self._own = one_line(text)
        self.show("")

    def show(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a message with the sign and the colour of its severity; "" removes it."""
        self._told = f"{_SIGNS[severity]}{one_line(text)}" if text else ""
        self.set_class(bool(text), "open")
        for one in _SIGNS:
            self.set_class(bool(text) and one == severity, f"-{one}")
        self.update(Content(self._told or self._own))
