"""Searcher: answers queries from an Index, and keeps what it computed for the next query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from ..model.document import Span
from ..model.errors import ReaderError
from ..model.folding import fold, keys, level, unfolded
from ..model.graphemes import widen
from .bounded_regex import matches, matching_texts
from .highlight import FoldedTexts, Highlighter
from .index import Index
from .lexicon import Lexicon
from .proximity import texts_within
from .query import Hit, Query, united
from .ranking import Mask, TextNumbers, ranked
from .terms import Evidence, Meaning, evidence_for, terms_of
from .weights import WEIGHTS
from .word_matches import texts_with_phrase

_MOST_BYTES = 2**25
"""Bytes of Evidence that are kept."""


class Searcher:
    """Searches one Index; a key typed costs the search for one word, not for the whole query."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.lexicon = Lexicon(index)
        self._evidence: dict[tuple[Meaning, str], Evidence] = {}
        self._folded: FoldedTexts = {}

    def search(
        self, query: str | Query, limit: int = 100, allowed: Iterable[int] | None = None
    ) -> list[Hit]:
        """At most `limit` texts that match a query, best first; none for an empty query.

        A string is taken as plain words; parse() makes a Query from the search syntax. Only texts
        with the numbers in `allowed` are hits. Texts that hold the query's phrases only nearly
        follow as weak hits. Raises ReaderError if a regular expression is wrong or takes too long.
        """
        asked = Query(query) if isinstance(query, str) else query
        if limit <= 0 or not len(self.index):
            return []
        numbers = None if allowed is None else np.fromiter(allowed, np.int64)
        hits = self._search(asked, limit, numbers)
        if not asked.phrases:
            return hits
        return hits + self._nearly(asked, limit - len(hits), numbers, {hit.item for hit in hits})

    def warm(self) -> None:
        """Make the tables that the first query would otherwise wait for."""
        for letters in range(4, 10):
            self.search(f"warm up {'xq' * letters}"[: 8 + letters])

    def _nearly(
        self, query: Query, limit: int, allowed: TextNumbers | None, exact: set[int]
    ) -> list[Hit]:
        """Weak hits: texts that hold the phrases of a query only nearly.

        If other texts hold them exactly, those that are hardly similar are left out.
        """
        if limit <= 0:
            return []
        loose = replace(query, words=query.line, phrases=())
        found = self._search(loose, limit + len(exact), allowed)
        near = (hit for hit in found if hit.item not in exact and not (exact and hit.weak))
        return [replace(hit, weak=True) for hit in islice(near, limit)]

    def _search(self, query: Query, limit: int, allowed: TextNumbers | None) -> list[Hit]:
        mask = self._mask(query, allowed)
        folded = level(query.line)
        if not folded.strip():
            mask = self._matching(query, mask)
            found = [] if mask is None else mask.nonzero()[0][:limit].tolist()
            hits = [Hit(number, 1.0, False, lambda number: ()) for number in found]
            return self._with_matches(query, hits)
        terms = terms_of(folded, len(self.index), self._recall)
        if query.near and terms:
            mask = texts_within(self.lexicon, terms, query.near, mask)
        mask = self._matching(query, mask)
        if not terms:
            hits = list(literal_hits(self.index, folded, mask, limit))
            return self._with_matches(query, hits)
        scores = ranked(self.lexicon, terms, query.line, mask, limit)
        evidence = [term.evidence for term in terms]
        highlighter = Highlighter(self.index, evidence, [n for n, _ in scores], self._folded)
        hits = [
            Hit(number, score, score < WEIGHTS.weak_below, highlighter.spans)
            for number, score in scores
        ]
        return self._with_matches(query, hits)

    def _matching(self, query: Query, mask: Mask | None) -> Mask | None:
        """The texts of a mask in which all patterns of a query match, and no excluded one."""
        for pattern, is_excluded in (
            *((pattern, False) for pattern in query.patterns),
            *((pattern, True) for pattern in query.excluded_patterns),
        ):
            mask = np.ones(len(self.index), bool) if mask is None else mask
            numbers = mask.nonzero()[0].tolist()
            texts = ((number, self.index.text(number)) for number in numbers)
            has_match = np.zeros(len(self.index), bool)
            has_match[list(matching_texts(pattern, texts))] = True
            mask = mask & (has_match != is_excluded)
        return mask

    def _with_matches(self, query: Query, hits: list[Hit]) -> list[Hit]:
        """The hits of a query with the matches of its patterns among their spans."""
        if not query.patterns:
            return hits

        def spans(hit: Hit, _: int) -> tuple[Span, ...]:
            text, found = self.index.text(hit.item), list(hit.spans)
            # The first match was found in time; looking for all of them may still take too long.
            with suppress(ReaderError):
                found += (span for p in query.patterns for span in matches(p, text))
            return united(found)

        return [replace(hit, _find=partial(spans, hit)) for hit in hits]

    def _recall(self, meaning: Meaning, word: str) -> Evidence:
        """The Evidence for a word, found now or for an earlier query."""
        found = self._evidence.get((meaning, word))
        if found is None:
            size = len(self.index) + len(self.index.vocabulary)
            if len(self._evidence) > _MOST_BYTES // size:
                self._evidence.clear()
            found = evidence_for(self.lexicon, meaning, word)
            self._evidence[meaning, word] = found
        return found

    def _mask(self, query: Query, allowed: TextNumbers | None) -> Mask | None:
        """Whether each text may be a hit; None if all may."""
        if allowed is None and not query.phrases and not query.excluded:
            return None
        mask = np.full(len(self.index), allowed is None)
        if allowed is not None:
            mask[allowed] = True
        for phrase in query.phrases:
            has_phrase = np.zeros(len(self.index), bool)
            has_phrase[self._texts_with(phrase)] = True
            mask &= has_phrase
        for phrase in query.excluded:
            mask[self._texts_with(phrase)] = False
        return mask

    def _texts_with(self, phrase: str) -> Any:
        """The numbers of the texts that hold a phrase, word for word."""
        numbers = [self.lexicon.find(key) for key in keys(level(phrase))]
        if not numbers or not all(numbers):
            return []
        return texts_with_phrase(self.lexicon, [number.start for number in numbers])


def literal_hits(index: Index, folded: str, allowed: Any | None, limit: int) -> Iterator[Hit]:
    """The first `limit` texts that contain a folded query; `allowed` is a mask, None for all."""
    wanted = folded.strip()

    def spans(number: int) -> tuple[Span, ...]:
        text = index.text(number)
        found = fold(text)
        at = found.text.find(wanted)
        return (widen(text, *found.original(at, at + len(wanted))),) if at >= 0 else ()

    for number in _texts_with_any(index, unfolded(wanted[0])):
        if limit and (allowed is None or allowed[number]) and spans(number):
            limit -= 1
            yield Hit(number, 1.0, False, spans)


def _texts_with_any(index: Index, characters: str) -> Iterator[int]:
    """The texts that contain any of these characters, found in their UTF-8 bytes."""
    some = b"|".join(re.escape(char.encode("utf-8", "surrogatepass")) for char in characters)
    last = -1
    for match in re.finditer(some, index.texts.values.data):
        number = int(np.searchsorted(index.texts.offsets, match.start(), "right")) - 1
        if number > last:
            yield number
        last = number
