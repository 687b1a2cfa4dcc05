"""What precedes the subject of a sentence: conjunctions, adverbs, dates, prepositional phrases."""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.function_words import (
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_NOUNS,
    is_adverb,
)
from ..lexicon.source_words import TITLES
from ..sentences import JOINING_MARKS, Sentence

_CLOCK = word_set("a.m. p.m. am pm gmt utc")
_TIME_ADJECTIVES = word_set("this last past next every earlier")
"""Words before a weekday or a period: "last week"."""


def skip_introduction(sentence: Sentence, first: int, last: int) -> int:
    """The first token after adverbs, conjunctions, dates and a prepositional phrase, if any.

    In "On Monday officials" and "But in Kabul, he" that is the subject. The result is `last` + 1
    where nothing else follows up to `last`.
    """
    while first <= last:
        word = sentence.word(first)
        if (
            word in COORDINATORS | SUBORDINATORS | JOINING_MARKS
            or (
                is_adverb(word)
                and word not in ("both", "all")
                and not _is_lone_name(sentence, first, last)
                and not _ranks_an_office(sentence, first, last)
            )
            or (word in DATE_WORDS and first < last)
        ):
            first += 1
        elif word in _TIME_ADJECTIVES and (end := _time_end(sentence, first)) is not None:
            first = end
        elif word in PREPOSITIONS:
            first = _skip_prepositional_phrase(sentence, first, last)
        else:
            break
    return first


def _time_end(sentence: Sentence, first: int) -> int | None:
    """The token after "this past Friday", "every week" and the like; None for anything else."""
    at = first
    while sentence.word(at) in _TIME_ADJECTIVES:
        at += 1
    end = at
    while _is_time(sentence, end):
        end += 1
    return end if end > at and not sentence.word(at).isdigit() else None


def _is_lone_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a phrase is one word in -ly with a capital letter, such as the name "Jolly"."""
    return first == last and sentence.is_capitalized(first) and sentence.word(first).endswith("ly")


def _ranks_an_office(sentence: Sentence, at: int, last: int) -> bool:
    """Whether "First" is part of the name of an office: "First Minister", "First Lady"."""
    is_office = sentence.word(at + 1) in TITLES and sentence.is_capitalized(at + 1)
    return sentence.word(at) == "first" and at < last and is_office


def _skip_prepositional_phrase(sentence: Sentence, preposition: int, last: int) -> int:
    """The first token after a prepositional phrase that precedes a noun phrase."""
    at = preposition + 1
    if sentence.word(at) in DETERMINERS and at < last:
        at += 1
    while at < last and _is_time(sentence, at):
        at += 1
    before = sentence.word(at - 1)
    if (at > preposition + 1 and before in DATE_WORDS | TIME_NOUNS | _CLOCK) or before.isdigit():
        return at
    for number in range(at + 1, last + 1):
        if sentence.word(number) in DETERMINERS and sentence.word(number - 1) not in PREPOSITIONS:
            return number
    ends_name = sentence.is_capitalized(at) and not sentence.is_capitalized(at + 1)
    return at + (ends_name and at < last)


def _is_time(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    return word in DATE_WORDS | TIME_NOUNS | _CLOCK or word[:1].isdigit()
