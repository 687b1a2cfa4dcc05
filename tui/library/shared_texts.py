"""Finding the texts that articles of a PassageIndex share; what is known of a pair is used again.

What is found depends on the texts only: an article that is renamed, or whose notes change, is not
compared again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..model.digest import sha256
from ..model.document import Span
from ..model.shared_text import AlignedSpans, SharedText
from .article_words import ArticleWords
from .known_texts import KEY_LENGTH, KnownTexts, Numbers
from .passage_index import PassageIndex
from .possible_pairs import LEAST_SHARE, ComparedArticles, PossiblePairs, possible_pairs

if TYPE_CHECKING:
    from ..copies.common_words import ComparableText

Tick = Callable[[int, int], object]
"""(pairs compared, pairs to compare)"""


@dataclass(frozen=True)
class SharedTexts:
    """The texts that articles share, in the order of their names.

    `remarks` say, one line each, what was left out. After a search that was cancelled
    `is_complete` is False, and `shared` has only the pairs that were compared.
    """

    shared: tuple[SharedText, ...]
    remarks: tuple[str, ...]
    is_complete: bool


class SharedTextSearch:
    """A search for the texts that articles of a PassageIndex share, of at least a tenth of one.

    What is `known` of the texts is not computed again.
    """

    def __init__(self, passages: PassageIndex, known: KnownTexts) -> None:
        records = sorted(passages.records.values(), key=lambda record: record.first)
        self._index = passages.index
        self._articles = [ArticleWords(passages, each) for each in records if each.count]
        self._keys = [article.key for article in self._articles]
        self._known, self._boilerplate = known, ""
        self._is_complete = False
        self._quoted: dict[str, Numbers] = {}
        self._shared: dict[tuple[str, str], tuple[float, Numbers]] = {}
        self._texts: dict[int, ComparableText] = {}

    def result(
        self,
        tick: Tick = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SharedTexts:
        """Compare all pairs of articles that may share text.

        `cancelled` is called between two steps; once it returns True, nothing more is compared.
        """
        for number in range(len(self._articles)):
            if cancelled():
                return SharedTexts((), (), is_complete=False)
            self._look_for_quotations(number)
        possible = possible_pairs(self._compared_articles(), self._known)
        self._set_keys(possible)
        found: list[SharedText] = []
        for done, (a, b) in enumerate(possible.pairs, 1):
            if cancelled():
                return SharedTexts(tuple(found), possible.remarks, is_complete=False)
            found += self._shared_by(a, b, possible)
            tick(done, len(possible.pairs))
        self._is_complete, self._boilerplate = True, possible.digest
        return SharedTexts(tuple(found), possible.remarks, is_complete=True)

    @property
    def known(self) -> KnownTexts:
        """What is known of these texts; until all are compared, also what was known before."""
        now = KnownTexts(self._quoted, self._shared, self._boilerplate)
        return now if self._is_complete else self._known.joined(now)

    def _look_for_quotations(self, number: int) -> None:
        key, article = self._keys[number], self._articles[number]
        if key not in self._quoted:
            quoted = self._known.quoted.get(key)
            is_known = quoted is not None and max(quoted, default=0) <= len(article.word_range)
            self._quoted[key] = quoted if quoted is not None and is_known else article.quoted()

    def _compared_articles(self) -> ComparedArticles:
        from ..copies.own_words import own_words

        tokens = self._index.tokens
        ends = [article.word_range.stop for article in self._articles]
        left_out = [self._quoted[key] for key in self._keys]
        return ComparedArticles(
            own_words(tokens.values, np.array([0, *ends], np.int64), left_out),
            [article.name for article in self._articles],
            self._keys,
            self._index.vocabulary,
        )

    def _set_keys(self, possible: PossiblePairs) -> None:
        """Give the texts without their boilerplate other keys."""
        known: dict[str, str] = {}
        if possible.digest and possible.digest == self._known.boilerplate:
            known = {key[:KEY_LENGTH]: key for pair in self._known.shared for key in pair}
        for number in possible.with_boilerplate:
            if key := known.get(self._keys[number]):
                self._keys[number] = key
            else:
                left_out = self._text(number, possible).left_out
                self._keys[number] += sha256(repr(left_out).encode())[:KEY_LENGTH]

    def _text(self, number: int, possible: PossiblePairs) -> ComparableText:
        """The text of an article without its boilerplate."""
        from ..copies.common_words import ComparableText

        if number not in self._texts:
            key = self._keys[number][:KEY_LENGTH]
            text = ComparableText(self._articles[number].numbers, self._quoted[key])
            has_boilerplate = number in possible.with_boilerplate
            self._texts[number] = text.without(possible.boilerplate) if has_boilerplate else text
        return self._texts[number]

    def _shared_by(self, a: int, b: int, possible: PossiblePairs) -> Iterator[SharedText]:
        """What two articles share, if it is enough."""
        keys = self._keys[a], self._keys[b]
        is_reversed = keys[0] > keys[1]
        pair, first, second = (keys[::-1], b, a) if is_reversed else (keys, a, b)
        found = self._shared.get(pair) or self._known.shared.get(pair)
        if found is None or (found[1] and not self._are_within(found[1], first, second)):
            found = self._compared(first, second, possible)
        self._shared[pair] = found
        share, numbers = found
        if share >= LEAST_SHARE:
            four = zip(*(iter(numbers),) * 4, strict=True)
            spans = [AlignedSpans(Span(i, j), Span(k, m)) for i, j, k, m in four]
            if is_reversed:
                spans = sorted(AlignedSpans(there, here) for here, there in spans)
            names = self._articles[a].name, self._articles[b].name
            yield SharedText(*names, share, tuple(spans))

    def _are_within(self, numbers: Numbers, a: int, b: int) -> bool:
        """Whether spans, which may come from a cache, are within the texts of two articles."""
        ends = self._articles[a].end, self._articles[b].end
        return max(numbers[1::4]) <= ends[0] and max(numbers[3::4]) <= ends[1]

    def _compared(self, a: int, b: int, possible: PossiblePairs) -> tuple[float, Numbers]:
        from ..copies.common_words import common_words

        found = common_words(self._text(a, possible), self._text(b, possible))
        if found.share < LEAST_SHARE:
            return found.share, ()
        numbers: list[int] = []
        for ranges in found.ranges:
            for number, words in zip((a, b), ranges, strict=True):
                numbers += self._articles[number].span(*words)
        return found.share, tuple(numbers)
