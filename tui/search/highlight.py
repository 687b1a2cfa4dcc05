"""Highlighter: the letters of a hit that a query matches, as spans of the original text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tui.model.document import Span
from tui.model.graphemes import widen

from ..model.folding import Folded, fold, key_offsets, places
from .index import CsrArray, Index, Numbers
from .terms import Evidence
from .weights import WEIGHTS

_MOST_PLACES = 24
"""Places of one term in one text that are compared with those of the other terms."""
_SCREENFUL = 32
"""Hits whose matches are found together."""
_MOST_FOLDED = 1000
"""Folded texts that are kept."""


class MatchedWord(NamedTuple):
    """Letters of a word of a text: the word's number in the text, first and last letter.

    The letters are half-open and counted in the word's key; `last` 0 means to its end.
    """

    word: int
    first: int
    last: int


class MatchPlace(NamedTuple):
    """A place where a term matches: its first word, the quality, and the letters that match."""

    word: int
    quality: float
    matched: tuple[MatchedWord, ...]


class FoldedText(NamedTuple):
    """A text, folded, and the span of each of its words in the folded text."""

    text: str
    folded: Folded
    words: list[tuple[int, int]]


FoldedTexts = dict[int, FoldedText]
"""Folded texts by their numbers in the index, so that none is folded again for the next query."""


class Highlighter:
    """Finds the letters that the terms of one query match in its hits."""

    def __init__(
        self,
        index: Index,
        terms: Sequence[Sequence[Evidence]],
        hits: Sequence[int],
        folded: FoldedTexts,
    ) -> None:
        """`hits` are the numbers of texts in the order in which they are most likely shown."""
        self._index = index
        self._terms = terms
        self._hits = hits
        self._folded = folded
        self._found: dict[int, list[list[MatchPlace]]] = {}
        self.spans = cache(self._spans)

    def _spans(self, number: int) -> tuple[Span, ...]:
        """The spans of a hit, in code points.

        Each of several terms once, where they are closest together; a single one everywhere.
        """
        if number not in self._found:
            self._find(self._hits.index(number))
        found = [some for some in self._found[number] if some]
        if len(found) > 1:
            chosen = _closest(found)
        else:
            chosen = [place for some in found for place in some if place.quality == some[0].quality]
        matched = {word for place in chosen for word in place.matched}
        if not matched:
            return ()
        folded = self._folded.get(number) or self._fold(number)
        return _joined(folded.text, [_span(folded, word) for word in matched])

    def _fold(self, number: int) -> FoldedText:
        if len(self._folded) >= _MOST_FOLDED:
            self._folded.clear()
        text = self._index.text(number)
        folded = fold(text)
        made = self._folded[number] = FoldedText(text, folded, places(folded.text))
        return made

    def _find(self, first: int) -> None:
        """Find the matches in this hit and the next ones: numpy is fast for many at once."""
        hits = self._hits[first : first + _SCREENFUL]
        rows = self._index.tokens.take(np.array(hits))
        terms = [self._places(evidence, rows) for evidence in self._terms]
        self._found.update((hit, [term[at] for term in terms]) for at, hit in enumerate(hits))

    def _places(self, term: Sequence[Evidence], rows: CsrArray) -> list[list[MatchPlace]]:
        """For each row, the places where a term matches nearly as well as anywhere, best first."""
        found = self._by_word(term, rows)
        for some in term:
            for at, place in _by_pair(some, rows):
                found[at].append(place)
        for some in term:
            for at, places_ in enumerate(found) if some.initials else ():
                if not places_:
                    places_.extend(self._by_initials(some, rows[at]))
        return [_best(some) if len(some) > 1 else some for some in found]

    def _by_word(self, term: Sequence[Evidence], rows: CsrArray) -> list[list[MatchPlace]]:
        row_numbers, starts = rows.row_numbers(), rows.offsets.tolist()
        found: list[list[MatchPlace]] = [[] for _ in range(len(rows))]
        for some in term:
            numbers = some.by_word[rows.values]
            matching = numbers.nonzero()[0]
            for at, number, row in zip(
                matching.tolist(),
                numbers[matching].tolist(),
                row_numbers[matching].tolist(),
                strict=True,
            ):
                match = some.matches[number - 1]
                first, last, word = 0, match.letters or 0, at - starts[row]
                if match.fragment:
                    first = self._index.vocabulary[rows.values[at]].rfind(match.fragment)
                    last = first + len(match.fragment)
                matched = (MatchedWord(word, first, last),)
                found[row].append(MatchPlace(word, match.quality, matched))
        return found

    def _by_initials(self, evidence: Evidence, tokens: Numbers) -> Iterator[MatchPlace]:
        letters = evidence.initials
        line = "".join(self._index.vocabulary[number][0] for number in tokens)
        at = line.find(letters)
        if at >= 0:
            words = range(at, at + len(letters))
            matched = tuple(MatchedWord(word, 0, 1) for word in words)
            yield MatchPlace(at, WEIGHTS.initials, matched)


def _best(found: list[MatchPlace]) -> list[MatchPlace]:
    """The places whose quality is close to the best one, best first."""
    found.sort(key=lambda place: -place.quality)
    least = found[0].quality - WEIGHTS.place_quality
    return [place for place in found[:_MOST_PLACES] if place.quality >= least]


def _by_pair(evidence: Evidence, rows: CsrArray) -> Iterator[tuple[int, MatchPlace]]:
    """The rows and places where two words in a row spell a word of the query."""
    for left, right, _ in evidence.pairs:
        starts = ((rows.values[:-1] == left) & (rows.values[1:] == right)).nonzero()[0]
        for start in starts.tolist():
            row = int(np.searchsorted(rows.offsets, start, "right")) - 1
            at = start - int(rows.offsets[row])
            if start + 1 < rows.offsets[row + 1]:
                matched = MatchedWord(at, 0, 0), MatchedWord(at + 1, 0, 0)
                yield row, MatchPlace(at, WEIGHTS.joined, matched)


def _closest(found: list[list[MatchPlace]]) -> list[MatchPlace]:
    """One place for each term, so that the terms follow one another as closely as possible.

    The cheapest path from term to term (Viterbi). If a term matches in several places, a match up
    to `place_quality` worse is preferred when it is closer to its neighbours; 1.0 of quality is
    worth `place_distance` words.
    """
    cost = WEIGHTS.place_distance
    costs = [(found[0][0].quality - place.quality) * cost for place in found[0]]
    steps: list[list[int]] = []
    for before, some in pairwise(found):
        sums, origins = [], []
        for place in some:
            over = [cost + _distance(last, place) for cost, last in zip(costs, before, strict=True)]
            least = min(over)
            origins.append(over.index(least))
            sums.append(least + (some[0].quality - place.quality) * cost)
        costs = sums
        steps.append(origins)
    at = costs.index(min(costs))
    path = [found[-1][at]]
    for origins, some in zip(reversed(steps), reversed(found[:-1]), strict=True):
        at = origins[at]
        path.append(some[at])
    return path


def _distance(last: MatchPlace, place: MatchPlace) -> int:
    """Words between two places: 0 to the next word, at most `place_farthest`."""
    ahead = place.word - last.word
    if ahead == 0:
        return 0 if place == last else WEIGHTS.place_farthest
    return min(WEIGHTS.place_farthest, ahead - 1 if ahead > 0 else 1 - ahead)


def _span(text: FoldedText, matched: MatchedWord) -> Span:
    """The span of some letters of a word in the original text."""
    start, end = text.words[matched.word]
    if not matched.first and not matched.last:
        return text.folded.original(start, end)
    offsets = key_offsets(text.folded, start, end)
    last = min(matched.last or len(offsets), len(offsets))
    first = min(matched.first, last - 1)
    return Span(offsets[first], offsets[last - 1] + 1)


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans widened to whole graphemes and sorted; those that touch become one."""
    if not text.isascii():
        spans = [widen(text, start, end) for start, end in spans]
    spans.sort()
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)
