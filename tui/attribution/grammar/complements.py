"""What somebody says or thinks, as the range of tokens after a verb that belongs to it."""

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
    begins_with_pronoun,
    is_adverb,
    is_ing_form,
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
    VERB_PARTICLES,
)
from ..sentences import CLAUSE_ENDS, QUOTATION, Sentence, TokenRange
from .adjuncts import addressee_end, is_person, prepositional_phrase_end
from .clauses import clause_end, infinitive_end

_OBLIGATORY_ADDRESSEE = word_set("tell inform remind assure notify convince persuade")
_OPTIONAL_ADDRESSEE = ADDRESSEE_VERBS | {"announce", "explain", "say", "tweet"}
_WITHOUT_THAT = word_set("say think believe insist claim argue admit hope suspect reckon")
"""Verbs that are often followed by a clause without "that"."""

_BARE_CLAUSE_VERBS = SPEECH_VERBS | THOUGHT_VERBS | EVIDENCE_VERBS
_QUOTING_VERBS = (
    SPEECH_VERBS | EVIDENCE_VERBS | ADDRESSEE_VERBS | word_set("answer begin go put conclude")
)
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
    """The complement after a verb, to the end of its clause; None where there is none.

    `lemma` is the base form of the verb.
    """
    return _ComplementSearch(sentence, lemma).after(verb)


