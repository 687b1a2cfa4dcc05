"""Reports of a quotation by any verb after it: "“We wait,” the mayor barked"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ..grammar.noun_phrases import noun_phrase_starting_at
from ..grammar.subjects import subject_before
from ..lexicon import word_set
from ..lexicon.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_VERBS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from ..sentences import CLAUSE_ENDS, QUOTATION, Sentence
from .attitudes import may_be_quoted
from .postposed import rest_of_quotation
from .speech_report import SpeechReport

_PARTICLES = word_set("back in out off up on")
_SUBJECT_REACH = 24
"""Tokens after a quotation among which the verb of its speaker is looked for."""

_AFTER_VERB = PREPOSITIONS | COORDINATORS | _PARTICLES | word_set("as when while . ,") | {""}
"""What can follow the verb after a question or a shout, after which a new sentence can begin."""


def quotation_reports(sentence: Sentence, reported: Container[int]) -> Iterator[SpeechReport]:
    """The reports of quotations, except those of the tokens `reported`, that a speaker follows.

    The quotation ends with a comma, or with the mark of a question or a shout. Whatever verb the
    speaker has there, it is one of speaking.
    """
    for at in sentence.speech:
        begins = at == 0 or sentence.word(at - 1) in CLAUSE_ENDS | {QUOTATION, "—", "–", "-"}
        if begins and at not in reported and sentence.ends_with(at, ",?!…—-"):
            report = _inverted_report(sentence, at) or _report(sentence, at)
            if report:
                yield report


def _inverted_report(sentence: Sentence, quotation: int) -> SpeechReport | None:
    """The report of a quotation by a verb and its subject: "“We wait!” beamed the mayor"."""
    verb = quotation + 1
    after = verb + 1 + (sentence.word(verb + 1) in _PARTICLES)
    if not _is_past(sentence, verb):
        return None
    source = noun_phrase_starting_at(sentence, after)
    if source is None or not (
        sentence.is_capitalized(after) or sentence.word(after) in DETERMINERS
    ):
        return None
    rest = rest_of_quotation(sentence, source.end + 1)
    return SpeechReport((verb, verb), source, ((quotation, quotation), *rest), is_postposed=True)


def _report(sentence: Sentence, quotation: int) -> SpeechReport | None:
    """The report of a quotation by a subject and its verb: "“We wait,” the mayor barked"."""
    for verb in range(quotation + 2, min(quotation + _SUBJECT_REACH, len(sentence))):
        if sentence.word(verb) in (".", ";", ":") or sentence.is_quotation(verb):
            return None
        if not (_is_past(sentence, verb) or _is_present(sentence, verb)):
            continue
        first, _ = sentence.verb_group(verb)
        subject = subject_before(sentence, first)
        if subject is None or subject.first != quotation + 1:
            continue
        if not may_be_quoted(subject):
            return None
        is_new = not sentence.ends_with(quotation, ",")
        if is_new and sentence.word(verb + 1) not in _AFTER_VERB:
            return None
        contents = ((quotation, quotation), *rest_of_quotation(sentence, verb + 1))
        return SpeechReport((first, verb), subject, contents, is_postposed=True)
    return None


def _is_past(sentence: Sentence, at: int) -> bool:
    """Whether a word can be the past tense of a verb."""
    word = sentence.word(at)
    is_form = (word.endswith("ed") and len(word) > 4) or word in IRREGULAR_VERBS
    return is_form and word not in AUXILIARIES and not sentence.is_attribute(at)


def _is_present(sentence: Sentence, at: int) -> bool:
    """Whether a word can be the third person singular of a verb, after a name or a pronoun."""
    word, before = sentence.word(at), sentence.word(at - 1)
    is_form = word.endswith("s") and len(word) > 3 and word not in AUXILIARIES
    is_subject = sentence.is_capitalized(at - 1) or before in SUBJECT_PRONOUNS
    return is_form and is_subject and not sentence.is_capitalized(at)
