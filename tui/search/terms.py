"""The words of a query: how each is meant, what it meets in an index, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from math import log
from typing import TYPE_CHECKING, NamedTuple

from .evidence import Evidence, How, gather
from .words import keys

if TYPE_CHECKING:
    from .index import Index

MOST_WORDS = 48
"""No more words of a query are looked at."""
_MOST_REMEMBERED = 2**25
"""Bytes of what words met before."""


class Term(NamedTuple):
    """A word of the query with what it meets, alone or joined to a neighbour, and its weight."""

    evidence: list[Evidence]
    weight: float


def terms_of(index: Index, folded: str) -> list[Term]:
    """The terms of a folded query, in its order."""
    meanings = list(_meanings(index, folded))
    found = [[_recall(index, *meaning)] for meaning in meanings]
    for at, ((_, left), (how, right)) in enumerate(pairwise(meanings)):
        # Two words in a row also meet what they spell as one: battle field, battlefield.
        joined: How = "joined"
        if how == "typing":
            joined = "joined typing"
        elif not found[at][0].best == found[at + 1][0].best == 255:
            joined = "nearly joined"
        one = _recall(index, joined, left + right)
        if one.best:
            found[at].append(one)
            found[at + 1].append(one)
    return [Term(evidence, _weight(len(index), evidence)) for evidence in found]


def _meanings(index: Index, folded: str) -> Iterator[tuple[How, str]]:
    words = keys(folded)[:MOST_WORDS]
    if len(words) == 1:
        yield "alone", words[0]
        return
    is_typing = not folded[-1].isspace()
    at = 0
    while at < len(words):
        letters = "".join(takewhile(_is_letter, words[at:]))
        if len(letters) > 2 and _recall(index, "initials", letters).best:
            yield "initials", letters
            at += len(letters)
            continue
        how: How = "typing" if is_typing and at == len(words) - 1 else "whole"
        # What was copied from a text may begin inside a word.
        yield "ending" if how == "whole" and at == 0 else how, words[at]
        at += 1


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isascii() and key.isalpha()


def _weight(total: int, evidence: list[Evidence]) -> float:
    """How rare a word is; of several readings the rarest is the one that was meant."""
    return log(1 + total / min((some.common for some in evidence if some.best), default=1))


def _recall(index: Index, how: How, word: str) -> Evidence:
    found = index.memory.get((how, word))
    if found is None:
        size = len(index) + len(index.vocabulary)
        if len(index.memory) > _MOST_REMEMBERED // size:
            index.memory.clear()
        found = index.memory[how, word] = gather(index, how, word)
    return found
