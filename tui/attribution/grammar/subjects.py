"""The subject of a verb: the noun phrase before it, across appositions and relative clauses."""

from __future__ import annotations

from ..lexicon.function_words import (
    BE,
    COORDINATORS,
    INTERROGATIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_finite_verb,
    is_ing_form,
)
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import Sentence, TokenRange
from .introductions import skip_introduction
from .noun_phrases import NounPhrase, noun_phrase_ending_at

_MOST_APPOSITIONS = 4
_APPOSITION_REACH = 60
"""Tokens before a verb among which its subject with its appositions is looked for."""

_JOINED_REACH = 9
_CLAUSE_REACH = 60
"""Tokens before a place among which the last main clause is looked for."""

_RELATIVE_REACH = 14
_PARTICIPLES = ("speaking", "citing", "writing", "referring")


def sentence_subject(sentence: Sentence, stop: int) -> NounPhrase | None:
    """The subject of the first finite verb, before the token `stop`, that has one; or None."""
    for at in range(1, stop):
        word = sentence.word(at)
        form = VERB_FORMS.get(word)
        if is_finite_verb(word) or (form and form.is_finite):
            subject = subject_before(sentence, sentence.verb_group(at)[0])
            if subject:
                return subject
    return None


def main_subject(sentence: Sentence, stop: int) -> NounPhrase | None:
    """The subject of the last main clause before the token `stop`; None where none is found.

    That is Bell in "When the mayor spoke, Bell left" and in "Bell, who said he was ill, left".
    """
    for at in range(stop - 1, max(0, stop - _CLAUSE_REACH), -1):
        word = sentence.word(at)
        form = VERB_FORMS.get(word)
        if is_finite_verb(word) or (form and form.is_finite):
            subject = subject_before(sentence, sentence.verb_group(at)[0])
            if subject and not _is_subordinate(sentence, subject, at):
                return subject
    return sentence_subject(sentence, stop)


def _is_subordinate(sentence: Sentence, subject: NounPhrase, verb: int) -> bool:
    """Whether a subject and its verb stand in a subordinate clause."""
    before = subject.first - 1
    return (
        sentence.word(before) in SUBORDINATORS | RELATIVES | INTERROGATIVES
        or sentence.is_finite_reporting_verb(before)
        or not RELATIVES.isdisjoint(sentence.words(subject.last + 1, verb - 1))
    )


def joined_subject(sentence: Sentence, coordinator: int) -> NounPhrase | None:
    """The subject of the verb to which "and" joins another one: "I laughed and said"; or None.

    Both stand in one clause, without a comma between them.
    """
    for at in range(coordinator - 1, max(0, coordinator - _JOINED_REACH), -1):
        if not (sentence.is_word(at) or sentence.word(at) == "-"):
            return None
        if is_finite_verb(sentence.word(at)) or sentence.is_finite_reporting_verb(at):
            return subject_before(sentence, sentence.verb_group(at)[0])
    return None


