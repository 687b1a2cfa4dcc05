"""Reports without a verb of their own: "according to", "the claim that", captions, headlines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from . import complements
from .bag import bag
from .clauses import clause_end
from .complements import Range
from .cues import ADJECTIVES, HEARSAY, HEARSAY_ADVERBS, REPORTS, lemma_of_noun
from .following import phrase_after
from .frame import MOST, Frame
from .phrases import Phrase, core_before
from .subjects import subject_before, verb_group
from .units import Unit
from .words import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
)

_PROMISES = bag("pledge promise threat vow")
_MAKING = bag("made makes issued gave expressed voiced raised repeated had has")


def other_frames(unit: Unit) -> list[Frame]:
    """The reports of a Unit that no verb of speaking tells."""
    return list(islice(_others(unit), MOST))


def _others(unit: Unit) -> Iterator[Frame]:
    for number, token in enumerate(unit.tokens):
        if token.quote:
            continue
        frame = None
        if token.word == "according" and unit.word(number + 1) == "to":
            frame = _according(unit, number)
        elif token.word in HEARSAY:
            frame = _hearsay(unit, number)
        elif token.word in HEARSAY_ADVERBS:
            frame = _adverb(unit, number)
        elif lemma_of_noun(token.word):
            frame = _noun(unit, number)
        elif token.word in ADJECTIVES:
            frame = _adjective(unit, number)
        if frame:
            yield frame
    for made in (_signed(unit), _headline(unit)):
        if made:
            yield made


def _according(unit: Unit, at: int) -> Frame | None:
    source = phrase_after(unit, at + 2, len(unit.tokens))
    if source is None:
        return None
    cue = (at, at + 1)
    opens = at == 0 or unit.word(at - 1) in COORDINATORS | SUBORDINATORS | {";", ":", "that"}
    content = None if opens else complements.left(unit, at) or _anything_before(unit, at)
    if content is None:
        return _opening(unit, cue, source)
    halved = unit.word(content[1]) in AUXILIARIES | PREPOSITIONS
    if unit.word(source.end + 1) == "," and (halved or unit.word(source.end + 2) in AUXILIARIES):
        content = (content[0], clause_end(unit, source.end + 2))
    return Frame(cue, source, (content,), backward=True)


def _anything_before(unit: Unit, at: int) -> Range | None:
    last = at - 1 - (unit.word(at - 1) == ",")
    return (0, last) if last >= 2 else None


def _opening(unit: Unit, cue: Range, source: Phrase) -> Frame | None:
    """ "According to X, ...": the clause behind the comma, or behind X where there is none."""
    first = _after_bare(unit, source)
    if first > source.last:
        for number in range(source.end + 1, min(source.end + 12, len(unit.tokens))):
            if unit.word(number) == ",":
                first = _behind_aside(unit, number) + 1
                break
        else:
            first = source.end + 1
    else:
        source = Phrase(source.first, first - 1)
    if first >= len(unit.tokens):
        return None
    return Frame(cue, source, ((first, clause_end(unit, first)),))


def _behind_aside(unit: Unit, comma: int) -> int:
    """The comma that ends what is set in apposition at another one, or that one itself."""
    opening = unit.tokens[comma + 1] if comma + 1 < len(unit.tokens) else None
    if opening is None or not opening.is_word:
        return comma
    dated = opening.word.isdigit() and unit.word(comma - 1).isdigit()
    small = not opening.cap and opening.word not in DETERMINERS | PREPOSITIONS | PRONOUNS
    if dated or small or opening.word in ("a", "an", "which", "who"):
        for number in range(comma + 2, min(comma + 14, len(unit.tokens))):
            if unit.word(number) == ",":
                return number
            if unit.word(number) in AUXILIARIES and opening.word not in ("which", "who"):
                return comma
    return comma


def _after_bare(unit: Unit, source: Phrase) -> int:
    """Where a clause begins that no comma parts from its source: "According to X the plan"."""
    for number in range(source.first + 1, source.last + 1):
        before = unit.word(number - 1)
        if unit.word(number) in DETERMINERS and before not in PREPOSITIONS | COORDINATORS:
            return number
    return source.last + 1


def _clause_start(unit: Unit, at: int) -> int:
    first = at
    while first > 0 and unit.word(first - 1) not in (",", ";", ":", "—", "–"):
        if unit.word(first - 1) in SUBORDINATORS | {"but", "which", "who"}:
            break
        first -= 1
    return first


def _hearsay(unit: Unit, at: int) -> Frame | None:
    """ "is believed to", "it is said that": nobody in particular says it."""
    group, _ = verb_group(unit, at)
    if not any(unit.word(n) in BE for n in range(group, at)):
        return None
    after = unit.word(at + 1)
    cue = (group, at)
    if after == "that" and unit.word(group - 1) == "it":
        return Frame(cue, None, ((at + 1, clause_end(unit, at + 1)),), hearsay=True)
    if after != "to" or unit.word(at) in ("considered", "known", "expected", "feared"):
        return None
    subject = core_before(unit, group - 1)
    first = subject.first if subject else _clause_start(unit, group)
    return Frame(cue, None, ((first, clause_end(unit, at)),), hearsay=True)


def _adverb(unit: Unit, at: int) -> Frame | None:
    """ "reportedly": the clause it stands in."""
    first = _clause_start(unit, at)
    last = clause_end(unit, at)
    if unit.word(last) in (".", "?", "!"):
        last -= 1
    for number in range(at + 1, last + 1):
        if unit.word(number) in (",", ":") or unit.word(number) in SUBORDINATORS:
            last = number - 1
            break
    if first == at:
        first += 1
    return Frame((at, at), None, ((first, last),), hearsay=True) if last - first > 1 else None


def _adjective(unit: Unit, at: int) -> Frame | None:
    """ "are concerned that": what somebody holds."""
    group, auxiliary = verb_group(unit, at)
    that = unit.word(at + 1)
    if auxiliary not in BE | HAVE or not (that == "that" or that in SUBJECTS | {"the"}):
        return None
    source = subject_before(unit, group)
    if source is None or unit.word(source.last) in ("it", "i", "we", "you", "that", "which"):
        return None
    if that != "that" and unit.word(at) not in ("confident", "concerned", "sure", "convinced"):
        return None
    return Frame((group, at), source, ((at + 1, clause_end(unit, at + 1)),))


def _noun(unit: Unit, at: int) -> Frame | None:
    """ "the claim that", "unconfirmed reports in the press that"."""
    that = at + 1
    source = None
    if unit.word(that) in ("by", "from", "in", "of", "among", "on"):
        source = phrase_after(unit, that + 1, min(that + 12, len(unit.tokens)))
        if source is None:
            return None
        that = source.last + 1
    promised = source is not None and lemma_of_noun(unit.word(at)) in _PROMISES
    if not (unit.word(that) == "that" or (unit.word(that) == "to" and promised)) or that - at > 9:
        return None
    core = core_before(unit, at)
    first = core.first if core else at
    if unit.word(first) in DETERMINERS and first < at:
        first += 1
    source = source or _owner(unit, core, at)
    lemma = lemma_of_noun(unit.word(at))
    if source is None and lemma not in REPORTS and unit.word(at - 1) not in ("no",):
        return None
    content = (that, clause_end(unit, that))
    hearsay = source is None
    if source and source.first <= at:
        first = source.last + 1
    return Frame((min(first, at), at), source, (content,), hearsay=hearsay)


def _owner(unit: Unit, core: Phrase | None, at: int) -> Phrase | None:
    """Whose claim it is: "Iran's claim that", "made the claim that"."""
    if core is None:
        return None
    for number in range(at - 1, core.first - 1, -1):
        word = unit.word(number)
        if word.endswith(("'s", "’s", "s'", "s’")):
            return Phrase(core.first, number)
        if word in ("his", "her", "its", "their"):
            return Phrase(number, number)
    verb = core.first - 1
    if unit.word(verb) in _MAKING:
        return core_before(unit, verb_group(unit, verb)[0] - 1)
    return None


def _signed(unit: Unit) -> Frame | None:
    """A quotation signed behind a dash: "...", - X."""
    if len(unit.speech) != 1 or unit.speech[0] != 0 or len(unit.tokens) > 14:
        return None
    at = 1
    if unit.word(at) not in ("-", "–", "—", "--") and not (unit.word(1) == "-" == unit.word(2)):
        return None
    while unit.word(at) in ("-", "–", "—", "--"):
        at += 1
    source = phrase_after(unit, at, len(unit.tokens))
    return Frame(None, source, ((0, 0),), backward=True) if source else None


def _headline(unit: Unit) -> Frame | None:
    """ "Official: talks have failed", and "Talks have failed: official"."""
    if unit.kind not in ("title", "heading"):
        return None
    for number in range(1, min(9, len(unit.tokens) - 2)):
        if unit.word(number) == ":":
            source = core_before(unit, number - 1)
            if source is None or source.first != 0 or not _speaks(unit, source):
                return None
            last = len(unit.tokens) - 1
            return Frame((number, number), source, ((number + 1, last),))
    return None


def _speaks(unit: Unit, source: Phrase) -> bool:
    word = unit.word(source.last)
    return word in _VOICES or (word.endswith("s") and word[:-1] in _VOICES)


_VOICES = bag(
    """
    official report source minister president police expert analyst study poll survey chief
    leader spokesman spokeswoman spokesperson researcher scientist government ministry witness
    resident mayor governor general commander coach lawyer prosecutor un nato ministry media
    """
)
