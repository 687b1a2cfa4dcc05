"""The font table of RTF: it determines the encoding of text in each font.

Source: Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

import codecs

from ..office.symbol_fonts import known_font

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
