"""Terms: the words of a query, how each is meant, what it matches, and how much it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile
from math import log
from typing import NamedTuple

from .word_evidence import Evidence, Meaning
from .word_keys import keys

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
