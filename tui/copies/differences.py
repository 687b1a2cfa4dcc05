"""What a copy leaves out of the text that it was made from, and what it adds or changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.anchoring.word_diff import WordDiff
from ..model.document import Span
from ..model.words import Words

LONGEST_CHANGE = 20
"""Maximum number of words on each side of a change; longer ones are left out and added."""


class Differences(NamedTuple):
    """The words of one text that another one lacks, and the other way round, as spans.

    A change is in both: the old words in `left_out`, the new ones in `added`. `changed` has the
    pairs of old and new words that stand between the same words of both texts.
    """

    left_out: tuple[Span, ...]
    added: tuple[Span, ...]
    changed: tuple[tuple[Span, Span], ...]


def differences(old: str, new: str) -> Differences:
    """Compare two texts by words; typography and white space make no difference.

    Words that stand in another order are no difference, if five or more of them moved together.
    """
    diff = WordDiff(old, new)
    return Differences(
        tuple(_unmatched(diff.old, diff.partner)),
        tuple(_unmatched(diff.new, diff.origin)),
        tuple(_changed(diff)),
    )


def _changed(diff: WordDiff) -> Iterator[tuple[Span, Span]]:
    """The old and the new words between two runs of matches that follow each other in both."""
    for (old, new, size), (next_old, next_new, _) in pairwise(diff.runs()):
        gaps = range(old + size, next_old), range(new + size, next_new)
        is_free = all(diff.origin[at] < 0 for at in gaps[1])
        if is_free and all(0 < len(gap) <= LONGEST_CHANGE for gap in gaps):
            yield _span(diff.old, *gaps[0]), _span(diff.new, *gaps[1])


def _span(words: Words, first: int, *rest: int) -> Span:
    return Span(words.starts[first], words.ends[rest[-1] if rest else first])


def _unmatched(words: Words, matches: Sequence[int]) -> Iterator[Span]:
    """The spans of successive words without a match."""
    at = 0
    while at < len(matches):
        first = at
        while at < len(matches) and matches[at] < 0:
            at += 1
        if at > first:
            yield Span(words.starts[first], words.ends[at - 1])
        at += 1
