"""Proper names in noun phrases: where they stand, what kind of source they are, their keys."""

from __future__ import annotations

import re

from ..lexicon import word_set
from ..lexicon.function_words import DETERMINERS
from ..lexicon.source_words import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    IRREGULAR_PLURALS,
    NAME_PARTICLES,
    OFFICES,
    OUTLETS,
    PERSON_NOUNS,
    QUANTIFIERS,
    SINGULARS_IN_S,
    TITLES,
    TWO_WORD_PLACES,
)
from .offices import (
    complement_start,
    is_office,
    is_title,
    name_after_complement,
    organization_name,
)

_BELONGING = ("of", "for", "from", "at", "with", "in", "on")
"""Prepositions between a name and the organization or the place that it belongs to."""

_PLACING = frozenset(_BELONGING) | word_set("within inside outside among near including citing by")
"""Words after which a name says only where a source belongs: "a source within the Senate"."""

_MEDIA_WORDS = frozenset(("news", "times", "guardian", "media", "newspaper"))
_AFTER_HEAD = word_set("""
    of in on at for from to with by who which that speaking citing seen published about near and
    including among within inside outside close familiar
""")
"""Words after which the head noun of a phrase cannot stand."""

_SINGULAR_QUANTIFIERS = word_set(
    "another each either every one nobody somebody someone anybody anyone"
)
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|an|at|ash)[-‑]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def fold(word: str) -> str:
    """The key of a word of a name: in lower case, without "'s" and without an Arabic article."""
    word = without_possessive(word.casefold().strip(".,'’"))
    return _ARABIC_ARTICLE.sub("", word)


def without_possessive(word: str) -> str:
    """A word or phrase without an "'s" at its end."""
    return word.removesuffix("'s").removesuffix("’s")


def without_article(phrase: str) -> str:
    """A phrase without an English article at its beginning."""
    return _ARTICLE.sub("", phrase, count=1)


def is_plural(noun: str) -> bool:
    """Whether a noun has the ending of the plural."""
    return noun.endswith("s") and not noun.endswith("ss")


def _is_capitalized(word: str) -> bool:
    """Whether a word has the capital letter of a name, as also "al-Khazali" has."""
    return word[:1].isupper() or bool(
        re.match(r"(?:al|el|as|ad|ar|an|at|ash|d|l)[-‑’'][A-Z]", word)
    )


def split_name(words: list[str]) -> tuple[int, int] | None:
    """Where the proper name of a person or an organization stands in a noun phrase; or None.

    The result is a half-open range of words. The name ends the phrase ("team member Rodaba
    Noori"), or is followed by what it belongs to ("Matthew Ingram of The Globe").
    """
    last = len(words)
    ahead = _leading_name(words)
    if ahead:
        return ahead
    complement = complement_start(words)
    if complement is not None:
        return name_after_complement(words, complement)
    organization = organization_name(words)
    if organization:
        return organization
    if not last or not _is_capitalized(words[-1]):
        return None
    first = last
    while first > 0 and (_is_capitalized(words[first - 1]) or _is_particle(words, first - 1)):
        first -= 1
    while first < last and not _is_capitalized(words[first]):
        first += 1
    is_group = fold(words[-1]) in GROUP_NOUNS | OUTLETS
    while is_group and first > 1 and _continues_left(words, first):
        first -= 2
    return _without_titles(words, first, is_group)


def _without_titles(words: list[str], first: int, is_group: bool) -> tuple[int, int] | None:
    """The name in the words with a capital letter from `first` to the end of a phrase.

    It is None where the phrase means somebody else, as in "a source within the Senate".
    """
    last = len(words)
    if first > 1 and words[first - 1] == "the" and words[first - 2] in _PLACING:
        return None
    if first > 0 and words[first - 1].casefold() in _BELONGING:
        return _name_behind_titles(words, first, last)
    if _PLACING & set(words[:first]) and not describes_person(words[first - 1]):
        return None
    if not is_group:
        first = _skip_titles(words, first, last)
        while first + 1 < last and is_title(words[first]):
            first += 1
        first += first + 2 < last and fold(words[first]) in PERSON_NOUNS
    return (first, last) if first < last else None


def describes_person(word: str) -> bool:
    """Whether a word in lower case before a name can be what its bearer is: "farmer", "pianist"."""
    noun = fold(word)
    return is_title(noun) or noun in PERSON_NOUNS or noun.endswith(("er", "or", "ist", "ian"))


