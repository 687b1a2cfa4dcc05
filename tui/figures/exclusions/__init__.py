"""Numbers that are no figures: ages, durations, times, names, scores, idioms, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..number_tokens import TokenList
from ..phrases import Phrase
from .identifiers import (
    follows_name,
    is_capitalized,
    is_inside_chain,
    is_list_mark,
    is_named,
    is_part_of_number,
)
from .reference_numbers import is_compound, is_contest, is_known, is_odds, is_pronoun
from .set_phrases import is_in_set_phrase, is_occasion
from .times import is_age, is_duration, is_time, is_time_elsewhere

__all__ = ["is_excluded", "is_inside_chain"]

Rule = Callable[[TokenList, Phrase], bool]

_IN_ANY_LANGUAGE: Sequence[Rule] = (is_part_of_number, is_named, is_list_mark, is_contest, is_time)
_IN_ENGLISH: Sequence[Rule] = (
    is_age,
    is_duration,
    is_known,
    is_compound,
    is_pronoun,
    is_odds,
    is_in_set_phrase,
    is_occasion,
)
_OUTSIDE_TITLES: Sequence[Rule] = (follows_name, is_capitalized)
"""Rules by capital letters, which tell nothing in titles and headings."""


def is_excluded(tokens: TokenList, found: Phrase, is_title: bool, is_english: bool) -> bool:
    """Whether a phrase with a number is no figure."""
    rules = [*_IN_ANY_LANGUAGE]
    rules += _IN_ENGLISH if is_english else (is_time_elsewhere,)
    rules += () if is_title else _OUTSIDE_TITLES
    return any(rule(tokens, found) for rule in rules)
