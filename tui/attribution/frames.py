"""Verbs that report: who speaks, by which words, and what."""

from __future__ import annotations

from dataclasses import replace

from . import complements
from .backward import backward, inverted
from .bag import bag
from .clauses import clause_end
from .complements import Range
from .cues import DIRECTIVE, SAY, SHOW, TELL, THINK, Form, lemma_of_noun, verbs
from .following import phrase_after
from .frame import MOST, Frame
from .names import head_of
from .phrases import Phrase, core_before
from .roles import PLURALS
from .subjects import subject_before, verb_group
from .units import Unit
from .words import (
    ARTICLES,
    BE,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    is_finite,
)

_CONTROL = bag(
    """
    declined declines refused refuses went continued continues goes tried wanted wants failed
    hastened used seemed seems appeared appears sought
    """
)


_HYPOTHETICAL = bag("should could must can might may")
_NOUN_LIKE = bag("reasons projects states notes comments posts figures senses judges")
_HEADS = ("title", "heading")
_OPENERS = bag("where as while although though if because when since whereas after")


def verb_frames(unit: Unit) -> list[Frame]:
    """The reports of a Unit's verbs, in the order of their verbs."""
    found: list[Frame] = []
    known = verbs()
    for number, token in enumerate(unit.tokens):
        form = known.get(token.word)
        if form is None or token.quote or not _is_verb(unit, number, form):
            continue
        frame = _frame(unit, number, form, found)
        if frame:
            found.append(frame)
        if len(found) == MOST:
            break
    return [_shortened(unit, frame, found) for frame in found]


def _is_verb(unit: Unit, at: int, form: Form) -> bool:
    """Whether a form of a verb is one here, and not a noun or a part of a name."""
    before, after = unit.word(at - 1), unit.word(at + 1)
    if unit.tokens[at].cap and at > 0 and not (unit.kind in _HEADS and form.lemma == "say"):
        return bool(unit.tokens[at - 1].quote)
    if form.tag in ("s", "base"):
        if before in DETERMINERS and before not in ("that", "both", "all", "many", "some", "most"):
            return False
        if (before in PREPOSITIONS and before != "to") or before.endswith(("'s", "’s")):
            return False
        after_form = verbs().get(after)
        if (after_form and after_form.tag in ("s", "ed", "past")) or after in ("of", "from"):
            return False
        if lemma_of_noun(unit.word(at)) and before.endswith("ed") and before not in ("united",):
            return False
        return not is_finite(after)
    if form.tag == "ed" and before in ARTICLES:
        return False
    if form.tag == "part":
        return verb_group(unit, at)[0] < at or after == "by"
    return not (form.tag == "ing" and before in DETERMINERS)


def _frame(unit: Unit, verb: int, form: Form, before: list[Frame]) -> Frame | None:
    group, auxiliary = verb_group(unit, verb)
    passive = form.tag in ("ed", "part") and any(unit.word(n) in BE for n in range(group, verb))
    if passive or (form.tag in ("ed", "part") and unit.word(verb + 1) == "by"):
        return _passive(unit, group, verb, form)
    if form.tag == "part" and not auxiliary:
        return None
    turned = inverted(unit, group, verb, form)
    if turned:
        return turned
    if form.tag == "ing" and not _aside(unit, group, auxiliary):
        return None
    content = complements.right(unit, verb, form.lemma)
    if form.tag == "ing" and auxiliary not in BE:
        return _participle(unit, group, verb, content, before)
    source = _subject(unit, group, before)
    if source is None or unit.word(source.last) in ("you", "we", "i") or _empty(unit, source, form):
        return None
    if unit.word(source.last).endswith(("'s", "’s")):
        return None
    if auxiliary in _HYPOTHETICAL or (form.tag == "s" and _bare_noun(unit, verb, source)):
        return None
    if form.tag == "base" and group == verb and not _plural(unit, source):
        return None
    cue = (group, verb)
    if content and not _behind_quote(unit, source.begin):
        return Frame(cue, source, (_subordinate(unit, source, content),))
    return backward(unit, source, cue, form)


def _subordinate(unit: Unit, source: Phrase, content: Range) -> Range:
    """A content up to the comma, where the attribution is no main clause: "where X says"."""
    if unit.word(source.begin - 1) not in _OPENERS:
        return content
    for number in range(content[0] + 2, content[1]):
        if unit.word(number) == ",":
            return content[0], number - 1
    return content


def _bare_noun(unit: Unit, verb: int, source: Phrase) -> bool:
    """Whether what looks like a subject only describes a noun in -s: "unclear reasons"."""
    first = unit.tokens[source.first]
    return (
        source.first == source.last
        and bool(lemma_of_noun(unit.word(verb)) or unit.word(verb) in _NOUN_LIKE)
        and not (first.cap or first.word in SUBJECTS or first.word in ("who", "which"))
    )


def _behind_quote(unit: Unit, at: int) -> bool:
    """Whether speech ends right before the token `at`."""
    before = unit.tokens[at - 1] if at else None
    return bool(before and before.quote and before.quote.speech)


def _aside(unit: Unit, group: int, auxiliary: str) -> bool:
    """Whether a form in -ing is a verb of its own, and not the subject of another."""
    before = unit.tokens[group - 1] if group else None
    if auxiliary or before is None or before.quote or before.word in (",", "and", "in", "by"):
        return True
    core = core_before(unit, group - 1)
    if core and unit.word(group + 1) in (",", ":") and group + 2 < len(unit.tokens):
        return unit.tokens[group + 2].quote is not None
    return bool(core and _with(unit, core))


