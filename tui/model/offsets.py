"""Convert offsets of other programs, after inferring from the text how they were counted.

Programs differ in two ways. They count Unicode code points or UTF-16 code units (a character
outside the Basic Multilingual Plane is one code point and two code units), and they count a line
end written CR LF as one or as two. A file seldom states which. `choose` tries all four combinations
on the selections of a text and takes the one that fits clearly better.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import product
from typing import NamedTuple

CLEAR = 3.0
"""The margin of evidence by which the chosen way of counting must exceed every other one: the
natural logarithm of a likelihood ratio, here about 20 to 1."""

_TEXT_MATCHES = 4.0
"""The evidence of a selection whose stored text is (or, negated, is not) at its offsets."""
_AT_WORD, _AT_SPACE, _IN_WORD = 1.0, -0.7, -2.7
"""The evidence of a selection's edge at a word boundary, at white space, or inside a word.

About ln(.85/.30), ln(.12/.25) and ln(.03/.45): the share of such edges if offsets are counted
correctly, divided by the share if they are not.
"""
_SHORTEST_BEGINNING = 8
"""Minimum length, in code points, of a truncated text that is compared as a prefix."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Counting(NamedTuple):
    """A way of counting: UTF-16 code units or code points, CR LF as two or as one."""

    utf16: bool
    crlf_as_two: bool

    def __str__(self) -> str:
        unit = "UTF-16 code units" if self.utf16 else "code points"
        return f"{unit}, CR LF as {'two' if self.crlf_as_two else 'one'}"


COUNTINGS = tuple(Counting(*ways) for ways in product((False, True), (True, False)))
"""All ways of counting; the first of those that fit equally well is taken."""

Prior = Mapping[Counting, float]
"""Prior evidence for ways of counting; 0 for one that is absent."""


class Selection(NamedTuple):
    """A span as another program stores it: its offsets, and its text or ""."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class CountedText:
    """A canonical text, and the offsets in it of line feeds that were CR LF originally."""

    text: str
    crlf: Sequence[int] = ()

    @classmethod
    def of(cls, raw: str) -> CountedText:
        """The canonical text of a decoded text, with CR LF and CR turned into line feeds."""
        found = [match.start() for match in re.finditer("\r\n", raw)]
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        return cls(text, [start - number for number, start in enumerate(found)])

    @cached_property
    def _wide(self) -> list[int]:
        ascii_only = self.text.isascii()
        return [] if ascii_only else [match.start() for match in _WIDE.finditer(self.text)]

    @cached_property
    def _doubled(self) -> dict[Counting, list[int]]:
        """For each way of counting, the offsets of characters counted as two, counted that way."""
        found = {}
        for way in COUNTINGS:
            places = merge(
                self._wide if way.utf16 else (),
                self.crlf if way.crlf_as_two else (),
            )
            found[way] = [place + number for number, place in enumerate(places)]
        return found

    def at(self, offset: int, way: Counting) -> int:
        """Convert an offset that is counted in some way to an offset in the canonical text.

        An offset inside a character that counts as two becomes the start of that character.
        """
        return offset - bisect_left(self._doubled[way], offset)

    def span(self, selection: Selection, way: Counting) -> tuple[int, int]:
        """The span of a selection in the canonical text, if it was counted in this way."""
        return self.at(selection.start, way), self.at(selection.end, way)


@dataclass(frozen=True)
class Sample:
    """A text and the selections of it that a file contains."""

    counted: CountedText
    selections: Sequence[Selection]

    @cached_property
    def evidence(self) -> dict[Counting, float]:
        """How well each way of counting fits the selections."""
        total = dict.fromkeys(COUNTINGS, 0.0)
        for selection in self.selections:
            for way, value in _evidence(self.counted, selection).items():
                total[way] += value
        return total

    def spans(self, way: Counting) -> list[tuple[int, int]]:
        """The spans of the selections, if they were counted in this way."""
        return [self.counted.span(selection, way) for selection in self.selections]


def choose(samples: Sequence[Sample], prior: Prior | None = None) -> list[Counting | None]:
    """The way in which the offsets of each text were counted; None if it is in doubt.

    All texts come from one program, so the evidence of the other texts is added to that of a text,
    but it never outweighs clear evidence of the text itself.
    """
    before = prior or {}
    total = {way: sum(s.evidence[way] for s in samples) for way in COUNTINGS}
    chosen = []
    for sample in samples:
        own = {way: value + before.get(way, 0.0) for way, value in sample.evidence.items()}
        others = {way: total[way] - sample.evidence[way] for way in COUNTINGS}
        best = max(others.values())
        helped = {way: own[way] + max(others[way] - best, -CLEAR) for way in COUNTINGS}
        chosen.append(_clear(sample, own) or _clear(sample, helped))
    return chosen


def likeliest(sample: Sample, prior: Prior | None = None) -> Counting:
    """The way of counting that fits best, even if it is in doubt."""
    before = prior or {}
    return max(COUNTINGS, key=lambda way: sample.evidence[way] + before.get(way, 0.0))


def same_text(stored: str, text: str, start: int, end: int) -> bool:
    """Whether the text stored with a selection is text[start:end], ignoring white space.

    A stored text may be truncated, with or without an ellipsis.
    """
    wanted = " ".join(stored.split())
    if not wanted:
        return False
    # Compare no more of a long selection than the stored text can match.
    most = start + 4 * len(stored) + 256
    there = " ".join(text[start : min(end, most)].split())
    beginning = wanted.rstrip("….").rstrip()
    shortened = len(beginning) >= _SHORTEST_BEGINNING and there.startswith(beginning)
    return shortened or (end <= most and wanted == there)


def _clear(sample: Sample, scores: Mapping[Counting, float]) -> Counting | None:
    """The way with the best score, if all ways within CLEAR of it give the same spans, or None."""
    best = max(COUNTINGS, key=lambda way: scores[way])
    spans = sample.spans(best)
    others = (way for way in COUNTINGS if scores[best] - scores[way] < CLEAR)
    return best if all(sample.spans(way) == spans for way in others) else None


def _evidence(counted: CountedText, selection: Selection) -> dict[Counting, float]:
    spans = {way: counted.span(selection, way) for way in COUNTINGS}
    if len(set(spans.values())) == 1:
        return dict.fromkeys(COUNTINGS, 0.0)
    text = counted.text
    named = {way for way, span in spans.items() if same_text(selection.text, text, *span)}
    if named:
        return {way: _TEXT_MATCHES if way in named else -_TEXT_MATCHES for way in COUNTINGS}
    return {way: _edge_evidence(text, *span) for way, span in spans.items()}


def _edge_evidence(text: str, start: int, end: int) -> float:
    if not 0 <= start < end <= len(text):
        return 2 * _IN_WORD
    return sum(
        _IN_WORD if _inside_word(text, edge) else _AT_SPACE if text[inner].isspace() else _AT_WORD
        for edge, inner in ((start, start), (end, end - 1))
    )


def _inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
