"""Who can take a stand: persons and groups; and documents, which show their findings."""

from __future__ import annotations

from ..grammar.noun_phrases import NounPhrase
from ..lexicon.attitude_words import FINDING_VERBS, OBJECT_VERBS
from ..lexicon.function_words import SUBJECT_PRONOUNS
from ..lexicon.source_words import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    IRREGULAR_PLURALS,
    PERSON_NOUNS,
    TITLES,
)
from ..speakers.proper_names import fold, head_of, is_plural
from .reporting_verbs import ReportingVerb

_PEOPLE = TITLES | PERSON_NOUNS | GROUP_NOUNS | IRREGULAR_PLURALS
_PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "ans", "man", "men")


def takes_stand(verb: ReportingVerb, source: NounPhrase) -> bool:
    """Whether a person or a group takes a stand by a verb, or a document shows findings by it."""
    head = fold(head_of(source.text.split()))
    if head in DOCUMENT_NOUNS or head.removesuffix("s") in DOCUMENT_NOUNS:
        return verb.lemma in FINDING_VERBS
    if verb.lemma in FINDING_VERBS - OBJECT_VERBS:
        return False
    return is_person_or_group(source)


def is_person_or_group(source: NounPhrase) -> bool:
    """Whether a noun phrase is a name, a pronoun for persons, or a noun for persons or a group."""
    if source.sentence.is_capitalized(source.last) or source.last_word in SUBJECT_PRONOUNS - {"it"}:
        return True
    head = fold(head_of(source.text.split()))
    return bool({head, head.removesuffix("s")} & _PEOPLE) or head.endswith(_PERSON_ENDINGS)


def may_be_quoted(source: NounPhrase) -> bool:
    """Whether a noun phrase can mean whoever a quotation is by, which no verb says.

    One word that begins a sentence can have a capital letter without being a name.
    """
    head = fold(head_of(source.text.split()))
    is_document = head in DOCUMENT_NOUNS or source.last_word == "it"
    if source.last == 0 and is_plural(head):
        return head.removesuffix("s") in _PEOPLE or head.endswith(_PERSON_ENDINGS)
    return is_document or is_person_or_group(source)
