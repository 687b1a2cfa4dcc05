"""Parse numbers in digits and in English words."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon.multilingual_words import OTHER_SCALES
from .lexicon.number_words import (
    FRACTIONS,
    LETTER_SCALES,
    SCALES,
    SEVERAL,
    TENS,
    TENS_OF,
    UNITS,
    VAGUE,
)
from .lexicon.people_words import STATES
from .number_tokens import TokenList, number_value, tidy

_LARGEST = 1e18
"""Products of scales above this are no amounts ("a billion billion billion")."""

_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


_AND_A_HALF = tuple(
    tuple(phrase.split(" "))
    for phrase in ("and a half", "and one half", "and one - half", "- and - a - half")
)
_FIRST_WORDS = {*UNITS, *TENS, *VAGUE, *SEVERAL, "a", "an", "half", TENS_OF}


class Numeral(NamedTuple):
    """A number that ends before the token `end`.

    `high` is None if it is open ("dozens"). `has_scale` tells a number with "million" and the
    like, `is_share` a fraction, `is_digits` one written in digits.
    """

    low: float
    high: float | None
    end: int
    has_scale: bool = False
    is_share: bool = False
    is_digits: bool = False


class NumeralParser:
    """Parses the numbers of one list of tokens; without `has_words` only those in digits."""

    def __init__(self, tokens: TokenList, lang: str, has_words: bool) -> None:
        self._tokens = tokens
        self._lang = lang
        self._has_words = has_words

    def numeral(self, at: int) -> Numeral | None:
        """The number that begins at a token, or None."""
        token = self._tokens[at]
        if token.kind == "number":
            return self._digits(at)
        if token.kind != "word" or not self._has_words or token.key not in _FIRST_WORDS:
            return None
        return self._fraction(at) or self._vague(at) or self._words(at)

    def _after_hyphen(self, at: int) -> int:
        """The next token, where a hyphen directly before it does not count."""
        tokens = self._tokens
        is_hyphen = at + 1 < len(tokens) and tokens[at].text in ("-", "‑")
        joined = is_hyphen and tokens[at].start == tokens[at - 1].end
        return at + 1 if joined and tokens[at].end == tokens[at + 1].start else at

    def _digits(self, at: int) -> Numeral | None:
        """A number in digits, which may end in a fraction such as "½" or in a scale."""
        value = number_value(self._tokens[at].text, self._lang)
        if value is None:
            return None
        part = _SIGNS.get(self._tokens.key(at + 1), 0.0)
        return self._scaled(value + part, at + 1 + bool(part), is_digits=True)

    def _scaled(self, value: float, at: int, is_digits: bool = False) -> Numeral:
        """A number with the scales that follow it."""
        for words in _AND_A_HALF if self._has_words else ():
            if self._tokens.joined(at, at + len(words)) == " ".join(words):
                value, at = value + 0.5, at + len(words)
        end, has_scale = at, False
        scales = SCALES if self._has_words else OTHER_SCALES
        while value < _LARGEST:
            after = self._after_hyphen(end)
            scale = scales.get(self._tokens.key(after))
            if scale is None:
                break
            value, end, has_scale = value * scale, after + 1, True
        token = self._tokens[end] if end < len(self._tokens) else None
        if token and is_digits and not has_scale and token.start == self._tokens[at - 1].end:
            scale = LETTER_SCALES.get(token.key)
            if scale and (token.key != "m" or self._is_money(at - 1)):
                value, end, has_scale = value * scale, end + 1, True
        return Numeral(tidy(value), tidy(value), end, has_scale, False, is_digits)

    def _is_money(self, at: int) -> bool:
        """Whether the mark directly before the digits at a token is the sign of a currency."""
        return at > 0 and self._tokens[at - 1].text in "$€£¥₹"

    def _fraction(self, at: int) -> Numeral | None:
        """A share: "two-thirds", "a third of", "half of"; or half of a scale: "half a million"."""
        key = self._tokens.key(at)
        if key == "half":
            return self._half(at)
        count = 1 if key in ("a", "an") else UNITS.get(key, 0)
        if not 1 <= count <= 9:
            return None
        part = self._after_hyphen(at + 1)
        whole = FRACTIONS.get(self._tokens.key(part))
        is_plural = self._tokens.key(part).endswith("s")
        if whole is None or is_plural != (count > 1) or count >= whole:
            return None
        if self._tokens.key(part + 1) == "of":
            scaled = part + 2 + (self._tokens.key(part + 2) == "a")
            if scale := SCALES.get(self._tokens.key(scaled)):
                value = tidy(count / whole * scale)
                return Numeral(value, value, scaled + 1, has_scale=True)
        if count == 1 and self._tokens.key(part + 1) not in ("of", "the", "its", "their"):
            return None
        return self._share(count / whole, part + 1)

    def _half(self, at: int) -> Numeral | None:
        """Half of something, unless it is "the first half" or an adjective ("half asleep")."""
        after = self._tokens.key(at + 1)
        if after in ("a", "an") and (scale := SCALES.get(self._tokens.key(at + 2))):
            return Numeral(tidy(scale / 2), tidy(scale / 2), at + 3, has_scale=True)
        is_part = self._tokens.key(at - 1) in ("first", "second", "other", "last", "better")
        is_share = after in ("of", "the", "its", "their", "his", "her", "our", "all", "were", "are")
        return self._share(0.5, at + 1) if is_share and not is_part else None

    def _share(self, value: float, end: int) -> Numeral:
        """A fraction as a percentage, which can be compared with others."""
        percent = round(100 * value, 2)
        return Numeral(tidy(percent), tidy(percent), end, is_share=True)

    def _vague(self, at: int) -> Numeral | None:
        """An open number: "dozens", "hundreds of thousands", "several hundred", "tens of ..."."""
        key = self._tokens.key(at)
        if key in SEVERAL or (key == "a" and self._tokens.key(at + 1) in SEVERAL):
            word = at + (key == "a")
            after = word + 1 + (self._tokens.key(word + 1) == "of")
            scale = SCALES.get(self._tokens.key(after))
            if scale:
                known = self._scaled(SEVERAL[self._tokens.key(word)], after)
                return Numeral(known.low, None, known.end, has_scale=True)
            return None
        low = 20.0 if key == TENS_OF else VAGUE.get(key)
        if low is None:
            return None
        end = at + 1
        while self._tokens.key(end) == "of" and low < _LARGEST:
            scale = VAGUE.get(self._tokens.key(end + 1))
            if scale is None:
                break
            low, end = low * scale / 2, end + 2
        is_alone = end == at + 1
        if is_alone and (key == TENS_OF or (key == "scores" and not self._counts(end))):
            return None
        return Numeral(tidy(low), None, end, has_scale=True)

    def _counts(self, at: int) -> bool:
        """Whether the word at a token tells that "scores" before it is a number."""
        after = self._tokens.key(at)
        if after in ("were", "are", "have", "had"):
            after = self._tokens.key(at + 1)
        return after in ("of", "more", "been") or after in STATES

    def _words(self, at: int) -> Numeral | None:
        """A number in words: "three hundred and five", "a dozen", "twenty-five"."""
        small = self._small(at)
        is_article = self._tokens.key(at) in ("a", "an")
        if small is None or (is_article and self._tokens.key(at + 1) not in SCALES):
            return None
        total, end, has_scale = 0.0, at, False
        smallest = _LARGEST
        while small is not None:
            value, end = small
            scaled = self._scaled(value, end)
            scale = scaled.low / value if value else 1
            if scaled.has_scale and scale >= smallest:
                total = (total + value) * scale
            else:
                total += scaled.low
            end, has_scale, smallest = scaled.end, has_scale or scaled.has_scale, scale
            if not scaled.has_scale or total > _LARGEST:
                break
            small = self._small(end + (self._tokens.key(end) == "and"), within=True)
        return Numeral(tidy(total), tidy(total), end, has_scale)

    def _small(self, at: int, within: bool = False) -> tuple[int, int] | None:
        """A number below 100 in words, and the token after it; "a" only begins a number."""
        key = self._tokens.key(at)
        if key in ("a", "an") and not within:
            return 1, at + 1
        if key in UNITS:
            return UNITS[key], at + 1
        if key not in TENS:
            return None
        unit = self._after_hyphen(at + 1)
        if 1 <= UNITS.get(self._tokens.key(unit), 0) <= 9:
            return TENS[key] + UNITS[self._tokens.key(unit)], unit + 1
        return TENS[key], at + 1
