"""Which letters of a text a query met, as spans of the original text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tui.model.document import Span
from tui.model.graphemes import widen

from .fold import Folded, fold
from .match import APART, INITIALS, Evidence
from .rows import Numbers
from .words import key_offsets, places

if TYPE_CHECKING:
    from .index import Index

_FAR = 8
_LESS, _COST = 0.25, 10
"""A word is lit where it is met less well by so much, if that is nearer by so many words for 1."""
_MOST_PLACES = 24
_MOST_LAYOUTS = 1000


class Place(NamedTuple):
    """Where a term is met in a text: from one of its words on, how well, and the letters met.

    `letters` are (number of the word in the text, first letter, last letter; 0 for all).
    """

    word: int
    quality: float
    letters: tuple[tuple[int, int, int], ...]


class Layout(NamedTuple):
    """A text, folded, and where each of its words lies in the folded text."""

    text: str
    folded: Folded
    words: list[tuple[int, int]]


class Letters:
    """Finds the letters of any text that the terms of one query met."""

    def __init__(self, index: Index, terms: Sequence[Sequence[Evidence]]) -> None:
        self._index = index
        self._terms = terms
        self.spans = cache(self._spans)

    def _spans(self, item: int) -> tuple[Span, ...]:
        """The spans of a hit: each term once, where they stand closest; one alone, everywhere."""
        tokens = self._index.tokens[item]
        met = [self._places(evidence, tokens) for evidence in self._terms]
        met = [some for some in met if some]
        if len(met) > 1:
            lit = _closest(met)
        else:
            lit = [place for some in met for place in some if place.quality == some[0].quality]
        letters = {letters for place in lit for letters in place.letters}
        if not letters:
            return ()
        layout = self._index.layouts.get(item) or _lay_out(self._index, item)
        return _tidy(layout.text, (_span(layout, *some) for some in letters))

    def _places(self, term: Sequence[Evidence], tokens: Numbers) -> list[Place]:
        """Where a term is met about as well as it is anywhere in this text, best first."""
        found = [place for some in term for place in self._by_word(some, tokens)]
        found += [place for some in term if some.pairs for place in _by_pair(some, tokens)]
        if not found:
            found = [place for some in term for place in self._by_initials(some, tokens)]
        least = max((place.quality for place in found), default=0.0) - _LESS
        found = [place for place in found if place.quality >= least]
        return sorted(found, key=lambda place: -place.quality)[:_MOST_PLACES]

    def _by_word(self, evidence: Evidence, tokens: Numbers) -> Iterator[Place]:
        found = evidence.by_word[tokens]
        for at in found.nonzero()[0].tolist():
            match = evidence.matches[found[at] - 1]
            first, last = 0, match.letters or 0
            if match.fragment:
                first = self._index.vocabulary[tokens[at]].rfind(match.fragment)
                last = first + len(match.fragment)
            yield Place(at, match.quality, ((at, first, last),))

    def _by_initials(self, evidence: Evidence, tokens: Numbers) -> Iterator[Place]:
        letters = evidence.initials
        line = "".join(self._index.vocabulary[number][0] for number in tokens) if letters else ""
        at = line.find(letters)
        if letters and at >= 0:
            run = range(at, at + len(letters))
            yield Place(at, INITIALS, tuple((word, 0, 1) for word in run))


def _by_pair(evidence: Evidence, tokens: Numbers) -> Iterator[Place]:
    for left, right, _ in evidence.pairs:
        for at in range(len(tokens) - 1):
            if tokens[at] == left and tokens[at + 1] == right:
                yield Place(at, APART, ((at, 0, 0), (at + 1, 0, 0)))


def _closest(places: list[list[Place]]) -> list[Place]:
    """One place for each term, so that the terms follow one another as closely as they can.

    The cheapest path from term to term (Viterbi); jumps cost, and so does being met less well.
    """
    paths: list[tuple[float, list[Place]]] = [(0.0, [])]
    for some in places:
        best = some[0].quality
        paths = [
            min(
                (
                    (cost + _jump(path, place) + (best - place.quality) * _COST, [*path, place])
                    for cost, path in paths
                ),
                key=lambda pair: pair[0],
            )
            for place in some
        ]
    return min(paths, key=lambda pair: pair[0])[1]


def _jump(path: list[Place], place: Place) -> int:
    """What it costs to go on to a place: nothing to the next word, at most `_FAR`."""
    if not path:
        return 0
    ahead = place.word - path[-1].word
    if ahead == 0:
        return 0 if place == path[-1] else _FAR
    return min(_FAR, ahead - 1 if ahead > 0 else 1 - ahead)


def _lay_out(index: Index, item: int) -> Layout:
    if len(index.layouts) >= _MOST_LAYOUTS:
        index.layouts.clear()
    text = index.text(item)
    folded = fold(text)
    layout = index.layouts[item] = Layout(text, folded, places(folded.text))
    return layout


def _span(layout: Layout, word: int, first: int, last: int) -> Span:
    """The span of some letters of a word, counted in its key; `last` 0 for all to its end."""
    start, end = layout.words[word]
    if not first and not last:
        return layout.folded.original(start, end)
    offsets = key_offsets(layout.folded, start, end)
    last = min(last or len(offsets), len(offsets))
    first = min(first, last - 1)
    return Span(offsets[first], offsets[last - 1] + 1)


def _tidy(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of whole graphemes, sorted, those that touch made one."""
    tidy: list[Span] = []
    for span in sorted(widen(text, start, end) for start, end in spans):
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(span.end, tidy[-1].end))
        else:
            tidy.append(span)
    return tuple(tidy)
