"""Codings for the tests of agreement: published examples, and random ones from a seed."""

from __future__ import annotations

import random
from collections import Counter

from tui.agreement.codings import CodedRun, Codings, Tags

TAGS = ("claim/event", "claim/figure", "status/disputed", "topic/date")


def codings(*coders: str) -> Codings:
    """One tag a unit from strings with a letter per unit, "." for a unit that was not coded."""
    values = zip(*coders, strict=True)
    runs = Counter(
        CodedRun(tuple(None if letter == "." else frozenset(letter) for letter in unit), 1)
        for unit in values
    )
    return Codings(tuple(f"coder {number}" for number in range(len(coders))), runs)


def random_codings(seed: int, coders: int, missing: float = 0.0) -> Codings:
    """300 units with up to three tags each, on which coders mostly agree.

    `missing` is the share of values that are missing.
    """
    chance = random.Random(seed)
    runs: Counter[CodedRun] = Counter()
    for _ in range(300):
        common = _some_tags(chance)
        values = tuple(
            None
            if chance.random() < missing
            else (common if chance.random() < 0.7 else _some_tags(chance))
            for _ in range(coders)
        )
        runs[CodedRun(values, 1)] += 1
    return Codings(tuple(f"coder {number}" for number in range(coders)), runs)


def _some_tags(chance: random.Random) -> Tags:
    return frozenset(chance.sample(TAGS, chance.choice((0, 1, 1, 2, 3))))
