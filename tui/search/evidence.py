"""Evidence: all that one word of a query meets in an index, by the way that the word is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import match as ways
from .lone import of_a_lone_word
from .match import APART, INITIALS, Match, Pair
from .rows import Numbers

if TYPE_CHECKING:
    from .index import Index

How = Literal[
    "whole", "ending", "typing", "alone", "joined", "joined typing", "nearly joined", "initials"
]
"""How a word is meant: whole; whole or a word's end; still being typed; as the only word; two words
of the query joined to one, which must be met exactly, as a beginning or nearly; or the first
letters of words in a row."""

Qualities = NDArray[np.uint8]
"""How well each text, or each word, is met: 255 for EXACT, 0 not at all."""


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """All that one word of a query meets.

    `texts` says how well each text is met, `best` and `common` the highest of these and how many
    texts have it. `by_word` gives for each word of the index the place of its Match in `matches`,
    counted from 1. `initials` are letters that texts may also be met by.
    """

    texts: Qualities
    matches: list[Match]
    by_word: NDArray[np.uint8]
    pairs: list[Pair]
    initials: str
    best: int
    common: int


Memory = dict[tuple[How, str], Evidence]
"""What words met before, so that a key typed costs one word and not the whole query."""


def gather(index: Index, how: How, word: str) -> Evidence:
    """What a word, meant so, meets in an index."""
    if how == "initials":
        return _weigh(index, list(ways.exact(index, word)), initials=word)
    if how == "alone":
        return _weigh(index, *of_a_lone_word(index, word))
    if how not in ("whole", "ending", "typing"):
        alike = list(ways.exact(index, word))
        alike += ways.longer(index, word, True) if how == "joined typing" else ()
        alike += ways.misspelt(index, word, 1) if how == "nearly joined" else ()
        return _weigh(index, [m._replace(quality=m.quality * APART) for m in alike])
    typing = how == "typing"
    exact, longer = list(ways.exact(index, word)), list(ways.longer(index, word, typing))
    is_known = bool(exact or (typing and longer))
    matches = [*exact, *longer, *ways.misspelt(index, word)]
    if typing and not matches:
        matches += ways.misspelt_beginning(index, word)
    matches += [*ways.sounding_alike(index, word)]
    if how == "ending" or len(word) > 3 or not matches:
        matches += ways.inside(index, word, how == "ending")
    pairs = list(ways.apart(index, word, 3 if is_known else 1))
    is_short = 3 <= len(word) <= (5 if is_known else 8)
    initials = word if is_short and not exact and word.isalpha() else ""
    if not matches and not pairs:
        matches += ways.vaguely_alike(index, word)
    return _weigh(index, matches, pairs, initials)


def _weigh(
    index: Index, matches: list[Match], pairs: Sequence[Pair] = (), initials: str = ""
) -> Evidence:
    """The matches of a word put together, from worst to best so that the best counts."""
    texts = np.zeros(len(index), np.uint8)
    by_word = np.zeros(len(index.vocabulary), np.uint8)
    matches = sorted(matches, key=lambda match: match.quality)[-255:]
    for place, match in enumerate(matches, 1):
        by_word[_as_slice(match.numbers)] = place
        texts[index.holders(match.numbers)] = _byte(match.quality)
    others = [(pair.texts, APART) for pair in pairs]
    if initials:
        others.append((ways.with_initials(index, initials), INITIALS))
    for items, quality in others:
        texts[items] = np.maximum(texts[items], _byte(quality))
    best = int(texts.max(initial=0))
    common = int(np.count_nonzero(texts == best)) if best else 0
    return Evidence(texts, matches, by_word, list(pairs), initials, best, common)


def _byte(quality: float) -> int:
    return max(1, round(quality * 255))


def _as_slice(numbers: range | Numbers) -> Any:
    return slice(numbers.start, numbers.stop) if isinstance(numbers, range) else numbers
