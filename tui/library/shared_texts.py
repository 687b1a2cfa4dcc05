"""Finding the texts that articles of a PassageIndex share; what is known of a pair is used again.

What is found depends on the texts only: an article that is renamed, or whose notes change, is not
compared again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.digest import sha256
from ..model.document import Span
from ..model.shared_text import AlignedSpans, SharedText
from .article_words import ArticleWords
from .known_texts import KEY_LENGTH, KnownTexts, Numbers
from .passage_index import PassageIndex

if TYPE_CHECKING:
    from ..copies.candidates import Candidates
    from ..copies.common_words import ComparableText

LEAST_SHARE = 0.1
"""Minimum share of common text that is kept."""

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
        records = sorted(passages.records.values(), key=lambda record: record.name)
        self._articles = [ArticleWords(passages, each) for each in records if each.count]
        self._known, self._is_complete = known, False
        self._quoted: dict[str, Numbers] = {}
        self._shared: dict[tuple[str, str], tuple[float, Numbers]] = {}
        self._keys: list[str] = []
        self._texts: list[ComparableText] = []

    def result(
        self,
        tick: Tick = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SharedTexts:
        """Compare all pairs of articles that may share text.

        `cancelled` is called between two steps; once it returns True, nothing more is compared.
        """
        from ..copies.candidates import candidate_pairs

        for article in self._articles:
            if cancelled():
                return SharedTexts((), (), is_complete=False)
            self._add(article)
        candidates = candidate_pairs([text.own_words for text in self._texts], LEAST_SHARE)
        remarks = tuple(_remarks(candidates))
        self._leave_out(candidates)
        found: list[SharedText] = []
        pairs = sorted((min(pair), max(pair)) for pair in candidates.pairs)
        for done, (a, b) in enumerate(pairs, 1):
            if cancelled():
                return SharedTexts(tuple(found), remarks, is_complete=False)
            found += self._shared_by(a, b)
            tick(done, len(pairs))
        self._is_complete = True
        return SharedTexts(tuple(found), remarks, is_complete=True)

    @property
    def known(self) -> KnownTexts:
        """What is known of these texts; until all are compared, also what was known before."""
        now = KnownTexts(self._quoted, self._shared)
        return now if self._is_complete else self._known.joined(now)

    def _add(self, article: ArticleWords) -> None:
        from ..copies.common_words import ComparableText

        key = article.key
        if key not in self._quoted:
            quoted = self._known.quoted.get(key)
            is_known = quoted is not None and max(quoted, default=0) <= len(article.numbers)
            self._quoted[key] = quoted if quoted is not None and is_known else article.quoted()
        self._keys.append(key)
        self._texts.append(ComparableText(article.numbers, self._quoted[key]))

    def _leave_out(self, candidates: Candidates) -> None:
        """Leave the words of boilerplate out of the texts that contain it; these get other keys."""
        for number in candidates.with_boilerplate:
            remaining = self._texts[number].without(candidates.boilerplate)
            self._texts[number] = remaining
            self._keys[number] += sha256(repr(remaining.left_out).encode())[:KEY_LENGTH]

    def _shared_by(self, a: int, b: int) -> Iterator[SharedText]:
        """What two articles share, if it is enough."""
        keys = self._keys[a], self._keys[b]
        is_reversed = keys[0] > keys[1]
        pair, first, second = (keys[::-1], b, a) if is_reversed else (keys, a, b)
        found = self._shared.get(pair) or self._known.shared.get(pair)
        if found is None or (found[1] and not self._are_within(found[1], first, second)):
            found = self._compared(first, second)
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

    def _compared(self, a: int, b: int) -> tuple[float, Numbers]:
        from ..copies.common_words import common_words

        found = common_words(self._texts[a], self._texts[b])
        if found.share < LEAST_SHARE:
            return found.share, ()
        numbers: list[int] = []
        for ranges in found.ranges:
            for number, words in zip((a, b), ranges, strict=True):
                numbers += self._articles[number].span(*words)
        return found.share, tuple(numbers)


def _remarks(candidates: Candidates) -> Iterator[str]:
    from ..copies.candidates import MOST_PARTNERS, MOST_TEXTS

    if count := len(candidates.with_boilerplate):
        yield (
            f"{count:,} articles contain text that is in more than {MOST_TEXTS:,} articles; it is "
            "taken for boilerplate and does not count"
        )
    if candidates.limited:
        yield (
            f"{candidates.limited:,} articles have text in common with more than {MOST_PARTNERS} "
            "others each; they were compared with some of these, and the others are left out"
        )
