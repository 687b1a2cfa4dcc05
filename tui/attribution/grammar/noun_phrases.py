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
    WEEKDAYS,
    begins_with_pronoun,
    is_adverb,
    is_finite_verb,
    is_ing_form,
)
from ..lexicon.source_words import DOCUMENT_NOUNS, ENVOYS, PUBLISHING_PARTICIPLES
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import JOINING_MARKS, QUOTATION, Sentence, TokenRange
from .introductions import skip_introduction

_MOST_TOKENS = 30
_AUTHOR_REACH = 8
"""Tokens on either side of a preposition among which a document and its author are looked for."""

_CLAUSE_WORDS = SUBORDINATORS | COORDINATORS | RELATIVES | {"according"}
_OUTSIDE = PREPOSITIONS | _CLAUSE_WORDS | AUXILIARIES
"""Words that neither begin nor end a noun phrase."""

_BEFORE_DATES = ("on", "last", "late", "early", "in")
"""Words before a date that follows a noun phrase: "officials on Monday"."""

_NEVER_LAST = PREPOSITIONS | COORDINATORS | JOINING_MARKS | ADVERBS
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

_OUTSIDE_APPOSITION = (
    AUXILIARIES | PREPOSITIONS | SUBORDINATORS | COORDINATORS | (SUBJECT_PRONOUNS - {"who"})
)
"""Words with which no apposition begins."""

_APPOSITION_ENDS = word_set(", ; : . ? ! — – · | •") | {QUOTATION}


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

    def before_verb(self) -> NounPhrase:
        """The phrase up to the verb that it would contain if it is a subject: "Bell agreed"."""
        for at in range(self.first + 1, self.last + 1):
            if is_finite_verb(self.sentence.word(at)) and not self.sentence.is_capitalized(at):
                return NounPhrase(self.sentence, self.first, at - 1)
        return self

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
    last -= _date_length(sentence, last)
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


def _date_length(sentence: Sentence, last: int) -> int:
    """The tokens of "on Monday", "last week", "Monday" and the like that end at a token."""
    before, word = sentence.words(last - 1, last)
    is_period = word in TIME_NOUNS and before in ("last", "this")
    if is_period or (word in DATE_WORDS and before in _BEFORE_DATES):
        return 2
    is_lone = word in WEEKDAYS and last > 0 and before not in DETERMINERS | PREPOSITIONS
    return int(is_lone and sentence.is_word(last - 1))


def _extends_left(sentence: Sentence, at: int, last: int) -> bool:
    """Whether the token `at` belongs to the noun phrase from the token after it to `last`."""
    token = sentence.tokens[at]
    word, after = token.word, sentence.word(at + 1)
    if token.quotation:
        return not (token.is_speech or sentence.ends_with(at, ",")) and at + 1 <= last
    if not token.is_word:
        return _is_joining_mark(sentence, at)
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


def _is_joining_mark(sentence: Sentence, at: int) -> bool:
    """Whether a mark joins two words of a phrase; a dash or slash between spaces separates them."""
    token, text = sentence.tokens[at], sentence.document_text
    is_spaced = (
        text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()
    )
    return token.word in JOINING_MARKS and not (token.word in "-/" and is_spaced)


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
    if at < 0 or (sentence.word(at) != "," and conjunction - at < 9) or _in_list(sentence, at):
        return True
    return _is_inside_name(sentence, conjunction)


def _is_inside_name(sentence: Sentence, conjunction: int) -> bool:
    """Whether "and" stands in a name such as "the Centre for Roads and Bridges"."""
    first = sentence.start_after(PREPOSITIONS | {","}, conjunction)
    inside = range(first, conjunction)
    is_part = sentence.word(first - 1) in ("of", "for") and sentence.is_capitalized(conjunction + 1)
    return is_part and bool(inside) and all(map(sentence.is_capitalized, inside))


def _in_list(sentence: Sentence, comma: int) -> bool:
    """Whether a comma separates names in a list: "A, B and C"."""
    return sentence.is_capitalized(comma - 1) and sentence.is_capitalized(comma + 1)


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
        return _is_joining_mark(sentence, at) and sentence.is_word(at + 1)
    if word in _ENDS_ON_RIGHT:
        return _continues_noun(sentence, at) or _precedes_author(sentence, at)
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


def _precedes_author(sentence: Sentence, at: int) -> bool:
    """Whether the author of a document follows: "a letter sent to the board by Bell"."""
    places = range(at - 1, max(-1, at - _AUTHOR_REACH), -1)
    noun = next((place for place in places if sentence.word(place) in DOCUMENT_NOUNS), None)
    by = sentence.find(("by", "from"), at, at + _AUTHOR_REACH)
    if noun is None or by is None or sentence.word(by + 1) in DATE_WORDS:
        return False
    inside = range(noun + 1, by)
    is_phrase = all(
        sentence.is_word(place) and sentence.word(place) not in AUXILIARIES | _CLAUSE_WORDS
        for place in inside
    )
    is_named = sentence.is_capitalized(by + 1) or sentence.word(by + 1) in DETERMINERS
    return is_phrase and is_named


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
