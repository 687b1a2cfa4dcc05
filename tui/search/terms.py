"""Terms: the words of a query, how each is meant, what it matches, and how much it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import log
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.folding import keys
from . import word_matches as ways
from .index import Numbers
from .lexicon import Lexicon
from .single_word import matches_of_single_word
from .weights import WEIGHTS
from .word_matches import Match, Pair

Meaning = Literal[
    "whole", "ending", "typing", "alone", "joined", "joined typing", "joined misspelt", "initials"
]
"""How a word of the query is meant: as a whole word; as a whole word or the end of one; as a word
still being typed; as the only word; as two words of the query joined, to be matched exactly, as a
beginning or with one typo; or as the initials of words in a row."""

Qualities = NDArray[np.uint8]
"""Qualities of matches in steps of 1/255; 0 where nothing matches."""

_MOST_MATCHES = 255
"""Matches of one word that are kept, the best: their places are stored in a byte."""


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """All that one word of a query matches.

    `texts` is the quality for each text, `best` the highest of them and `common` the number of
    texts that have it. `by_word` is, for each word of the index, the place of its Match in
    `matches`, counted from 1. `initials` are letters that words in a row may begin with.
    """

    texts: Qualities
    matches: list[Match]
    by_word: NDArray[np.uint8]
    pairs: list[Pair]
    initials: str
    best: int
    common: int


def evidence_for(lexicon: Lexicon, meaning: Meaning, word: str) -> Evidence:
    """The Evidence for a word that is meant in one of the ways of Meaning."""
    if meaning == "initials":
        return _combine(lexicon, list(ways.exact(lexicon, word)), initials=word)
    if meaning == "alone":
        return _combine(lexicon, *matches_of_single_word(lexicon, word))
    if meaning not in ("whole", "ending", "typing"):
        return _for_joined(lexicon, meaning, word)
    typing = meaning == "typing"
    exact, longer = list(ways.exact(lexicon, word)), list(ways.longer(lexicon, word, typing))
    is_known = bool(exact or (typing and longer))
    matches = [*exact, *longer, *ways.misspelt(lexicon, word)]
    if typing and not matches:
        matches += ways.misspelt_beginning(lexicon, word)
    matches += [*ways.same_skeleton(lexicon, word)]
    if meaning == "ending" or len(word) > 3 or not matches:
        matches += ways.inside(lexicon, word, meaning == "ending")
    pairs = list(ways.split_in_two(lexicon, word, 3 if is_known else 1))
    is_short = 3 <= len(word) <= (5 if is_known else 8)
    initials = word if is_short and not exact and word.isalpha() else ""
    if not matches and not pairs:
        matches += ways.most_similar(lexicon, word)
    return _combine(lexicon, matches, pairs, initials)


def _for_joined(lexicon: Lexicon, meaning: Meaning, word: str) -> Evidence:
    """The Evidence for two neighbouring words of the query, written as one."""
    matches = list(ways.exact(lexicon, word))
    matches += ways.longer(lexicon, word, True) if meaning == "joined typing" else ()
    matches += ways.misspelt(lexicon, word, 1) if meaning == "joined misspelt" else ()
    return _combine(
        lexicon, [match._replace(quality=match.quality * WEIGHTS.joined) for match in matches]
    )


def _combine(
    lexicon: Lexicon, matches: list[Match], pairs: Sequence[Pair] = (), initials: str = ""
) -> Evidence:
    """The Evidence of all matches of a word; a text has the quality of its best match."""
    texts = np.zeros(len(lexicon.index), np.uint8)
    by_word = np.zeros(len(lexicon.index.vocabulary), np.uint8)
    matches = sorted(matches, key=lambda match: match.quality)[-_MOST_MATCHES:]
    for place, match in enumerate(matches, 1):
        by_word[_as_slice(match.numbers)] = place
        texts[lexicon.documents_with(match.numbers)] = _byte(match.quality)
    others = [(pair.texts, WEIGHTS.joined) for pair in pairs]
    if initials:
        others.append((ways.texts_with_initials(lexicon, initials), WEIGHTS.initials))
    for numbers, quality in others:
        texts[numbers] = np.maximum(texts[numbers], _byte(quality))
    best = int(texts.max(initial=0))
    common = int(np.count_nonzero(texts == best)) if best else 0
    return Evidence(texts, matches, by_word, list(pairs), initials, best, common)


def _byte(quality: float) -> int:
    return max(1, round(quality * 255))


def _as_slice(numbers: range | Numbers) -> Any:
    return slice(numbers.start, numbers.stop) if isinstance(numbers, range) else numbers


MOST_WORDS = 48
"""Words of a query that are searched for; further ones are ignored."""

_PERFECT = 255

Recall = Callable[[Meaning, str], Evidence]
"""Gives the Evidence for a word, found before or now."""


class Term(NamedTuple):
    """A word of the query: its Evidence, alone and joined to a neighbour, and its weight."""

    evidence: list[Evidence]
    weight: float


def terms_of(folded: str, total: int, recall: Recall) -> list[Term]:
    """The terms of a folded query, in its order; `total` is the number of texts."""
    meanings = list(_meanings(folded, recall))
    found = [[recall(*meaning)] for meaning in meanings]
    for at, ((_, left), (meaning, right)) in enumerate(pairwise(meanings)):
        # "battle field" also matches "battlefield".
        joined: Meaning = "joined"
        if meaning == "typing":
            joined = "joined typing"
        elif not found[at][0].best == found[at + 1][0].best == _PERFECT:
            joined = "joined misspelt"
        evidence = recall(joined, left + right)
        if evidence.best:
            found[at].append(evidence)
            found[at + 1].append(evidence)
    return [Term(evidence, _weight(total, evidence)) for evidence in found]


def _meanings(folded: str, recall: Recall) -> Iterator[tuple[Meaning, str]]:
    """How each word of a folded query is meant; single letters in a row are taken as initials."""
    words = keys(folded)[:MOST_WORDS]
    if len(words) == 1:
        yield "alone", words[0]
        return
    is_typing = not folded[-1].isspace()
    at = 0
    while at < len(words):
        letters = "".join(takewhile(_is_letter, words[at:]))
        if len(letters) > 2 and recall("initials", letters).best:
            yield "initials", letters
            at += len(letters)
            continue
        meaning: Meaning = "typing" if is_typing and at == len(words) - 1 else "whole"
        # A query that was copied from a text may begin inside a word.
        yield "ending" if meaning == "whole" and at == 0 else meaning, words[at]
        at += 1


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isascii() and key.isalpha()


def _weight(total: int, evidence: list[Evidence]) -> float:
    """How rare a word is; of several readings the rarest is the one that was meant."""
    return log(1 + total / min((some.common for some in evidence if some.best), default=1))
