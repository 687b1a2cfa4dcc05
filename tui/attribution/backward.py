"""Reports behind what is said: "..., said the mayor", "..., the mayor said"."""

from __future__ import annotations

from . import complements
from .clauses import clause_end
from .complements import Range
from .cues import BACKWARD, TELL, Form, lemma_of_noun, verbs
from .following import phrase_after
from .frame import Frame
from .phrases import Phrase
from .subjects import subject_before
from .units import Unit
from .words import COORDINATORS, DAYS, DETERMINERS, PREPOSITIONS, is_adverb, is_finite


def inverted(unit: Unit, group: int, verb: int, form: Form) -> Frame | None:
    """Said before its subject: "...", said the mayor."""
    if form.lemma not in BACKWARD or form.tag in ("ing", "part") or group != verb or verb == 0:
        return None
    previous = unit.tokens[verb - 1]
    if not (previous.quote or previous.word == ","):
        return None
    if previous.word == "," and subject_before(unit, verb):
        return None
    after = verb + 1
    if after >= len(unit.tokens) or unit.word(after) in DAYS:
        return None
    noun = lemma_of_noun(unit.word(verb)) and form.tag == "s"
    if noun and not (unit.tokens[after].cap or unit.word(after) in DETERMINERS):
        return None
    stop = len(unit.tokens)
    source = phrase_after(unit, after, stop)
    if source is None:
        return None
    following = unit.word(source.last + 1)
    if previous.word == "," and (is_finite(following) or following == "that"):
        return None
    content = complements.left(unit, verb)
    if content is None:
        return None
    rest = _second_half(unit, source.end + 1)
    if rest is None and source.role:
        rest = _second_half(unit, source.last + 1)
    return Frame((verb, verb), source, (content, *([rest] if rest else [])), backward=True)


def backward(unit: Unit, source: Phrase, cue: Range, form: Form) -> Frame | None:
    """Said behind its content: "..., the mayor said"."""
    if form.lemma not in BACKWARD or form.tag == "ing":
        return None
    begin = source.begin
    after = unit.word(cue[1] + 1)
    object_follows = after.endswith("ing") or after in DETERMINERS
    if begin == 0 or (object_follows and form.lemma not in TELL):
        return None
    content = complements.left(unit, begin)
    if content is None and unit.word(begin - 1) == "," == unit.word(cue[1] + 1) and begin > 1:
        first = begin - 2
        while first > 0 and unit.word(first - 1) not in (":", ";"):
            first -= 1
        return _inside(unit, source, cue, (first, begin - 2))
    if content is None:
        return None
    rest = _second_half(unit, cue[1] + 1)
    if rest is None and unit.word(cue[1] + 1) == "," and not unit.tokens[content[1]].quote:
        return _inside(unit, source, cue, content)
    return Frame(cue, source, (content, *([rest] if rest else [])), backward=True)


def _inside(unit: Unit, source: Phrase, cue: Range, content: Range) -> Frame:
    """An attribution set between commas: "The bridge, officials said, was unsafe"."""
    after = cue[1] + 2
    form = verbs().get(unit.word(after))
    if (form and form.tag == "ing") or after >= len(unit.tokens):
        return Frame(cue, source, (content,), backward=True)
    if unit.word(after) in COORDINATORS | PREPOSITIONS | {"who", "which", "while", "although"}:
        return Frame(cue, source, (content,), backward=True)
    last = clause_end(unit, after)
    opening = unit.word(content[0])
    if opening in PREPOSITIONS or is_adverb(opening):
        return Frame(cue, source, ((after, last),))
    return Frame(cue, source, ((content[0], last),), backward=True)


def _second_half(unit: Unit, at: int) -> Range | None:
    """The rest of a quotation that the attribution splits."""
    for number in range(at, min(at + 14, len(unit.tokens))):
        token = unit.tokens[number]
        if token.quote and token.quote.speech:
            before = unit.word(number - 1)
            if before in (",", ".", ":", "—", "–", "-"):
                return number, number
            return None
    return None
