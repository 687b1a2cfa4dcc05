"""Verbs by which a figure is the size of a change, and not a total: "gained 66 seats"."""

from __future__ import annotations

from collections.abc import Mapping

from . import word_set

_FORMS = {
    "gained": word_set("gained gain gains gaining netted"),
    "lost": word_set("lost lose loses losing"),
}
GAINS_AND_LOSSES: Mapping[str, str] = {
    word: name for name, words in _FORMS.items() for word in words
}
"""A verb directly before a figure -> the word for the change."""

_DIRECTIONS = {
    "up": word_set("""
        up rose rise rises risen rising increased increase increases increasing grew grow grows
        grown growing climbed climb climbs jumped jump jumps soared surged raised raise raises
        raising
    """),
    "down": word_set("""
        down fell fall falls fallen falling decreased decrease decreases decreasing declined
        decline declines dropped drop drops lowered lower lowers reduced reduce reduces reducing cut
        cuts shrank shrunk
    """),
}
DIRECTIONS: Mapping[str, str] = {
    word: name for name, words in _DIRECTIONS.items() for word in words
}
"""A verb before "by" and a figure, or before a share -> the direction of the change."""

CHANGES = frozenset(_FORMS) | frozenset(_DIRECTIONS)
"""The words that end what is counted where it is a change: "seats gained", "prices up"."""
