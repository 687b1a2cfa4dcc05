"""Matching a query of one word, which most often is a name remembered nearly.

In a longer query the other words decide between possible matches. A single word has to decide by
itself: of the words that are equally near, names come first, and words that only hold it last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from . import word_matches as ways
from .lexicon import Lexicon
from .weights import WEIGHTS
from .word_matches import Match, Pair

_SHORTEST = 3
"""Letters of the shortest word that may be misspelt, and of the shorter half of a word in two."""
_MOST_RATED = 400
"""Words that are rated one by one; the others keep the quality of their match."""
_TEXTS_READ = 4
"""Texts in which a word is looked at for a capital letter."""


def matches_of_single_word(lexicon: Lexicon, word: str) -> tuple[list[Match], list[Pair], str]:
    """The words that a query's only word matches, the pairs of words that spell it, its initials.

    The initials are "" if words in a row with these initials are not to be matched.
    """
    exact, longer = list(ways.exact(lexicon, word)), list(ways.longer(lexicon, word, True))
    known = [*exact, *longer]
    misspelt = list(ways.misspelt(lexicon, word))
    if len(word) == _SHORTEST and not known:
        misspelt = list(ways.within(lexicon, word, 1))
    similar = [*misspelt, *ways.same_skeleton(lexicon, word)]
    if not known and not misspelt:
        similar += ways.misspelt_beginning(lexicon, word)
    holding: list[Match] = []
    if len(word) > _SHORTEST or not known:
        holding += ways.inside(lexicon, word, False)
    is_near = any(match.quality == ways.quality_of_typos(word, 1) for match in misspelt)
    pairs = list(ways.split_in_two(lexicon, word, _SHORTEST if known or is_near else 1))
    is_short = _SHORTEST <= len(word) <= (5 if known else 8)
    initials = word if is_short and not exact and word.isalpha() else ""
    if not (known or similar or holding or pairs):
        similar += ways.most_similar(lexicon, word)
    held = (_holding(lexicon, match, bool(known)) for match in holding)
    rated = _rated(lexicon, word, similar)
    return [*exact, *_longer(lexicon, longer), *rated, *held], pairs, initials


def _rated(lexicon: Lexicon, word: str, matches: Sequence[Match]) -> Iterator[Match]:
    """Similar words, each with a quality of its own."""
    by_quality: dict[float, list[int]] = {}
    left = _MOST_RATED
    for match in matches:
        if match.letters is not None:
            yield match
            continue
        rest = match.numbers[left:]
        for number in map(int, match.numbers[:left]):
            quality = _quality(lexicon, word, number, match.quality)
            by_quality.setdefault(round(quality, 3), []).append(number)
        if len(rest):
            yield match._replace(numbers=rest)
        left = max(0, left - len(match.numbers))
    for quality, numbers in by_quality.items():
        yield Match(quality, np.array(numbers, np.uint32))


def _holding(lexicon: Lexicon, match: Match, is_known: bool) -> Match:
    """Words that hold the query after their beginning: ranked last, unless one text has them all.

    A fragment that one text alone has was probably copied from it.
    """
    texts = lexicon.documents_with(match.numbers)
    is_one_text = not is_known and len(texts) > 0 and bool((texts == texts[0]).all())
    most = min(match.quality, WEIGHTS.single_inside)
    return match._replace(quality=WEIGHTS.single_inside_one_text if is_one_text else most)


def _longer(lexicon: Lexicon, matches: Sequence[Match]) -> Iterator[Match]:
    """Words that begin with the query, those with one letter more before the others."""
    for match in matches:
        numbers = np.array(match.numbers, np.uint32)
        lengths = np.array([len(lexicon.index.vocabulary[number]) for number in match.numbers])
        is_one = lengths <= (match.letters or 0) + 1
        for quality, some in (
            (WEIGHTS.single_longer_by_1, numbers[is_one]),
            (WEIGHTS.single_longer, numbers[~is_one]),
        ):
            if len(some):
                yield Match(quality, some, match.letters)


def _quality(lexicon: Lexicon, word: str, number: int, quality: float) -> float:
    """The quality of one similar word, from the quality of the way in which it was found."""
    from rapidfuzz.distance import OSA

    other = lexicon.index.vocabulary[number]
    base = ways.quality_of_typos(word, 1)
    if OSA.distance(word, other) > 1:
        base = min(quality, base + WEIGHTS.single_two_typos)
    elif sorted(word) == sorted(other):
        base += WEIGHTS.single_swapped
    elif len(other) > len(word):
        base += WEIGHTS.single_left_out
    base += WEIGHTS.single_name * _is_name(lexicon, number)
    return base + WEIGHTS.single_other_start * (word[0] != other[0])


def _is_name(lexicon: Lexicon, number: int) -> bool:
    """Whether the first texts with a word write it with a capital letter."""
    index = lexicon.index
    word = index.vocabulary[number]
    if word.upper() == word:
        return False
    texts = index.postings[number][:_TEXTS_READ]
    return not any(_has_word(_without_marks(index.text(int(text))), word) for text in texts)


def _has_word(text: str, word: str) -> bool:
    """Whether a text has a word in exactly these letters, with no letter on either side."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def _without_marks(text: str) -> str:
    """A text without diacritics; its case is kept."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
