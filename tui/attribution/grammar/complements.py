"""Complements: what somebody says or thinks, as the range of tokens that belongs to a verb."""

from __future__ import annotations

from dataclasses import dataclass

from ..lexicon import word_set
from ..lexicon.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    INTERROGATIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIME_NOUNS,
    is_adverb,
)
from ..lexicon.reporting_words import (
    ADDRESSEE_VERBS,
    COMMITMENT_VERBS,
    DIRECTIVE_VERBS,
    EVIDENCE_VERBS,
    NAMING_VERBS,
    OBJECT_VERBS,
    SPEECH_VERBS,
    THAT_VERBS,
    THOUGHT_VERBS,
)
from ..sentences import CLAUSE_ENDS, Sentence, TokenRange
from .adjuncts import addressee_end, is_person, prepositional_phrase_end

_OBLIGATORY_ADDRESSEE = word_set("tell inform remind assure notify convince persuade")
_OPTIONAL_ADDRESSEE = ADDRESSEE_VERBS | {"announce", "explain", "say", "tweet"}
_WITHOUT_THAT = word_set("say think believe insist claim argue admit hope suspect reckon")
"""Verbs that are often followed by a clause without "that"."""

_BARE_CLAUSE_VERBS = SPEECH_VERBS | THOUGHT_VERBS | EVIDENCE_VERBS
_QUOTING_VERBS = SPEECH_VERBS | EVIDENCE_VERBS | ADDRESSEE_VERBS | word_set("begin go put conclude")
_CLAUSE_VERBS = (
    _BARE_CLAUSE_VERBS
    | ADDRESSEE_VERBS
    | COMMITMENT_VERBS
    | DIRECTIVE_VERBS
    | OBJECT_VERBS
    | NAMING_VERBS
)
_QUESTION_VERBS = word_set("ask wonder know say tell understand explain see determine decide learn")
_CONDITIONAL_OPENERS = word_set("if although though because")
_NEVER_BARE = (
    COORDINATORS
    | DATE_WORDS
    | AUXILIARIES
    | (RELATIVES - {"that"})
    | word_set("while when after as")
)
"""Words that open no clause which is a complement without "that"."""

_SUBJECT_ADVERBS = word_set("there both all only")
_TIME_ADJECTIVES = word_set("last this late earlier next")
_MOST_ADVERBIALS = 3
_NAMING_REACH = 14
_TO_REACH = 9


def complement_after(sentence: Sentence, verb: int, lemma: str) -> TokenRange | None:
    """The complement behind a verb, to the end of its clause; None where there is none.

    `lemma` is the base form of the verb.
    """
    return _ComplementSearch(sentence, lemma).after(verb)


def complement_before(sentence: Sentence, end: int) -> TokenRange | None:
    """The complement before a report that begins at `end`: "..., the mayor said"; None if none."""
    last = end - 1
    while last >= 0 and sentence.word(last) in (",", "—", "–", "-"):
        last -= 1
    if last < 0 or (last == end - 1 and not sentence.tokens[last].quotation):
        return None
    first = last
    while first > 0 and sentence.word(first - 1) not in (";", ":"):
        first -= 1
    if sentence.word(first) in ("but", "and", "still", "however", "meanwhile") and first < last:
        first += 1 + (sentence.word(first + 1) == ",")
    return (first, last) if first <= last and _is_statement(sentence, first, last) else None


