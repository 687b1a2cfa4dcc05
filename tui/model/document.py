"""Document, Block and Passage: spans of one canonical text.

Every offset is a count of Unicode code points into `Document.text`, half-open `[start, end)`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from .digest import sha256

BlockKind = Literal[
    "title", "heading", "paragraph", "caption", "byline", "quote", "list", "related"
]
MarkStyle = Literal["strong", "emphasis", "code", "link", "hidden"]

Split = Callable[[str, str], list[tuple[int, int]]]
"""(text of a Block, language) -> spans of its sentences, relative to that text."""


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of the canonical text, in code points."""

    start: int
    end: int


class PageStart(NamedTuple):
    """From the offset `start` on the text stands on page `number` of its source (from 1)."""

    start: int
    number: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, trimmed: the unit of reading, tagging and finding."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption and so on: a span of the text with a kind.

    `level` is the depth of a heading (from 1) or of a list item (from 1), else 0; `marker` is
    what is drawn before a list item ("•", "3.") where the source's own mark is not in the span.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a format wants a stretch of text set; `hidden` is syntax that takes no cells."""

    start: int
    end: int
    style: MarkStyle


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a passage is: the number of its Block and its number in it, both from 0."""

    block: int
    index: int


@dataclass(frozen=True)
class Document:
    """One canonical text, its Blocks in order and disjoint, and what is known about it.

    Passages are found Block by Block when they are first asked for and remembered, so that a
    text of any size opens at once. `data` holds author, publisher, date and url as far as known.
    `marks` are ordered by start, and so are `pages`, of which only paged formats have any.
    `remarks` tell the user what of the file is not in the text, and what is not certain about it:
    one sentence each, which begins with the name of the file.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str
    split: Split = field(compare=False, repr=False)
    lang: str = "en"
    marks: tuple[Mark, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[PageStart, ...] = ()
    path: Path | None = None
    remarks: tuple[str, ...] = ()
    _passages: dict[int, tuple[Passage, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def text_sha256(self) -> str:
        """The SHA-256 of the canonical text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode("utf-8"))

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def passages(self, block: int) -> tuple[Passage, ...]:
        """The passages of a Block (number from 0): trimmed, ordered, disjoint."""
        found = self._passages.get(block)
        if found is None:
            span = self.blocks[block]
            spans = self.split(self.text[span.start : span.end], self.lang)
            found = tuple(Passage(span.start + a, span.start + b) for a, b in spans)
            self._passages[block] = found
        return found

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Every passage in order, each with the number of its Block."""
        for number in range(len(self.blocks)):
            for passage in self.passages(number):
                yield number, passage

    def passage_counts(self) -> list[int]:
        """How many passages lie before each Block, and in the end how many there are."""
        counts = [0]
        for number in range(len(self.blocks)):
            counts.append(counts[-1] + len(self.passages(number)))
        return counts

    def passage(self, place: Place) -> Passage:
        """The passage at a place; IndexError where there is none."""
        return self.passages(place.block)[place.index]

    def block_at(self, offset: int) -> int:
        """The number of the Block that holds an offset, or of the last one before it (or 0)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def place_at(self, offset: int) -> Place:
        """The place of the passage that holds an offset, or of the nearest one after or before.

        Raises LookupError for a document without Blocks.
        """
        if not self.blocks:
            raise LookupError("the document has no text")
        number = self.block_at(offset)
        if offset >= self.blocks[number].end and number + 1 < len(self.blocks):
            number += 1
        found = self.passages(number)
        index = bisect_right(found, offset, key=lambda passage: passage.end)
        return Place(number, min(index, len(found) - 1))

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds an offset, as in "p. 7"; None where there are none."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks that touch a span, ordered by start."""
        if not self.blocks:
            return []
        # A mark never spans a Block, so the first candidate is at the Block's own start.
        low = bisect_left(self._mark_starts, self.blocks[self.block_at(start)].start)
        high = bisect_left(self._mark_starts, end)
        return [mark for mark in self.marks[low:high] if mark.end > start]
