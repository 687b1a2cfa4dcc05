"""Word lists: the places of given words in the texts of an index.

An entry is one word or several in a row. `word` stands for the word in any case and with or without
accents, `word*` for all words that begin so, `word~` also for misspellings and other
transliterations, as the search knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from ..model.document import Span
from ..model.errors import ReaderError
from ..model.folding import fold, keys, level, places
from ..model.graphemes import widen
from . import word_matches as ways
from .lexicon import Lexicon


class ListedWord(NamedTuple):
    """The key of a word, and its sign: "*", "~" or ""."""

    key: str
    sign: str


def listed_words(entry: str) -> tuple[ListedWord, ...]:
    """The words of an entry, at least one. Raises ReaderError if it has none."""
    found: list[ListedWord] = []
    for part in entry.split():
        sign = part[-1] if part[-1] in "*~" else ""
        named = keys(level(part.removesuffix(sign)))
        found += [ListedWord(key, "") for key in named[:-1]]
        found += [ListedWord(key, sign) for key in named[-1:]]
    if not found:
        raise ReaderError(f"“{entry}” holds no word")
    return tuple(found)


def places_of(lexicon: Lexicon, entry: str) -> Iterator[tuple[int, Span]]:
    """The texts that hold an entry, by number, and where, in code points of the text.

    Raises ReaderError if the entry has no word.
    """
    words = listed_words(entry)
    tokens = lexicon.index.tokens
    length = max(0, len(tokens.values) - len(words) + 1)
    is_place = np.ones(length, bool)
    for step, word in enumerate(words):
        is_place &= _is_match(lexicon, word)[tokens.values[step : step + length]]
    found = is_place.nonzero()[0]
    rows = np.searchsorted(tokens.offsets, found, "right") - 1
    is_whole = found + len(words) <= tokens.offsets[rows + 1]
    for row, at in zip(rows[is_whole].tolist(), found[is_whole].tolist(), strict=True):
        first = at - int(tokens.offsets[row])
        yield row, _span(lexicon.index.text(row), first, first + len(words) - 1)


def _is_match(lexicon: Lexicon, word: ListedWord) -> Any:
    """Whether each word of the vocabulary matches a listed one."""
    matching = np.zeros(len(lexicon.index.vocabulary), bool)
    exact = lexicon.beginning(word.key) if word.sign == "*" else lexicon.find(word.key)
    matching[exact.start : exact.stop] = True
    if word.sign == "~":
        for match in (*ways.misspelt(lexicon, word.key), *ways.same_skeleton(lexicon, word.key)):
            matching[np.asarray(match.numbers, np.int64)] = True
    return matching


def _span(text: str, first: int, last: int) -> Span:
    """The span of the words of a text from one number to another."""
    folded = fold(text)
    found = places(folded.text)
    return widen(text, *folded.original(found[first][0], found[last][1]))
