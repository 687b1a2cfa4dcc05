"""Prompt, Confirm and Ask: one line of text, a question of yes or no, one with several answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from ..display import one_line
from .dialog import Dialog, Hint, Line


class Prompt(Dialog[str]):
    """Asks for one line; `problem` gives a line that says what is wrong with it, or ""."""

    DEFAULT_CSS = """
    Prompt Line { margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        problem: Callable[[str], str] | None = None,
        *,
        about: str = "",
        placeholder: str = "",
    ) -> None:
        """`about` stands above the field and says what it is for."""
        super().__init__()
        self.heading = title
        self.hints = (
            Hint("Enter", "keep", "screen.keep"), Hint("Esc", "cancel", "screen.leave"),
        )  # fmt: skip
        self._about = about
        self._problem = problem or (lambda _: "")
        self._first = value
        keys = {"enter": self.action_keep, "escape": self.action_leave}
        self._line = Line(value, placeholder, keys)

    def body(self) -> ComposeResult:
        """What it is for, and the field."""
        if self._about:
            yield Static(Content(one_line(self._about)), classes="quiet")
        yield self._line

    @on(Line.Changed)
    def _check(self) -> None:
        # What stands there at first is not yet a mistake of the user's.
        value = self._line.value
        self.say("" if value == self._first else self._problem(value))

    def action_keep(self) -> None:
        """Gives the line, or says what is wrong with it."""
        if problem := self._problem(self._line.value):
            self.say(problem)
        else:
            self.dismiss(self._line.value)


class Confirm(Dialog[bool]):
    """Asks a question: y or Enter for yes, n or Esc for no."""

    DEFAULT_CSS = """
    Confirm .question { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y,enter", "answer(True)", "Yes", show=False),
        Binding("n,N", "leave", "No", show=False),
    ]

    def __init__(self, title: str, question: str, yes: str = "yes", no: str = "no") -> None:
        """`yes` and `no` say what happens then."""
        super().__init__()
        self.heading = title
        self._question = question
        self.hints = (
            Hint("y", yes, "screen.answer(True)"), Hint("n", no, "screen.leave"),
        )  # fmt: skip

    def body(self) -> ComposeResult:
        """The question."""
        yield Static(Content(one_line(self._question)), classes="question")

    def action_answer(self, answer: bool) -> None:
        """Closes with the answer."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Closes with no."""
        self.dismiss(False)


class Way(NamedTuple):
    """A key, what it does, and the answer that it gives."""

    key: str
    label: str
    answer: str


class Ask(Dialog[str]):
    """Asks a question that has several answers, a key for each; n or Esc gives none."""

    DEFAULT_CSS = """
    Ask .question { height: auto; margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        question: str,
        ways: Sequence[Way],
        leave: str,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        """`leave` says what n does; `aliases` maps a character that is sent to the one meant."""
        super().__init__()
        self.heading = title
        self._question, self._aliases = question, aliases or {}
        self._answers = {way.key: way.answer for way in ways}
        self.hints = (
            *(Hint(way.key, way.label, f"screen.answer('{way.answer}')") for way in ways),
            Hint("n", leave, "screen.leave"),
        )

    def body(self) -> ComposeResult:
        """The question."""
        yield Static(Content(one_line(self._question)), classes="question")

    def on_key(self, event: events.Key) -> None:
        """Take the key of an answer."""
        sent = event.character or ""
        meant = self._aliases.get(sent, sent).lower()
        if answer := self._answers.get(meant):
            event.stop()
            self.action_answer(answer)
        elif meant == "n":
            event.stop()
            self.action_leave()

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(answer)
