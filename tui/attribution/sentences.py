"""Sentences as tokens: words, punctuation and whole quotations, with clauses and verb groups."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..model.document import Span
from ..model.quotations import QuotedText
from .lexicon import word_set
from .lexicon.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    IRREGULAR_PARTICIPLES,
    POSSESSIVE_ENDINGS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_finite_verb,
)
from .lexicon.verb_forms import VERB_FORMS

TokenRange = tuple[int, int]
"""The indices of the first and the last token of a stretch of a sentence, both included."""

QUOTATION = "“”"
"""The word of a token that is a quotation."""

JOINING_MARKS = word_set(". - / & ' ’ #")
"""Marks inside a noun phrase."""

CLAUSE_ENDS = word_set(". ! ? ; :")
"""Punctuation that ends a clause."""

_SUBCLAUSE_WORDS = RELATIVES | SUBORDINATORS
_NOT_AFTER_VERB = (
    PREPOSITIONS
    | COORDINATORS
    | DATE_WORDS
    | _SUBCLAUSE_WORDS
    | IRREGULAR_PARTICIPLES
    | {"last", "this", "next"}
)
"""Words that follow a plural noun rather than a verb in -s."""

_LONGEST_HEADLINE = 25
_CLAUSE_REACH = 28
"""Tokens among which the finite verb of a clause is looked for."""


class SentenceToken(NamedTuple):
    """A word, a punctuation mark or a whole quotation; `word` is in lower case."""

    start: int
    end: int
    word: str
    is_capitalized: bool
    quotation: QuotedText | None = None

    @property
    def is_word(self) -> bool:
        """Whether the token is neither punctuation nor a quotation."""
        return self.quotation is None and (self.word[0].isalnum() or len(self.word) > 1)

    @property
    def is_speech(self) -> bool:
        """Whether the token is a quotation of what somebody said."""
        return self.quotation is not None and self.quotation.is_speech


@dataclass(frozen=True)
class Sentence:
    """A sentence, or several that one quotation spans, as a sequence of tokens.

    Its methods take and return indices of tokens; `first` and `last` are both included. Tokens
    have offsets into `document_text`, in code points. `block` is the index of the Block in the
    document, and `kind` the kind of the Block.
    """

    document_text: str = field(repr=False)
    block: int
    kind: str
    tokens: tuple[SentenceToken, ...]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    @cached_property
    def speech(self) -> tuple[int, ...]:
        """The tokens that are quotations of what somebody said."""
        return tuple(n for n, token in enumerate(self.tokens) if token.is_speech)

    @property
    def is_headline(self) -> bool:
        """Whether the sentence stands in the title, in a heading or in a short first paragraph."""
        return self.kind in ("title", "heading") or (
            self.block == 0 and len(self.tokens) <= _LONGEST_HEADLINE
        )

    def word(self, at: int) -> str:
        """The word of a token in lower case; "" where there is no such token."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def words(self, first: int, last: int) -> list[str]:
        """The words of a range of tokens in lower case."""
        return [self.word(at) for at in range(first, last + 1)]

    def span(self, first: int, last: int) -> Span:
        """Where in the document a range of tokens stands, in code points."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def text(self, first: int, last: int) -> str:
        """The text of a range of tokens as written, with single spaces for all white space."""
        return " ".join(self.document_text[slice(*self.span(first, last))].split())

    def is_word(self, at: int) -> bool:
        """Whether there is such a token and it is a word."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_word

    def is_capitalized(self, at: int) -> bool:
        """Whether there is such a token and it begins with a capital letter."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_capitalized

    def is_quotation(self, at: int) -> bool:
        """Whether there is such a token and it is a quotation."""
        return self.word(at) == QUOTATION

    def is_speech(self, at: int) -> bool:
        """Whether there is such a token and it is a quotation of what somebody said."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_speech

    def find(self, words: Container[str], first: int, stop: int | None = None) -> int | None:
        """The first token from `first` to before `stop` that is one of some words; None if none."""
        stop = len(self) if stop is None else min(stop, len(self))
        return next((at for at in range(first, stop) if self.word(at) in words), None)

    def start_after(self, words: Container[str], at: int) -> int:
        """The token after the last of some words that stand before `at`; 0 where none does."""
        while at > 0 and self.word(at - 1) not in words:
            at -= 1
        return at

    def is_clause(self, first: int, stop: int | None = None, strict: bool = False) -> bool:
        """Whether the clause that begins at `first` has a finite verb before the token `stop`.

        In a strict search the clause also ends at a comma and at a subordinate clause, but it
        continues after a relative clause between commas.
        """
        skipped_to = first
        end = min(first + _CLAUSE_REACH, len(self) if stop is None else stop, len(self))
        for at in range(first, end):
            word = self.word(at)
            if strict and word == "," and self.word(at + 1) in ("who", "which", "whose"):
                skipped_to = self.find({","}, at + 1) or 0
            if first < skipped_to and at <= skipped_to:
                continue
            if word in CLAUSE_ENDS or (strict and (word in _SUBCLAUSE_WORDS or word == ",")):
                return False
            if self.is_quotation(at):
                return not strict
            if self._is_finite_verb(at, strict):
                return True
        return False

    def _is_finite_verb(self, at: int, strict: bool) -> bool:
        """Whether a word is the finite verb of a clause."""
        token = self.tokens[at]
        if (
            is_finite_verb(token.word)
            and not token.is_capitalized
            and not self._is_participle(at, strict)
        ):
            return True
        form = VERB_FORMS.get(token.word)
        return bool(form and form.inflection in ("s", "past")) or (
            token.word.endswith("s") and self._is_third_person(at)
        )

    def _is_third_person(self, at: int) -> bool:
        """Whether a word in -s is a verb, judged by the words before and after it."""
        after, before = self.word(at + 1), self.word(at - 1)
        if (
            self.is_capitalized(at)
            or not after[:1].isalpha()
            or before.endswith(POSSESSIVE_ENDINGS)
        ):
            return False
        if after in PRONOUNS or (after in DETERMINERS and before not in DETERMINERS):
            return True
        follows_noun = (
            before.isalpha()
            and before not in DETERMINERS | PREPOSITIONS | COORDINATORS
            and not is_finite_verb(before)
            and not before.endswith(("s", "y", "al", "ic", "ive", "ous"))
        )
        return follows_noun and after not in _NOT_AFTER_VERB

    def _is_participle(self, at: int, strict: bool) -> bool:
        """Whether a past form is a participle without a clause: "related festivals", "seen by"."""
        word, after = self.word(at), self.word(at + 1)
        if strict and word in IRREGULAR_PARTICIPLES:
            return after not in DETERMINERS | PRONOUNS and not after.isdigit()
        if not word.endswith("ed") or word in AUXILIARIES:
            return False
        if after in ("by", "from", "as") or not strict:
            return after in ("by", "from", "as")
        if after in PREPOSITIONS | DETERMINERS | PRONOUNS or after.isdigit() or is_adverb(after):
            return False
        return at + 1 == len(self) or self.is_word(at + 1)

    def ends_with(self, at: int, marks: str) -> bool:
        """Whether a token is a quotation with one of some marks before its last quotation mark."""
        quotation = self.tokens[at].quotation
        if quotation is None:
            return False
        end = self.document_text[max(quotation.start, quotation.end - 4) : quotation.end]
        return end.rstrip("\"'”’»").endswith(tuple(marks))

    def verb_group(self, verb: int) -> tuple[int, str]:
        """The first token of a verb with its auxiliaries and adverbs, and the first auxiliary.

        The auxiliary is "" where the verb has none.
        """
        first, auxiliary = verb, ""
        while first > 0:
            word = self.word(first - 1)
            if word in AUXILIARIES:
                auxiliary = word
            elif not self._is_adverb(first - 1) and not (
                word == "since" and self.word(first - 2) in AUXILIARIES
            ):
                break
            first -= 1
        return first, auxiliary

    def _is_adverb(self, at: int) -> bool:
        """Whether a word is an adverb; "all" and "both" are so only after a pronoun."""
        word = self.word(at)
        if word in ("all", "both") and self.word(at - 1) not in SUBJECT_PRONOUNS:
            return False
        return is_adverb(word) and not self.is_capitalized(at)

    def is_finite_reporting_verb(self, at: int) -> bool:
        """Whether a word is a finite form of a reporting verb, and not a noun of the same form."""
        form = VERB_FORMS.get(self.word(at))
        return form is not None and form.is_finite and not self.is_noun(at)

    def is_noun(self, at: int) -> bool:
        """Whether a form that can be a verb is a noun here: "the report says"."""
        before = self.word(at - 1)
        return before in DETERMINERS | PREPOSITIONS or before.endswith(POSSESSIVE_ENDINGS)

    def is_attribute(self, at: int) -> bool:
        """Whether a past participle describes a noun: "a letter seen by", "a leaked letter"."""
        word, before = self.word(at), self.word(at - 1)
        if not (word.endswith(("ed", "en", "wn")) or word in ("made", "held", "based")):
            return False
        if self.word(at + 1) in ("by", "in", "with", "to", "at", "on", "from", "for"):
            return before not in SUBJECT_PRONOUNS | AUXILIARIES
        return at == 0 or before in DETERMINERS | PREPOSITIONS or is_adverb(before)
