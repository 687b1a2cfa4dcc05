"""Document, Block and Passage: spans of one canonical text.

Every offset is a count of Unicode code points into `Document.text`, half-open `[start, end)`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from .digest import sha256_of_text
from .patterns import lazily

BlockKind = Literal[
    "title", "heading", "paragraph", "caption", "byline", "quote", "list", "related", "table"
]
MarkStyle = Literal["strong", "emphasis", "code", "link", "hidden"]

Split = Callable[[str, str], list[tuple[int, int]]]
"""Splits the text of a Block, given its language, into sentence spans relative to that text."""


class Span(NamedTuple):
    """A half-open range `[start, end)` of the canonical text, in code points."""

    start: int
    end: int


class PageStart(NamedTuple):
    """The offset `start` at which page `number` (from 1) of the source begins."""

    start: int
    number: int


class TimeStart(NamedTuple):
    """The offset `start` of words that were said at the time `label`, such as "00:01:14"."""

    start: int
    label: str


class Comment(NamedTuple):
    """A comment on the span `[start, end)` that the file itself contains.

    The span is empty if the comment is attached to a point; `date` is ISO 8601, or "".
    """

    start: int
    end: int
    text: str
    author: str = ""
    date: str = ""


class Passage(NamedTuple):
    """A sentence or a row of a table, without white space around it.

    Passages are the units that the user reads, tags and searches.
    """

    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading, caption and so on: a span of the text with a kind.

    `level` is the depth of a heading or list item (from 1), else 0; `marker` is drawn before a
    list item ("•", "3.") if the span does not include the source's own mark.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


class Mark(NamedTuple):
    """The style of a span of text; `hidden` marks syntax that is not displayed."""

    start: int
    end: int
    style: MarkStyle


_ADDRESS = lazily(r"<?https?://[^\s>]+>?")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The position of a passage: the number of its Block and its index in it, both from 0."""

    block: int
    index: int


def lines_in(text: str) -> list[tuple[int, int]]:
    """The spans of the non-blank lines of a text, each without surrounding white space."""
    spans = []
    start = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip():
            spans.append((start + lead, start + len(line.rstrip())))
        start += len(line) + 1
    return spans


@dataclass(frozen=True)
class Document:
    """A canonical text with its Blocks, which are in order and disjoint, and its metadata.

    The passages of a Block are computed on first use and cached, so that a text of any size opens
    at once. `data` contains author, publisher, date and url if known. `marks`, `pages` (only of
    paged formats) and `times` (only of transcripts of recordings) are ordered by start.
    `comments` are those that the file contains. `remarks` tell the user what the text omits of the
    file and what is uncertain about it: one sentence each, beginning with the name of the file.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str
    split: Split = field(compare=False, repr=False)
    lang: str = "en"
    marks: tuple[Mark, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[PageStart, ...] = ()
    times: tuple[TimeStart, ...] = ()
    comments: tuple[Comment, ...] = ()
    path: Path | None = None
    remarks: tuple[str, ...] = ()
    _passages: dict[int, tuple[Passage, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def text_sha256(self) -> str:
        """The SHA-256 of the canonical text in UTF-8, in hexadecimal."""
        return sha256_of_text(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def with_blocks(self, numbers: Iterable[int]) -> Document:
        """The same text with only the Blocks that have some numbers, which are in order."""
        return replace(self, blocks=tuple(self.blocks[n] for n in numbers), _passages={})

    def passages(self, block: int) -> tuple[Passage, ...]:
        """The passages of a Block (number from 0): trimmed, ordered, disjoint."""
        found = self._passages.get(block)
        if found is None:
            span = self.blocks[block]
            text = self.text[span.start : span.end]
            spans = lines_in(text) if span.kind == "table" else self.split(text, self.lang)
            found = tuple(Passage(span.start + a, span.start + b) for a, b in spans)
            self._passages[block] = found
        return found

    def is_address(self, block: int) -> bool:
        """Whether a Block is nothing but the address of a web page."""
        span = self.blocks[block]
        return _ADDRESS.fullmatch(self.text, span.start, span.end) is not None

    @cached_property
    def has_prose(self) -> bool:
        """Whether the document has Blocks other than addresses and related links."""
        return any(
            block.kind != "related" and not self.is_address(number)
            for number, block in enumerate(self.blocks)
        )

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Every passage in order, each with the number of its Block."""
        for number in range(len(self.blocks)):
            for passage in self.passages(number):
                yield number, passage

    def passage_counts(self) -> list[int]:
        """The number of passages before each Block, followed by the total number."""
        counts = [0]
        for number in range(len(self.blocks)):
            counts.append(counts[-1] + len(self.passages(number)))
        return counts

    def passage(self, place: Place) -> Passage:
        """The passage at a place. Raises IndexError if the Block or passage does not exist."""
        return self.passages(place.block)[place.index]

    def block_at(self, offset: int) -> int:
        """The number of the Block that contains an offset, else of the last before it, else 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def place_at(self, offset: int) -> Place:
        """The place of the passage that contains an offset, else of the next or the last one.

        Raises LookupError if the document has no Blocks.
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
        """The number of the page that contains an offset; None if the document has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None

    def time_at(self, offset: int) -> str | None:
        """The time at which the words at an offset were said; None if it is unknown."""
        index = bisect_right(self.times, offset, key=lambda time: time.start) - 1
        return self.times[index].label if index >= 0 else None

    def locator_at(self, offset: int) -> str:
        """The page or time of an offset in citation form: "p. 7", "00:01:14"; "" if unknown."""
        page = self.page_at(offset)
        return f"p. {page}" if page else self.time_at(offset) or ""

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks that touch a span, ordered by start."""
        if not self.blocks:
            return []
        # No mark crosses a Block boundary, so the first candidate is at the start of the Block.
        low = bisect_left(self._mark_starts, self.blocks[self.block_at(start)].start)
        high = bisect_left(self._mark_starts, end)
        return [mark for mark in self.marks[low:high] if mark.end > start]
