"""Noun phrases of a sentence: those that end and those that begin at a given token."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.document import Span
from ..lexicon import word_set
from ..lexicon.function_words import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    begins_with_pronoun,
    is_adverb,
    is_finite_verb,
    is_ing_form,
)
from ..lexicon.source_words import DOCUMENT_NOUNS, ENVOYS, PUBLISHING_PARTICIPLES
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import QUOTATION, Sentence, TokenRange

_MOST_TOKENS = 30
_JOINING_MARKS = word_set(". - / & ' ’ #")
_CLAUSE_WORDS = SUBORDINATORS | COORDINATORS | RELATIVES | {"according"}
_OUTSIDE = PREPOSITIONS | _CLAUSE_WORDS | AUXILIARIES
"""Words that neither begin nor end a noun phrase."""

_BEFORE_DATES = ("on", "last", "late", "early", "in")
"""Words before a date that follows a noun phrase: "officials on Monday"."""

_NEVER_LAST = PREPOSITIONS | COORDINATORS | _JOINING_MARKS | ADVERBS
"""Words with which a noun phrase does not end."""

_ENDS_ON_RIGHT = (
    SUBJECT_PRONOUNS
    | SUBORDINATORS
    | RELATIVES
    | DATE_WORDS
    | AUXILIARIES
    | word_set("on during after before to via through by about")
)
"""Words before which a noun phrase ends."""

_OUTSIDE_APPOSITION = AUXILIARIES | PREPOSITIONS | SUBJECT_PRONOUNS | SUBORDINATORS | COORDINATORS
"""Words with which no apposition begins."""

_APPOSITION_ENDS = word_set(", ; : . ? ! — –") | {QUOTATION}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase, from its first to its last token, with the range of its apposition if any.

    The apposition, often a role, follows the last token.
    """

    sentence: Sentence
    first: int
    last: int
    apposition: TokenRange | None = None

    @property
    def end(self) -> int:
        """The last token of the phrase with its apposition."""
        return self.apposition[1] if self.apposition else self.last

    @property
    def words(self) -> list[str]:
        """The words of the phrase in lower case."""
        return self.sentence.words(self.first, self.last)

    @property
    def last_word(self) -> str:
        """The last word of the phrase in lower case."""
        return self.sentence.word(self.last)

    @property
    def text(self) -> str:
        """The text of the phrase as written, with single spaces for all white space."""
        return self.sentence.text(self.first, self.last)

    @property
    def span(self) -> Span:
        """Where in the document the phrase stands, in code points."""
        return self.sentence.span(self.first, self.last)

    @property
    def is_name(self) -> bool:
        """Whether the phrase has two words or more and begins and ends with a capital letter."""
        is_capitalized = self.sentence.is_capitalized
        return self.last > self.first and is_capitalized(self.first) and is_capitalized(self.last)


def noun_phrase_ending_at(sentence: Sentence, last: int) -> NounPhrase | None:
    """The noun phrase whose last token is `last`, or is followed there by a date; None if none."""
    if not sentence.is_word(last):
        return None
    if sentence.word(last) in SUBJECT_PRONOUNS or begins_with_pronoun(sentence.word(last)):
        return NounPhrase(sentence, last, last)
    if _ends_with_date(sentence, last):
        last -= 2
    if last < 0 or sentence.word(last) in _OUTSIDE:
        return None
    first = last
    while first > 0 and last - first < _MOST_TOKENS and _extends_left(sentence, first - 1, last):
        first -= 1
    first = skip_introduction(sentence, first, last)
    if not any(token.is_word for token in sentence.tokens[first : last + 1]):
        return None
    lone = first == last and sentence.word(last) in ("the", "a", "an", "that", "this", "its", "his")
    return None if lone else NounPhrase(sentence, first, last)


def _ends_with_date(sentence: Sentence, last: int) -> bool:
    """Whether "on Monday", "last week" and the like end at a token."""
    word, before = sentence.words(last - 1, last)[::-1]
    is_period = word in TIME_NOUNS and before in ("last", "this")
    return is_period or (word in DATE_WORDS and before in _BEFORE_DATES)


def _extends_left(sentence: Sentence, at: int, last: int) -> bool:
    """Whether the token `at` belongs to the noun phrase from the token after it to `last`."""
    token = sentence.tokens[at]
    word, after = token.word, sentence.word(at + 1)
    if token.quotation:
        return not (token.is_speech or sentence.ends_with(at, ",")) and at + 1 <= last
    if not token.is_word:
        return word in _JOINING_MARKS
    if after in SUBJECT_PRONOUNS or (word in SUBJECT_PRONOUNS and word != "it"):
        return False
    if word in ("and", "or"):
        return _joins_nouns(sentence, at)
    if word in _CLAUSE_WORDS:
        return False
    if after in DETERMINERS and word not in PREPOSITIONS | DETERMINERS:
        return word in ("both", "all", "half") or sentence.is_attribute(at)
    if token.is_capitalized or word in AUXILIARIES:
        return token.is_capitalized
    return sentence.is_attribute(at) or (not is_finite_verb(word) and _may_be_noun(sentence, at))


def _may_be_noun(sentence: Sentence, at: int) -> bool:
    form = VERB_FORMS.get(sentence.word(at))
    return form is None or form.inflection in ("ing", "base", "part") or sentence.is_noun(at)


def _joins_nouns(sentence: Sentence, conjunction: int) -> bool:
    """Whether "and" or "or" joins two nouns, and not two clauses."""
    at = conjunction - 1
    while at >= 0 and conjunction - at < 9 and sentence.is_word(at):
        word = sentence.word(at)
        if word in _CLAUSE_WORDS | SUBJECT_PRONOUNS | AUXILIARIES:
            return False
        if is_finite_verb(word) or sentence.is_finite_reporting_verb(at):
            return False
        at -= 1
    return at < 0 or (sentence.word(at) != "," and conjunction - at < 9) or _in_list(sentence, at)


