"""TextDialog: some lines of text; leaving it in any way keeps them."""

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
    """Gives the text, or None where it was left as it was.

    `on_change` gets the text with each change, so that it can be kept where the program ends.
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
        """`explanation` stands above the text and says what it is for."""
        super().__init__()
        self.heading = title
        self._explanation = explanation
        self._text = text
        self._on_change = on_change
        self._page = TextField(text, placeholder)

    def body(self) -> ComposeResult:
        """What it is for, and the text."""
        if self._explanation:
            yield Static(Content(one_line(self._explanation)), classes="quiet")
        yield self._page

    def on_mount(self) -> None:
        """Puts the caret behind the text."""
        self._page.move_cursor(self._page.document.end)

    @on(TextField.Changed)
    def _changed(self) -> None:
        if self._on_change and self._page.text != self._text:
            self._on_change(self._page.text)

    def action_leave(self) -> None:
        """Closes with the text."""
        text = self._page.text
        self.dismiss(None if text == self._text else text)
