"""Names in a noun phrase: which of its words are a name, which are a role, what kind it is."""

from __future__ import annotations

import re

from .bag import bag
from .roles import (
    GROUPS,
    LANDS,
    OUTLETS,
    PAPERS,
    PLURALS,
    QUANTIFIERS,
    SINGULAR_S,
    TITLES,
)

_PARTICLES = bag("al el de la le van von bin ibn da di del der den dos du abu ben ter")
_HEAD_STOP = bag(
    """
    of in on at for from to with by who which that speaking citing seen published about near and
    including among within inside outside close familiar
    """
)


_SINGLE = bag("another each either every one nobody somebody someone anybody anyone")


def fold(word: str) -> str:
    """A word of a name as a key: small letters, without an article, apostrophe or "'s"."""
    word = word.casefold().strip(".,'’")
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return re.sub(r"^(?:al|el|as|ad|ar|an|at|ash)[-‑]", "", word)


def is_cap(word: str) -> bool:
    """Whether a word begins like a name, particles as in "al-Khazali" included."""
    return word[:1].isupper() or bool(
        re.match(r"(?:al|el|as|ad|ar|an|at|ash|d|l)[-‑’'][A-Z]", word)
    )


def split_name(words: list[str]) -> tuple[int, int] | None:
    """Where in a phrase a person's or a body's proper name stands: [first, last), or None.

    The name ends the phrase ("team member Rodaba Noori") or is all of it.
    """
    last = len(words)
    ahead = _name_ahead(words)
    if ahead:
        return ahead
    if not last or not is_cap(words[-1]):
        return None
    first = last
    while first > 0 and (is_cap(words[first - 1]) or _joins(words, first - 1)):
        first -= 1
    while first < last and not is_cap(words[first]):
        first += 1
    while first > 1 and fold(words[-1]) in GROUPS | OUTLETS and _within(words, first):
        first -= 2
    if first > 1 and words[first - 1] == "the" and words[first - 2] in _BELONGING:
        return None
    if first > 0 and words[first - 1].casefold() in _BELONGING:
        return _behind_department(words, first, last)
    if fold(words[-1]) not in GROUPS | OUTLETS:
        first = _behind_titles(words, first, last)
        while first + 1 < last and words[first].casefold().strip(".,") in TITLES:
            first += 1
    return (first, last) if first < last else None


def _behind_titles(words: list[str], first: int, last: int) -> int:
    """Behind the last title, possessive or land before a name of at least one word."""
    for number in range(last - 2, first - 1, -1):
        low = words[number].casefold()
        if low.strip(".,") in TITLES or low.endswith(("'s", "’s")):
            return number + 1
        if f"{low} {words[number + 1].casefold()}" in LANDS and number + 2 < last:
            return number + 2
    return first


def _name_ahead(words: list[str]) -> tuple[int, int] | None:
    """ "Matthew Ingram of The Globe": a name of two words or more, before what it belongs to."""
    first = 0
    while first < len(words) and (
        words[first].casefold().strip(".") in TITLES | {"the"} or words[first].islower()
    ):
        if words[first] in _HEAD_STOP:
            return None
        first += 1
    last = first
    while last < len(words) and (is_cap(words[last]) or _joins(words, last)):
        last += 1
    if last - first < 2 or last >= len(words) or words[last] not in _BELONGING:
        return None
    names = {fold(word) for word in words[first:last]}
    return None if names & (GROUPS | OUTLETS | TITLES) or words[0] == "the" else (first, last)


_BELONGING = ("of", "for", "from", "at", "with", "in", "on")


def _within(words: list[str], first: int) -> bool:
    """Whether a body's name goes on to the left: "Search and Rescue Agency"."""
    return words[first - 1] in ("and", "of", "for", "&") and is_cap(words[first - 2])


def _joins(words: list[str], at: int) -> bool:
    return words[at].casefold() in _PARTICLES and at + 1 < len(words) and is_cap(words[at + 1])


def _behind_department(words: list[str], first: int, last: int) -> tuple[int, int] | None:
    """ "Minister of Education Stefania Giannini": the name behind what the office is for."""
    if (first == 2 and words[0].casefold() in TITLES) or first > 2:
        at = first
        while at < last and words[at].casefold().strip(".") in TITLES:
            at += 1
        if first < at < last:
            return at, last
        if last - first == 3 and words[0].casefold() in TITLES and words[first - 1] == "of":
            return first + 1, last
        if last - first >= 4 and words[0].casefold() in TITLES:
            return last - 2, last
    return None


def head_of(words: list[str]) -> str:
    """The noun that a phrase is about, in small letters: "official" in "a U.S. official in"."""
    head = ""
    for word in words:
        low = word.casefold().strip(",")
        if head and (low in _HEAD_STOP or low.endswith("ed")):
            break
        if low[:1].isalnum():
            head = low
    for ending in ("'s", "’s"):
        head = head.removesuffix(ending)
    return head


def kind_of(words: list[str], named: bool) -> str:
    """The kind of a source by its words: named is whether they are a proper name."""
    lows = [fold(word) for word in words]
    head = fold(head_of(words))
    if named:
        if any(low in OUTLETS for low in (lows[-1], lows[0])) or any(
            low in ("news", "times", "guardian", "media", "newspaper") for low in lows
        ):
            return "medium"
        if any(low in GROUPS for low in lows) or _acronym(words):
            return "collective"
        return "named"
    if head in PAPERS:
        return "document"
    if head in OUTLETS or "news" in lows:
        return "medium"
    plural = head.endswith("s") and not head.endswith("ss") and head not in SINGULAR_S
    several = head in QUANTIFIERS and head not in _SINGLE
    if head in GROUPS or head in PLURALS or plural or several:
        return "collective"
    return "unnamed"


def _acronym(words: list[str]) -> bool:
    letters = words[-1].replace(".", "")
    return len(words) == 1 and letters.isupper() and 1 < len(letters) < 7


def name_key(name: str) -> tuple[str, ...]:
    """What two spellings of a name have in common: its words in small letters, without titles.

    Titles count where fewer than two words would be left: "Iraqi officials" are not "officials".
    """
    words = [fold(word) for word in name.split()]
    bare = [word for word in words if word not in TITLES]
    return tuple(bare if len(bare) > 1 else words)
