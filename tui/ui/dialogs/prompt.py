"""Prompt, Confirm and Ask: one line of text, a question of yes or no, one with several answers."""

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
from .dialog import Dialog, LineField


class Prompt(Dialog[str]):
    """Asks for one line; `problem` gives a line that says what is wrong with it, or ""."""

    DEFAULT_CSS = """
    Prompt LineField { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")

    def __init__(
        self,
        title: str,
        value: str = "",
        check: Callable[[str], str] | None = None,
        *,
        explanation: str = "",
        placeholder: str = "",
    ) -> None:
        """`explanation` stands above the field and says what it is for."""
        super().__init__()
        self.heading = title
        self._explanation = explanation
        self._check_line = check or (lambda _: "")
        self._first = value
        self._line = LineField(value, placeholder)

    def body(self) -> ComposeResult:
        """What it is for, and the field."""
        if self._explanation:
            yield Static(Content(one_line(self._explanation)), classes="quiet")
        yield self._line

    @on(LineField.Changed)
    def _check(self) -> None:
        # What stands there at first is not yet a mistake of the user's.
        value = self._line.value
        self.show_message("" if value == self._first else self._check_line(value))

    def action_keep(self) -> None:
        """Gives the line, or says what is wrong with it."""
        if problem := self._check_line(self._line.value):
            self.show_message(problem)
        else:
            self.dismiss(self._line.value)


class Confirm(Dialog[bool]):
    """Asks a question: y or Enter for yes, n or Esc for no."""

    DEFAULT_CSS = """
    Confirm .question { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("confirm")

    def __init__(self, title: str, question: str, yes: str = "yes", no: str = "no") -> None:
        """`yes` and `no` say what happens then."""
        super().__init__()
        self.heading = title
        self._question = question
        self.labels = {"confirm-yes": yes, "confirm-no": no}

    def body(self) -> ComposeResult:
        """The question."""
        yield Static(Content(one_line(self._question)), classes="question")

    def action_answer(self, answer: bool) -> None:
        """Closes with the answer."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Closes with no."""
        self.dismiss(False)


class Question(Dialog[str]):
    """Asks a question that has several answers; a subclass binds a key to each."""

    DEFAULT_CSS = """
    Question .question { height: auto; margin-top: 1; }
    """

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self.heading, self._question = title, question

    def body(self) -> ComposeResult:
        """The question."""
        yield Static(Content(one_line(self._question)), classes="question")

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(answer)


class UnsavedChanges(Question):
    """Asks about changes of the draft journal; gives "apply", "drop", or None for later."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("unsaved")
