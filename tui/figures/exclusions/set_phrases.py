"""Numbers in words that are part of a quoted name or of an idiom and count nothing."""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.people_words import PEOPLE, STATES
from ..lexicon.phrase_words import CLAUSE_WORDS
from ..number_tokens import TokenList
from ..phrases import Phrase

_MOST_WORDS = 6
"""Words of a quoted phrase such as "one country, two systems"."""

_OCCASIONS = word_set("case point occasion instance respect way sense area place time aspect")
"""Nouns after "at least one" that tell that something happened at all."""


def is_in_set_phrase(tokens: TokenList, found: Phrase) -> bool:
    """A number in words in a short quoted phrase that is no sentence: "one country, two systems".

    What counts people or has a unit is a figure also there.
    """
    if found.is_digits or found.has_scale or found.unit or found.bound or found.is_vague:
        return False
    if any(tokens.key(at) in PEOPLE or tokens.key(at) in STATES for at in _after(found)):
        return False
    first = next((at for at in range(found.first - 1, found.first - _MOST_WORDS, -1)
                  if tokens.key(at) in ("“", '"')), None)  # fmt: skip
    if first is None or not tokens.touches(first + 1) or tokens.touches(first):
        return False
    last = first + 1
    while tokens.is_word(last) or tokens.key(last) == ",":
        last += 1
    is_closed = tokens.key(last) in ("”", '"') and tokens.touches(last)
    words = [tokens.key(at) for at in range(first + 1, last) if tokens.is_word(at)]
    is_name = len(words) <= _MOST_WORDS and CLAUSE_WORDS.isdisjoint(words)
    return is_closed and is_name and tokens.key(last - 1) != ","


def is_occasion(tokens: TokenList, found: Phrase) -> bool:
    """The words "at least one" where they tell that something happened: "in at least one case"."""
    is_one = tokens.key(found.number) == "one" and found.number_end == found.number + 1
    return is_one and found.bound == "least" and tokens.key(found.end) in _OCCASIONS


def _after(found: Phrase) -> range:
    """The tokens after a number among which its noun stands."""
    return range(found.end, found.end + 3)
