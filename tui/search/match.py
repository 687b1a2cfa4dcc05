"""How one word of a query meets the words of an index: exactly, almost, or in part.

Each way of meeting is a function from a word to Matches; a Match says how good it is and which
letters of the index's words it covers. Qualities are set by hand so that a surer way always
outranks a looser one of the same word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..model.patterns import lazily
from .rows import Numbers
from .words import skeletons

if TYPE_CHECKING:
    from .index import Index

EXACT, TYPED, APART, INSIDE, LONGER, INITIALS = 1.0, 0.93, 0.9, 0.82, 0.8, 0.6
_MOST_FRAGMENTS = 1000
_VOWELS = lazily("[aeiou]+")


class Match(NamedTuple):
    """Words of the index (their numbers) that a query's word meets equally well.

    So many `letters` of each word's beginning are met, all for None; or those of `fragment`, which
    stands inside.
    """

    quality: float
    numbers: range | Numbers
    letters: int | None = None
    fragment: str = ""


class Pair(NamedTuple):
    """Two words of the index that in a row spell the query's, and the texts that hold them so."""

    left: int
    right: int
    texts: Numbers


def in_a_row(index: Index, numbers: Sequence[int]) -> Numbers:
    """The texts that hold these words, at least one, one after the other; some perhaps twice."""
    texts: Numbers = index.postings[numbers[0]]
    for number in numbers[1:]:
        held = np.zeros(len(index), bool)
        held[index.postings[number]] = True
        texts = texts[held[texts]]
    if len(numbers) == 1:
        return texts
    if len(texts) * 4 < len(index):
        tokens = index.tokens.take(texts)
    else:
        # To copy most of the tokens takes longer than to look at all of them where they are.
        texts, tokens = np.arange(len(index), dtype=np.uint32), index.tokens
    last = max(0, len(tokens.values) + 1 - len(numbers))
    places = (tokens.values[:last] == numbers[0]).nonzero()[0]
    for step, number in enumerate(numbers[1:], 1):
        places = places[tokens.values[places + step] == number]
    rows = np.searchsorted(tokens.edges, places, "right") - 1
    found: Numbers = texts[rows[places + len(numbers) <= tokens.edges[rows + 1]]]
    return found


def _some(numbers: list[int]) -> Numbers:
    return np.array(numbers, np.uint32)


def exact(index: Index, word: str) -> Iterator[Match]:
    numbers = index.find(word)
    if numbers:
        yield Match(EXACT, numbers)


def longer(index: Index, word: str, typing: bool) -> Iterator[Match]:
    """Words that the query's word begins."""
    numbers = index.beginning(word)
    if not numbers or (word in ("a", "i") and not typing):
        return
    yield Match(TYPED if typing else LONGER * min(1.0, 0.5 + len(word) / 8), numbers, len(word))


def misspelt(index: Index, word: str, most: int = 3) -> Iterator[Match]:
    """Words one to three slips away, by their length; two swapped neighbours are one slip."""
    yield from near(index, word, min(most, _slips(word)))


def near(index: Index, word: str, most: int) -> Iterator[Match]:
    """Words at most so many slips away, those without a slip left out."""
    for slips, numbers in index.shapes.near(word, most).items() if most else ():
        if slips:
            yield Match(slipped(word, slips), _some(numbers))


def misspelt_beginning(index: Index, word: str) -> Iterator[Match]:
    """Words whose beginning is one or two slips away, while a word is typed."""
    most = min(_slips(word), 1 if len(word) < 8 else 2)
    for length in (len(word) - 1, len(word), len(word) + 1) if most else ():
        for start, slips in index.shapes.near_starts(word, length, most):
            yield Match(slipped(word, slips) * TYPED, index.beginning(start), length)


def _slips(word: str) -> int:
    """How many slips a word of this length may have: none in figures and short words."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 7 else 2 if len(word) < 11 else 3


def slipped(word: str, slips: int) -> float:
    """How well a word is met by one that is so many slips away."""
    return min(0.81, 0.95 - 1.4 * slips / len(word))


def sounding_alike(index: Index, word: str) -> Iterator[Match]:
    """Other transliterations, and vowels left out: words with the same consonants."""
    from rapidfuzz.distance import Levenshtein

    is_bare = len(word) > 1 and not _VOWELS.search(word)
    if not (is_bare or len(word) > 3) or not (word.isascii() and word.isalpha()):
        return
    # What a c stands for depends on the vowel after it, the very letter that may be another.
    readings = (word, word.replace("c", "k"), word.replace("c", "s"))
    for bones in {skeletons(reading) for reading in readings}:
        for number in index.boned_by(bones) if is_bare or len(bones) > 2 else ():
            other = index.vocabulary[number]
            if is_bare:
                other = other[0] + _VOWELS.sub("", other[1:])
            likeness = Levenshtein.normalized_similarity(word, other)
            if likeness > 0.4 and index.vocabulary[number] != word:
                yield Match(0.5 + 0.3 * likeness, _some([number]))


def inside(index: Index, word: str, ending: bool) -> Iterator[Match]:
    """Words that hold the query's word after their beginning, or a short one at their end."""
    short = len(word) < 4
    if ending and short:
        numbers = index.shapes.ending(word)
    else:
        numbers = _some(index.shapes.holding(word, _MOST_FRAGMENTS))
    if len(numbers):
        yield Match(0.6 if short else 0.7 if len(word) == 4 else INSIDE, numbers, None, word)


def apart(index: Index, word: str, least: int) -> Iterator[Pair]:
    """Two words in a row, of so many letters at least, that spell the query's word: battle field
    for battlefield."""
    for cut in range(least, len(word) - least + 1) if 4 <= len(word) <= 40 else ():
        left, right = index.find(word[:cut]), index.find(word[cut:])
        if left and right:
            texts = in_a_row(index, [left.start, right.start])
            if len(texts):
                yield Pair(left.start, right.start, texts)


def with_initials(index: Index, word: str) -> Numbers:
    """Texts with words in a row that begin with these letters: pmu."""
    places = initials(index.initials, word)
    texts = np.searchsorted(index.tokens.edges, places, "right") - 1
    found: Numbers = texts[places + len(word) <= index.tokens.edges[texts + 1]]
    return found


def initials(letters: Any, wanted: str) -> Any:
    """Where in a row of first letters the wanted ones stand."""
    codes = [ord(letter) & 0xFF for letter in wanted]
    able = np.ones(max(0, len(letters) - len(codes) + 1), bool)
    for at, code in enumerate(codes[:3]):
        able &= letters[at : at + len(able)] == code
    places = able.nonzero()[0]
    for at, code in enumerate(codes[3:], 3):
        places = places[letters[places + at] == code]
    return places


def vaguely_alike(index: Index, word: str) -> Iterator[Match]:
    """The least unlike words, for a word that meets nothing otherwise."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if len(word) < 5 or not word.isalpha():
        return
    numbers = index.shapes.perhaps_near(word, 4)
    near = process.extract(
        word,
        [index.vocabulary[number] for number in numbers],
        scorer=Indel.normalized_similarity,
        processor=None,
        score_cutoff=0.62,
        limit=8,
    )
    for _, likeness, at in near:
        yield Match(0.7 * likeness, _some([numbers[at]]))
