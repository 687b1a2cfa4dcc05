"""What an attitude is about: the object, the topic or the infinitive that belongs to a verb."""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.attitude_words import (
    CHARACTERIZING_VERBS,
    FINDING_VERBS,
    INTENTION_VERBS,
    NAMING_VERBS,
    OBJECT_VERBS,
    REFUSAL_VERBS,
    TOPIC_PREPOSITIONS,
)
from ..lexicon.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DATE_WORDS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    is_adverb,
)
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import Sentence, TokenRange
from .clauses import clause_end, infinitive_end

_NEVER_OBJECT = (
    AUXILIARIES
    | COORDINATORS
    | DATE_WORDS
    | PREPOSITIONS
    | RELATIVES
    | SUBORDINATORS
    | (SUBJECT_PRONOUNS - {"it", "you"})
)
"""Words with which no object begins."""

_LOOSE_PREPOSITIONS = word_set("at during in on over through throughout")
"""Prepositions that end an object of one word: "praised him in a speech"."""

_ADDRESSEE_REACH = 6
"""Tokens after a verb among which the preposition of its topic is looked for."""

_OBJECT_ENDS = word_set(", — – - ( )")


def attitude_object(sentence: Sentence, at: int, lemma: str) -> TokenRange | None:
    """What the attitude expressed by a verb is about; None where nothing follows it.

    `at` is the token after the verb, and `lemma` the base form of the verb.
    """
    while is_adverb(sentence.word(at)) and not sentence.is_capitalized(at):
        at += 1
    word = sentence.word(at)
    if word == "to" and lemma in INTENTION_VERBS | REFUSAL_VERBS:
        is_silence = lemma in REFUSAL_VERBS and sentence.word(at + 1) in VERB_FORMS
        return (
            (at, infinitive_end(sentence, at))
            if sentence.is_word(at + 1) and not is_silence
            else None
        )
    topic = _topic_start(sentence, at, lemma)
    if topic is not None:
        return topic, _object_end(sentence, topic)
    if lemma in OBJECT_VERBS | FINDING_VERBS and _begins_object(sentence, at):
        return at, _object_end(sentence, at)
    if lemma in CHARACTERIZING_VERBS and _begins_object(sentence, at):
        last = _object_end(sentence, at)
        return (at, last) if "as" in sentence.words(at, last) else None
    if lemma in NAMING_VERBS and _begins_object(sentence, at):
        last = _object_end(sentence, at)
        return (at, last) if _has_second_phrase(sentence, at, last) else None
    return None


def _has_second_phrase(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a second noun phrase begins in a range: "the plan a mistake"."""
    inside = PREPOSITIONS | COORDINATORS
    return any(
        sentence.word(at) in ("a", "an") and sentence.word(at - 1) not in inside
        for at in range(first + 1, last + 1)
    )


def _topic_start(sentence: Sentence, at: int, lemma: str) -> int | None:
    """Where the topic begins after a preposition: "about the plan", "to reporters about the plan".

    `at` is the token after the verb; the result is None where no preposition of its topic follows.
    """
    for preposition in range(at, at + _ADDRESSEE_REACH):
        word = sentence.word(preposition)
        if lemma in TOPIC_PREPOSITIONS.get(word, ()):
            return preposition + 1 if _begins_object(sentence, preposition + 1) else None
        is_addressee = word not in _NEVER_OBJECT or (word == "to" and preposition == at)
        if not sentence.is_word(preposition) or not is_addressee:
            return None
    return None


def _begins_object(sentence: Sentence, at: int) -> bool:
    """Whether an object can begin at a token."""
    word = sentence.word(at)
    if sentence.is_quotation(at):
        return True
    return sentence.is_word(at) and word not in _NEVER_OBJECT and not is_adverb(word)


def _object_end(sentence: Sentence, first: int) -> int:
    """The last token of an object with all that depends on it, up to a comma or a date."""
    last = clause_end(sentence, first)
    for at in range(first + 1, last + 1):
        word = sentence.word(at)
        if word in _OBJECT_ENDS or _begins_date(sentence, at) or _begins_clause(sentence, at):
            return at - 1
        if word in _LOOSE_PREPOSITIONS and at == first + 1:
            return at - 1
    return last


def _begins_clause(sentence: Sentence, at: int) -> bool:
    """Whether a new clause or its verb begins after "and": "praised Bell and blamed Ruiz"."""
    if sentence.word(at) in ("after", "before", "because", "while", "when", "since"):
        return True
    if sentence.word(at) not in ("and", "but"):
        return False
    after = at + 1 + is_adverb(sentence.word(at + 1))
    word = sentence.word(after)
    if word in SUBJECT_PRONOUNS | AUXILIARIES or sentence.is_finite_reporting_verb(after):
        return True
    return sentence.is_clause(after, after + 5, strict=True)


def _begins_date(sentence: Sentence, at: int) -> bool:
    """Whether an adverbial of time begins at a token: "on Tuesday", "in May", "last week"."""
    word, after = sentence.word(at), sentence.word(at + 1)
    if word in DATE_WORDS:
        return sentence.word(at - 1) not in PREPOSITIONS
    return (word in ("on", "in", "last", "this", "earlier") and after in DATE_WORDS) or (
        word in ("last", "this", "next") and after in TIME_NOUNS
    )
