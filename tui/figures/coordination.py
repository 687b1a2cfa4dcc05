"""Share what happened among the figures of a list: "12 soldiers, 3 guards and 5 nurses killed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .counted import Counted
from .number_tokens import TokenList
from .phrases import Phrase

_LONGEST = 12
"""Tokens between two figures of a list."""


def with_shared_states(
    tokens: TokenList, phrases: Sequence[Phrase], counted: Sequence[Counted]
) -> list[Counted]:
    """What the figures of a passage count, completed from their neighbours in a list.

    A verb before the first figure, and a participle after the last, is about all of them.
    """
    found = list(counted)
    joined = [
        _are_joined(tokens, one, other, each)
        for one, other, each in zip(phrases, phrases[1:], counted, strict=False)
    ]
    for at, is_joined in enumerate(joined):
        if is_joined and found[at].side == "before":
            found[at + 1] = _with_state(found[at + 1], found[at])
    for at, is_joined in reversed(list(enumerate(joined))):
        if is_joined and found[at + 1].side == "after":
            found[at] = _with_state(found[at], found[at + 1])
    return found


def _with_state(counted: Counted, other: Counted) -> Counted:
    """What is counted, with the state of another figure if it has none."""
    if counted.state or not counted.what:
        return counted
    what = f"{counted.what} {other.state}"
    return replace(counted, what=what, state=other.state, side=other.side)


def _are_joined(tokens: TokenList, one: Phrase, other: Phrase, counted: Counted) -> bool:
    """Whether only the counted noun, a comma and "and" stand between two figures."""
    if one.unit or other.unit or not 0 < other.first - one.end <= _LONGEST:
        return False
    if tokens.joined(other.end, other.end + 2) in ("of whom", "of which", "of them"):
        return False
    between = [tokens.key(at) for at in range(one.end, other.first)]
    nouns = counted.what.lower().split(" ")
    rest = [key for key in between if key not in nouns and key != "of"]
    return bool(rest) and set(rest) <= {",", "and"}
