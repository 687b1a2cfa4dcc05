"""Clauses: whether one begins at a word, and where it ends."""

from __future__ import annotations

from .bag import bag
from .cues import verbs
from .units import Unit
from .words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
    is_finite,
)

_STRICT = RELATIVES | SUBORDINATORS
THROUGH = bag(". ! ? ; :")
"""Marks that no clause goes on behind."""


def is_clause(unit: Unit, at: int, stop: int = 1_000_000, strict: bool = False) -> bool:
    """Whether a finite verb comes before the clause is over; `strict` stops at a relative."""
    behind = at
    for number in range(at, min(at + 28, len(unit.tokens), stop)):
        token = unit.tokens[number]
        word = token.word
        if strict and word == "," and unit.word(number + 1) in ("who", "which", "whose"):
            behind = next(
                (n for n in range(number + 1, len(unit.tokens)) if unit.word(n) == ","), 0
            )
        if behind > at and number <= behind:
            continue
        if word in THROUGH or (strict and (word in _STRICT or word == ",")):
            return False
        if token.quote:
            return not strict
        if is_finite(word) and not token.cap and not _participial(unit, number, strict):
            return True
        form = verbs().get(word)
        if (form and form.tag in ("s", "past")) or (
            word.endswith("s") and _third_person(unit, number)
        ):
            return True
    return False


def _third_person(unit: Unit, at: int) -> bool:
    """Whether a word in -s is a verb by what follows: a noun phrase, an adjective, "to"."""
    after, before = unit.word(at + 1), unit.word(at - 1)
    if unit.tokens[at].cap or not after[:1].isalpha() or before.endswith(("'s", "’s")):
        return False
    if after in PRONOUNS or (after in DETERMINERS and before not in DETERMINERS):
        return True
    apart = PREPOSITIONS | COORDINATORS | DAYS | _STRICT | PARTICIPLES | {"last", "this", "next"}
    noun = (
        before.isalpha()
        and before not in DETERMINERS | PREPOSITIONS | COORDINATORS
        and not is_finite(before)
    )
    return noun and not before.endswith(("s", "y", "al", "ic", "ive", "ous")) and after not in apart


def _participial(unit: Unit, at: int, strict: bool) -> bool:
    """Whether a word in -ed is none of a clause: "related festivals", "written by"."""
    word, after = unit.word(at), unit.word(at + 1)
    if strict and word in PARTICIPLES:
        return after not in DETERMINERS | PRONOUNS and not after.isdigit()
    if not word.endswith("ed") or word in AUXILIARIES:
        return False
    if after in ("by", "from", "as") or not strict:
        return after in ("by", "from", "as")
    small = after in PREPOSITIONS | DETERMINERS | PRONOUNS or after.isdigit() or is_adverb(after)
    return not small and unit.tokens[min(at + 1, len(unit.tokens) - 1)].is_word


def clause_end(unit: Unit, first: int) -> int:
    """The last token of the clause that begins at `first`."""
    last = len(unit.tokens) - 1
    for number in range(first + 1, len(unit.tokens)):
        word = unit.word(number)
        if word == ";" or (word in ",—–" and _breaks(unit, number, first)):
            return number - 1
        if word == "according" and unit.word(number + 1) == "to" and number > first + 2:
            return number - 1 - (unit.word(number - 1) == ",")
    return last


def infinitive_end(unit: Unit, first: int, last: int) -> int:
    """Before a comma and an -ing form: what comes of an intent is the reporter's to tell."""
    for number in range(first, last):
        if unit.word(number) == "," and unit.word(number + 1).endswith("ing"):
            return number - 1
    return last


def _breaks(unit: Unit, comma: int, first: int) -> bool:
    """Whether the reporter's own voice goes on behind a comma: ", but he did not say"."""
    word = unit.word(comma + 1)
    if word == "according":
        return True
    if word not in ("but", "although", "though", "while", "whereas") or comma - first < 3:
        return False
    return is_clause(unit, comma + 2)