@dataclass(frozen=True, slots=True)
class _ComplementSearch:
    """The search for the complement of one verb with the base form `lemma`."""

    sentence: Sentence
    lemma: str

    def after(self, verb: int) -> TokenRange | None:
        """The complement after the verb, to the end of its clause."""
        sentence, lemma, at = self.sentence, self.lemma, verb + 1
        if sentence.word(at) == VERB_PARTICLES.get(lemma):
            at += 1
        elif lemma in ("point", "put"):
            return None
        if sentence.words(at, at + 1) == ["as", "much"]:
            return None
        if lemma == "call" and self._calls_for_action(at):
            return at + 1, infinitive_end(sentence, at)
        if self._is_name_for(verb):
            return at, at
        if self._continues_relative(verb):
            return at, self._relative_end(at)
        first = self._first(at)
        if first is None or (lemma not in _CLAUSE_VERBS and not self._is_quoted(first)):
            return None
        if lemma in COMMITMENT_VERBS and sentence.word(first) == "to":
            return first, infinitive_end(sentence, first)
        ends = sentence.is_speech(first) and sentence.ends_with(first, ".,!?")
        if ends or (lemma == "read" and sentence.is_quotation(first)):
            return first, first
        return first, self._description_end(first) or clause_end(sentence, first)

    def _is_name_for(self, verb: int) -> bool:
        """Whether a quotation follows a verb of naming: "the board that he called “a cartel”"."""
        subject = self.sentence.word(verb - 1)
        is_subject = subject in SUBJECT_PRONOUNS or self.sentence.is_capitalized(verb - 1)
        is_named = self.lemma in NAMING_VERBS and self.sentence.is_quotation(verb + 1)
        return is_named and is_subject

    def _continues_relative(self, verb: int) -> bool:
        """Whether the complement has no subject of its own: "a strike that officials say hurts"."""
        word, at = self.sentence.word(verb + 1), verb + 1
        is_verb = word in AUXILIARIES or self.sentence.is_finite_reporting_verb(at)
        return self.lemma in _WITHOUT_THAT and is_verb

    def _relative_end(self, first: int) -> int:
        """The last token of a complement without a subject, up to the next comma."""
        last = clause_end(self.sentence, first)
        comma = self.sentence.find({","}, first + 1, last + 1)
        return last if comma is None else comma - 1

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
        return self.sentence.is_quotation(first) or self.sentence.word(first - 1) == ":"

    def _first(self, at: int) -> int | None:
        """Where the complement begins, at the token after the verb or later."""
        first = self._quoted_description(at) if self.lemma in NAMING_VERBS else None
        if first is None and not (self.lemma in _OBLIGATORY_ADDRESSEE and self._names_somebody(at)):
            first = self._beginning(at)
        if first is None and self.lemma in _OPTIONAL_ADDRESSEE:
            end = addressee_end(self.sentence, at)
            if end > at:
                first = self._beginning(end, has_addressee=True)
                first = self._after_adverbials(end) if first is None else first
        return self._after_adverbials(at) if first is None else first

    def _quoted_description(self, at: int) -> int | None:
        """The beginning of what a verb of naming describes in quotation marks; None if nothing."""
        end = self.sentence.find(CLAUSE_ENDS | {QUOTATION, "that"}, at, at + _NAMING_REACH)
        is_described = end is not None and end > at and self.sentence.is_quotation(end)
        return at if is_described else None

    def _description_end(self, first: int) -> int | None:
        """The quotation with which a description ends: "called the toll “unjust” in a letter"."""
        sentence = self.sentence
        quotation = sentence.find({QUOTATION}, first, first + _NAMING_REACH)
        if self.lemma not in NAMING_VERBS or quotation is None:
            return None
        return quotation if sentence.word(quotation + 1) in PREPOSITIONS else None

    def _names_somebody(self, at: int) -> bool:
        """Whether the verb is followed by the person addressed."""
        opens_clause = self.sentence.word(at) in INTERROGATIVES | {"that", "to"}
        return self.sentence.is_word(at) and not opens_clause

    def _beginning(self, at: int, has_addressee: bool = False) -> int | None:
        """Where the complement begins: at the token, after a comma or colon there; or None."""
        if self.sentence.word(at) in (",", ":"):
            return self._after_mark(at)
        return at if self._begins_at(at, has_addressee) else None

    def _begins_at(self, at: int, has_addressee: bool) -> bool:
        """Whether the complement begins at a token."""
        word, lemma = self.sentence.word(at), self.lemma
        if self.sentence.is_quotation(at):
            is_speech = self.sentence.is_speech(at) or lemma in _WITHOUT_THAT
            return is_speech and lemma in _QUOTING_VERBS
        is_marked = self._is_marked_clause(at)
        if is_marked or word == "that":
            return is_marked
        if lemma in DIRECTIVE_VERBS - {"call"} and self._has_to(at):
            return word not in PREPOSITIONS
        if lemma in OBJECT_VERBS and (word in DETERMINERS or is_ing_form(word)):
            return True
        takes_bare_clause = has_addressee or lemma in _BARE_CLAUSE_VERBS
        return takes_bare_clause and self._is_bare_clause(at)

    def _after_mark(self, mark: int) -> int | None:
        """Where the complement begins after a comma or a colon; None where it does not."""
        first = mark + 1
        begins = (
            (self.sentence.word(mark) == ":" and first < len(self.sentence))
            or (self.sentence.is_quotation(first) and self.lemma in _QUOTING_VERBS)
            or self.sentence.word(first) == "that"
        )
        return first if begins else None

    def _is_marked_clause(self, at: int) -> bool:
        """Whether "that", "to" or a question word opens the complement."""
        word = self.sentence.word(at)
        if word == "that":
            opens = self.lemma in _WITHOUT_THAT or self._begins_subject(at + 1)
            return opens or self.sentence.is_clause(at + 1)
        if word == "to":
            return self.lemma in COMMITMENT_VERBS
        if word in ("what", "why", "how", "whether") and self.lemma not in THAT_VERBS:
            return True
        is_question = word in INTERROGATIVES and self.lemma in _QUESTION_VERBS
        return is_question and self.sentence.is_clause(at + 1)

    def _begins_subject(self, at: int) -> bool:
        """Whether a name, a determiner or a noun in the plural follows "that", and more words."""
        word = self.sentence.word(at)
        is_subject = self.sentence.is_capitalized(at) or word in DETERMINERS or word.endswith("s")
        return is_subject and self.sentence.is_word(at + 1) and self.sentence.is_word(at + 2)

    def _is_bare_clause(self, at: int) -> bool:
        """Whether the complement begins at a token as a clause without "that"."""
        sentence, word = self.sentence, self.sentence.word(at)
        if not sentence.is_word(at) or word in _NEVER_BARE or self.lemma in THAT_VERBS:
            return False
        if word in _CONDITIONAL_OPENERS:
            return self.lemma in _WITHOUT_THAT and sentence.is_clause(at)
        if word in ("about", "around", "over", "nearly") and sentence.word(at + 1)[:1].isdigit():
            return True
        if word in PREPOSITIONS or (is_adverb(word) and word not in _SUBJECT_ADVERBS):
            return False
        if word in SUBJECT_PRONOUNS or word == "there" or begins_with_pronoun(word):
            return sentence.is_word(at + 1)
        if self.lemma in COMMITMENT_VERBS:
            coordinator = sentence.find(COORDINATORS, at)
            if not sentence.is_clause(at + 1, coordinator, strict=True):
                return False
        return sentence.is_clause(at + 1, strict=self.lemma not in _WITHOUT_THAT)

    def _after_adverbials(self, at: int) -> int | None:
        """Where the complement begins after "on Monday", "in a statement" and the like."""
        if self.sentence.word(at) == "," == self.sentence.word(at + 2):
            at += 3 if is_adverb(self.sentence.word(at + 1)) else 0
            first = self._beginning(at)
            if first is not None:
                return first
        for _ in range(_MOST_ADVERBIALS):
            end = self._adverbial_end(at)
            if end is None:
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
        """The token after the adverbial that begins at a token; None where none begins."""
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
            return end if self.sentence.word(end) in (",", ":") else None
        return None

    def _is_introduced(self, first: int) -> bool:
        """Whether a mark or "that" introduces a complement, or it is a quotation."""
        before = self.sentence.word(first - 1)
        word = self.sentence.word(first)
        return word in SUBJECT_PRONOUNS | {QUOTATION, "that"} or before in (":", ",")
