"""Which letters of a text a query met, as spans of the original text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tui.model.document import Span
from tui.model.graphemes import widen

from .evidence import Evidence
from .fold import Folded, fold
from .match import APART, INITIALS
from .rows import Numbers, Rows
from .words import key_offsets, places

if TYPE_CHECKING:
    from .index import Index

_FAR = 8
_LESS, _COST = 0.25, 10
"""A word is lit where it is met less well by so much, if that is nearer by so many words for 1."""
_MOST_PLACES = 24
_SCREENFUL = 32
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
    is_ascii: bool


class Letters:
    """Finds the letters of its hits, in the order given, that the terms of one query met."""

    def __init__(
        self, index: Index, terms: Sequence[Sequence[Evidence]], hits: Sequence[int]
    ) -> None:
        self._index = index
        self._terms = terms
        self._hits = hits
        self._met: dict[int, list[list[Place]]] = {}
        self.spans = cache(self._spans)

    def _spans(self, item: int) -> tuple[Span, ...]:
        """The spans of a hit: each term once, where they stand closest; one alone, everywhere."""
        if item not in self._met:
            self._meet(self._hits.index(item))
        met = [some for some in self._met[item] if some]
        if len(met) > 1:
            lit = _closest(met)
        else:
            lit = [place for some in met for place in some if place.quality == some[0].quality]
        letters = {letters for place in lit for letters in place.letters}
        if not letters:
            return ()
        layout = self._index.layouts.get(item) or _lay_out(self._index, item)
        return _tidy(layout, [_span(layout, *some) for some in letters])

    def _meet(self, first: int) -> None:
        """Find where the terms are met in this hit and the next ones, a screenful at once: one by
        one numpy's calls would take three times as long."""
        items = self._hits[first : first + _SCREENFUL]
        rows = self._index.tokens.take(np.array(items))
        terms = [self._places(evidence, rows) for evidence in self._terms]
        self._met.update((item, [term[at] for term in terms]) for at, item in enumerate(items))

    def _places(self, term: Sequence[Evidence], rows: Rows) -> list[list[Place]]:
        """For each row, where a term is met about as well as it is anywhere in it, best first."""
        found = self._by_word(term, rows)
        for some in term:
            for at, place in _by_pair(some, rows):
                found[at].append(place)
        for some in term:
            for at, met in enumerate(found) if some.initials else ():
                if not met:
                    met.extend(self._by_initials(some, rows[at]))
        return [_best(places) if len(places) > 1 else places for places in found]

    def _by_word(self, term: Sequence[Evidence], rows: Rows) -> list[list[Place]]:
        owners, starts = rows.owners(), rows.edges.tolist()
        places: list[list[Place]] = [[] for _ in range(len(rows))]
        for some in term:
            numbers = some.by_word[rows.values]
            met = numbers.nonzero()[0]
            for at, number, row in zip(
                met.tolist(), numbers[met].tolist(), owners[met].tolist(), strict=True
            ):
                match = some.matches[number - 1]
                first, last, word = 0, match.letters or 0, at - starts[row]
                if match.fragment:
                    first = self._index.vocabulary[rows.values[at]].rfind(match.fragment)
                    last = first + len(match.fragment)
                places[row].append(Place(word, match.quality, ((word, first, last),)))
        return places

    def _by_initials(self, evidence: Evidence, tokens: Numbers) -> Iterator[Place]:
        letters = evidence.initials
        line = "".join(self._index.vocabulary[number][0] for number in tokens)
        at = line.find(letters)
        if at >= 0:
            run = range(at, at + len(letters))
            yield Place(at, INITIALS, tuple((word, 0, 1) for word in run))


def _best(places: list[Place]) -> list[Place]:
    """Those met about as well as the best of them, best first."""
    places.sort(key=lambda place: -place.quality)
    least = places[0].quality - _LESS
    return [place for place in places[:_MOST_PLACES] if place.quality >= least]


def _by_pair(evidence: Evidence, rows: Rows) -> Iterator[tuple[int, Place]]:
    """Where two words in a row spell a word of the query, each with the row it is in."""
    for left, right, _ in evidence.pairs:
        starts = ((rows.values[:-1] == left) & (rows.values[1:] == right)).nonzero()[0]
        for start in starts.tolist():
            row = int(np.searchsorted(rows.edges, start, "right")) - 1
            at = start - int(rows.edges[row])
            if start + 1 < rows.edges[row + 1]:
                yield row, Place(at, APART, ((at, 0, 0), (at + 1, 0, 0)))


def _closest(places: list[list[Place]]) -> list[Place]:
    """One place for each term, so that the terms follow one another as closely as they can.

    The cheapest path from term to term (Viterbi); jumps cost, and so does being met less well.
    """
    costs = [(places[0][0].quality - place.quality) * _COST for place in places[0]]
    ways: list[list[int]] = []
    for before, some in pairwise(places):
        reached, came = [], []
        for place in some:
            over = [cost + _jump(last, place) for cost, last in zip(costs, before, strict=True)]
            least = min(over)
            came.append(over.index(least))
            reached.append(least + (some[0].quality - place.quality) * _COST)
        costs = reached
        ways.append(came)
    at = costs.index(min(costs))
    path = [places[-1][at]]
    for came, some in zip(reversed(ways), reversed(places[:-1]), strict=True):
        at = came[at]
        path.append(some[at])
    return path


def _jump(last: Place, place: Place) -> int:
    """What it costs to go on to a place: nothing to the next word, at most `_FAR`."""
    ahead = place.word - last.word
    if ahead == 0:
        return 0 if place == last else _FAR
    return min(_FAR, ahead - 1 if ahead > 0 else 1 - ahead)


def _lay_out(index: Index, item: int) -> Layout:
    if len(index.layouts) >= _MOST_LAYOUTS:
        index.layouts.clear()
    text = index.text(item)
    folded = fold(text)
    layout = index.layouts[item] = Layout(text, folded, places(folded.text), text.isascii())
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


def _tidy(layout: Layout, spans: list[Span]) -> tuple[Span, ...]:
    """Spans of whole graphemes, sorted, those that touch made one."""
    if not layout.is_ascii:
        spans = [widen(layout.text, start, end) for start, end in spans]
    spans.sort()
    tidy: list[Span] = []
    for span in spans:
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(span.end, tidy[-1].end))
        else:
            tidy.append(span)
    return tuple(tidy)
