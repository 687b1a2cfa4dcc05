"""A query of one word: most often it is a name that is remembered nearly.

In a longer query the other words tell which reading is meant. A word alone has to tell by itself:
of the words that are as near to it, names come first, and words that only hold it come last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from . import match as ways
from .match import Match, Pair

if TYPE_CHECKING:
    from .index import Index

_NAME = 0.08
"""What is added for a name."""
_LEFT_OUT, _SWAPPED, _OTHER_START = 0.03, 0.05, -0.03
"""What is added where a letter was left out or two were swapped, of which there are few ways (a
wrong or an additional letter may be any), and where the first letter is another."""
_FURTHER = -0.04
"""How much less than those one slip away other words count at most, though they sound alike."""
_SHORT, _LONG = 0.95, 0.9
"""What a longer word counts: with one letter more than the query, and with several."""
_HELD, _ONLY = 0.6, 0.96
"""The most that words count that hold the query's after their beginning; and what they count where
they all stand in one text."""
_FEWEST = 3
"""Letters of the shortest word that has near ones; of the shorter of two words taken for one."""
_MOST_RATED = 400
_LOOKED_AT = 4
"""Texts in which is looked whether a word is written in lower case."""


def of_a_lone_word(index: Index, word: str) -> tuple[list[Match], list[Pair], str]:
    """What the only word of a query meets: words, two words in a row, and initials."""
    exact, longer = list(ways.exact(index, word)), list(ways.longer(index, word, True))
    known = [*exact, *longer]
    near = list(ways.misspelt(index, word))
    if len(word) == _FEWEST and not known:
        near = list(ways.near(index, word, 1))
    alike = [*near, *ways.sounding_alike(index, word)]
    if not known and not near:
        alike += ways.misspelt_beginning(index, word)
    holding: list[Match] = []
    if len(word) > _FEWEST or not known:
        holding += ways.inside(index, word, False)
    is_near = any(match.quality == ways.slipped(word, 1) for match in near)
    pairs = list(ways.apart(index, word, _FEWEST if known or is_near else 1))
    is_short = _FEWEST <= len(word) <= (5 if known else 8)
    initials = word if is_short and not exact and word.isalpha() else ""
    if not (known or alike or holding or pairs):
        alike += ways.vaguely_alike(index, word)
    held = (_holding(index, match, bool(known)) for match in holding)
    return [*exact, *_longer(index, longer), *_rated(index, word, alike), *held], pairs, initials


def _rated(index: Index, word: str, matches: Sequence[Match]) -> Iterator[Match]:
    """The words that are nearly alike, each rated by itself."""
    found: dict[float, list[int]] = {}
    left = _MOST_RATED
    for match in matches:
        if match.letters is not None:
            yield match
            continue
        rest = match.numbers[left:]
        for number in map(int, match.numbers[:left]):
            quality = _quality(index, word, number, match.quality)
            found.setdefault(round(quality, 3), []).append(number)
        if len(rest):
            yield match._replace(numbers=rest)
        left = max(0, left - len(match.numbers))
    for quality, numbers in found.items():
        yield Match(quality, np.array(numbers, np.uint32))


def _holding(index: Index, match: Match, is_known: bool) -> Match:
    """The words that hold the query's after their beginning: the least, unless one text has them.

    What stands in one text only was perhaps copied from it.
    """
    texts = index.holders(match.numbers)
    is_one = not is_known and len(texts) > 0 and bool((texts == texts[0]).all())
    return match._replace(quality=_ONLY if is_one else min(match.quality, _HELD))


def _longer(index: Index, matches: Sequence[Match]) -> Iterator[Match]:
    """Words that the query's begins, those with one letter more before the others."""
    for match in matches:
        numbers = np.array(match.numbers, np.uint32)
        lengths = np.array([len(index.vocabulary[number]) for number in match.numbers])
        is_short = lengths <= (match.letters or 0) + 1
        for quality, some in ((_SHORT, numbers[is_short]), (_LONG, numbers[~is_short])):
            if len(some):
                yield Match(quality, some, match.letters)


def _quality(index: Index, word: str, number: int, quality: float) -> float:
    """How well a word of the index is met that is near, or sounds alike, or is vaguely alike."""
    from rapidfuzz.distance import OSA

    other = index.vocabulary[number]
    base = ways.slipped(word, 1)
    if OSA.distance(word, other) > 1:
        base = min(quality, base + _FURTHER)
    elif sorted(word) == sorted(other):
        base += _SWAPPED
    elif len(other) > len(word):
        base += _LEFT_OUT
    return base + _NAME * _is_name(index, number) + _OTHER_START * (word[0] != other[0])


def _is_name(index: Index, number: int) -> bool:
    """Whether a word is written with a capital letter wherever is looked; False without case."""
    word = index.vocabulary[number]
    if word.upper() == word:
        return False
    items = index.postings[number][:_LOOKED_AT]
    return not any(_holds(_unmarked(index.text(int(item))), word) for item in items)


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word in the very same letters."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def _unmarked(text: str) -> str:
    """A text without diacritics, in its own case."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
