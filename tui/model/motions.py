"""Motions over a Document: pure functions from a place or an offset to the next one.

Places are those of passages; offsets are code points. At the end of the text, a motion returns its
argument unchanged. Motions skip hidden syntax, `related` Blocks and, in a document with prose, each
Block that is nothing but the address of a web page, since nobody says that; they do not skip
captions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from . import graphemes
from .document import Document, Place, Span

if TYPE_CHECKING:
    import regex

_WINDOW = 512
"""Code points searched at a time when looking backwards for a word."""


def next_passage(document: Document, place: Place) -> Place:
    """The passage after a place, in its Block or in the next Block that motions visit."""
    if is_read(document, place.block) and place.index + 1 < len(document.passages(place.block)):
        return Place(place.block, place.index + 1)
    return next_paragraph(document, place)


def previous_passage(document: Document, place: Place) -> Place:
    """The passage before a place, in its Block or at the end of the previous Block."""
    if is_read(document, place.block) and place.index > 0:
        return Place(place.block, place.index - 1)
    number = _block_before(document, place.block)
    return place if number is None else Place(number, len(document.passages(number)) - 1)


def next_paragraph(document: Document, place: Place) -> Place:
    """The first passage of the next Block that motions visit."""
    number = _block_after(document, place.block)
    return place if number is None else Place(number, 0)


def previous_paragraph(document: Document, place: Place) -> Place:
    """The first passage of this Block, or, if `place` is already there, of the previous Block."""
    if place.index > 0 and is_read(document, place.block):
        return Place(place.block, 0)
    number = _block_before(document, place.block)
    return place if number is None else Place(number, 0)


def first_passage(document: Document, place: Place) -> Place:
    """The first passage that motions visit."""
    number = _block_after(document, -1)
    return place if number is None else Place(number, 0)


def last_passage(document: Document, place: Place) -> Place:
    """The last passage that motions visit."""
    number = _block_before(document, len(document.blocks))
    return place if number is None else Place(number, len(document.passages(number)) - 1)


def next_character(document: Document, offset: int) -> int:
    """The start of the next visible cluster after the one at an offset, across Blocks."""
    number = _block_at(document, offset)
    start = graphemes.after(document.text, offset)
    while number is not None:
        found = _visible_from(document, number, start)
        if found is not None:
            return found
        number = _block_after(document, number)
        start = 0 if number is None else document.blocks[number].start
    return offset


def previous_character(document: Document, offset: int) -> int:
    """The start of the last visible cluster before an offset, across Blocks."""
    number = _block_at(document, offset)
    end = offset
    while number is not None:
        found = _visible_before(document, number, end)
        if found is not None:
            return found
        number = _block_before(document, number)
        end = 0 if number is None else document.blocks[number].end
    return offset


def visible_at(document: Document, offset: int) -> int:
    """The start of the visible cluster that contains an offset, or of the next in the Block."""
    number = _block_at(document, offset)
    if number is None:
        return offset
    found = _visible_from(document, number, max(offset, document.blocks[number].start))
    return graphemes.floor(document.text, offset if found is None else found)


def next_word(document: Document, offset: int) -> int:
    """The start of the next word, as vi's `w` but skipping punctuation."""
    for word in _words_from(document, offset):
        if word.start > offset:
            return word.start
    return offset


def word_end(document: Document, offset: int) -> int:
    """The last cluster of this word, or of the next if already there, as vi's `e`."""
    for word in _words_from(document, offset):
        last = graphemes.before(document.text, word.end)
        if last > offset:
            return last
    return offset


def previous_word(document: Document, offset: int) -> int:
    """The start of this word, or of the previous one if already there, as vi's `b`."""
    number = _block_at(document, offset)
    end = offset
    while number is not None:
        for word in _words_before(document, number, min(end, document.blocks[number].end)):
            return word.start
        number = _block_before(document, number)
        end = len(document.text)
    return offset


