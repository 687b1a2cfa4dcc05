"""Reporting verbs of a sentence, with their auxiliaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon.function_words import (
    AUXILIARIES,
    BE,
    DEPENDENT_DETERMINERS,
    DETERMINERS,
    POSSESSIVE_ENDINGS,
    PREPOSITIONS,
    begins_with_pronoun,
    is_finite_verb,
)
from ..lexicon.reporting_words import reporting_noun
from ..lexicon.verb_forms import VERB_FORMS, VerbForm
from ..sentences import Sentence, TokenRange

_PRONOUN_DETERMINERS = frozenset(("that", "both", "all", "many", "some", "most"))
"""Determiners that can be a subject of their own: "many say"."""


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One reporting verb of a sentence, at the token `at`.

    `first` is the first token of its verb group, and `auxiliary` the first auxiliary or "".
    """

    sentence: Sentence
    at: int
    form: VerbForm
    first: int
    auxiliary: str

    @property
    def cue(self) -> TokenRange:
        """The verb with its auxiliaries and adverbs."""
        return self.first, self.at

    @property
    def lemma(self) -> str:
        """The base form of the verb."""
        return self.form.lemma

    @property
    def next_word(self) -> str:
        """The word after the verb; "" at the end of the sentence."""
        return self.sentence.word(self.at + 1)

    @property
    def is_gloss(self) -> bool:
        """Whether the verb explains somebody else's words: "…,” he said, referring to the toll"."""
        return self.lemma == "refer" and not self.auxiliary

    @property
    def is_passive(self) -> bool:
        """Whether the verb is a past participle with a form of "be" or with "by"."""
        auxiliaries = self.sentence.words(self.first, self.at - 1)
        return self.form.is_past_participle and (
            self.next_word == "by" or any(word in BE for word in auxiliaries)
        )


def reporting_verbs(sentence: Sentence) -> Iterator[ReportingVerb]:
    """The reporting verbs of a sentence in order."""
    for at, token in enumerate(sentence.tokens):
        form = VERB_FORMS.get(token.word)
        if form and not token.quotation and _is_verb(sentence, at, form):
            first, auxiliary = sentence.verb_group(at)
            if not auxiliary and begins_with_pronoun(sentence.word(first - 1)):
                auxiliary = "is" if form.inflection == "ing" else "has"
            yield ReportingVerb(sentence, at, form, first, auxiliary)


def _is_verb(sentence: Sentence, at: int, form: VerbForm) -> bool:
    """Whether a form of a verb is a verb here, and not a noun or a part of a name."""
    before = sentence.word(at - 1)
    may_be_name = at > 0 and not (sentence.is_headline and form.lemma == "say")
    if sentence.is_capitalized(at) and may_be_name:
        return sentence.is_quotation(at - 1)
    match form.inflection:
        case "s" | "base":
            return _is_present_tense(sentence, at)
        case "ed":
            return before not in DEPENDENT_DETERMINERS
        case "part":
            return sentence.verb_group(at)[0] < at or sentence.word(at + 1) == "by"
        case "ing":
            return before not in DETERMINERS
        case _:
            return True


def _is_present_tense(sentence: Sentence, at: int) -> bool:
    """Whether a base form or a form in -s is a verb, and not a noun: "it reports", "a report"."""
    before, after = sentence.word(at - 1), sentence.word(at + 1)
    if before in DETERMINERS - _PRONOUN_DETERMINERS or before in PREPOSITIONS - {"to"}:
        return False
    is_says = sentence.word(at) == "says"
    if before.endswith(POSSESSIVE_ENDINGS) or (after in ("of", "from") and not is_says):
        return False
    if after == "that" and sentence.word(at + 2) in AUXILIARIES:
        return False  # "states that have a coast"
    if is_finite_verb(after) and not (is_says or begins_with_pronoun(after)):
        return False
    next_form = VERB_FORMS.get(after)
    if next_form and next_form.is_finite:
        return False
    is_noun = reporting_noun(sentence.word(at)) and before.endswith("ed") and before != "united"
    return not is_noun
