"""What office programs mean by names of styles, number formats of lists and symbol fonts.

Sources: Adobe's tables for Symbol and ITC Zapf Dingbats (unicode.org, VENDORS/ADOBE), and the signs
of Wingdings that Unicode contains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ...model.document import BlockKind
from ..parts import clean

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|rubrik|заголовок) ?([1-9])")
_KINDS: dict[str, BlockKind] = {
    "title": "title", "titel": "title", "quote": "quote", "intense quote": "quote",
    "block text": "quote", "quotations": "quote", "block quotation": "quote", "caption": "caption",
    "image caption": "caption", "table caption": "caption", "figure": "caption", "author": "byline",
    "date": "byline",
}  # fmt: skip
"""Style name in lower case -> kind of Block."""


def kind_of_style(name: str) -> tuple[BlockKind, int] | None:
    """The kind and level that a style name implies, or None if it implies nothing."""
    name = name.lower()
    heading = _HEADING.fullmatch(name)
    if heading:
        return "heading", int(heading[1])
    if name in _KINDS:
        return _KINDS[name], 1 if _KINDS[name] == "title" else 0
    return None


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 26 * 20
LONGEST = 60
"""Limit of a marker in code points; longer patterns are truncated."""
_PLACE = re.compile(r"%([1-9])")


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def _letter(number: int) -> str:
    """A to z, then aa to zz, as Word and LibreOffice count."""
    if not 0 < number <= _LARGEST_LETTER:
        return str(number)
    repeated, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeated + 1)


_FORMATTERS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "lowerRoman": _roman,
    "i": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "I": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "a": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "A": lambda number: _letter(number).upper(),
}
"""Number format of DOCX or OpenDocument -> formatting function; other formats use digits."""


def numeral(number: int, form: str) -> str:
    """A number in a format of DOCX (`lowerRoman`) or of OpenDocument (`i`)."""
    return _FORMATTERS.get(form, str)(number)


def fill_pattern(pattern: str, numerals: Sequence[str]) -> str:
    """A pattern such as "%1.%2)" filled in with the numbers of the levels, from the first."""

    def of_level(match: re.Match[str]) -> str:
        level = int(match[1])
        return numerals[level - 1] if level <= len(numerals) else ""

    return clean(_PLACE.sub(of_level, pattern[:LONGEST]))


PRIVATE = range(0xF020, 0xF100)
"""Codes of symbol fonts as documents may write them: in the private use area of Unicode."""
UNKNOWN = "\ufffd"
"""Replaces a sign whose character is not known."""

_SPACE = 0x20
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40)},
    **{0x41 + index: letter for index, letter in enumerate(_GREEK[0])},
    **{0x61 + index: letter for index, letter in enumerate(_GREEK[1])},
    **dict(zip(range(0x5B, 0x60), "[∴]⊥_", strict=True)),
    **dict(zip(range(0x7B, 0x7F), "{|}∼", strict=True)),
    **dict(zip((0x22, 0x24, 0x27, 0x2A, 0x2D, 0x40), "∀∃∋∗−≅", strict=True)),
    **dict(zip(range(0xA0, 0xC0), "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵", strict=True)),
    **dict(zip(range(0xC0, 0xE0), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
    **dict(zip(range(0xE0, 0xF0), "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True)),
}
_DINGBATS = {
    **{code: chr(0x2701 + code - 0x21) for code in range(0x21, 0x7F)},
    **{code: chr(0x2761 + code - 0xA1) for code in range(0xA1, 0xFF)},
    **{0xAC + index: chr(0x2460 + index) for index in range(10)},
    **dict(zip((0x25, 0x2A, 0x2B, 0x48, 0x6C, 0x6E), "☎☛☞★●■", strict=True)),
    **dict(zip((0x73, 0x74, 0x75, 0x77), "▲▼◆◗", strict=True)),
    **dict(zip((0xA8, 0xA9, 0xAA, 0xAB, 0xD5, 0xD6, 0xD7), "♣♦♥♠→↔↕", strict=True)),
}
_WINGDINGS = {
    **dict(zip((0x22, 0x28, 0x2A, 0x36, 0x41, 0x43, 0x44), "✂☎✉⌛✌👍👎", strict=True)),
    **dict(zip((0x45, 0x46, 0x47, 0x48, 0x4A, 0x4B, 0x4C), "☜☞☝☟☺😐☹", strict=True)),
    **dict(zip((0x6C, 0x6E, 0x6F, 0x71, 0x75, 0x76, 0x77), "●■□❑◆❖⬥", strict=True)),
    **{0x81 + index: chr(0x2460 + index) for index in range(10)},
    **dict(zip((0x9F, 0xA1, 0xA7, 0xA8, 0xD8), "•○▪◻➢", strict=True)),
    **dict(zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xEF), "←→↑↓➔⇦", strict=True)),
    **dict(zip((0xF0, 0xF1, 0xF2, 0xFB, 0xFC, 0xFD, 0xFE), "⇨⇧⇩✗✓☒☑", strict=True)),
}
_WINGDINGS_2 = dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x97, 0xA3), "✗✓☒☑☒●☐", strict=True))

_TABLES: dict[str, Mapping[int, str]] = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": {},
    "wingdings 3": {}, "zapf dingbats": _DINGBATS, "zapfdingbats": _DINGBATS,
    "monotype sorts": _DINGBATS,
}  # fmt: skip
"""Font name in lower case -> characters by code, as far as Unicode contains them."""


def known_font(name: str) -> str:
    """The symbol font of a given name, or "symbol" if the name is not known."""
    name = name.strip().lower()
    return name if name in _TABLES else "symbol"


def symbol(code: int, font: str) -> str:
    """The character for a code of a symbol font, or UNKNOWN.

    The code may be the font's own or one in PRIVATE.
    """
    table = _TABLES.get(font.strip().lower(), {})
    code = code & 0xFF if code in PRIVATE else code
    return table.get(code, " " if code == _SPACE else UNKNOWN)
