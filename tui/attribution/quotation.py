"""Quotations: what stands between quotation marks, also over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.document import Block, Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "‹": "›"}
_MARKS = re.compile(r"[\"“”„«»「」『』‘’‹›]|''|``")
_ENDINGS = frozenset(",.?!…—-’'")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from its opening mark to behind its closing one.

    `speech` tells words that somebody spoke from a title or a word held at arm's length.
    """

    start: int
    end: int
    speech: bool


def find_quotes(text: str, blocks: Sequence[Block]) -> list[Quote]:
    """All outermost quotations, in order; one that a new paragraph opens again is one."""
    found: list[Span] = []
    carried: Span | None = None
    for block in blocks:
        if carried and block.kind in ("caption", "heading"):
            continue
        spans, left = _in_block(text, block)
        if carried and _ends_within(text, block):
            spans, left = _in_block(text, block, carried.start)
        begins = (spans[0].start if spans else left) in (block.start, carried and carried.start)
        if carried and begins:
            if spans:
                spans[0] = Span(carried.start, spans[0].end)
            else:
                left = carried.start
        elif carried:
            found.append(carried)
        found += spans
        carried = None if left is None else Span(left, block.end)
    if carried:
        found.append(carried)
    return [_quote(text, span) for span in found]


def _quote(text: str, span: Span) -> Quote:
    inside = text[span.start + 1 : min(span.end - 1, span.start + 400)].strip()
    words = len(_WORD.findall(inside))
    if words < 6 and len(inside) > 10 and not inside.isascii() and " " not in inside:
        words = len(inside) // 2  # a script without spaces between words
    last = inside[-1:]
    behind = text[span.end : span.end + 1]
    speech = (
        words > 5
        or (words > 1 and behind == ",")
        or (words > 1 and last in _ENDINGS)
        or (words == 1 and last in ",?!")
    )
    before = text[max(0, span.start - 2) : span.start].strip()
    return Quote(span.start, span.end, speech or (words > 0 and before[-1:] in tuple(":,：，")))


def _ends_within(text: str, block: Block) -> bool:
    """Whether the first mark of a Block closes: the quotation before it was still open."""
    first = next(_marks(text, block), None)
    if first is None or first[0] == block.start:
        return False
    start, end, mark = first
    behind = text[end : end + 1]
    return mark in '"”' and not text[start - 1].isspace() and not behind.isalnum()


def _in_block(text: str, block: Block, begun: int | None = None) -> tuple[list[Span], int | None]:
    """The quotations of a Block, and where one begins that it does not close.

    `begun` is where a quotation began that is open when the Block begins.
    """
    spans: list[Span] = []
    opened: tuple[int, str] | None = None if begun is None else (begun, '"”')
    for start, end, mark in _marks(text, block):
        if opened is None:
            closing = _closing(text, start, mark, block)
            if closing:
                opened = (start, closing)
        elif mark in opened[1] and _may_close(text, start, end, mark):
            spans.append(Span(opened[0], end))
            opened = None
    if opened is None or opened[1] == "’":
        return spans, None
    before = text[block.start : opened[0]].rstrip()[-1:]
    return spans, opened[0] if before in ("", ":", ",") else None


def _marks(text: str, block: Block) -> Iterator[tuple[int, int, str]]:
    for match in _MARKS.finditer(text, block.start, block.end):
        mark = match.group()
        yield match.start(), match.end(), '"' if mark in ("''", "``") else mark


def _closing(text: str, at: int, mark: str, block: Block) -> str:
    """The marks that close what `mark` opens; "" where it opens nothing."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1 : at + 2]
    if mark == '"':
        return '"' if not before.isalnum() and after.strip() else ""
    if mark in "‘»":
        return _PAIRS[mark] if not before.isalnum() and after.isalnum() else ""
    return _PAIRS.get(mark, "")


def _may_close(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a mark closes: an apostrophe does not, nor what stands before a word."""
    if mark not in '’"':
        return True
    after = text[end : end + 1]
    if mark == "’":
        return (not after.isalnum() and text[start - 1] in ".,?!…") or not after.strip()
    return not after.isalnum()
