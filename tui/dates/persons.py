"""Names of months that are names of persons in a document: "Theresa May"."""

from __future__ import annotations

import re

_SURNAMES = "May|March"
"""Months after whose names families are called; others are taken for names only after a title."""

_NAMES = "May|March|April|June|August|Jan"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov)\.?|Minister|President|Chancellor|Secretary|Governor|Mayor"
    r"|Senator|Judge|Captain|General|Professor|Leader|Sir|Dame|Lady|Lord"
)
_PERSON = re.compile(
    rf"\b(?:(?:{_TITLE}) (?P<addressed>{_NAMES})|(?P<given>[A-Z][a-z]+) (?P<surname>{_SURNAMES}))"
    r"(?![\w-])(?! \d)"
)
_NOT_GIVEN = re.compile(
    r"after|and|around|at|before|between|by|during|each|early|every|following|for|from|in|last|late"
    r"|mid|next|of|on|or|previous|since|that|the|this|through|till|to|until|with"
    r"|winter|spring|summer|autumn|fall|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
"""Words with a capital letter that may stand before a month and are no given names."""

_SURE = re.compile(r"in|since|until|till|during|last|next|this|that|early|late|mid|each|every")
"""Words that stand before a month, and not before a person of the same name."""


def months_as_persons(text: str, start: int, end: int) -> frozenset[str]:
    """The names of months that persons bear in `[start, end)` of a text, such as "May"."""
    return frozenset(
        match["addressed"] or match["surname"]
        for match in _PERSON.finditer(text, start, end)
        if match["addressed"] or not _NOT_GIVEN.fullmatch(match["given"])
    )


def may_mean_month(before: str, after: str) -> bool:
    """Whether the name of a month that a person also bears is the month after all.

    `before` is the word before it in lower case, `after` the text after it.
    """
    return bool(_SURE.fullmatch(before)) and not after.startswith(("'s", "’s"))
