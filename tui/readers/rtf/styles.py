"""The style sheet of RTF, and the paragraph properties that determine the kind of a Block."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.document import BlockKind
from ..office.styles import kind_of_style

_DEPTH = 24
"""Longest chain of styles based on each other that is followed."""


@dataclass(slots=True)
class RtfParagraph:
    """The properties of a paragraph; `level` is the list level from 0.

    `nesting` is the number of tables around it.
    """

    style: int = 0
    outline: int | None = None
    level: int = 0
    is_item: bool = False
    nesting: int = 0

    def set(self, word: str, value: int | None) -> None:
        """Process a control word; words that are no paragraph properties are ignored."""
        if word == "pard":
            self.style, self.outline, self.level = 0, None, 0
            self.is_item, self.nesting = False, 0
        elif word == "s":
            self.style = value or 0
        elif word == "outlinelevel":
            self.outline = value
        elif word == "ilvl":
            self.level = value or 0
        elif word == "ls":
            self.is_item = value != 0
        elif word == "intbl":
            self.nesting = 0 if value == 0 else max(1, self.nesting)
        elif word == "itap":
            self.nesting = max(0, 1 if value is None else value)


@dataclass(slots=True)
class Style:
    """A style; `number` is None for styles of characters, sections and tables."""

    number: int | None = 0
    name: str = ""
    outline: int | None = None
    based_on: int | None = None

    def set(self, word: str, value: int | None) -> None:
        """Process a control word in the definition of the style."""
        if word in ("s", "cs", "ds", "ts"):
            self.number = value if word == "s" else None
        elif word == "sbasedon":
            self.based_on = value
        elif word == "outlinelevel":
            self.outline = value


@dataclass(slots=True)
class StyleSheet:
    """The paragraph styles by number."""

    styles: dict[int, Style] = field(default_factory=dict)

    def add(self, style: Style) -> None:
        """Add a style whose definition is complete."""
        if style.number is not None:
            self.styles[style.number] = style

    def kind(self, paragraph: RtfParagraph) -> tuple[BlockKind, int]:
        """The kind and level of a paragraph, from its style's name or else its outline level."""
        outline, number = paragraph.outline, paragraph.style
        for _ in range(_DEPTH):
            style = self.styles.get(number)
            if style is None:
                break
            named = kind_of_style(style.name)
            if named:
                return named
            outline = style.outline if outline is None else outline
            if style.based_on is None:
                break
            number = style.based_on
        if outline is not None and 0 <= outline < 9:
            return "heading", outline + 1
        return "paragraph", paragraph.level + 1 if paragraph.is_item else 0
