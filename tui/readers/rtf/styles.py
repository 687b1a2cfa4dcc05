"""The fonts and styles of an RTF file, and paragraph properties that tell the kind of a Block."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from ...model.document import BlockKind
from ..office.styles import kind_of_style, known_font

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb18030", 81: "big5",
    83: "mac_greek", 84: "mac_cyrillic", 85: "mac_greek", 86: "mac_turkish", 89: "mac_latin2",
    128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Character set of a font -> codec; fonts with other character sets use the document's codec."""
_SYMBOLS = 2
"""The character set of symbol fonts."""
_LONGEST_NAME = 64


class FontTable:
    """The fonts by number, with their encodings and names."""

    def __init__(self) -> None:
        self.codec = "cp1252"
        """The codec of the document, for fonts without a codec of their own."""
        self._codecs: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._symbolic: set[int] = set()

    def define(self, font: int, word: str, value: int | None) -> None:
        """Process a control word in the definition of a font."""
        if word == "fcharset":
            self._codecs[font] = _CHARSETS.get(value or 0, "")
            if value == _SYMBOLS:
                self._symbolic.add(font)
        elif word == "cpg":
            self._codecs[font] = codec_of_page(value)

    def add_name(self, font: int, data: bytes) -> None:
        """Append to the name of a font, which may come in pieces."""
        name = self._names.get(font, "") + data.decode("latin-1")
        self._names[font] = name[:_LONGEST_NAME]

    def codec_of(self, font: int) -> str:
        """The codec for text in a font."""
        return self._codecs.get(font) or self.codec

    def symbols_of(self, font: int) -> str:
        """The name of a symbol font, as `symbol` expects it; "" for a text font."""
        if font not in self._symbolic:
            return ""
        return known_font(self._names.get(font, "").partition(";")[0])


def codec_of_page(number: int | None) -> str:
    """The codec of a Windows code page; cp1252 if the number is unknown."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


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
