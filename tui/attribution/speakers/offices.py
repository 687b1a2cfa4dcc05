"""Offices with a complement, such as "ambassador to Germany", before a name.

The functions take the words of a noun phrase as written and return half-open ranges of words.
"""

from __future__ import annotations

from ..lexicon import word_set
from ..lexicon.source_words import (
    GROUP_NOUNS,
    NAME_PARTICLES,
    OFFICES,
    OUTLETS,
    PORTFOLIOS,
    TITLES,
    TWO_WORD_PLACES,
)

OFFICE_PREPOSITIONS = word_set("""
    of for to from at in on de del della des du da di do degli delle dei der für im von van voor
    para pour
""")
"""Words between an office and its complement, in English and in neighbouring languages."""

_ARTICLES = word_set("the la le el il los las les l' der die das den dem het")
_JOINING = word_set("and & of for y et und e")
_REPRESENTING = word_set("""
    spokesman spokeswoman spokesperson lawyer attorney counsel adviser advisor
""")
"""Offices that are held for persons: "a lawyer for Michael Flynn"."""

_PLACE_OPENERS = word_set("""
    new north south east west northern southern eastern western united saint
""")
_GENERATIONS = word_set("jr sr ii iii iv")


def bare(word: str) -> str:
    """A word in lower case, without the punctuation and the "'s" at its end."""
    return word.casefold().strip(".,").removesuffix("'s").removesuffix("’s")


def is_office(word: str) -> bool:
    """Whether a word, or the last part of a compound such as "US-Botschafter", is an office."""
    return bare(word) in OFFICES or bare(word).rpartition("-")[2] in OFFICES


def is_title(word: str) -> bool:
    """Whether a word is an office or qualifies one, such as "former"."""
    return bare(word) in TITLES or is_office(word)


def complement_start(words: list[str]) -> int | None:
    """The word after the preposition that an office has for its complement; None without one."""
    for at in range(1, len(words) - 1):
        if words[at].casefold() in OFFICE_PREPOSITIONS and is_office(words[at - 1]):
            return at + 1
    return None


def name_after_complement(words: list[str], first: int) -> tuple[int, int] | None:
    """The name after the complement of an office, which begins at `first`; None without a name.

    "Minister of Information Ana Petrova" has one; "Minister of Foreign Affairs" has none.
    """
    last = len(words)
    start = last
    while start > first and (_is_name_word(words[start - 1]) or _is_particle(words, start - 1)):
        start -= 1
    before = words[start - 1].casefold()
    if start > first and before not in _ARTICLES | _JOINING | OFFICE_PREPOSITIONS:
        return _behind_titles(words, start)
    at = start
    while at < last and (bare(words[at]) in PORTFOLIOS | TITLES or _is_group(words[at])):
        at += 1
    if start < at:
        is_place = before in _ARTICLES and _is_group(words[-1])
        return (at, last) if at < last and not is_place else None
    is_definite = words[first - 2].islower() and bare(words[0]) in ("a", "an", "the")
    if is_definite or bare(words[first - 2]) in _REPRESENTING:
        return None
    return _name_after_place(words, start)


def _name_after_place(words: list[str], start: int) -> tuple[int, int] | None:
    """The name at the end of a phrase in which a place or an organization begins at `start`."""
    last = len(words)
    if start == last:
        return None
    groups = [at for at in range(start, last) if _is_group(words[at])]
    if groups:
        rest = groups[-1] + 1
        return _behind_titles(words, rest) if rest < last else None
    if " ".join(map(bare, words[start : start + 2])) in TWO_WORD_PLACES:
        return (start + 2, last) if start + 2 < last else None
    has_article = words[start - 1].casefold() in _ARTICLES - OFFICE_PREPOSITIONS
    shortest = 3 + has_article + (bare(words[start]) in _PLACE_OPENERS)
    if last - start < shortest:
        return None
    first = last - 2 - (bare(words[-1]) in _GENERATIONS)
    while first - 1 > start and (_is_initial(words[first]) or _is_particle(words, first)):
        first -= 1
    return first, last


def _behind_titles(words: list[str], first: int) -> tuple[int, int] | None:
    """The words from `first` to the end without the titles among them; None if nothing is left."""
    for at in range(len(words) - 1, first - 1, -1):
        if bare(words[at]) in TITLES:
            first = at + 1
            break
    return (first, len(words)) if first < len(words) else None


def organization_name(words: list[str]) -> tuple[int, int] | None:
    """The name of an organization with a complement: "Ministry of Foreign Affairs"; or None.

    It ends the phrase, and no office stands in it.
    """
    for at in range(1, len(words) - 1):
        if words[at] not in ("of", "for") or not _is_group(words[at - 1]):
            continue
        rest = words[at + 1 :]
        if not words[at - 1][:1].isupper() or any(is_office(word) for word in rest):
            return None
        if OFFICE_PREPOSITIONS & set(words[: at - 1]):
            return None
        if not all(_is_name_word(word) or word in _JOINING | {"the"} for word in rest):
            return None
        first = at - 1
        while first > 0 and _is_name_word(words[first - 1]) and bare(words[first - 1]) != "the":
            first -= 1
        return first, len(words)
    return None


def _is_group(word: str) -> bool:
    return bare(word) in GROUP_NOUNS | OUTLETS


def _is_name_word(word: str) -> bool:
    head, dash, tail = word.partition("-")
    return word[:1].isupper() or bool(dash and head in NAME_PARTICLES and tail[:1].isupper())


def _is_particle(words: list[str], at: int) -> bool:
    """Whether a word is a particle before the last part of a surname, as in "Le Drian"."""
    return bare(words[at]) in NAME_PARTICLES and at + 1 < len(words)


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1 and word[:1].isupper()
