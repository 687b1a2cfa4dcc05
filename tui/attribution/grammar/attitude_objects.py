"""What an attitude is about: the object, the topic or the infinitive that belongs to a verb."""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.attitude_words import CHARACTERIZING_VERBS, OBJECT_VERBS, TOPIC_PREPOSITIONS
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
from ..sentences import Sentence, TokenRange

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

_OBJECT_ENDS = word_set(", — – - ( )")


def attitude_object(sentence: Sentence, at: int, lemma: str) -> TokenRange | None:
    """What the attitude expressed by a verb is about; None where nothing follows it.

    `at` is the token after the verb, and `lemma` the base form of the verb.
    """
    while is_adverb(sentence.word(at)) and not sentence.is_capitalized(at):
        at += 1
    word = sentence.word(at)
    if lemma in TOPIC_PREPOSITIONS.get(word, ()) and _begins_object(sentence, at + 1):
        return at + 1, _object_end(sentence, at + 1)
    if lemma in OBJECT_VERBS and _begins_object(sentence, at):
        return at, _object_end(sentence, at)
    if lemma in CHARACTERIZING_VERBS and _begins_object(sentence, at):
        last = _object_end(sentence, at)
        return (at, last) if "as" in sentence.words(at, last) else None
    return None


def _begins_object(sentence: Sentence, at: int) -> bool:
    """Whether an object can begin at a token."""
    word = sentence.word(at)
    if sentence.is_quotation(at):
        return True
    return sentence.is_word(at) and word not in _NEVER_OBJECT and not is_adverb(word)


def _object_end(sentence: Sentence, first: int) -> int:
    """The last token of an object with all that depends on it, up to a comma or a date."""
    last = sentence.clause_end(first)
    for at in range(first + 1, last + 1):
        if sentence.word(at) in _OBJECT_ENDS or _begins_date(sentence, at):
            return at - 1
    return last


def _begins_date(sentence: Sentence, at: int) -> bool:
    """Whether an adverbial of time begins at a token: "on Tuesday", "in May", "last week"."""
    word, after = sentence.word(at), sentence.word(at + 1)
    if word in DATE_WORDS:
        return sentence.word(at - 1) not in PREPOSITIONS
    return (word in ("on", "in", "last", "this", "earlier") and after in DATE_WORDS) or (
        word in ("last", "this", "next") and after in TIME_NOUNS
    )