def _is_statement(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a range contains quoted speech or a clause of some length."""
    if any(first <= at <= last for at in sentence.speech):
        return True
    words = sentence.words(first, last)
    if words[0] in PREPOSITIONS and not any(word in AUXILIARIES for word in words):
        return False
    return len(words) > 2 and (sentence.is_headline or sentence.is_clause(first, last + 1))


@dataclass(frozen=True, slots=True)
class _ComplementSearch:
    """The search for the complement of one verb with the base form `lemma`."""

    sentence: Sentence
    lemma: str

    def after(self, verb: int) -> TokenRange | None:
        """The complement behind the verb, to the end of its clause."""
        sentence, lemma, at = self.sentence, self.lemma, verb + 1
        if lemma in ("point", "go") and sentence.word(at) in ("out", "on"):
            at += 1
        elif lemma == "point":
            return None
        if lemma == "call" and self._calls_for_action(at):
            return at + 1, sentence.infinitive_end(at)
        first = self._first(at)
        if first is None or (lemma not in _CLAUSE_VERBS and not self._is_quoted(first)):
            return None
        if lemma in COMMITMENT_VERBS and sentence.word(first) == "to":
            last = sentence.infinitive_end(first)
        else:
            last = sentence.clause_end(first)
        return (first, last) if last >= first else None

    def _calls_for_action(self, at: int) -> bool:
        """Whether "call" is followed by "on ... to" or by "for"."""
        word, after = self.sentence.word(at), self.sentence.word(at + 1)
        if word in ("on", "upon") and self._has_to(at):
            return True
        return word == "for" and after not in ("", "at", "about")

    def _has_to(self, at: int) -> bool:
        """Whether "to" follows a token closely."""
        return "to" in self.sentence.words(at + 1, at + _TO_REACH)

    def _is_quoted(self, first: int) -> bool:
        """Whether a complement is a quotation or follows a colon."""
        is_quotation = self.sentence.tokens[first].quotation is not None
        return is_quotation or self.sentence.word(first - 1) == ":"

    def _first(self, at: int) -> int | None:
        """Where the complement begins, at the token behind the verb or later."""
        first = self._quoted_description(at) if self.lemma in NAMING_VERBS else None
        if first is None and not (self.lemma in _OBLIGATORY_ADDRESSEE and self._names_somebody(at)):
            first = self._beginning(at)
        if first is None and self.lemma in _OPTIONAL_ADDRESSEE:
            behind = addressee_end(self.sentence, at)
            if behind > at:
                first = self._beginning(behind, has_addressee=True)
                first = self._behind_adverbials(behind) if first is None else first
        return self._behind_adverbials(at) if first is None else first

    def _quoted_description(self, at: int) -> int | None:
        """The beginning of what a verb of naming describes in quotation marks; None if nothing."""
        for number in range(at, min(at + _NAMING_REACH, len(self.sentence))):
            token = self.sentence.tokens[number]
            if token.quotation:
                return at if number > at else None
            if token.word in CLAUSE_ENDS or token.word == "that":
                return None
        return None

    def _names_somebody(self, at: int) -> bool:
        """Whether the verb is followed by the person addressed."""
        token = self.sentence.tokens[at] if at < len(self.sentence) else None
        return bool(token and token.is_word and token.word not in INTERROGATIVES | {"that", "to"})

    def _beginning(self, at: int, has_addressee: bool = False) -> int | None:
        """Where the complement begins: at the token, behind a comma or colon there; or None."""
        if at >= len(self.sentence):
            return None
        token, lemma = self.sentence.tokens[at], self.lemma
        if token.quotation:
            quotes = lemma in _QUOTING_VERBS and (token.is_speech or lemma in _WITHOUT_THAT)
            return at if quotes else None
        if token.word in (",", ":"):
            return self._behind_mark(at)
        if self._is_marked_clause(at):
            return at
        if token.word == "that":
            return None
        if lemma in DIRECTIVE_VERBS - {"call"} and self._has_to(at):
            return None if token.word in PREPOSITIONS else at
        if lemma in OBJECT_VERBS and (token.word in DETERMINERS or token.word.endswith("ing")):
            return at
        takes_bare_clause = has_addressee or lemma in _BARE_CLAUSE_VERBS
        return at if takes_bare_clause and self._is_bare_clause(at) else None

    def _behind_mark(self, mark: int) -> int | None:
        """Where the complement begins behind a comma or a colon; None where it does not."""
        first = mark + 1
        if first >= len(self.sentence):
            return None
        if self.sentence.word(mark) == ":" or self.sentence.word(first) == "that":
            return first
        quotes = self.sentence.tokens[first].quotation and self.lemma in _QUOTING_VERBS
        return first if quotes else None

    def _is_marked_clause(self, at: int) -> bool:
        """Whether "that", "to" or a question word opens the complement."""
        word = self.sentence.word(at)
        if word == "that":
            return self.lemma in _WITHOUT_THAT or self.sentence.is_clause(at + 1)
        if word == "to":
            return self.lemma in COMMITMENT_VERBS
        if word in ("what", "why", "how", "whether") and self.lemma not in THAT_VERBS:
            return True
        is_question = word in INTERROGATIVES and self.lemma in _QUESTION_VERBS
        return is_question and self.sentence.is_clause(at + 1)

    def _is_bare_clause(self, at: int) -> bool:
        """Whether the complement begins at a token as a clause without "that"."""
        if at >= len(self.sentence):
            return False
        sentence, token = self.sentence, self.sentence.tokens[at]
        word, after = token.word, sentence.word(at + 1)
        if not token.is_word or word in _NEVER_BARE or self.lemma in THAT_VERBS:
            return False
        if word in _CONDITIONAL_OPENERS:
            return self.lemma in _WITHOUT_THAT and sentence.is_clause(at)
        if word in ("about", "around", "over", "nearly") and after[:1].isdigit():
            return True
        if word in PREPOSITIONS or (is_adverb(word) and word not in _SUBJECT_ADVERBS):
            return False
        if word in SUBJECT_PRONOUNS or word == "there":
            return at + 1 < len(sentence) and sentence.tokens[at + 1].is_word
        if self.lemma in COMMITMENT_VERBS and not sentence.is_clause(
            at + 1, self._next_coordinator(at), strict=True
        ):
            return False
        return sentence.is_clause(at + 1, strict=self.lemma not in _WITHOUT_THAT)

    def _next_coordinator(self, at: int) -> int:
        """The next "and", "but" or the like; the number of tokens where there is none."""
        numbers = range(at, len(self.sentence))
        found = (n for n in numbers if self.sentence.word(n) in COORDINATORS)
        return next(found, len(self.sentence))

    def _behind_adverbials(self, at: int) -> int | None:
        """Where the complement begins behind "on Monday", "in a statement" and the like."""
        for _ in range(_MOST_ADVERBIALS):
            end = self._adverbial_end(at)
            if end is None or end >= len(self.sentence):
                return None
            dated = self.sentence.word(end) == "," and self.sentence.word(end - 1) in DATE_WORDS
            if dated and self._is_bare_clause(end + 1):
                return end + 1
            first = self._beginning(end)
            if first is not None and (self.lemma in _WITHOUT_THAT or self._is_introduced(first)):
                return first
            at = end
        return None

    def _adverbial_end(self, at: int) -> int | None:
        """The token behind the adverbial that begins at a token; None where none begins."""
        word = self.sentence.word(at)
        if word in DATE_WORDS or word in _TIME_ADJECTIVES or is_adverb(word):
            end = at + 1
            while (after := self.sentence.word(end)) in DATE_WORDS | TIME_NOUNS or after.isdigit():
                end += 1
            return end
        if word == "to" and not (self.lemma in SPEECH_VERBS and is_person(self.sentence, at + 1)):
            return None
        if word in PREPOSITIONS:
            return prepositional_phrase_end(self.sentence, at)
        if word == "," and self.sentence.word(at + 1) in PREPOSITIONS:
            end = prepositional_phrase_end(self.sentence, at + 1)
            return end if self.sentence.word(end) == "," else None
        return None

    def _is_introduced(self, first: int) -> bool:
        """Whether a mark or "that" introduces a complement, or it is a quotation."""
        token, before = self.sentence.tokens[first], self.sentence.word(first - 1)
        return token.quotation is not None or token.word == "that" or before in (":", ",")
