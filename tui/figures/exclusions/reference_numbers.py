"""Numbers that refer to something known, and numbers that mean something only as a pair."""

from __future__ import annotations

from ..lexicon.exclusion_words import CONTESTS, DETERMINERS
from ..lexicon.number_words import SCALES, UNITS
from ..lexicon.people_words import PEOPLE
from ..lexicon.unit_words import MEASURES
from ..number_tokens import DASHES, TokenList
from ..phrases import Phrase

_LARGEST_SMALL = 10
"""A number in words up to this refers to something known after "the" or "his"."""

_BEFORE, _AFTER = 6, 5
"""Tokens around a number in which a word such as "won" or "vote" tells a score."""

_PREPOSITIONS = ("under", "over", "above", "below", "within", "beyond")
"""Words that are no bounds before "one" ("under one flag")."""

_COUNTED_ONE = ("person", "dead", "killed", "wounded", "injured")


def is_known(tokens: TokenList, found: Phrase) -> bool:
    """A small number in words that refers to what is known: "the two leaders", "her three sons"."""
    is_small = found.low is not None and found.low <= _LARGEST_SMALL
    if found.is_digits or found.has_scale or found.unit or found.is_range or not is_small:
        return False
    before = tokens.key(found.first - 1)
    return before in DETERMINERS or before.endswith("'s")


def is_compound(tokens: TokenList, found: Phrase) -> bool:
    """Part of a compound that describes something: "a ten-storey building", "four-term"."""
    if tokens.key(found.first - 1) in ("-", "‑") and tokens.touches(found.first):
        return True
    end = found.number_end
    is_joined = tokens.key(end) in ("-", "‑", "–") and tokens.is_joint(end)
    if found.bound or found.end != end or not is_joined:
        return False
    is_share = found.unit == "%" and not found.is_digits
    return is_share or (not found.unit and tokens.key(end + 1) not in ("member", "magnitude"))


def is_pronoun(tokens: TokenList, found: Phrase) -> bool:
    """The word "one" where it counts nothing: "one of them", "one activist said"."""
    is_one = tokens.key(found.number) == "one" and found.number_end == found.number + 1
    if not is_one or found.unit or found.is_range:
        return False
    if found.bound in ("least", "most") and tokens.key(found.number - 1) not in _PREPOSITIONS:
        return False
    return tokens.key(found.end) not in _COUNTED_ONE


def is_odds(tokens: TokenList, found: Phrase) -> bool:
    """Odds and what a rate relates to: "one in three", "9 out of 10", "per 100,000"."""
    before, end = found.first - 1, found.end
    if tokens.key(before) in ("per", "every"):
        return True
    if found.unit or found.has_scale:
        return False
    if tokens.key(end) in DASHES and tokens.key(end + 1) == "in":
        return True
    if tokens.key(end) == "in" and _is_small_count(tokens, end + 1):
        return True
    if tokens.joined(end, end + 2) == "out of" and _is_small_count(tokens, end + 2):
        return True
    if tokens.joined(before - 1, before + 1) == "out of":
        return _is_small_count(tokens, before - 2)
    is_after_in = tokens.key(before) == "in" and _is_small_count(tokens, before - 1)
    return is_after_in or tokens.joined(before - 2, before + 1) in ("- in -", "‑ in ‑")


def _is_small_count(tokens: TokenList, at: int) -> bool:
    """Whether a number of up to three digits, which is no year, is at a token."""
    return tokens.key(at) in UNITS or (tokens.is_number(at) and len(tokens.text(at)) < 4)


def is_contest(tokens: TokenList, found: Phrase) -> bool:
    """A score, a vote or a strength: "won 3-2", "voted 52 to 48"."""
    if found.unit or found.has_scale:
        return False
    start, end = found.number, found.number_end
    if found.is_range:
        return _is_about_contest(tokens, start, end)
    for link, other in ((end, end + 1), (start - 1, start - 2)):
        if tokens.key(link) not in ("to", *DASHES) or not _is_bare_number(tokens, other):
            continue
        if tokens.key(link) in DASHES or _is_about_contest(tokens, start, end):
            return True
        # "From 30 to 20" is a change: both numbers are figures.
        if all(tokens.key(at) != "from" for at in range(start - 4, start)):
            return True
    return False


def _is_about_contest(tokens: TokenList, start: int, end: int) -> bool:
    near = (*range(start - _BEFORE, start), *range(end, end + _AFTER))
    return any(tokens.key(at) in CONTESTS for at in near)


def _is_bare_number(tokens: TokenList, at: int) -> bool:
    """Whether a token is a number in digits after which no unit, scale or people stand."""
    after = tokens.key(at + 1)
    is_bare = after not in MEASURES and after not in SCALES and after not in PEOPLE
    return tokens.is_number(at) and is_bare
