"""The phrase around a number: "at least", a range, a currency and a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .lexicon.multilingual_words import OTHER_UNITS
from .lexicon.number_words import ABOUT, AT_LEAST, AT_MOST, LETTER_SCALES, SCALES
from .lexicon.phrase_words import RISING
from .lexicon.unit_words import (
    CURRENCY_CODES,
    CURRENCY_MARKS,
    CURRENCY_WORDS,
    DOLLAR_COUNTRIES,
    DOLLAR_NATIONS,
    MEASURES,
)
from .number_tokens import DASHES, TokenList, tidy
from .numerals import Numeral, NumeralParser

_LONGEST_UNIT = 4
"""Tokens."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its modifiers and unit: the tokens `[first, end)`.

    `number` and `number_end` bound the tokens of the number or range alone. `bound` is "least",
    "most", "about" or "" for a number without modifier. `is_vague` tells "dozens" and the like.
    """

    first: int
    end: int
    number: int
    number_end: int
    low: float | None
    high: float | None
    unit: str = ""
    bound: str = ""
    is_digits: bool = False
    has_scale: bool = False
    is_range: bool = False
    is_vague: bool = False


class PhraseParser:
    """Parses the phrases around the numbers in one list of tokens."""

    def __init__(self, tokens: TokenList, lang: str, has_words: bool) -> None:
        self._tokens = tokens
        self._numerals = NumeralParser(tokens, lang, has_words)
        self._has_words = has_words

    def phrase(self, at: int) -> Phrase | None:
        """The phrase whose number begins at a token, or None."""
        numeral = self._numerals.numeral(at)
        if numeral is None:
            return None
        found = Phrase(
            at,
            numeral.end,
            at,
            numeral.end,
            numeral.low,
            numeral.high,
            unit="%" if numeral.is_share else "",
            is_digits=numeral.is_digits,
            has_scale=numeral.has_scale,
            is_vague=numeral.high is None and self._tokens.key(numeral.end - 1).endswith("s"),
        )
        found = self._with_mark(found)
        if not numeral.is_share:
            found = self._with_range(found, numeral)
            found = self._with_unit(found)
        return self._with_ending(self._with_modifier(found))

    def _with_mark(self, found: Phrase) -> Phrase:
        """Include the sign or code of a currency before the number."""
        before = found.number - 1
        key = self._tokens.key(before)
        if key in CURRENCY_MARKS:
            country = self._tokens.key(before - 1) if self._tokens.touches(before) else ""
            if key == "$" and country in DOLLAR_COUNTRIES:
                return replace(found, first=before - 1, unit=DOLLAR_COUNTRIES[country])
            return replace(found, first=before, unit=CURRENCY_MARKS[key])
        if key in CURRENCY_CODES and self._tokens[before].text[0].isupper():
            return replace(found, first=before, unit=CURRENCY_CODES[key])
        return found

    def _with_range(self, found: Phrase, numeral: Numeral) -> Phrase:
        """Include the second number of a range."""
        link = self._tokens.key(numeral.end)
        is_dash = link in DASHES
        begins = self._tokens.key(found.first - 1)
        is_between = begins == "between"
        if not self._has_words and not is_dash:
            return found
        if not (is_dash or link in ("to", "or") or (link == "and" and is_between)):
            return found
        if begins == "from" and self._is_change(found.first - 1):
            return found
        second = self._second(numeral.end + 1, found.unit)
        if second is None or second.high is None or second.is_share:
            return found
        low = numeral.low
        if second.has_scale and not numeral.has_scale and low < second.low:
            scale = self._tokens.key(second.end - 1)
            low = tidy(low * (SCALES.get(scale) or LETTER_SCALES.get(scale, 1)))
        if low >= second.low:
            return found
        first = found.first - (is_between or (begins == "from" and link == "to"))
        return replace(
            found,
            first=first,
            end=second.end,
            number_end=second.end,
            low=low,
            high=second.low,
            has_scale=found.has_scale or second.has_scale,
            is_range=True,
        )

    def _second(self, at: int, unit: str) -> Numeral | None:
        """The second number of a range, after the sign of a currency if the first has one."""
        if unit and self._tokens.key(at) in DOLLAR_COUNTRIES and self._tokens.key(at + 1) == "$":
            at += 1
        if unit and self._tokens.key(at) in CURRENCY_MARKS:
            at += 1
        return self._numerals.numeral(at) if at < len(self._tokens) else None

    def _is_change(self, at: int) -> bool:
        """Whether "from" at a token tells a change ("rose from 20 to 30") instead of a range."""
        return any(self._tokens.key(before) in RISING for before in range(at - 6, at))

    def _with_unit(self, found: Phrase) -> Phrase:
        """Include the unit or currency after the number."""
        if found.unit and found.unit != "%":
            after = self._tokens.key(found.end)
            is_named = after in CURRENCY_WORDS or after.removesuffix("s") in CURRENCY_WORDS
            return replace(found, end=found.end + 1) if is_named else found
        start = found.end
        if self._tokens.key(start) in DASHES and self._tokens.is_joint(start):
            start += 1
        if self._has_words and self._tokens.key(start) == "of":
            # "Millions of dollars".
            start += 1
        currency = self._currency(start)
        if currency:
            return replace(found, unit=currency[0], end=currency[1])
        is_of = self._tokens.key(start - 1) == "of" and not found.is_vague
        measure = self._measure(found.end if is_of else start)
        if measure:
            return replace(found, unit=measure[0], end=measure[1])
        return found

    def _currency(self, at: int) -> tuple[str, int] | None:
        """The currency that is named at a token, and the token after it."""
        for length in (2, 1) if self._has_words else ():
            if self._tokens.key(at + length) not in ("dollar", "dollars"):
                continue
            nation = " ".join(self._tokens.key(at + n) for n in range(length))
            if nation in DOLLAR_NATIONS:
                return DOLLAR_NATIONS[nation], at + length + 1
        if self._tokens.key(at) in CURRENCY_MARKS:
            return CURRENCY_MARKS[self._tokens.key(at)], at + 1
        if self._tokens.key(at) in CURRENCY_CODES and self._tokens[at].text.isupper():
            return CURRENCY_CODES[self._tokens.key(at)], at + 1
        if not self._has_words:
            return None
        word = self._tokens.key(at)
        unit = CURRENCY_WORDS.get(word) or CURRENCY_WORDS.get(word.removesuffix("s"))
        return (unit, at + 1) if unit and word != "real" else None

    def _measure(self, at: int) -> tuple[str, int] | None:
        """The unit that is named at a token, and the token after it; the longest name counts."""
        first = self._tokens.key(at)
        if not self._has_words and first in OTHER_UNITS:
            return OTHER_UNITS[first], at + 1
        measures = MEASURES if self._has_words else _SYMBOLS
        if first not in _FIRST_OF_UNITS and _singular([first]) not in _FIRST_OF_UNITS:
            return None
        for length in range(_LONGEST_UNIT, 0, -1):
            words = [self._tokens.key(at + n) for n in range(length)]
            name = " ".join(words)
            unit = measures.get(name) or measures.get(_singular(words))
            if unit and self._is_symbol_written(at, length):
                return unit, at + length
        return None

    def _is_symbol_written(self, at: int, length: int) -> bool:
        """Whether a unit of one letter is a small letter, as in "5 m"."""
        text = self._tokens.text(at)
        return len(text) > 1 or not text.isalpha() or text.islower() or length > 1

    def _with_modifier(self, found: Phrase) -> Phrase:
        """Include words such as "at least" before the number."""
        if not self._has_words:
            return found
        first, bound = found.first, found.bound
        for _ in range(2):
            if self._tokens.key(first - 1) not in _LAST_OF_MODIFIERS:
                break
            matched = next(
                (
                    (kind, first - length)
                    for length in (4, 3, 2, 1)
                    if (kind := _MODIFIERS.get(self._tokens.joined(first - length, first)))
                ),
                None,
            )
            if matched is None:
                break
            bound = matched[0] if bound in ("", "about") else bound
            first = matched[1]
        low, high = found.low, found.high
        if bound == "least":
            high = None
        elif bound == "most":
            low, high = None, high if high is not None else low
        if not bound:
            return found
        return replace(found, first=first, bound=bound, low=low, high=high)

    def _with_ending(self, found: Phrase) -> Phrase:
        """Include "or more", "-odd", "strong" or a plus sign after the number."""
        if self._has_words and not found.unit:
            found = self._with_strong(found)
        after, then = self._tokens.key(found.end), self._tokens.key(found.end + 1)
        if after == "+" and self._tokens.touches(found.end):
            return replace(found, end=found.end + 1, high=None, bound="least")
        if after in DASHES and then in ("plus", "odd") and self._tokens.touches(found.end + 1):
            high = None if then == "plus" else found.high
            return replace(found, end=found.end + 2, high=high, bound=found.bound or "about")
        if after == "or" and then in ("more", "so", "less", "fewer"):
            low = None if then in ("less", "fewer") else found.low
            high = None if then == "more" else found.high
            return replace(found, end=found.end + 2, low=low, high=high, bound=found.bound or then)
        return found

    def _with_strong(self, found: Phrase) -> Phrase:
        """Include "strong" after the number, with a hyphen or without: "3,000-strong"."""
        at = found.end
        at += self._tokens.key(at) in DASHES and self._tokens.is_joint(at)
        return replace(found, end=at + 1) if self._tokens.key(at) == "strong" else found


_MODIFIERS: Mapping[str, str] = (
    dict.fromkeys(ABOUT, "about")
    | dict.fromkeys(AT_LEAST, "least")
    | dict.fromkeys(AT_MOST, "most")
)
_LAST_OF_MODIFIERS = {name.split(" ")[-1] for name in _MODIFIERS}
_FIRST_OF_UNITS = {name.split(" ")[0] for name in MEASURES}
_SYMBOLS: Mapping[str, str] = {
    name: unit
    for name, unit in MEASURES.items()
    if name in ("%", "km", "m", "cm", "kg", "°", "° c")
}


def _singular(words: Sequence[str]) -> str:
    """The name of a unit in the singular: "square miles", "miles per hour"."""
    singular = [word.removesuffix("s") if len(word) > 3 else word for word in words]
    return " ".join(singular)