def word_at(document: Document, offset: int) -> Span:
    """The span of the word that contains an offset, or of the cluster there if no word does."""
    start = graphemes.floor(document.text, offset)
    for word in _words_from(document, start):
        if word.start <= start < word.end:
            return word
        break
    return Span(start, graphemes.after(document.text, start))


def is_read(document: Document, number: int) -> bool:
    """Whether motions visit a Block: it has passages, and is no link or address beside prose."""
    is_link = document.blocks[number].kind == "related"
    if is_link or (document.is_address(number) and document.has_prose):
        return False
    return bool(document.passages(number))


def _block_at(document: Document, offset: int) -> int | None:
    return document.block_at(offset) if document.blocks else None


def _block_after(document: Document, number: int) -> int | None:
    blocks = range(number + 1, len(document.blocks))
    return next((other for other in blocks if is_read(document, other)), None)


def _block_before(document: Document, number: int) -> int | None:
    blocks = range(number - 1, -1, -1)
    return next((other for other in blocks if is_read(document, other)), None)


def _hidden_at(document: Document, offset: int) -> Span | None:
    for mark in document.marks_in(offset, offset + 1):
        if mark.style == "hidden":
            return Span(mark.start, mark.end)
    return None


def _visible_from(document: Document, number: int, offset: int) -> int | None:
    end = document.blocks[number].end
    while offset < end:
        hidden = _hidden_at(document, offset)
        if hidden is None:
            return offset
        offset = hidden.end
    return None


def _visible_before(document: Document, number: int, offset: int) -> int | None:
    start = document.blocks[number].start
    while offset > start:
        hidden = _hidden_at(document, offset - 1)
        if hidden is None:
            return max(start, graphemes.before(document.text, offset))
        offset = hidden.start
    return None


@cache
def _word_pattern() -> regex.Pattern[str]:
    import regex

    # Emoji sequences contain joiners, selectors and letters, which are not words.
    first = r"(?![\p{M}\p{ExtPict}\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}])\w"
    rest = r"(?:(?!\p{ExtPict})[\w\p{M}])"
    joint = r"(?:[’'.\u200c\u200d]|\.?[-\u2010\u2011])"
    return regex.compile(rf"{first}{rest}*(?:{joint}{rest}+)*")


def _words_from(document: Document, offset: int) -> Iterator[Span]:
    """The visible words of the text from the last one that begins at or before an offset."""
    number = _block_at(document, offset)
    low = offset
    while number is not None:
        words = _words_before(document, number, offset + 1)
        low = next((word.start for word in words), max(low, document.blocks[number].start))
        yield from _words_in(document, low, document.blocks[number].end)
        number = _block_after(document, number)
        offset = low = -1


def _words_before(document: Document, number: int, offset: int) -> Iterator[Span]:
    """The visible words of a Block that begin before an offset, the last one first."""
    start, high = document.blocks[number].start, offset
    while high > start:
        # Each window begins at a space, so that it never begins inside a word.
        low = max(start, document.text.rfind(" ", start, max(start, high - _WINDOW)))
        found = _words_in(document, low, document.blocks[number].end, high)
        yield from reversed(list(found))
        high = low


def _words_in(document: Document, low: int, end: int, high: int | None = None) -> Iterator[Span]:
    """The visible words in [low, end) that begin before `high`."""
    position = low
    while match := _word_pattern().search(document.text, position, end):
        start, position = match.span()
        if high is not None and start >= high:
            return
        if hidden := _hidden_at(document, start):
            position = hidden.end
            continue
        yield _whole(document.text, start, _visible_end(document, start, position))


def _whole(text: str, start: int, end: int) -> Span:
    """A word widened to whole clusters.

    Next to an ASCII character a cluster always ends, so no lookup is needed there.
    """
    if start and not text[start - 1].isascii():
        start = graphemes.floor(text, start)
    if not text[end : end + 1].isascii():
        end = graphemes.ceil(text, end)
    return Span(start, end)


def _visible_end(document: Document, start: int, end: int) -> int:
    while end > start and (hidden := _hidden_at(document, end - 1)):
        end = hidden.start
    return end
