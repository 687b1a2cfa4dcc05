"""How one word of a query matches words of an index: exactly, almost, or in part.

Each way of matching is a function from a word to Matches. `Weights` says how good each way is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..model.folding import skeletons
from ..model.patterns import lazily
from .index import Numbers
from .lexicon import Lexicon
from .weights import WEIGHTS

_MOST_FRAGMENTS = 1000
"""Words of the index that may hold a fragment; more are not looked at."""
_VOWELS = lazily("[aeiou]+")


class Match(NamedTuple):
    """Words of the index, by number, that a word of the query matches equally well (0 to 1).

    `letters` is how many letters of each word's beginning match, None for all of them; `fragment`
    is what matches inside each word, "" where that is its beginning.
    """

    quality: float
    numbers: range | Numbers
    letters: int | None = None
    fragment: str = ""


class Pair(NamedTuple):
    """Two words of the index that spell the query's word, and the texts that hold them in a row."""

    left: int
    right: int
    texts: Numbers


def texts_with_phrase(lexicon: Lexicon, numbers: Sequence[int]) -> Numbers:
    """The texts that hold one or more words in a row; a text may occur twice."""
    index = lexicon.index
    texts: Numbers = index.postings[numbers[0]]
    for number in numbers[1:]:
        has_word = np.zeros(len(index), bool)
        has_word[index.postings[number]] = True
        texts = texts[has_word[texts]]
    if len(numbers) == 1:
        return texts
    if len(texts) * 4 < len(index):
        tokens = index.tokens.take(texts)
    else:
        # Copying most of the tokens takes longer than reading all of them in place.
        texts, tokens = np.arange(len(index), dtype=np.uint32), index.tokens
    last = max(0, len(tokens.values) + 1 - len(numbers))
    places = (tokens.values[:last] == numbers[0]).nonzero()[0]
    for step, number in enumerate(numbers[1:], 1):
        places = places[tokens.values[places + step] == number]
    rows = np.searchsorted(tokens.offsets, places, "right") - 1
    found: Numbers = texts[rows[places + len(numbers) <= tokens.offsets[rows + 1]]]
    return found


def exact(lexicon: Lexicon, word: str) -> Iterator[Match]:
    """The word itself."""
    numbers = lexicon.find(word)
    if numbers:
        yield Match(WEIGHTS.exact, numbers)


def longer(lexicon: Lexicon, word: str, typing: bool) -> Iterator[Match]:
    """Words that begin with the query's word; `typing` if that may be unfinished."""
    numbers = lexicon.beginning(word)
    if not numbers or (word in ("a", "i") and not typing):
        return
    whole = WEIGHTS.longer * min(1.0, 0.5 + len(word) / 8)
    yield Match(WEIGHTS.typing if typing else whole, numbers, len(word))


def misspelt(lexicon: Lexicon, word: str, most: int = 3) -> Iterator[Match]:
    """Words one to `most` typos away, as many as the word's length allows."""
    yield from within(lexicon, word, min(most, _typos_allowed(word)))


def within(lexicon: Lexicon, word: str, most: int) -> Iterator[Match]:
    """Words one to `most` typos away; two swapped neighbours are one typo."""
    for typos, numbers in lexicon.similar.within(word, most).items() if most else ():
        if typos:
            yield Match(quality_of_typos(word, typos), _array(numbers))


def misspelt_beginning(lexicon: Lexicon, word: str) -> Iterator[Match]:
    """Words whose beginning is one or two typos away, while the word is being typed."""
    most = min(_typos_allowed(word), 1 if len(word) < 8 else 2)
    for length in (len(word) - 1, len(word), len(word) + 1) if most else ():
        for start, typos in lexicon.similar.starts_within(word, length, most):
            quality = quality_of_typos(word, typos) * WEIGHTS.typing
            yield Match(quality, lexicon.beginning(start), length)


