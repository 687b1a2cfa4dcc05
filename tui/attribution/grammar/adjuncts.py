"""Phrases between a verb and its complement: the person addressed, prepositional phrases."""

from __future__ import annotations

from ..lexicon.function_words import (
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
    """Whether a phrase for a person, and not a verb, begins at a token behind "to"."""
    word = sentence.word(at)
    return word in DETERMINERS | PRONOUNS | {"reporters", "journalists"} or (
        at < len(sentence) and sentence.tokens[at].is_capitalized
    )


def addressee_end(sentence: Sentence, first: int) -> int:
    """The token behind the person addressed, such as "the press", "him", "to reporters".

    `first` is the token behind the verb; it is the result where nobody is addressed.
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
    while at < len(sentence) and at - first < _ADDRESSEE_REACH:
        if _ends_addressee(sentence, at, is_first=at == first):
            break
        at += 1
    return at


def _ends_addressee(sentence: Sentence, at: int, is_first: bool) -> bool:
    """Whether a token does not belong to the phrase for the person addressed."""
    token = sentence.tokens[at]
    if not token.is_word or token.word in ("that", "to"):
        return True
    if is_first:
        return False
    if token.word in SUBJECT_PRONOUNS | DETERMINERS:
        return True
    follows_name = sentence.tokens[at - 1].is_capitalized and not token.is_capitalized
    return follows_name and token.word in (PREPOSITIONS | PRONOUNS) - {"of", "for"}


def prepositional_phrase_end(sentence: Sentence, preposition: int) -> int:
    """The token behind a prepositional phrase and the phrases that depend on it."""
    end = preposition + 1
    while end < len(sentence) and end - preposition < _PREPOSITION_REACH:
        if _ends_prepositional_phrase(sentence, end, end - preposition):
            break
        end += 1
    return end


def _ends_prepositional_phrase(sentence: Sentence, at: int, distance: int) -> bool:
    """Whether a token, at some distance behind a preposition, is outside its phrase."""
    token, before = sentence.tokens[at], sentence.word(at - 1)
    word = token.word
    if word == "that" or not (token.is_word or word in (".", "-", "/", "&")):
        return True
    if distance > 1 and word in SUBJECT_PRONOUNS:
        return True
    follows_date = before in DATE_WORDS or before.isdigit()
    if follows_date and word not in PREPOSITIONS | DATE_WORDS and not word.isdigit():
        return True
    return distance > 2 and word in DETERMINERS and before not in PREPOSITIONS
