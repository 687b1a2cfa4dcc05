"""What stands before or after a name: a role, a number, or somebody else who speaks with them."""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.function_words import (
    COORDINATORS,
    DETERMINERS,
    POSSESSIVE_ENDINGS,
    PREPOSITIONS,
    RELATIVES,
)
from ..lexicon.source_words import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    HONORIFICS,
    OUTLETS,
    QUANTIFIERS,
)
from .offices import OFFICE_PREPOSITIONS, bare, is_title
from .proper_names import fold, head_of, is_plural, without_possessive

_OPENERS = word_set("a an which who whose of from based")
"""Words with which the description of a group or a medium begins."""


def best_role(after: str, before: str, known: str) -> str:
    """The role of a name, of what stands after it, before it, and what the text says elsewhere.

    A relative clause is taken only where there is nothing else.
    """
    after, before = _cleaned_role(after), _cleaned_role(before)
    is_clause = after.partition(" ")[0] in RELATIVES
    return (before or known or after) if is_clause else (after or before or known)


def _cleaned_role(role: str) -> str:
    """A role without forms of address at its ends and without a "'s"; "" if it is only a number."""
    words = role.strip(" ,").split()
    is_lady = [bare(word) for word in words[-2:]] == ["first", "lady"]
    while words and not is_lady and bare(words[-1]) in HONORIFICS | COORDINATORS:
        words.pop()
    if OFFICE_PREPOSITIONS & set(words):
        while words[-1].endswith(".") and is_title(words[-1]):
            words.pop()
    if len(words) > 1 and bare(words[0]) in HONORIFICS and words[1] in PREPOSITIONS:
        words = words[1:]
    text = without_possessive(" ".join(words))
    return "" if text.isdigit() or text.casefold() in QUANTIFIERS else text


def describes_group(apposition: str) -> bool:
    """Whether an apposition says what a group, a medium or a document is: "a trade union"."""
    words = apposition.split()
    if not words:
        return False
    noun = fold(head_of(words))
    nouns = {noun, noun.removesuffix("s")}
    return words[0] in _OPENERS or bool(nouns & (GROUP_NOUNS | OUTLETS | DOCUMENT_NOUNS))


def is_role(phrase: str) -> bool:
    """Whether a phrase before a name says who its bearer is: "the mayor", but not "water"."""
    words = phrase.split()
    return (
        words[0].casefold() in DETERMINERS
        or words[0][:1].isupper()
        or words[0].endswith(POSSESSIVE_ENDINGS)
        or is_title(head_of(words))
    )


def is_counted(word: str) -> bool:
    """Whether a word before a plural says how many of a group are meant: "two", "some", "40"."""
    return word.casefold() in QUANTIFIERS or word[:1].isdigit()


def is_joined(words: list[str], first: int) -> bool:
    """Whether another name is joined to the one that begins at the word `first`: "Bell and Ruiz".

    Titles and articles may stand between: "Mr. Bell and Mr. Ruiz", "guides and the Guild".
    """
    at = first - 1
    while at > 0 and (is_title(words[at]) or words[at] in DETERMINERS):
        at -= 1
    if at < 1 or words[at] not in ("and", "or", "&"):
        return False
    joined = words[at - 1]
    return (joined[:1].isupper() and not is_title(joined)) or is_plural(joined)
