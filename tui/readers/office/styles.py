"""What office programs mean by the names of styles and the number formats of lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
