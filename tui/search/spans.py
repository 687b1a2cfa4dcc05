"""Which letters of a text a query met, as spans of the original text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tui.model.document import Span
from tui.model.graphemes import widen

from .fold import fold
from .match import APART, INITIALS, Evidence
from .words import key_offsets

if TYPE_CHECKING:
    from .index import Index, Item


_FAR = 8
_MOST_PLACES = 24


class Place(NamedTuple):
    """Where a term is met in a text: from one of its words on, how well, and the letters met.

    `letters` are (number of the word in the text, first letter, last letter; 0 for all).
    """

    word: int
    quality: float
    letters: tuple[tuple[int, int, int], ...]


class Letters:
    """Finds the letters of any text that the terms of one query met."""

    def __init__(self, index: Index, terms: list[Evidence]) -> None:
        self._index = index
        self._terms = terms
        self._met = set[int]().union(*(term.words for term in terms))

    def spans(self, item: int) -> tuple[Span, ...]:
        """The spans of a hit: each term once, where they stand closest; one alone, everywhere."""
        found = self._index.items[item]
        row = [(at, number) for at, number in enumerate(found.words) if number in self._met]
        places = [self._places(term, item, row) for term in self._terms]
        if len(places) > 1:
            places = _closest(places)
        text = self._index.texts[item]
        met = {letters for some in places for place in some for letters in place.letters}
        return _tidy(text, (_letters(text, found, *letters) for letters in met))

    def _places(self, term: Evidence, item: int, row: list[tuple[int, int]]) -> list[Place]:
        """Where a term is met as well as it is anywhere in this text."""
        places = []
        for at, number in row:
            met = term.words.get(number)
            if met:
                places.append(Place(at, met.quality, ((at, met.first, met.last),)))
        if term.pairs:
            words = self._index.items[item].words
            for at, pair in enumerate(pairwise(words)):
                if pair in term.pairs:
                    places.append(Place(at, APART, ((at, 0, 0), (at + 1, 0, 0))))
        if not places and term.initials and item in term.texts:
            places.append(self._initials(term.initials, item))
        best = max((place.quality for place in places), default=0.0)
        return [place for place in places if place.quality == best]

    def _initials(self, letters: str, item: int) -> Place:
        at = "".join(word[0] for word in self._index.plain[item].split()).find(letters)
        run = range(at, at + len(letters))
        return Place(at, INITIALS, tuple((word, 0, 1) for word in run))


def literal_spans(index: Index, folded: str, limit: int) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """The first texts that hold a query without any word in it, such as a sign or an emoji."""
    wanted = folded.strip()
    for item, text in enumerate(index.texts):
        where = fold(text)
        at = where.text.find(wanted)
        if at >= 0:
            yield item, _tidy(text, [where.original(at, at + len(wanted))])
            limit -= 1
        if not limit:
            return


def _closest(places: list[list[Place]]) -> list[list[Place]]:
    """One place for each term, so that the terms follow one another as closely as they can.

    The cheapest path from term to term (Viterbi), jumps being the cost.
    """
    paths: list[tuple[int, list[Place]]] = [(0, [])]
    for some in places:
        paths = [
            min(
                ((cost + _jump(path, place), [*path, place]) for cost, path in paths),
                key=lambda pair: pair[0],
            )
            for place in some[:_MOST_PLACES]
        ] or paths
    return [min(paths, key=lambda pair: pair[0])[1]]


def _jump(path: list[Place], place: Place) -> int:
    """What it costs to go on to a place: nothing to the next word, at most `_FAR`."""
    if not path:
        return 0
    ahead = place.word - path[-1].word
    if ahead == 0:
        return _FAR
    return min(_FAR, ahead - 1 if ahead > 0 else 1 - ahead)


def _letters(text: str, item: Item, word: int, first: int, last: int) -> Span:
    """The span of some letters of a word, counted in its key; `last` 0 for all to its end."""
    start, end = item.starts[word], item.ends[word]
    if not first and not last:
        return Span(start, end)
    offsets = key_offsets(fold(text[start:end]))
    last = min(last or len(offsets), len(offsets))
    first = min(first, last - 1)
    end = start + offsets[last - 1] + 1 if last < len(offsets) else end
    return Span(start + offsets[first], end)


def _tidy(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of whole graphemes, sorted, those that touch made one."""
    tidy: list[Span] = []
    for span in sorted(widen(text, start, end) for start, end in spans):
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(span.end, tidy[-1].end))
        else:
            tidy.append(span)
    return tuple(tidy)