def _typos_allowed(word: str) -> int:
    """How many typos a word of this length may have: none in figures and short words."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 7 else 2 if len(word) < 11 else 3


def quality_of_typos(word: str, typos: int) -> float:
    """The quality (0 to 1) of a word that is so many typos away."""
    return min(WEIGHTS.typo_most, WEIGHTS.typo - WEIGHTS.typo_cost * typos / len(word))


def same_skeleton(lexicon: Lexicon, word: str) -> Iterator[Match]:
    """Words with the same consonants: other transliterations, and words typed without vowels."""
    from rapidfuzz.distance import Levenshtein

    is_bare = len(word) > 1 and not _VOWELS.search(word)
    if not (is_bare or len(word) > 3) or not (word.isascii() and word.isalpha()):
        return
    # The sound of a c depends on the vowel after it, which may be the letter that differs.
    readings = (word, word.replace("c", "k"), word.replace("c", "s"))
    for skeleton in {skeletons(reading) for reading in readings}:
        if not is_bare and len(skeleton) < 3:
            continue
        for number in lexicon.words_with_skeleton(skeleton):
            other = compared = lexicon.index.vocabulary[number]
            if is_bare:
                compared = other[0] + _VOWELS.sub("", other[1:])
            likeness = Levenshtein.normalized_similarity(word, compared)
            if likeness > WEIGHTS.sound_least and other != word:
                quality = WEIGHTS.sound + WEIGHTS.sound_likeness * likeness
                yield Match(quality, _array([number]))


def inside(lexicon: Lexicon, word: str, ending: bool) -> Iterator[Match]:
    """Words that hold the query's word after their beginning.

    `ending` restricts a word of fewer than four letters to the ends of words.
    """
    is_short = len(word) < 4
    if ending and is_short:
        numbers = lexicon.similar.ending(word)
    else:
        numbers = _array(lexicon.similar.holding(word, _MOST_FRAGMENTS))
    if len(numbers):
        longer_words = WEIGHTS.inside_4 if len(word) == 4 else WEIGHTS.inside
        yield Match(WEIGHTS.inside_3 if is_short else longer_words, numbers, None, word)


def split_in_two(lexicon: Lexicon, word: str, least: int) -> Iterator[Pair]:
    """Two words in a row, each of `least` letters or more, that spell the query's word."""
    for cut in range(least, len(word) - least + 1) if 4 <= len(word) <= 40 else ():
        left, right = lexicon.find(word[:cut]), lexicon.find(word[cut:])
        if left and right:
            texts = texts_with_phrase(lexicon, [left.start, right.start])
            if len(texts):
                yield Pair(left.start, right.start, texts)


def texts_with_initials(lexicon: Lexicon, word: str) -> Numbers:
    """The texts that hold words in a row which begin with the letters of `word`."""
    tokens = lexicon.index.tokens
    places = places_of_initials(lexicon.initials, word)
    texts = np.searchsorted(tokens.offsets, places, "right") - 1
    found: Numbers = texts[places + len(word) <= tokens.offsets[texts + 1]]
    return found


def places_of_initials(letters: Any, wanted: str) -> Any:
    """Where in an array of first letters (low bytes) the wanted letters stand in a row."""
    codes = [ord(letter) & 0xFF for letter in wanted]
    is_place = np.ones(max(0, len(letters) - len(codes) + 1), bool)
    for at, code in enumerate(codes[:3]):
        is_place &= letters[at : at + len(is_place)] == code
    places = is_place.nonzero()[0]
    for at, code in enumerate(codes[3:], 3):
        places = places[letters[places + at] == code]
    return places


def most_similar(lexicon: Lexicon, word: str) -> Iterator[Match]:
    """The most similar words, for a word that matches in no other way."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if len(word) < 5 or not word.isalpha():
        return
    numbers = lexicon.similar.candidates(word, 4)
    near = process.extract(
        word,
        [lexicon.index.vocabulary[number] for number in numbers],
        scorer=Indel.normalized_similarity,
        processor=None,
        score_cutoff=WEIGHTS.vague_least,
        limit=8,
    )
    for _, likeness, at in near:
        yield Match(WEIGHTS.vague * likeness, _array([numbers[at]]))


def _array(numbers: list[int]) -> Numbers:
    return np.array(numbers, np.uint32)
