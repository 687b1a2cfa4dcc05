"""Whether a figure is the size of a change: "gained 66 seats", "fell by 3 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .counted import Counted
from .lexicon.change_words import DIRECTIONS, GAINS_AND_LOSSES
from .number_tokens import TokenList
from .phrases import Phrase

_REACH = 8
"""Tokens before "by" among which the verb of a change stands: "increase the capacity by"."""

_SKIPPED = ("another", "a", "an", "additional", "further", "all", "some")
_SHARES = ("%", "percentage points")
_BEFORE_DIRECTION = ("is", "are", "was", "were", "be", "been", ",", "(")
"""Tokens before "up" and "down" where they tell a change, and are not part of a verb."""

_MAKING = ("make", "makes", "made", "making")
"""Verbs of which "up" is a part before a share: "women make up 16 percent"."""


def _change_at(tokens: TokenList, found: Phrase) -> str:
    """The word for the change of which a figure is the size ("gained", "up"); "" if it is none."""
    at = found.first - 1
    while tokens.key(at) in _SKIPPED:
        at -= 1
    key = tokens.key(at)
    if key == "by":
        return _change_before(tokens, at)
    if tokens.is_name(at) or tokens.key(at - 1) in _MAKING:
        return ""
    if key in GAINS_AND_LOSSES:
        return GAINS_AND_LOSSES[key]
    is_told = key in ("up", "down") and tokens.key(at - 1) in _BEFORE_DIRECTION
    return DIRECTIONS.get(key, "") if found.unit in _SHARES or is_told else ""


def _change_before(tokens: TokenList, by: int) -> str:
    """The direction of the verb before "by", in the same clause; "" without such a verb."""
    for at in range(by - 1, by - _REACH - 1, -1):
        key = tokens.key(at)
        if key in DIRECTIONS:
            return DIRECTIONS[key]
        if key in ("", ".", ";", ":", ","):
            break
    return ""


def with_changes(
    tokens: TokenList, phrases: Sequence[Phrase], counted: Sequence[Counted]
) -> list[Counted]:
    """What the figures of a passage count, with the change of which each is the size."""
    found: list[Counted] = []
    for phrase, each in zip(phrases, counted, strict=True):
        change = _change_at(tokens, phrase)
        is_telling = change and each.what and not each.state
        found.append(replace(each, what=f"{each.what} {change}") if is_telling else each)
    return found
