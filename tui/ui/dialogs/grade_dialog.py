"""Grading by the Admiralty system: a letter for the source, a digit for the statement.

The words are those of NATO's AJP-2.1, which took the system over from the British Admiralty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from ..commands import bindings
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
    """What changes: None is unchanged, "" and 0 are cleared."""

    reliability: str | None
    credibility: int | None
    why: bool = False
    """Whether the reasons are to be written next."""


_LETTERS = tuple(MenuItem(key, label, key) for key, label in RELIABILITY.items())
_DIGITS = tuple(MenuItem(key, label, key) for key, label in CREDIBILITY.items())


class GradeDialog(KeyDialog[Grade]):
    """A letter, then a digit, or Enter for the letter alone; a digit at once grades the statement.

    0 clears the statement's grade; Backspace instead of a letter clears the source's.
    r has the reasons written.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("grade")

    def __init__(
        self,
        source: str = "",
        reliability: str = "",
        credibility: int = 0,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        """`source` is its name, "" for none; the grades are those that there are, "" and 0 none."""
        super().__init__(self.press, lambda item: self.press(item.key), aliases)
        present = f"{reliability}{credibility or ''}"
        self._way = " › ".join(filter(None, ("Grade", source)))
        self._way += f" · {present}" if present else ""
        self._has_source = bool(source)
        self._letter: str | None = None

    def on_mount(self) -> None:
        """Shows the first step."""
        self._step()

    def _step(self) -> None:
        """Letters and digits side by side, or the digits alone after a letter."""
        if self._letter is not None:
            way = f"{self._way} › {self._letter or 'no letter'}"
            self.present(_DIGITS, way, {})
        elif self._has_source:
            labels = {"grade-choose": "", "grade-back": "clears the source’s"}
            self.present(_LETTERS + _DIGITS, self._way, labels)
        else:
            self.present(_DIGITS, self._way, {"grade-choose": "", "grade-back": ""})

    def press(self, character: str) -> None:
        """A letter for the source, a digit for the statement."""
        letter = character.upper()
        if character in ("0", *CREDIBILITY):
            self.dismiss(Grade(self._letter, int(character)))
        elif letter in RELIABILITY and self._letter is None:
            self._grade_source(letter)
        else:
            wanted = "a digit from 1 to 6" if self._letter is not None else "A to F, or 1 to 6"
            self.show_message(f"no “{character}” here: {wanted}")

    def _grade_source(self, letter: str) -> None:
        if not self._has_source:
            self.show_message(NO_SOURCE_MESSAGE)
            return
        self._letter = letter
        self._step()

    def action_choose(self) -> None:
        """Takes the letter alone."""
        if self._letter is None:
            self.show_message("a letter from A to F, or a digit from 1 to 6")
        else:
            self.dismiss(Grade(self._letter, None))

    def action_why(self) -> None:
        """Takes the letter, if there is one, and has the reasons written."""
        self.dismiss(Grade(self._letter, None, why=True))

    def action_clear(self) -> None:
        """Clears the statement's grade."""
        self.press("0")

    def action_back(self) -> None:
        """A step back; at the start, no letter instead of one."""
        if self._letter is None:
            self._grade_source("")
        else:
            self._letter = None
            self._step()
