"""How often each tag and each group was used, by whom, and in how many articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .coding_table import CodingTable, once_per_annotation
from .labels import Numbers


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a tag was used, or, if `group` is true, the tags of a group.

    An annotation with several tags of a group counts once for it. `words` are those of the
    annotated passages: what two annotations have in common counts twice. `coders` maps each analyst
    who used the tag ("" for one who configured no name) to the number of annotations.
    """

    table: Literal["frequency"]
    tag: str
    group: bool
    annotations: int
    articles: int
    words: int
    coders: Mapping[str, int]


def frequencies(codings: CodingTable) -> Iterator[Frequency]:
    """A row for each tag and each group in use, in the order of their names."""
    rows, items = once_per_annotation(codings)
    count = len(rows.values)
    annotations = np.bincount(rows.numbers, minlength=count)
    words = np.bincount(rows.numbers, codings.words[items], minlength=count)
    articles = _different(rows.numbers, codings.article[items], count)
    coders = codings.author.values
    uses = np.bincount(
        rows.numbers * len(coders) + codings.author.numbers[items], minlength=count * len(coders)
    ).reshape(count, len(coders))
    for place in sorted(
        range(count), key=lambda place: (rows.values[place].tag, not rows.values[place].group)
    ):
        tag, group = rows.values[place]
        by = {coders[at]: int(uses[place, at]) for at in np.flatnonzero(uses[place])}
        yield Frequency(
            "frequency",
            tag,
            group,
            int(annotations[place]),
            int(articles[place]),
            int(words[place]),
            dict(sorted(by.items())),
        )


def _different(rows: Numbers, others: Numbers, count: int) -> Numbers:
    """The number of different values of `others` in each of `count` rows."""
    most = int(others.max(initial=0)) + 1
    pairs = np.sort(rows * most + others)
    is_new = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
    return np.bincount(pairs[is_new] // most, minlength=count)
