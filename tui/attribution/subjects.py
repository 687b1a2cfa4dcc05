"""Subjects: who stands before a verb, appositions and relative clauses stepped over."""

from __future__ import annotations

from .cues import verbs
from .phrases import Phrase, core_before, finite_cue, trimmed
from .units import Unit
from .words import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    is_adverb,
)


def verb_group(unit: Unit, verb: int) -> tuple[int, str]:
    """Where the verb group begins that ends with `verb`, and its first auxiliary ("" for none)."""
    at, auxiliary = verb, ""
    while at > 0:
        word = unit.word(at - 1)
        if word in AUXILIARIES:
            auxiliary = word
        elif (
            (word in ("all", "both") and unit.word(at - 2) not in SUBJECTS)
            or not is_adverb(word)
            or unit.tokens[at - 1].cap
        ):
            break
        at -= 1
    return at, auxiliary


def _stands_aside(unit: Unit, at: int) -> bool:
    """Whether an adverb may belong to the verb behind it: "also", "they all"."""
    word = unit.word(at)
    if word in ("all", "both") and unit.word(at - 1) not in SUBJECTS:
        return False
    return is_adverb(word) and not unit.tokens[at].cap


def subject_before(unit: Unit, at: int) -> Phrase | None:
    """The noun phrase that ends before the token `at`, appositions stepped over."""
    end = at - 1
    if end < 0:
        return None
    word = unit.word(end)
    if word in ("who", "which", "that") and end > 0:
        return _antecedent(unit, end)
    if word in (",", ")", "—", "–"):
        return _before_apposition(unit, end)
    return _before_relative(unit, end) or core_before(unit, end)


def _before_relative(unit: Unit, end: int) -> Phrase | None:
    """The noun phrase before "who ..." without a comma: "the man who sold the mill"."""
    for number in range(end - 1, max(0, end - 14), -1):
        word = unit.word(number)
        if word == "who":
            return core_before(unit, number - 1)
        if not unit.tokens[number].is_word or word in SUBORDINATORS:
            return None
        form = verbs().get(word)
        if word in SUBJECTS or (form and finite_cue(unit, number)):
            return None
    return None


def _antecedent(unit: Unit, relative: int) -> Phrase | None:
    before = relative - 1
    if unit.word(before) == ",":
        before -= 1
    core = core_before(unit, before)
    if core and core.last - core.first > 1:
        # "a meeting with Devocht, who": the name nearest to the relative is meant.
        names = [n for n in range(core.first, core.last + 1) if unit.word(n) in PREPOSITIONS]
        if names and unit.tokens[core.last].cap and unit.word(names[-1]) != "of":
            return Phrase(names[-1] + 1, core.last)
    return core


def _before_apposition(unit: Unit, comma: int) -> Phrase | None:
    """The noun phrase before one or more appositions that end at a comma, dash or bracket."""
    bounds = _segments(unit, comma)
    best: Phrase | None = None
    if bounds and bounds[0][0] == 0:
        core = core_before(unit, bounds[0][1])
        return core if core and core.first == 0 and _may_be_aside(unit, *bounds[0]) else None
    for number, (start, end) in enumerate(bounds):
        if number == 0:
            if not _may_be_aside(unit, start, end):
                return None
            continue
        if unit.word(start) in PREPOSITIONS | SUBORDINATORS or unit.word(start).endswith("ing"):
            break
        core = core_before(unit, end)
        if core is None:
            break
        opening = unit.word(bounds[number - 1][0])
        described = opening not in (PREPOSITIONS | COORDINATORS) - {"of", "from"}
        aside = (bounds[number - 1][0], bounds[0][1]) if described else None
        whole = core.first == trimmed(unit, start, end)
        best = Phrase(core.first, core.last, aside, core.first, comma)
        if not (whole and _may_be_aside(unit, start, end)) or _is_name(unit, core):
            break
    return best


def _segments(unit: Unit, comma: int) -> list[tuple[int, int]]:
    """Up to four stretches between commas, from the one that ends at `comma` leftwards."""
    found: list[tuple[int, int]] = []
    end = comma - 1
    at = end
    while at >= 0 and comma - at < 60 and len(found) < 4:
        token = unit.tokens[at]
        if token.word in (",", "(", ")", "—", "–", ";", ":") or (
            token.quote and token.quote.speech
        ):
            if at < end + 1 and at + 1 <= end:
                found.append((at + 1, end))
            end = at - 1
            if token.quote or token.word in (";", ":"):
                return found
        at -= 1
    if at < 0 and end >= 0:
        found.append((0, end))
    return found


def _may_be_aside(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch between commas may describe the one before: no clause of its own."""
    first = unit.word(start)
    if first in RELATIVES or first in ("speaking", "citing", "writing", "referring", "whose"):
        return True
    if first in ("and", "or") and unit.tokens[start + 1].cap:
        return True
    if first in SUBJECTS or first in SUBORDINATORS or first in COORDINATORS:
        return False
    words = [unit.word(n) for n in range(start, end + 1)]
    if first.isdigit() and len(words) < 3:
        return True
    if "who" in words or "which" in words:
        return True
    return not any(w in BE or finite_cue(unit, start + n) for n, w in enumerate(words))


def _is_name(unit: Unit, core: Phrase) -> bool:
    return core.last > core.first and all(unit.tokens[n].cap for n in (core.first, core.last))
