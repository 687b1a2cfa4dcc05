"""What a copy leaves out of the text that it was made from, and what it adds or changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.anchoring.word_diff import WordDiff
from ..model.document import Span
from ..model.words import Words


class Differences(NamedTuple):
    """The words of one text that another one lacks, and the other way round, as spans.

    A change is in both: the old words in `left_out`, the new ones in `added`.
    """

    left_out: tuple[Span, ...]
    added: tuple[Span, ...]


def differences(old: str, new: str) -> Differences:
    """Compare two texts by words; typography and white space make no difference.

    Words that stand in another order are no difference, if five or more of them moved together.
    """
    diff = WordDiff(old, new)
    return Differences(
        tuple(_unmatched(diff.old, diff.partner)), tuple(_unmatched(diff.new, diff.origin))
    )


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
