"""Words, numbers and marks of a text, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..model.document import Span

TokenKind = Literal["number", "word", "mark", "date"]

_LONGEST_NUMBER = 18
"""Digits; a longer run is an identifier and stands for no amount."""

_COMMA_GROUPS = r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?"
_POINT_GROUPS = r"\d{1,3}(?:\.\d{3})+(?!\.?\d)(?:,\d+)?"
_SPACE_GROUPS = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])"
_REST = r"|(?:[^\W\d_]\.){2,4}|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s\w]|_"
_WITH_POINT = re.compile(rf"{_COMMA_GROUPS}|{_SPACE_GROUPS}(?:\.\d+)?|\d+(?:\.\d+)?{_REST}")
_WITH_COMMA = re.compile(rf"{_POINT_GROUPS}|{_SPACE_GROUPS}(?:,\d+)?|\d+(?:[.,]\d+)?{_REST}")
_DECIMAL_POINT = ("en", "zh", "ja", "ko", "th", "hi", "he", "ar", "fa", "ur", "bn", "sw")
"""Languages that write 1,234.5; the others write 1.234,5 or 1 234,5."""


DASHES = ("-", "–", "—", "‑", "−")


class Token(NamedTuple):
    """A word, number, mark or date at `[start, end)`.

    `key` is the text in lower case. Both are "" for a date.
    """

    kind: TokenKind
    text: str
    key: str
    start: int
    end: int


class TokenList:
    """The tokens of a passage by index, with questions that hold for any index."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at: int) -> Token:
        return self._tokens[at]

    def key(self, at: int) -> str:
        """The text of a token in lower case; "" where there is none."""
        return self._tokens[at].key if 0 <= at < len(self._tokens) else ""

    def text(self, at: int) -> str:
        """The text of a token; "" where there is none."""
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def joined(self, start: int, end: int) -> str:
        """The texts in `[start, end)` in lower case with spaces; "" where one does not exist."""
        inside = start >= 0 and end <= len(self._tokens)
        return " ".join(token.key for token in self._tokens[start:end]) if inside else ""

    def is_number(self, at: int) -> bool:
        """Whether a token is a number in digits."""
        return 0 <= at < len(self._tokens) and self._tokens[at].kind == "number"

    def is_word(self, at: int) -> bool:
        """Whether a token is a word."""
        return 0 <= at < len(self._tokens) and self._tokens[at].kind == "word"

    def is_date(self, at: int) -> bool:
        """Whether a token stands for a date."""
        return 0 <= at < len(self._tokens) and self._tokens[at].kind == "date"

    def is_name(self, at: int) -> bool:
        """Whether a token is a word with a capital letter."""
        return self.is_word(at) and any(letter.isupper() for letter in self._tokens[at].text)

    def touches(self, at: int) -> bool:
        """Whether no space is between a token and the one before it."""
        tokens = self._tokens
        return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start

    def is_joint(self, at: int) -> bool:
        """Whether a token stands without spaces between two others, like a hyphen in a word."""
        return self.touches(at) and self.touches(at + 1)


def tokenize(text: str, span: Span, lang: str) -> list[Token]:
    """The tokens of a span of a text; the language decides how numbers are written."""
    pattern = _WITH_POINT if uses_point(lang) else _WITH_COMMA
    return list(_tokens(pattern, text, span))


def uses_point(lang: str) -> bool:
    """Whether a language writes decimals with a point."""
    return lang[:2] in _DECIMAL_POINT


def _tokens(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[Token]:
    for match in pattern.finditer(text, *span):
        word = match[0]
        kind: TokenKind = "mark"
        if word[0].isdecimal():
            kind = "number"
        elif word[0].isalpha():
            kind = "word"
        yield Token(kind, word, word.lower().replace("’", "'"), match.start(), match.end())


def number_value(written: str, lang: str) -> float | None:
    """The value of a number in digits; None if it has more digits than an amount has."""
    digits = re.sub(r"[ \u00a0\u2009\u202f]", "", written)
    if uses_point(lang):
        digits = digits.replace(",", "")
    elif re.fullmatch(_POINT_GROUPS, digits) or digits.count(".") > 1:
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", ".")
    if len(digits) > _LONGEST_NUMBER:
        return None
    return tidy(float(digits))


def tidy(number: float) -> float:
    """A number as an integer if it is one, and without the noise of binary fractions."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
