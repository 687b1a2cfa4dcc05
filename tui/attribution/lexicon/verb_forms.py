"""The inflected forms of the English verbs that report what somebody says or thinks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from . import word_set
from .attitude_words import ATTITUDE_VERBS
from .reporting_words import (
    ADDRESSEE_VERBS,
    COLON_VERBS,
    COMMITMENT_VERBS,
    DIRECTIVE_VERBS,
    EVIDENCE_VERBS,
    NAMING_VERBS,
    OBJECT_VERBS,
    SPEECH_VERBS,
    THOUGHT_VERBS,
)

Inflection = Literal["base", "s", "past", "part", "ed", "ing"]
"""The base form, third person singular, past tense, past participle, both of the last two in one
form, and present participle."""

_IRREGULAR = {
    "say": "said said",
    "tell": "told told",
    "write": "wrote written",
    "swear": "swore sworn",
    "forecast": "forecast forecast",
    "foresee": "foresaw foreseen",
    "forget": "forgot forgotten",
    "feel": "felt felt",
    "find": "found found",
    "hear": "heard heard",
    "know": "knew known",
    "learn": "learned learned",
    "read": "read read",
    "see": "saw seen",
    "show": "showed shown",
    "teach": "taught taught",
    "think": "thought thought",
    "understand": "understood understood",
    "put": "put put",
    "go": "went gone",
    "begin": "began begun",
    "speak": "spoke spoken",
    "mean": "meant meant",
    "cast": "cast cast",
    "seek": "sought sought",
}
"""Lemma -> past tense and past participle."""

_DOUBLED = word_set("slam rebut brag quip admit infer put refer counsel label plan begin")
"""Verbs that double their last consonant before -ed and -ing."""


class VerbForm(NamedTuple):
    """One form of a verb, with the base form of the verb as `lemma`."""

    lemma: str
    inflection: Inflection

    @property
    def is_finite(self) -> bool:
        """Whether the form is, or can be, a third person singular or a past tense."""
        return self.inflection in ("s", "past", "ed")

    @property
    def is_past_participle(self) -> bool:
        """Whether the form is, or can be, a past participle."""
        return self.inflection in ("part", "ed")


def _forms(lemma: str) -> dict[str, Inflection]:
    """All forms of one verb."""
    consonant_y = lemma[-1] == "y" and lemma[-2] not in "aeiou"
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if consonant_y:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    forms: dict[str, Inflection] = {lemma: "base", third: "s", stem + "ing": "ing"}
    if lemma in _DOUBLED:
        forms[stem + stem[-1] + "ing"] = "ing"
    return forms | _past_forms(lemma, consonant_y)


def _past_forms(lemma: str, consonant_y: bool) -> dict[str, Inflection]:
    if lemma in _IRREGULAR:
        past, participle = _IRREGULAR[lemma].split()
        return {past: "ed"} if past == participle else {past: "past", participle: "part"}
    if lemma.endswith("e"):
        return {lemma + "d": "ed"}
    if consonant_y:
        return {lemma[:-1] + "ied": "ed"}
    forms: dict[str, Inflection] = {lemma + "ed": "ed"}
    if lemma in _DOUBLED:
        forms[lemma + lemma[-1] + "ed"] = "ed"
    return forms


def _all_forms() -> dict[str, VerbForm]:
    verbs = (
        SPEECH_VERBS
        | THOUGHT_VERBS
        | EVIDENCE_VERBS
        | ADDRESSEE_VERBS
        | COMMITMENT_VERBS
        | DIRECTIVE_VERBS
        | OBJECT_VERBS
        | NAMING_VERBS
        | COLON_VERBS
        | ATTITUDE_VERBS
    )
    found: dict[str, VerbForm] = {}
    for lemma in sorted(verbs):
        for form, inflection in _forms(lemma).items():
            found.setdefault(form, VerbForm(lemma, inflection))
    return found


VERB_FORMS: Mapping[str, VerbForm] = _all_forms()
"""Form in lower case -> its verb; a form of two verbs belongs to the first in the alphabet."""
