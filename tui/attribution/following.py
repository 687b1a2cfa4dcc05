"""Noun phrases behind a verb: "said the mayor, a friend of the miller"."""

from __future__ import annotations

from .phrases import LINKS, REACH, Phrase
from .units import Unit
from .words import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    is_adverb,
)

_NO_NAMES = SUBORDINATORS | COORDINATORS | RELATIVES | {"according"}


def phrase_after(unit: Unit, at: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at the token `at`, with its appositions, before `stop`."""
    if at >= stop or not unit.tokens[at].is_word:
        return None
    if unit.word(at) in SUBJECTS:
        return Phrase(at, at)
    if unit.word(at) in PREPOSITIONS | _NO_NAMES | AUXILIARIES or is_adverb(unit.word(at)):
        return None
    last = at
    while last + 1 < stop and last - at < REACH and _goes_on(unit, last + 1, at):
        last += 1
    while last > at and unit.word(last) in PREPOSITIONS | COORDINATORS | LINKS | ADVERBS:
        last -= 1
    role, right = None, -1
    if any(unit.tokens[n].cap for n in range(at, last + 1)) or unit.word(at) in DETERMINERS:
        role, right = _apposition_after(unit, last + 1, stop)
    return Phrase(at, last, role, at, right)


def _goes_on(unit: Unit, at: int, first: int) -> bool:
    token = unit.tokens[at]
    word = token.word
    if token.quote:
        return not token.quote.speech
    if not token.is_word:
        return word in LINKS and at + 1 < len(unit.tokens) and unit.tokens[at + 1].is_word
    if word in SUBJECTS or word in SUBORDINATORS or word in RELATIVES or word in DAYS:
        return False
    if word in ("on", "during", "after", "before", "to", "via", "through", "by", "about"):
        return False
    if word == "in" and unit.word(at + 1) in ("a", "an", "his", "her", "its", "their", "response"):
        return False
    return word not in AUXILIARIES and not (is_adverb(word) and not token.cap)


def _clausal(word: str, after: str) -> bool:
    """Whether a word is the verb of a clause: no apposition has one without a relative."""
    return word in AUXILIARIES or (word.endswith("ed") and after in DETERMINERS)


def _apposition_after(unit: Unit, comma: int, stop: int) -> tuple[tuple[int, int] | None, int]:
    """What is set behind a name by commas, and where it ends."""
    if unit.word(comma) != "," or comma + 1 >= stop:
        return None, -1
    first = comma + 1
    if unit.tokens[first].quote:
        return None, -1
    head = unit.word(first)
    if (
        head in AUXILIARIES | PREPOSITIONS | SUBJECTS | SUBORDINATORS | COORDINATORS
        or head.endswith("ing")
    ):
        return None, -1
    last = first
    while last + 1 < stop:
        token = unit.tokens[last + 1]
        if token.quote or token.word in (",", ";", ":", ".", "?", "!", "—", "–"):
            break
        last += 1
    words = [unit.word(n) for n in range(first, last + 1)]
    if not RELATIVES & set(words) and any(map(_clausal, words, [*words[1:], ""])):
        return None, -1
    return (first, last), last
