"""ReviewScreen: an annotation whose place or words need a decision, in the earlier text and now."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ..commands import COMMANDS, bindings
from ..dialogs.dialog import Hint
from ..dialogs.key_menu import MenuItem
from .comparison_screen import ComparisonScreen, ComparisonStart, ShownTexts

_WORDS_SHARE = 0.4
"""The share of the screen's height that the old and the new words may take below the texts."""


class ReviewQuestion(NamedTuple):
    """A title, the old and the new words of an annotation, and the answers to choose from.

    `state` says what is the matter with it: edited, uncertain or orphaned.
    """

    title: str
    state: str
    words: Content
    answers: tuple[MenuItem, ...]


class ReviewScreen(ComparisonScreen):
    """Asks what to do with an annotation, beside the text on which it was made.

    The command that is returned is the id of one of the answers; its passage is one of the article.
    """

    DEFAULT_CSS = """
    ReviewScreen {
        #words { height: auto; padding: 0 1; background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    def __init__(self, texts: ShownTexts, start: ComparisonStart, question: ReviewQuestion) -> None:
        super().__init__(texts, start)
        self.heading = question.title
        # The answers have hints of their own.
        self.labels = {command.id: "" for command in COMMANDS if command.scope == "review"}
        self._question = question
        self._words = Static(id="words")

    def body(self) -> ComposeResult:
        """Yield the two texts, and below them the old and the new words of the annotation."""
        yield from super().body()
        yield self._words

    def on_resize(self) -> None:
        """Show the old and the new words if they leave most of the screen to the texts."""
        width, height = self.app.size
        words, state = self._question.words, self._question.state
        if words.get_height({}, max(1, width - 4)) > _WORDS_SHARE * height:
            words = Content(f"{state}: the texts above show the words in full")
        self._words.update(words)

    def hints(self) -> list[Hint]:
        """The answers with their keys, and then the hints for the other commands."""
        answers = [
            Hint(
                item.key,
                f"{item.label}: {item.description}" if item.id == "accept" else item.label,
                item.id,
            )
            for item in self._question.answers
        ]
        return answers + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is enabled: an annotation without a place cannot be accepted there."""
        if action == "accept":
            return any(item.id == action for item in self._question.answers)
        return action != "answer"

    def action_accept(self) -> None:
        """Answer that the place or the new words are accepted."""
        self.answer("accept", 0)

    def action_move(self) -> None:
        """Answer that the annotation belongs elsewhere, perhaps where the caret is."""
        self.answer("move", 0)

    def action_drop(self) -> None:
        """Answer that the annotation is to be deleted."""
        self.answer("drop", 0)

    def action_later(self) -> None:
        """Answer that the next annotation is to be decided on."""
        self.answer("later", 0)


def _hint(answer: MenuItem) -> Hint:
    """The hint for an answer; that for accepting says what is accepted."""
    is_accept = answer.id == "accept"
    label = f"{answer.label}: {answer.description}" if is_accept else answer.label
    return Hint(answer.key, label, answer.id)
