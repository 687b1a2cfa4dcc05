"""Prompt asks for a line of text, Confirm a yes-or-no question, Question one with more answers."""

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
from .dialog import Dialog, LineField, Result


class Prompt(Dialog[str]):
    """Asks for one line of text.

    `check` returns what is wrong with a line, and `remark` what else there is to know about it; ""
    for nothing.
    """

    DEFAULT_CSS = """
    Prompt LineField { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")
    keeps_drafts = True

    def __init__(
        self,
        title: str,
        value: str = "",
        check: Callable[[str], str] | None = None,
        *,
        explanation: str = "",
        placeholder: str = "",
        remark: Callable[[str], str] | None = None,
        select: bool = False,
    ) -> None:
        """`explanation` is shown above the field; with `select`, typing replaces the value."""
        super().__init__()
        self.heading = title
        self._explanation = explanation
        self._check_line = check or (lambda _: "")
        self._remark = remark or (lambda _: "")
        self._initial = value
        self._line = LineField(value, placeholder, select=select)

    def body(self) -> ComposeResult:
        """Yield the explanation and the field."""
        if self._explanation:
            yield Static(Content(one_line(self._explanation)), classes="quiet")
        yield self._line

    @on(LineField.Changed)
    def _check(self) -> None:
        # The initial value is no mistake of the user's.
        value = self._line.value
        is_initial = value == self._initial
        self.show_message("" if is_initial else self._check_line(value) or self._remark(value))

    def action_keep(self) -> None:
        """Return the line, or show what is wrong with it."""
        if problem := self._check_line(self._line.value):
            self.show_message(problem)
        else:
            self.dismiss(self._line.value)


class Question(Dialog[Result]):
    """Asks a question with several answers; a subclass binds a key to each of them."""

    DEFAULT_CSS = """
    Question .question { height: auto; margin-top: 1; }
    """

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self.heading, self._question = title, question

    def body(self) -> ComposeResult:
        """Yield the question."""
        yield Static(Content(one_line(self._question)), classes="question")

    def action_answer(self, answer: Result) -> None:
        """Return an answer."""
        self.dismiss(answer)


class Confirm(Question[bool]):
    """Asks a yes-or-no question; closing it without an answer means no."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("confirm")

    def __init__(self, title: str, question: str, yes: str = "yes", no: str = "no") -> None:
        """`yes` and `no` are the labels of the two answers, which say what will happen."""
        super().__init__(title, question)
        self.labels = {"confirm-yes": yes, "confirm-no": no}

    def action_leave(self) -> None:
        """Return no."""
        self.dismiss(False)


class UnsavedChanges(Question[str]):
    """Asks what to do with unsaved changes: returns "apply", "drop", or None for later."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("unsaved")