def _in_list(sentence: Sentence, comma: int) -> bool:
    """Whether a comma separates names in a list: "A, B and C"."""
    return sentence.is_capitalized(comma - 1) and sentence.is_capitalized(comma + 1)


def skip_introduction(sentence: Sentence, first: int, last: int) -> int:
    """The first token after adverbs, conjunctions, dates and a prepositional phrase, if any.

    In "On Monday officials" and "But in Kabul, he" that is the subject. The result is `last` + 1
    where nothing else follows up to `last`.
    """
    while first <= last:
        word = sentence.word(first)
        if (
            word in COORDINATORS | SUBORDINATORS | _JOINING_MARKS
            or (
                is_adverb(word)
                and word not in ("both", "all")
                and not _is_lone_name(sentence, first, last)
            )
            or (word in DATE_WORDS and first < last)
        ):
            first += 1
        elif word in PREPOSITIONS:
            first = _skip_prepositional_phrase(sentence, first, last)
        else:
            break
    return first


def _is_adverb(sentence: Sentence, at: int) -> bool:
    """Whether a word is an adverb before a noun phrase; "both" and "all" belong to the phrase."""
    word = sentence.word(at)
    return is_adverb(word) and word not in ("both", "all")


def _is_lone_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a phrase is one word in -ly with a capital letter, such as the name "Jolly"."""
    return first == last and sentence.is_capitalized(first) and sentence.word(first).endswith("ly")


def _skip_prepositional_phrase(sentence: Sentence, preposition: int, last: int) -> int:
    """The first token after a prepositional phrase that precedes a noun phrase."""
    at = preposition + 1
    if sentence.word(at) in DETERMINERS and at < last:
        at += 1
    while at < last and _is_time(sentence, at):
        at += 1
    before = sentence.word(at - 1)
    if (at > preposition + 1 and before in DATE_WORDS | TIME_NOUNS) or before.isdigit():
        return at
    for number in range(at + 1, last + 1):
        if sentence.word(number) in DETERMINERS and sentence.word(number - 1) not in PREPOSITIONS:
            return number
    ends_name = sentence.is_capitalized(at) and not sentence.is_capitalized(at + 1)
    return at + (ends_name and at < last)


def _is_time(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    return word in DATE_WORDS | TIME_NOUNS or word.isdigit()


def noun_phrase_starting_at(
    sentence: Sentence, first: int, stop: int | None = None
) -> NounPhrase | None:
    """The noun phrase from `first` on, with its apposition, before the token `stop`; or None."""
    stop = len(sentence) if stop is None else min(stop, len(sentence))
    if first >= stop or not sentence.is_word(first):
        return None
    word = sentence.word(first)
    if word in SUBJECT_PRONOUNS:
        return NounPhrase(sentence, first, first)
    is_name = first > 0 and sentence.is_capitalized(first)
    if word in _OUTSIDE - MODALS if is_name else word in _OUTSIDE or is_adverb(word):
        return None
    last = first
    while last + 1 < stop and last - first < _MOST_TOKENS and _extends_right(sentence, last + 1):
        last += 1
    while last > first and sentence.word(last) in _NEVER_LAST:
        last -= 1
    named = any(token.is_capitalized for token in sentence.tokens[first : last + 1])
    if not (named or word in DETERMINERS):
        return NounPhrase(sentence, first, last)
    return NounPhrase(sentence, first, last, _apposition_after(sentence, last + 1, stop))


def _extends_right(sentence: Sentence, at: int) -> bool:
    """Whether the token `at` continues the noun phrase before it."""
    token = sentence.tokens[at]
    word, after = token.word, sentence.word(at + 1)
    if token.quotation:
        return not token.is_speech
    if not token.is_word:
        return word in _JOINING_MARKS and sentence.is_word(at + 1)
    if word in _ENDS_ON_RIGHT:
        return _continues_noun(sentence, at)
    if word == "in" and after in ("a", "an", "his", "her", "its", "their", "response"):
        return False
    return token.is_capitalized or not is_adverb(word)


def _continues_noun(sentence: Sentence, preposition: int) -> bool:
    """Whether a preposition depends on the noun before it: "envoy to Yemen", "a tweet by Bell"."""
    word, before = sentence.word(preposition), sentence.word(preposition - 1)
    if word == "by":
        return before in DOCUMENT_NOUNS or (
            before in PUBLISHING_PARTICIPLES and sentence.word(preposition - 2) in DOCUMENT_NOUNS
        )
    named = preposition + 1 + (sentence.word(preposition + 1) == "the")
    return word == "to" and before in ENVOYS and sentence.is_capitalized(named)


def _apposition_after(sentence: Sentence, comma: int, stop: int) -> TokenRange | None:
    """The apposition after a comma, without the mark that ends it; None where there is none."""
    first = comma + 1
    if sentence.word(comma) != "," or first >= stop or sentence.is_quotation(first):
        return None
    word = sentence.word(first)
    if word in _OUTSIDE_APPOSITION or is_ing_form(word):
        return None
    end = sentence.find(_APPOSITION_ENDS, first + 1, stop)
    last = (stop if end is None else end) - 1
    words = sentence.words(first, last)
    is_clause = any(
        word in AUXILIARIES or (word.endswith("ed") and after in DETERMINERS)
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )
    return None if is_clause and not RELATIVES & set(words) else (first, last)