def _with(unit: Unit, core: Phrase) -> int:
    """The token behind "with" at the head of a phrase, 0 where there is none."""
    places = (core.first, core.first - 1, core.first - 2)
    return next((n + 1 for n in places if n >= 0 and unit.word(n) == "with"), 0)


def _plural(unit: Unit, source: Phrase) -> bool:
    """Whether a subject may go with a verb that has no ending."""
    words = [unit.word(n) for n in range(source.first, source.last + 1)]
    if (PLURALS | {"i", "we", "you", "they", "who", "and"}) & set(words):
        return True
    heads = (words[-1], head_of(words))
    return any(w.endswith("s") and not w.endswith(("ss", "'s", "’s")) for w in heads) or (
        len(words) == 1 and unit.tokens[source.last].cap
    )


def _empty(unit: Unit, source: Phrase, form: Form) -> bool:
    """Whether a subject speaks for nobody: "this shows that"."""
    word = unit.word(source.last)
    if word in ("this", "that", "there", "which", "what", "these"):
        return True
    return word == "it" and form.lemma in SHOW - SAY


def _subject(unit: Unit, group: int, before: list[Frame]) -> Phrase | None:
    """Who does what a verb group says: what stands before it, or the subject of a verb before."""
    word = unit.word(group - 1)
    if word == "to":
        verb = group - 2
        if unit.word(verb) in ("on", "out"):
            verb -= 1
        if unit.word(verb) not in _CONTROL:
            return None
        return subject_before(unit, verb_group(unit, verb)[0])
    if word in COORDINATORS or (word == "," and unit.word(group - 2) in COORDINATORS):
        earlier = [frame.source for frame in before if frame.source]
        return earlier[-1] if earlier else sentence_subject(unit, group)
    return subject_before(unit, group)


def sentence_subject(unit: Unit, stop: int) -> Phrase | None:
    """Whom a sentence is about: the phrase before its first finite verb."""
    for number in range(1, stop):
        word = unit.word(number)
        form = verbs().get(word)
        if is_finite(word) or (form and form.tag in ("s", "past", "ed")):
            source = subject_before(unit, verb_group(unit, number)[0])
            if source:
                return source
    return None


def _participle(
    unit: Unit, group: int, verb: int, content: Range | None, before: list[Frame]
) -> Frame | None:
    """ "saying that": of the subject of its sentence, of one named behind, or of "with X"."""
    if content is None:
        return None
    core = core_before(unit, group - 1) if group else None
    if core and content[0] > verb + 1 and unit.tokens[content[0]].quote:
        return Frame((group, verb), core, (content,))
    first = _with(unit, core) if core else 0
    if core and first:
        return Frame((group, verb), replace(core, first=first), (content,))
    if group == 0:
        return _leading(unit, verb, content)
    if unit.word(group - 1) in PREPOSITIONS - {"by", "in"}:
        return None
    earlier = [frame.source for frame in before if frame.source]
    source = earlier[-1] if earlier else sentence_subject(unit, group)
    return Frame((group, verb), source, (content,)) if source else None


def _leading(unit: Unit, verb: int, content: Range) -> Frame | None:
    """ "Announcing that ..., the mayor": the subject follows the comma behind the content."""
    for number in range(content[0], min(content[1], content[0] + 60) + 1):
        token = unit.tokens[number]
        closing = token.quote is not None and token.quote.speech
        if closing or token.word == ",":
            at = number + 1
            if closing and unit.word(at) == ",":
                at += 1
            source = phrase_after(unit, at, len(unit.tokens))
            if (source and unit.tokens[at].cap) or (source and unit.word(at) in DETERMINERS):
                last = number if closing else number - 1
                return Frame((verb, verb), source, ((content[0], last),))
    return None


def _passive(unit: Unit, group: int, verb: int, form: Form) -> Frame | None:
    """ "were counselled by the mayor to wait", "was told by X that", "as reported by X"."""
    by = verb + 1
    if unit.word(by) != "by" or form.lemma not in SAY | THINK | TELL | DIRECTIVE:
        return None
    source = phrase_after(unit, by + 1, len(unit.tokens))
    if source is None or unit.word(by + 1).endswith("ing"):
        return None
    at = source.end + 1
    if unit.word(at) in ("to", "that", "not"):
        last = clause_end(unit, at)
        return Frame((group, by), source, ((at, last),))
    return None


def _shortened(unit: Unit, frame: Frame, all_frames: list[Frame]) -> Frame:
    """End a content where the next report begins, unless that one lies inside it."""
    contents = []
    for first, last in frame.contents:
        for other in all_frames:
            shared = other.source is not None and other.source is frame.source
            begin = other.cue[0] if shared and other.cue else other.begin
            if other is frame or other.backward or not first < begin <= last:
                continue
            if other.cue and frame.cue and other.cue[0] <= frame.cue[0]:
                continue
            before = unit.word(begin - 1)
            if before in COORDINATORS | {"while", "although", "though", "with", "as"}:
                end = begin - 2 - (unit.word(begin - 2) == ",")
            elif before in (",", ";"):
                end = begin - 2
            else:
                continue
            if end >= first:
                last = min(last, end)
        contents.append((first, last))
    return replace(frame, contents=tuple(contents))
