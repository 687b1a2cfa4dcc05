"""Ages, durations and times of day."""

from __future__ import annotations

from ..lexicon.exclusion_words import CLOCK, DURATION_ADJECTIVES, DURATIONS
from ..lexicon.multilingual_words import TIME_WORDS
from ..lexicon.number_words import UNITS
from ..number_tokens import DASHES, TokenList
from ..phrases import Phrase

_OLDEST = 120
"""Years: a larger number after a name is no age."""

_PERSONS = ("he", "she", "who", "i")
"""Pronouns after which a bare number is an age ("she was 26")."""

_AFTER_AGE = ("on", "in", "this", "last", "and", "when", "but", "at")

_LONGEST_LIST = 12
"""Tokens of a list of ages."""


def is_time(tokens: TokenList, found: Phrase) -> bool:
    """A time of day: "5 p.m.", "1500 UTC", "8 o'clock"."""
    end = found.number_end
    after = tokens.key(end)
    if not found.is_digits:
        return after == "o'clock"
    has_four_digits = len(tokens.text(found.number)) == 4
    if has_four_digits and tokens.key(found.number - 1) == "(" and tokens.is_date(end):
        return True
    is_half_day = after in ("a", "p") and tokens.joined(end + 1, end + 3) == ". m"
    return is_half_day or after in CLOCK


def is_time_elsewhere(tokens: TokenList, found: Phrase) -> bool:
    """An age, a duration or a time of day in a language other than English: "3 jours"."""
    is_minute = tokens.key(found.first - 1) == "h" and tokens.is_number(found.first - 2)
    return not found.unit and (is_minute or tokens.key(found.end) in TIME_WORDS)


def is_age(tokens: TokenList, found: Phrase) -> bool:
    """The age of somebody: "aged 49", "Bell, 47, said", "turned 30", "she was 26"."""
    if found.unit:
        return False
    before, after = tokens.key(found.first - 1), tokens.key(found.end)
    if before == "age" or tokens.joined(found.first - 2, found.first) == "age of":
        return True
    if _follows_ages(tokens, found.first - 1):
        return True
    is_possible = found.high is not None and found.high <= _OLDEST
    is_alone = not tokens.is_word(found.end) or after in _AFTER_AGE
    if is_possible and is_alone and _tells_age(tokens, found.first):
        return True
    is_between_commas = before == "," and after in (",", ".", ";", ")", "")
    is_apposition = tokens.is_name(found.first - 2) and found.number_end == found.end
    return is_possible and is_between_commas and is_apposition


def _tells_age(tokens: TokenList, first: int) -> bool:
    """Whether the words before a number tell an age: "she was", "died at", "would have been"."""
    before, then = tokens.key(first - 1), tokens.key(first - 2)
    if before == "turned":
        return True
    if before == "at":
        return then in ("died", "dies", "dead", "retired")
    if before not in ("was", "is", "been"):
        return False
    return then in _PERSONS or tokens.is_name(first - 2) or (before == "been" and then == "have")


def _follows_ages(tokens: TokenList, at: int) -> bool:
    """Whether a number is in a list after "aged", such as "aged nine, ten and 13"."""
    for before in range(at, max(at - _LONGEST_LIST, -1), -1):
        key = tokens.key(before)
        if key in ("aged", "ages"):
            return True
        is_link = key in (",", "and", "to", "or", "of", "between", "from", *DASHES)
        if not is_link and not tokens.is_number(before) and key not in UNITS:
            return False
    return False


def is_duration(tokens: TokenList, found: Phrase) -> bool:
    """A length of time: "three days", "24-hour", "two more years", "one and a half years"."""
    if found.unit:
        return False
    at = found.end + (found.is_vague and tokens.key(found.end) == "of")
    for _ in range(3):
        if tokens.key(at) in DURATIONS:
            return True
        if tokens.key(at) not in DURATION_ADJECTIVES and tokens.key(at) not in DASHES:
            return False
        at += 1
    return False
