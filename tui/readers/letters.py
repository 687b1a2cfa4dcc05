"""Measures how well a text fits a language by the frequencies of its letters and letter pairs.

A cost is the negative logarithm of a probability, in nats: the lower, the more likely. The
frequencies are in letters.txt, which tests/benchmarks/encodings_letters.py generates.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

BOUNDARY = " "
"""Replaces every character that is not a letter."""
APOSTROPHE = "’"
DATA = Path(__file__).with_name("letters.txt")
WITHOUT_ALPHABET = frozenset(("ja", "ko", "zh-hans", "zh-hant"))
"""Languages with too many characters for pairs: their characters are counted singly."""

_PER = 100_000
_NO_LETTERS = frozenset("ªºƒµˆ˜ˇ")
"""Symbols that Unicode classifies as letters."""
_UNKNOWN = 13.0
"""Cost of a letter that the language does not use."""
_FOREIGN = 8.0
"""Cost of an ASCII letter that the language does not use: foreign names occur in any text."""
_OTHER_SCRIPT = 18.0
"""Cost of a letter of another script in a language with Latin letters."""
_KNOWN, _WIDELY = 0.6, 8
"""Reduction of the cost of a foreign Latin letter for each language that uses it, and the number of
languages up to which the reduction grows."""
_NEW_PAIR = 2.3
"""Least cost of a pair without a count, in addition to the cost of its second letter."""
_SELDOM = 7.0
"""Cost of a letter above which its pairs are too rare to have been counted."""
_RARE_END = 4.0
_END = 1.0
"""Cost of the end of a word: after a letter that ends no word, and in scripts without spaces."""
_SWITCH = 0.7
_PAIR_SHARE = 0.9
"""Weight of the frequency of a pair; the remainder is the weight of its second letter."""
_STANDARDS = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("shift_jis", 0x88, 0x97))
"""(national standard, first and last lead byte of its ideographs in common use)."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language: the cost of each letter, and of each letter pair given its first letter.

    Languages in Latin letters (`latin`) have their own costs for ASCII letters; the others use
    those of English. `new_pairs` has the cost of a pair without a count by its first letter, in
    addition to the cost of its second letter.
    """

    name: str
    letters: Mapping[str, float]
    pairs: Mapping[str, float]
    new_pairs: Mapping[str, float]

    @property
    def latin(self) -> bool:
        """Whether the language is written with Latin letters."""
        return "e" in self.letters and self.letters["e"] < 5

    def is_rare(self, letter: str) -> bool:
        """Whether a letter is so rare in the language that its pairs may not have been counted."""
        return self.letters.get(letter, _UNKNOWN) > _SELDOM


@cache
def fold(character: str) -> str:
    """A letter in lower case; BOUNDARY for anything but letters, marks and non-ASCII digits.

    An apostrophe counts as a letter, because its role in a word depends on the language.
    """
    if character in "'’":
        return APOSTROPHE
    if character in _NO_LETTERS:
        return BOUNDARY
    if character.isalpha() or unicodedata.category(character)[0] == "M":
        return character.lower()[0]
    return BOUNDARY if character.isascii() or not character.isdecimal() else character


def folded(text: str) -> str:
    """A text with each character folded, between two boundaries."""
    return f"{BOUNDARY}{''.join(map(fold, text))}{BOUNDARY}"


def pairs_of(text: str) -> Counter[str]:
    """How often each pair of letters or boundaries occurs, without pairs of two boundaries."""
    line = folded(text)
    pairs = Counter(map(str.__add__, line, line[1:]))
    del pairs[BOUNDARY * 2]
    return pairs


@cache
def languages() -> tuple[Language, ...]:
    """All languages in letters.txt."""
    sections: dict[str, list[str]] = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            sections[line[2:]] = rows = []
        elif line and not line.startswith("#"):
            rows.append(line)
    return tuple(_language(name, rows) for name, rows in sections.items())


def _language(name: str, rows: list[str]) -> Language:
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        first, *cells = row.split("\t")
        counts[first] = {cell[0]: int(cell[1:]) for cell in cells}
    letters: Counter[str] = Counter()
    for cells_of_first in counts.values():
        letters.update(cells_of_first)
    if name in WITHOUT_ALPHABET:
        return Language(name, {c: -log(n / _PER) for c, n in letters.items()}, {}, {})
    total = letters.total()
    shares = {c: n / total for c, n in letters.items()}
    pairs: dict[str, float] = {}
    for first, seconds in counts.items():
        sum_of_first = sum(seconds.values())
        for second, n in seconds.items():
            share = _PAIR_SHARE * n / sum_of_first + (1 - _PAIR_SHARE) * shares[second]
            pairs[first + second] = -log(share)
    new_pairs = {first: _cost_of_new(list(seconds.values())) for first, seconds in counts.items()}
    return Language(name, {c: -log(share) for c, share in shares.items()}, pairs, new_pairs)


def _cost_of_new(counts: list[int]) -> float:
    """The cost of a pair without a count, from the counts of the pairs with the same first letter.

    A frequent letter with few different successors makes a new pair unlikely. Source: method C of
    Witten and Bell, "The zero-frequency problem", 1991.
    """
    return max(_NEW_PAIR, log((sum(counts) + len(counts)) / len(counts)))


@cache
def _english() -> Language:
    return next(language for language in languages() if language.name == "en")


@cache
def least_cost(letter: str) -> float:
    """The lowest cost of a letter in any language."""
    found = [one.letters[letter] for one in languages() if letter in one.letters]
    return min([*found, _cost_unknown(letter)])


def cost_of_letters(letters: Mapping[str, int], language: Language) -> float:
    """The cost of letters regardless of their order, given how often each occurs."""
    costs, cost = language.letters, 0.0
    for letter, n in letters.items():
        known = costs.get(letter)
        cost += n * (_cost_foreign(letter, language) if known is None else known)
    return cost


def _cost_foreign(letter: str, language: Language) -> float:
    if letter.isascii() and not language.latin:
        return _english().letters.get(letter, _FOREIGN)
    if language.name in WITHOUT_ALPHABET:
        return _cost_unknown(letter)
    return _cost_in_name(letter) if language.latin else _cost_of_script(letter)


@cache
def _cost_in_name(letter: str) -> float:
    """The cost of a Latin letter that the language does not use, but foreign names do."""
    if letter.isascii() or letter == APOSTROPHE:
        return _FOREIGN
    others = sum(one.latin and letter in one.letters for one in languages())
    return _UNKNOWN - _KNOWN * min(others, _WIDELY) if others else _OTHER_SCRIPT


def _cost_of_script(letter: str) -> float:
    return _FOREIGN if letter.isascii() or letter == APOSTROPHE else _UNKNOWN


@cache
def _cost_unknown(letter: str) -> float:
    """The cost of a character without a count: lower for ideographs and syllables in common use."""
    if "\u3041" <= letter <= "\u30ff":
        return 6.0
    if "\uac00" <= letter <= "\ud7a3":
        return 12.0 if _lead(letter, "euc_kr") else 14.0
    if "\u4e00" <= letter <= "\u9fff":
        common = any(first <= _lead(letter, name) <= last for name, first, last in _STANDARDS)
        return 9.5 if common else 12.0
    return _UNKNOWN


def _lead(letter: str, encoding: str) -> int:
    data = letter.encode(encoding, "ignore")
    return data[0] if data else 0


def cost_of_pairs(pairs: Mapping[str, int], language: Language) -> float:
    """The cost of a text, given the number of occurrences of each pair."""
    costs, cost = language.pairs, 0.0
    for pair, n in pairs.items():
        known = costs.get(pair)
        cost += n * (_cost_new_pair(pair, language) if known is None else known)
    return cost


def _cost_new_pair(pair: str, language: Language) -> float:
    second = pair[1]
    if not language.latin and pair.isascii():
        english = _english().pairs.get(pair)
        if english is not None:
            return english + _SWITCH
    if language.name in WITHOUT_ALPHABET:
        return _cost_single(second, language)
    if second == BOUNDARY:
        return _RARE_END
    if second not in language.letters:
        return _cost_foreign(second, language)
    cost = language.letters[second]
    if not language.is_rare(pair[0]):
        cost += language.new_pairs[pair[0]]
    return min(cost, _cost_in_name(second)) if language.latin else cost


def _cost_single(second: str, language: Language) -> float:
    if second == BOUNDARY:
        return _END
    known = language.letters.get(second)
    return _cost_foreign(second, language) if known is None else known
