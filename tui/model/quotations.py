"""Quotations: the text between quotation marks, within a paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Block, Span

_PAIRS = {"“": '”"“', "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "‹": "›"}
OPENING_MARKS = "".join(_PAIRS) + "\"'` "
"""All marks that open a quotation, and the space."""

_STRAIGHT = '"”'
"""The marks that close a quotation opened by a straight mark: articles mix the two kinds."""

_ALL_PAIRS = _PAIRS | {'"': _STRAIGHT, "'": "'", "`": "'"}

_MARKS = re.compile(r"[\"“”„«»「」『』‘’‹›]|'{2,3}|``|(?<!\w)'(?=\w)|(?<!\s)'(?!\w)")
_SINGLE = re.compile(r"'\w[^\"“”]{0,600}?(?:[.,?!…]'(?!\w)|\w'[.,;:?!)])")
"""What straight single marks quote: the last mark has punctuation beside it."""

_ENDINGS = frozenset(",.?!…—-’'")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quotation with its quotation marks, as a half-open range of code points.

    `is_speech` distinguishes what somebody said from a title or a single word in quotation marks.
    `is_closed` says that it has its last mark, and does not break off at the end of a paragraph.
    """

    start: int
    end: int
    is_speech: bool
    is_closed: bool


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
        start = spans[0].start if spans else left
        if unclosed and start is not None and _continues(text, block, start, unclosed.start):
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


def _continues(text: str, block: Block, start: int, begun: int) -> bool:
    """Whether a quotation goes on in a Block: its first mark there is the one that began it.

    `start` is where the first quotation of the Block starts, and `begun` where the earlier one did.
    """
    is_reopened = start == block.start and (text[start] in "\"'") == (text[begun] in "\"'")
    return start == begun or is_reopened


def _quotation(text: str, span: Span) -> QuotedText:
    """A quotation, judged by its length and its punctuation to be speech or not."""
    opening = text[span.start]
    is_closed = span.end - span.start > 1 and text[span.end - 1] in _ALL_PAIRS.get(opening, "")
    end = span.end - is_closed
    inside = text[span.start + 1 : min(end, span.start + 400)].strip()
    words = len(_WORD.findall(inside))
    if words < 6 and len(inside) > 10 and not inside.isascii() and " " not in inside:
        words = len(inside) // 2  # a script without spaces between words
    last = inside[-1:]
    after = text[span.end : span.end + 1]
    before = text[max(0, span.start - 2) : span.start].strip()
    speech = (
        words > 5
        or (words > 1 and after == "." and before[-1:] in ("", ".", "?", "!"))
        or (words > 1 and after == ",")
        or (words > 1 and last in _ENDINGS)
        or (words == 1 and last in ",?!")
    )
    if _is_title(text, span.start, inside):
        speech = False
    speech = speech or (words > 0 and before[-1:] in tuple(":,：，"))
    return QuotedText(span.start, span.end, speech, is_closed)


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
    is_nested, depth = _is_balanced(text, block), 0
    for start, end, mark in _marks(text, block):
        if opened is None:
            closing = _closing(text, start, mark, block)
            if closing:
                opened = (start, closing)
        elif is_nested and mark in "“”" and depth + (mark == "“") > 0:
            depth += 1 if mark == "“" else -1
        elif mark in opened[1] and _may_close(text, start, end, mark, opened[1]):
            spans.append(Span(opened[0], end))
            opened = None
        elif mark == "“" and opened[1] == _STRAIGHT:
            opened = (opened[0], '"')  # the next curly mark closes this inner quotation
    if opened is None or opened[1] in ("’", "'"):
        return spans, None
    before = text[block.start : opened[0]].rstrip()[-1:]
    if before in tuple(".?!") and text[opened[0] + 1 : opened[0] + 2].isupper():
        return [*spans, Span(opened[0], block.end)], None
    return spans, opened[0] if before in ("", ":", ",") else None


def _is_balanced(text: str, block: Block) -> bool:
    """Whether a Block has as many curly marks that open as close, so that each has its partner."""
    opening = text.count("“", block.start, block.end)
    return 1 < opening == text.count("”", block.start, block.end)


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
    if mark == "'":
        return mark if not before.isalnum() and _SINGLE.match(text, at, block.end) else ""
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
    if mark in "’'":
        is_last = (not after.isalnum() and before in ".,?!…") or after in tuple(".,;:?!)")
        return is_last or (mark == "’" and not after.strip())
    return True
