"""GradeDialog: grades a source by a letter and a statement by a digit (the Admiralty system).

The descriptions are those of NATO's AJP-2.1, which adopted the system of the British Admiralty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from ..commands import bindings
from .dialog import step_title
from .key_menu import KeyDialog, MenuItem

RELIABILITY = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}
CREDIBILITY = {
    "1": "Confirmed by other sources",
    "2": "Probably true",
    "3": "Possibly true",
    "4": "Doubtful",
    "5": "Improbable",
    "6": "Truth cannot be judged",
}
NO_SOURCE_MESSAGE = "no source yet: press s first"


@dataclass(frozen=True, slots=True)
class Grade:
    """The grades to set: None leaves a grade unchanged, "" and 0 clear it.

    `with_reasons` says that the user wants to write the reasons next.
    """

    reliability: str | None
    credibility: int | None
    with_reasons: bool = False


_LETTERS = tuple(MenuItem(key, label, key) for key, label in RELIABILITY.items())
_DIGITS = tuple(MenuItem(key, label, key) for key, label in CREDIBILITY.items())


class GradeDialog(KeyDialog[Grade]):
    """Asks for a letter and then a digit.

    Enter after the letter grades the source alone; a digit without a letter grades the statement
    alone. 0 clears the statement's grade, and Backspace before a letter clears the source's. r
    returns the grades so far, to write the reasons.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("grade")

    def __init__(
        self,
        source: str = "",
        reliability: str = "",
        credibility: int = 0,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        """`source` is its name, "" for none; "" and 0 stand for grades that are not set yet."""
        super().__init__(self.press, lambda item: self.press(item.key), aliases)
        grade = f"{reliability}{credibility or ''}"
        self._title = " › ".join(filter(None, ("Grade", source)))
        self._title += f" · {grade}" if grade else ""
        self._has_source = bool(source)
        self._letter: str | None = None

    def on_mount(self) -> None:
        """Show the letters and digits."""
        self._show_step()

    def _show_step(self) -> None:
        """Show the letters and the digits, or the digits alone after a letter."""
        if self._letter is not None:
            title = f"{self._title} › {self._letter or 'no letter'}"
            title = step_title(title, 2, 2, "statement")
            self.show_items(_DIGITS, title, {})
        elif self._has_source:
            labels = {"grade-choose": "", "grade-back": "clears the source’s"}
            title = step_title(self._title, 1, 2, "source")
            self.show_items(_LETTERS + _DIGITS, title, labels)
        else:
            self.show_items(_DIGITS, self._title, {"grade-choose": "", "grade-back": ""})

    def press(self, character: str) -> None:
        """Take a letter for the source or a digit for the statement; else show what is expected."""
        letter = character.upper()
        if character in ("0", *CREDIBILITY):
            self.dismiss(Grade(self._letter, int(character)))
        elif letter in RELIABILITY and self._letter is None:
            self._grade_source(letter)
        else:
            expected = "a digit from 1 to 6" if self._letter is not None else "A to F, or 1 to 6"
            self.show_message(f"no “{character}” here: {expected}")

    def _grade_source(self, letter: str) -> None:
        if not self._has_source:
            self.show_message(NO_SOURCE_MESSAGE)
            return
        self._letter = letter
        self._show_step()

    def action_choose(self) -> None:
        """Return the letter alone."""
        if self._letter is None:
            self.show_message("a letter from A to F, or a digit from 1 to 6")
        else:
            self.dismiss(Grade(self._letter, None))

    def action_write_reasons(self) -> None:
        """Return the letter, if there is one, and that the user wants to write the reasons."""
        self.dismiss(Grade(self._letter, None, with_reasons=True))

    def action_clear(self) -> None:
        """Clear the statement's grade."""
        self.press("0")

    def action_back(self) -> None:
        """Go back to the letters; before a letter was typed, clear the source's grade."""
        if self._letter is None:
            self._grade_source("")
        else:
            self._letter = None
            self._show_step()
