"""Whether the words behind a name and a comma say who its bearer is, or begin a clause."""

from __future__ import annotations

import re
from itertools import takewhile

from ..lexicon import word_set
from ..lexicon.function_words import (
    ADVERBS,
    AUXILIARIES,
    DEPENDENT_DETERMINERS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_VERBS,
    PREPOSITIONS,
    RELATIVES,
    is_finite_verb,
)
from ..lexicon.source_words import GROUP_NOUNS, OFFICES, TITLES
from .proper_names import fold, head_of, without_article

_SENTENCE_START = re.compile(r"(?:[.!?][”\"’)]*\s+|\n)(?=[“\"‘(]*[A-Z])")
_OPENERS = PREPOSITIONS | word_set("according because thanks due")
_NAMING = word_set("called named known dubbed titled nicknamed")
"""Participles that a noun phrase may follow: "a mill called The Wheel"."""


def is_apposition(phrase: str, before: str, ends_sentence: bool) -> bool:
    """Whether a phrase behind a name and a comma is a role, and not a clause of its own.

    `before` is the text from the beginning of the sentence, or from before it, to the name. A
    sentence whose words before the name are only an adjunct, as in "At the request of Bell, the
    mayor resigned.", has its verb after the name.
    """
    words = phrase.split()
    if _has_finite_verb(words) or (ends_sentence and _opens_with_adjunct(before)):
        return False
    return without_article(phrase) != phrase or fold(head_of(words)) in TITLES


def _has_finite_verb(words: list[str]) -> bool:
    """Whether a noun phrase is the subject of a verb, outside its relative clauses."""
    inner = list(takewhile(lambda word: word not in RELATIVES, words))
    return not AUXILIARIES.isdisjoint(inner) or any(
        _is_predicate(word, inner[at - 1], inner[at + 1] if at + 1 < len(inner) else "")
        for at, word in enumerate(inner)
        if at > 1
    )


def _is_predicate(word: str, before: str, after: str) -> bool:
    """Whether a word between two others is a finite verb, and not a participle or a plural."""
    if before in PREPOSITIONS or before.endswith((",", "'s", "’s")) or word in _NAMING:
        return False
    has_object = after in DEPENDENT_DETERMINERS
    if not is_finite_verb(word):
        is_singular_noun = before in OFFICES | GROUP_NOUNS and word.endswith("s")
        return has_object and is_singular_noun and word not in PREPOSITIONS
    if word in IRREGULAR_VERBS - IRREGULAR_PARTICIPLES:
        return True
    is_subject = fold(before) in OFFICES | GROUP_NOUNS and before not in ADVERBS
    return has_object or (is_subject and after[:1].islower() and _may_be_object(after))


def _may_be_object(word: str) -> bool:
    """Whether a word behind a verb may begin its object; "last" and "by" do not."""
    return word not in PREPOSITIONS | ADVERBS | {"last", "next", "earlier", "and", "or", "as"}


def _opens_with_adjunct(before: str) -> bool:
    """Whether a sentence up to a name begins with a preposition and has no finite verb."""
    sentence = _SENTENCE_START.split(before)[-1]
    words = sentence.strip('“"‘( ').split()
    opens = bool(words) and words[0][:1].isupper() and words[0].lower() in _OPENERS
    return opens and not any(is_finite_verb(word.lower().strip(",")) for word in words[1:])
