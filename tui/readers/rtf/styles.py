"""The style sheet of RTF, and the properties of paragraphs that tell what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.document import BlockKind
from ..office.style_names import kind_of_style

_DEPTH = 24
"""Styles that may be based one on another."""


@dataclass(slots=True)
class RtfParagraph:
    """The properties of a paragraph; `level` is that of an item of a list, from 0.

    `nesting` counts the tables that it stands in.
    """

    style: int = 0
    outline: int | None = None
    level: int = 0
    is_item: bool = False
    nesting: int = 0

    def set(self, word: str, value: int | None) -> None:
        """Act upon a control word, which may be one of paragraphs."""
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
    """A style; `number` is None for those of characters, sections and tables."""

    number: int | None = 0
    name: str = ""
    outline: int | None = None
    based_on: int | None = None

    def set(self, word: str, value: int | None) -> None:
        """Act upon a control word in the definition of the style."""
        if word in ("s", "cs", "ds", "ts"):
            self.number = value if word == "s" else None
        elif word == "sbasedon":
            self.based_on = value
        elif word == "outlinelevel":
            self.outline = value


@dataclass(slots=True)
class StyleSheet:
    """The styles of paragraphs by their numbers."""

    styles: dict[int, Style] = field(default_factory=dict)

    def add(self, style: Style) -> None:
        """Take in a style that is defined to its end."""
        if style.number is not None:
            self.styles[style.number] = style

    def kind(self, paragraph: RtfParagraph) -> tuple[BlockKind, int]:
        """The kind and the level of a paragraph: by its style's name, else by its outline."""
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
