"""Noun phrases: who stands before or behind a verb, and what stands in apposition to it."""

from __future__ import annotations

from dataclasses import dataclass

from .bag import bag
from .cues import verbs
from .units import Unit
from .words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
)

REACH = 30
LINKS = bag(". - / & ' ’ #")
_NOT_NAMES = SUBORDINATORS | COORDINATORS | RELATIVES | {"according"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by the numbers of its tokens, ends included.

    `role` is what stands in apposition; `first` and `last` are the core, `left` and `right` the
    whole with its appositions.
    """

    first: int
    last: int
    role: tuple[int, int] | None = None
    left: int = -1
    right: int = -1

    @property
    def begin(self) -> int:
        """The first token of the whole."""
        return self.left if self.left >= 0 else self.first

    @property
    def end(self) -> int:
        """The last token of the whole."""
        return max(self.right, self.last)


def core_before(unit: Unit, end: int) -> Phrase | None:
    """The noun phrase whose last token is `end`."""
    if end < 0 or not unit.tokens[end].is_word:
        return None
    if unit.word(end) in SUBJECTS:
        return Phrase(end, end)
    if unit.word(end) in DAYS and unit.word(end - 1) in ("on", "last", "late", "early", "in"):
        end -= 2
    if end < 0 or unit.word(end) in PREPOSITIONS | _NOT_NAMES | AUXILIARIES:
        return None
    first = end
    while first > 0 and end - first < REACH and _continues(unit, first - 1, end):
        first -= 1
    first = trimmed(unit, first, end)
    if first > end or not any(unit.tokens[n].is_word for n in range(first, end + 1)):
        return None
    lone = first == end and unit.word(end) in ("the", "a", "an", "that", "this", "its", "his")
    return None if lone else Phrase(first, end)


def _continues(unit: Unit, at: int, end: int) -> bool:
    """Whether the token `at` still belongs to the noun phrase that ends at `end`."""
    token = unit.tokens[at]
    word, after = token.word, unit.word(at + 1)
    if token.quote:
        return not token.quote.speech and at + 1 <= end
    if not token.is_word:
        return word in LINKS or (word == ")" and False)
    if after in SUBJECTS or (word in SUBJECTS and word != "it"):
        return False
    if word == "and" or word == "or":
        return _coordinates(unit, at)
    if word in _NOT_NAMES:
        return False
    if after in DETERMINERS and not (word in PREPOSITIONS or word in DETERMINERS):
        return word in ("both", "all", "half") or _participle(unit, at)
    if token.cap:
        return True
    if word in AUXILIARIES or (is_finite(word) and not _participle(unit, at)):
        return False
    form = verbs().get(word)
    return (
        not form or form.tag in ("ing", "base", "part") or _participle(unit, at) or _noun(unit, at)
    )


def _participle(unit: Unit, at: int) -> bool:
    """Whether an -ed or -en word describes a noun: "a letter seen by", "a leaked letter"."""
    word = unit.word(at)
    if not (word.endswith(("ed", "en", "wn")) or word in ("made", "held", "based")):
        return False
    if unit.word(at + 1) in ("by", "in", "with", "to", "at", "on", "from", "for"):
        return unit.word(at - 1) not in SUBJECTS | AUXILIARIES
    before = unit.word(at - 1)
    return at == 0 or before in DETERMINERS or before in PREPOSITIONS or is_adverb(before)


def _noun(unit: Unit, at: int) -> bool:
    """Whether a form that may be a verb is a noun here: "the report says"."""
    before = unit.word(at - 1)
    return before in DETERMINERS or before.endswith(("'s", "’s")) or before in PREPOSITIONS


def _coordinates(unit: Unit, at: int) -> bool:
    """Whether "and" joins two nouns: nothing on its left looks like a verb of its own."""
    before = at - 1
    while before >= 0 and at - before < 9 and unit.tokens[before].is_word:
        word = unit.word(before)
        if word in _NOT_NAMES or word in SUBJECTS:
            return False
        if word in AUXILIARIES or is_finite(word) or finite_cue(unit, before):
            return False
        before -= 1
    stop = unit.word(before)
    return before < 0 or (stop != "," and at - before < 9) or _listed(unit, before)


def finite_cue(unit: Unit, at: int) -> bool:
    form = verbs().get(unit.word(at))
    return bool(form and form.tag in ("s", "past", "ed") and not _noun(unit, at))


def _listed(unit: Unit, comma: int) -> bool:
    """Whether a comma parts names in a list: "A, B and C"."""
    return comma > 0 and unit.tokens[comma - 1].cap and unit.tokens[comma + 1].cap


def trimmed(unit: Unit, first: int, end: int) -> int:
    """Without what only leads to the noun phrase: "On Monday officials", "In Kabul, he"."""
    while first <= end:
        word = unit.word(first)
        if (
            word in COORDINATORS
            or word in LINKS
            or word in SUBORDINATORS
            or (is_adverb(word) and word not in ("both", "all"))
        ):
            first += 1
        elif word in PREPOSITIONS:
            first = _after_preposition(unit, first, end)
        elif word in DAYS and first < end:
            first += 1
        else:
            break
    return first


def _after_preposition(unit: Unit, first: int, end: int) -> int:
    """Behind a phrase with a preposition at the head of a clause."""
    at = first + 1
    if unit.word(at) in DETERMINERS and at < end:
        at += 1
    while at < end and (unit.word(at) in DAYS | TIMES or unit.word(at).isdigit()):
        at += 1
    if (at > first + 1 and unit.word(at - 1) in DAYS | TIMES) or unit.word(at - 1).isdigit():
        return at
    for number in range(at + 1, end + 1):
        if unit.word(number) in DETERMINERS and unit.word(number - 1) not in PREPOSITIONS:
            return number
    return at + 1 if at < end and unit.tokens[at].cap and not unit.tokens[at + 1].cap else at
