"""TextDialog: edits a text of several lines, and keeps it however the user closes the dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ..commands import bindings
from ..display import one_line
from .dialog import Dialog, TextField


class TextDialog(Dialog[str]):
    """Lets the user edit a text, and returns it, or None if it is unchanged.

    `on_change` is called with the text after each change, so that a draft of it can be kept.
    """

    DEFAULT_CSS = """
    TextDialog {
        & > #frame { width: 76; height: 16; }
        .quiet { margin-bottom: 1; }
        TextField { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("text")

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        explanation: str = "",
        placeholder: str = "",
        on_change: Callable[[str], None] | None = None,
    ) -> None:
        """`explanation` is shown above the text."""
        super().__init__()
        self.heading = title
        self._explanation = explanation
        self._text = text
        self._on_change = on_change
        self._field = TextField(text, placeholder)

    def body(self) -> ComposeResult:
        """Yield the explanation and the field."""
        if self._explanation:
            yield Static(Content(one_line(self._explanation)), classes="quiet")
        yield self._field

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self._field.move_cursor(self._field.document.end)

    @on(TextField.Changed)
    def _changed(self) -> None:
        if self._on_change and self._field.text != self._text:
            self._on_change(self._field.text)

    def action_leave(self) -> None:
        """Return the text."""
        text = self._field.text
        self.dismiss(None if text == self._text else text)
