"""Quotations: the text between quotation marks, within a paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Block, Span

_PAIRS = {"“": '”"“', "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "‹": "›"}
_STRAIGHT = '"”'
"""The marks that close a quotation opened by a straight mark: articles mix the two kinds."""

_MARKS = re.compile(r"[\"“”„«»「」『』‘’‹›]|'{2,3}|``")
_ENDINGS = frozenset(",.?!…—-’'")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quotation with its quotation marks, as a half-open range of code points.

    `is_speech` distinguishes what somebody said from a title or a single word in quotation marks.
    """

    start: int
    end: int
    is_speech: bool


def find_quotations(text: str, blocks: Sequence[Block]) -> list[QuotedText]:
    """The outermost quotations of some Blocks, in order.

    A quotation over several paragraphs, each of which opens it again, is one quotation.
    """
    found: list[Span] = []
    unclosed: Span | None = None
    for block in blocks:
        if unclosed and block.kind in ("caption", "heading"):
            continue
        spans, left = _quotations_in(text, block)
        if unclosed and _closes_earlier(text, block):
            spans, left = _quotations_in(text, block, unclosed.start)
        begins = (spans[0].start if spans else left) in (block.start, unclosed and unclosed.start)
        if unclosed and begins:
            if spans:
                spans[0] = Span(unclosed.start, spans[0].end)
            else:
                left = unclosed.start
        elif unclosed:
            found.append(unclosed)
        found += spans
        unclosed = None if left is None else Span(left, block.end)
    if unclosed:
        found.append(unclosed)
    return [_quotation(text, span) for span in found]


def _quotation(text: str, span: Span) -> QuotedText:
    """A quotation, judged by its length and its punctuation to be speech or not."""
    end = span.end - bool(_MARKS.match(text, span.end - 1))
    inside = text[span.start + 1 : min(end, span.start + 400)].strip()
    words = len(_WORD.findall(inside))
    if words < 6 and len(inside) > 10 and not inside.isascii() and " " not in inside:
        words = len(inside) // 2  # a script without spaces between words
    last = inside[-1:]
    after = text[span.end : span.end + 1]
    speech = (
        words > 5
        or (words > 1 and after == ",")
        or (words > 1 and last in _ENDINGS)
        or (words == 1 and last in ",?!")
    )
    before = text[max(0, span.start - 2) : span.start].strip()
    if _is_title(text, span.start, inside):
        speech = False
    return QuotedText(
        span.start, span.end, speech or (words > 0 and before[-1:] in tuple(":,：，"))
    )


def _is_title(text: str, start: int, inside: str) -> bool:
    """Whether words in quotation marks are the title of a programme or a book, each capitalized.

    A possessive or "on" precedes it, as in "on CNN's “State of the Union,”".
    """
    words = [word for word in _WORD.findall(inside) if len(word) > 3 or word[0].isupper()]
    is_preceded = text[max(0, start - 3) : start].endswith(("'s ", "’s ", "on "))
    return is_preceded and len(words) < 8 and all(word[:1].isupper() for word in words)


def _closes_earlier(text: str, block: Block) -> bool:
    """Whether the first mark of a Block closes a quotation that an earlier Block opened."""
    first = next(_marks(text, block), None)
    if first is None or first[0] == block.start:
        return False
    start, end, mark = first
    after = text[end : end + 1]
    return mark in '"”' and not text[start - 1].isspace() and not after.isalnum()


def _quotations_in(
    text: str, block: Block, begun: int | None = None
) -> tuple[list[Span], int | None]:
    """The quotations that a Block closes, and the start of the one that it leaves open, if any.

    `begun` is the start of a quotation that an earlier Block left open.
    """
    spans: list[Span] = []
    opened: tuple[int, str] | None = None if begun is None else (begun, _STRAIGHT)
    for start, end, mark in _marks(text, block):
        if opened is None:
            closing = _closing(text, start, mark, block)
            if closing:
                opened = (start, closing)
        elif mark in opened[1] and _may_close(text, start, end, mark, opened[1]):
            spans.append(Span(opened[0], end))
            opened = None
        elif mark == "“" and opened[1] == _STRAIGHT:
            opened = (opened[0], '"')  # the next curly mark closes this inner quotation
    if opened is None or opened[1] == "’":
        return spans, None
    before = text[block.start : opened[0]].rstrip()[-1:]
    if before in tuple(".?!") and text[opened[0] + 1 : opened[0] + 2].isupper():
        return [*spans, Span(opened[0], block.end)], None
    return spans, opened[0] if before in ("", ":", ",") else None


def _marks(text: str, block: Block) -> Iterator[tuple[int, int, str]]:
    for match in _MARKS.finditer(text, block.start, block.end):
        mark = match.group()
        yield match.start(), match.end(), '"' if mark in ("''", "'''", "``") else mark


def _closing(text: str, at: int, mark: str, block: Block) -> str:
    """The marks that can close a quotation opened by `mark`; "" where `mark` opens none."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1 : at + 2]
    if mark == '"':
        return _STRAIGHT if not before.isalnum() and after.strip() else ""
    if mark in "‘»":
        return _PAIRS[mark] if not before.isalnum() and after.isalnum() else ""
    return _PAIRS.get(mark, "")


def _may_close(text: str, start: int, end: int, mark: str, closing: str) -> bool:
    """Whether a mark, one of `closing`, can close a quotation: no apostrophe, not before a word.

    After "“" another opening mark closes only where punctuation precedes and no word follows.
    """
    before, after = text[start - 1], text[end : end + 1]
    if mark == "“":
        return closing != _PAIRS["“"] or (before in ",.?!…" and not after.strip())
    if mark == '"':
        return not after.isalnum() and not (closing == _PAIRS["“"] and before.isspace())
    if mark == "’":
        return (not after.isalnum() and before in ".,?!…") or not after.strip()
    return True