def subject_before(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The subject of the verb group that begins at `verb`; None where none is found."""
    end = verb - 1
    if end < 0:
        return None
    word = sentence.word(end)
    if word in ("who", "which", "that") and end > 0:
        return _antecedent(sentence, end)
    if word in (",", ")", "—", "–", "-"):
        return _before_appositions(sentence, end)
    return _before_relative_clause(sentence, end) or noun_phrase_ending_at(sentence, end)


def _before_relative_clause(sentence: Sentence, end: int) -> NounPhrase | None:
    """The noun phrase before "who" without a comma: "the man who sold the mill"."""
    for at in range(end - 1, max(0, end - _RELATIVE_REACH), -1):
        word = sentence.word(at)
        if word == "who":
            return noun_phrase_ending_at(sentence, at - 1)
        if (
            not sentence.is_word(at)
            or word in SUBORDINATORS | SUBJECT_PRONOUNS
            or sentence.is_finite_reporting_verb(at)
        ):
            return None
    return None


def _antecedent(sentence: Sentence, relative: int) -> NounPhrase | None:
    """The noun phrase to which a relative pronoun refers.

    In "a meeting with Devocht, who" that is the name after the preposition.
    """
    before = relative - 1
    if sentence.word(before) == ",":
        before -= 1
    phrase = noun_phrase_ending_at(sentence, before)
    if phrase and phrase.last - phrase.first > 1 and sentence.is_capitalized(phrase.last):
        inside = range(phrase.last, phrase.first - 1, -1)
        preposition = next((at for at in inside if sentence.word(at) in PREPOSITIONS), None)
        if preposition is not None and sentence.word(preposition) != "of":
            return NounPhrase(sentence, preposition + 1, phrase.last)
    return phrase


def _before_appositions(sentence: Sentence, comma: int) -> NounPhrase | None:
    """The noun phrase before one or more appositions, the last of which ends before `comma`."""
    segments = _segments_before(sentence, comma)
    if not segments or not _may_describe(sentence, *segments[0]):
        return None
    if segments[0][0] == 0:
        phrase = noun_phrase_ending_at(sentence, segments[0][1])
        return phrase if phrase and phrase.first == 0 else None
    found: NounPhrase | None = None
    for (start, end), (after, _) in zip(segments[1:], segments, strict=False):
        word = sentence.word(start)
        if is_ing_form(word):
            continue
        if word in PREPOSITIONS | SUBORDINATORS:
            break
        phrase = noun_phrase_ending_at(sentence, end)
        if phrase is None:
            break
        describes = sentence.word(after) not in (PREPOSITIONS | COORDINATORS) - {"of", "from"}
        apposition = (after, segments[0][1]) if describes else None
        found = NounPhrase(sentence, phrase.first, phrase.last, apposition)
        is_whole = phrase.first == skip_introduction(sentence, start, end)
        if not (is_whole and _may_describe(sentence, start, end)) or phrase.is_name:
            break
    return found


def _segments_before(sentence: Sentence, comma: int) -> list[TokenRange]:
    """Up to four ranges that are separated by commas, dashes or brackets, the nearest first.

    Adverbs between commas, such as "meanwhile", are left out.
    """
    ranges = _ranges_before(sentence, comma)
    return [(first, last) for first, last in ranges if not _is_adverbial(sentence, first, last)]


def _is_adverbial(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words(first, last)
    return all(map(is_adverb, words)) or words in (["for", "his", "part"], ["for", "her", "part"])


def _ranges_before(sentence: Sentence, comma: int) -> list[TokenRange]:
    found: list[TokenRange] = []
    end = at = comma - 1
    while at >= 0 and comma - at < _APPOSITION_REACH and len(found) < _MOST_APPOSITIONS:
        token = sentence.tokens[at]
        if token.is_speech or token.word in (",", "(", ")", "—", "–", "-", ";", ":"):
            if at < end:
                found.append((at + 1, end - (at + 1 < end and sentence.word(end) == ".")))
            end = at - 1
            if token.quotation or token.word in (";", ":"):
                return found
        at -= 1
    if at < 0 <= end:
        found.append((0, end))
    return found


def _may_describe(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a range between commas can be an apposition or a relative clause."""
    word = sentence.word(first)
    if word in RELATIVES or word in _PARTICIPLES:
        return True
    if word in ("and", "or") and sentence.is_capitalized(first + 1):
        return True
    if word == "and" and not sentence.is_clause(first + 1, last + 1):
        return True
    if word in SUBJECT_PRONOUNS | SUBORDINATORS | COORDINATORS:
        return False
    words = sentence.words(first, last)
    if (word.isdigit() and len(words) < 3) or "who" in words or "which" in words:
        return True
    return not any(
        sentence.word(at) in BE or sentence.is_finite_reporting_verb(at)
        for at in range(first, last + 1)
    )
