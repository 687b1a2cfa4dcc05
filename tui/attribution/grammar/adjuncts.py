"""Phrases between a verb and its complement: the person addressed, prepositional phrases."""

from __future__ import annotations

from ..lexicon.function_words import (
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
)
from ..sentences import Sentence

_ADDRESSEE_REACH = 12
_PREPOSITION_REACH = 14


def is_person(sentence: Sentence, at: int) -> bool:
    """Whether a phrase for a person, and not a verb, begins at a token after "to"."""
    word = sentence.word(at)
    is_common = word in DETERMINERS | PRONOUNS | {"reporters", "journalists"}
    return is_common or sentence.is_capitalized(at)


def addressee_end(sentence: Sentence, first: int) -> int:
    """The token after the person addressed, such as "the press", "him", "to reporters".

    `first` is the token after the verb; it is the result where nobody is addressed.
    """
    at = first
    if sentence.word(at) == "to":
        at += 1
    elif sentence.word(at) in PREPOSITIONS:
        return at
    if sentence.word(at) in PRONOUNS:
        return at + 1
    if sentence.word(at) in DETERMINERS:
        at += 1
    while at - first < _ADDRESSEE_REACH and _is_addressee(sentence, at, is_first=at == first):
        at += 1
    return at


def _is_addressee(sentence: Sentence, at: int, is_first: bool) -> bool:
    """Whether a token belongs to the phrase for the person addressed."""
    word = sentence.word(at)
    if not sentence.is_word(at) or word in ("that", "to"):
        return False
    if is_first:
        return True
    ends_name = word in (PREPOSITIONS | PRONOUNS) - {"of", "for"} and (
        sentence.is_capitalized(at - 1) and not sentence.is_capitalized(at)
    )
    return not ends_name and word not in SUBJECT_PRONOUNS | DETERMINERS


def prepositional_phrase_end(sentence: Sentence, preposition: int) -> int:
    """The token after a prepositional phrase and the phrases that depend on it."""
    for end in range(preposition + 1, preposition + _PREPOSITION_REACH):
        word, before = sentence.word(end), sentence.word(end - 1)
        follows_date = before in DATE_WORDS or before.isdigit()
        if (
            word == "that"
            or not (sentence.is_word(end) or word in (".", "-", "/", "&"))
            or (word in SUBJECT_PRONOUNS and end > preposition + 1)
            or (word in COORDINATORS and sentence.is_clause(end + 1, end + 5, strict=True))
            or (word in DETERMINERS and before not in PREPOSITIONS and end > preposition + 2)
            or (follows_date and not word.isdigit() and word not in PREPOSITIONS | DATE_WORDS)
        ):
            return end
    return preposition + _PREPOSITION_REACH