def _skip_titles(words: list[str], first: int, last: int) -> int:
    """The first word of a name after its last title, possessive or country."""
    for number in range(last - 2, first - 1, -1):
        low = words[number].casefold()
        if is_title(low) or low.endswith(("'s", "’s")):
            return number + 1
        if f"{low} {words[number + 1].casefold()}" in TWO_WORD_PLACES and number + 2 < last:
            return number + 2
    return first


def _leading_name(words: list[str]) -> tuple[int, int] | None:
    """Where a name stands before what it belongs to: "Matthew Ingram of The Globe"; or None."""
    first = 0
    while first < len(words) and (
        is_title(words[first]) or words[first] == "The" or words[first].islower()
    ):
        if words[first] in _AFTER_HEAD:
            return None
        first += 1
    last = first
    while last < len(words) and (_is_capitalized(words[last]) or _is_particle(words, last)):
        last += 1
    if last >= len(words) or words[last] not in _BELONGING or words[0] == "the":
        return None
    titles = [at for at in range(first, last - 1) if is_title(words[at])]
    is_addressed = first > 0 and is_title(words[first - 1])
    first = titles[-1] + 1 if titles else first
    names = {fold(word) for word in words[first:last]}
    is_whole = last - first > 1 or (is_addressed and last > first)
    return (first, last) if is_whole and not names & (GROUP_NOUNS | OUTLETS | OFFICES) else None


def _continues_left(words: list[str], first: int) -> bool:
    """Whether the name of an organization begins before `first`: "Search and Rescue Agency"."""
    return words[first - 1] in ("and", "of", "for", "&") and _is_capitalized(words[first - 2])


def _is_particle(words: list[str], at: int) -> bool:
    """Whether a word is a particle inside a name, such as "van"."""
    return (
        words[at].casefold() in NAME_PARTICLES
        and at + 1 < len(words)
        and _is_capitalized(words[at + 1])
    )


def _name_behind_titles(words: list[str], first: int, last: int) -> tuple[int, int] | None:
    """Where a name stands after an organization's titles: "Bank of Kells Governor Ann Bell"."""
    offices = [at for at in range(first, last - 1) if is_office(words[at])]
    return (offices[-1] + 1, last) if offices else None


def head_of(words: list[str]) -> str:
    """The head noun of a phrase in lower case: "official" of "a U.S. official in Baghdad"."""
    head = ""
    for word in words:
        low = word.casefold().strip(",")
        if head not in DETERMINERS | {""} and (low in _AFTER_HEAD or low.endswith("ed")):
            break
        if low[:1].isalnum():
            head = low
    return without_possessive(head)


def kind_of(words: list[str], is_name: bool) -> str:
    """The kind of a source (as in Speaker.kind), judged by the words of its name or description."""
    return _kind_of_name(words) if is_name else _kind_of_description(words)


def _kind_of_name(words: list[str]) -> str:
    folded = [fold(word) for word in words]
    if {folded[0], folded[-1]} & OUTLETS or _MEDIA_WORDS & set(folded):
        return "medium"
    if GROUP_NOUNS & set(folded) or _is_acronym(words):
        return "collective"
    return "named"


def _kind_of_description(words: list[str]) -> str:
    noun = fold(head_of(words))
    if noun in DOCUMENT_NOUNS:
        return "document"
    if noun in OUTLETS or "news" in map(fold, words):
        return "medium"
    if (
        noun in GROUP_NOUNS | IRREGULAR_PLURALS
        or noun in QUANTIFIERS - _SINGULAR_QUANTIFIERS
        or (is_plural(noun) and noun not in SINGULARS_IN_S)
    ):
        return "collective"
    return "unnamed"


def _is_acronym(words: list[str]) -> bool:
    """Whether a name is one word of two to six capital letters."""
    letters = words[-1].replace(".", "")
    return len(words) == 1 and letters.isupper() and 1 < len(letters) < 7


def name_key(name: str) -> tuple[str, ...]:
    """The key that is common to all spellings of a name: its folded words without titles.

    Titles are kept where fewer than two words would be left: "Iraqi officials" are not "officials".
    """
    words = [fold(word) for word in name.split()]
    bare = [word for word in words if word not in TITLES]
    return tuple(bare if len(bare) > 1 else words)
