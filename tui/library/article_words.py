"""The words of indexed articles: which are in quotation marks, and where they stand in the text.

Everything is computed from the passages in a PassageIndex, so that no file is read again.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.document import Block, Span
from ..model.folding import fold, places
from ..model.quotations import find_quotations
from .field_values import KINDS
from .passage_index import ArticleRecord, PassageIndex

Numbers = NDArray[np.uint32]

_LEFT_OUT = ("quote", "related")
"""Kinds of Blocks that are no text of the article's author."""


class WordSpans(NamedTuple):
    """Where the words of an article start and end, in code points."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class ArticleWords:
    """The words of an article that has passages, as numbers in the vocabulary of a PassageIndex."""

    def __init__(self, passages: PassageIndex, record: ArticleRecord) -> None:
        self.name, self.key = record.name, record.text_key
        self._index, self._table = passages.index, passages.table
        self._items = range(record.first, record.first + record.count)

    @property
    def word_range(self) -> range:
        """Which of the words of all articles are its own."""
        offsets = self._index.tokens.offsets
        return range(int(offsets[self._items.start]), int(offsets[self._items.stop]))

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of its words, in order."""
        words = self.word_range
        found: Numbers = self._index.tokens.values[words.start : words.stop]
        return found

    @property
    def text(self) -> str:
        """The text of the article, with blanks where no passage is."""
        parts, end = [], 0
        for item in self._items:
            start, words = self._table.starts[item], self._index.text(item)
            parts += [" " * (start - end), words]
            end = start + len(words)
        return "".join(parts)

    @property
    def end(self) -> int:
        """Where the last passage ends, in code points."""
        return self._table.ends[self._items[-1]]

    def block_at(self, offset: int) -> int:
        """The number of the Block of the passage at an offset, or of the last one before it."""
        first, after = self._items.start, self._items.stop
        item = bisect_right(self._table.starts, offset, first, after) - 1
        return self._table.blocks[max(first, item)]

    def blocks(self) -> list[Block]:
        """The Blocks that contain passages."""
        table = self._table
        found = []
        for _, items in groupby(self._items, table.blocks.__getitem__):
            first, *rest = items
            last = rest[-1] if rest else first
            found.append(Block(KINDS[table.kinds[first]], table.starts[first], table.ends[last]))
        return found

    def span(self, first: int, after: int) -> Span:
        """The span of the words from the first one to the one before `after`."""
        last = after - 1
        begin, end = np.searchsorted(self._first_words, (first, last), "right") - 1
        starts, ends = self._spans_in(begin).starts, self._spans_in(end).ends
        return Span(
            int(starts[first - self._first_words[begin]]), int(ends[last - self._first_words[end]])
        )

    @cached_property
    def _first_words(self) -> NDArray[np.int64]:
        """The number of the first word of each passage, and at the end that of all words."""
        lengths = self._index.tokens.lengths(slice(self._items.start, self._items.stop))
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])

    def _spans_in(self, passage: int) -> WordSpans:
        """The spans of the words of a passage, which is counted from the first of the article."""
        item = self._items[passage]
        folded = fold(self._index.text(item))
        found = np.array(places(folded.text), np.int64).reshape(-1, 2)
        offsets = np.asarray(folded.offsets, np.int64)
        shift = self._table.starts[item]
        return WordSpans(offsets[found[:, 0]] + shift, offsets[found[:, 1] - 1] + 1 + shift)

    def quoted(self) -> list[int]:
        """The ranges of words in quotation marks: the first of each, the word after it, and so on.

        The words of block quotations and of links to other articles are among them.
        """
        text, blocks = self.text, self.blocks()
        is_left_out = np.zeros(len(text) + 1, bool)
        for block in blocks:
            if block.kind in _LEFT_OUT:
                is_left_out[block.start : block.end] = True
        for quotation in find_quotations(text, blocks):
            is_left_out[quotation.start : quotation.end] = True
        before = np.concatenate([[0], np.cumsum(is_left_out)])
        flags = np.zeros(len(self.numbers) + 2, np.int8)
        for passage, (first, after) in enumerate(pairwise(self._first_words.tolist())):
            item = self._items[passage]
            start, end = self._table.starts[item], self._table.ends[item]
            left_out = before[end] - before[start]
            if left_out == end - start:
                flags[first + 1 : after + 1] = 1
            elif left_out:
                flags[first + 1 : after + 1] = is_left_out[self._spans_in(passage).starts]
        ranges: list[int] = np.flatnonzero(np.diff(flags)).tolist()
        return ranges
