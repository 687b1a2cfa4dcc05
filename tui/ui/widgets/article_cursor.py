"""Cursor: the caret and the selection of the article, and the motions that change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ...model import graphemes, motions
from ...model.document import Document, Place, Span


class Cursor(NamedTuple):
    """The caret at an offset (code points), and the selection from `anchor` to the caret.

    The caret is on the character at the offset if `on_character`, else on the passage. `anchor` is
    the passage, word or character at which the selection began, None without one. Every motion
    extends the selection while `is_extending`.
    """

    offset: int = 0
    on_character: bool = False
    anchor: Span | None = None
    is_extending: bool = False


PASSAGE_MOTIONS: Mapping[str, Callable[[Document, Place], Place]] = {
    "passage": motions.next_passage,
    "previous-passage": motions.previous_passage,
    "paragraph": motions.next_paragraph,
    "previous-paragraph": motions.previous_paragraph,
    "top": motions.first_passage,
    "bottom": motions.last_passage,
}

_CHARACTER_MOTIONS: Mapping[str, Callable[[Document, int], int]] = {
    "char": motions.next_character,
    "previous-char": motions.previous_character,
    "word": motions.next_word,
    "previous-word": motions.previous_word,
}

_EXTENDING_MOTIONS: Mapping[str, Callable[[Document, int], int]] = {
    # A selection of words ends with the last word, not at the start of the next.
    **_CHARACTER_MOTIONS,
    "word": motions.word_end,
}

_STARTING_MOTIONS: Mapping[str, Callable[[Document, int], int]] = {
    # The first motion by character selects the character under the caret.
    **_EXTENDING_MOTIONS,
    "char": lambda _, offset: offset,
    "previous-char": lambda _, offset: offset,
}


def caret_span(document: Document, cursor: Cursor) -> Span:
    """The span of the character or passage under the caret."""
    if cursor.on_character:
        return Span(cursor.offset, graphemes.after(document.text, cursor.offset))
    passage = document.passage(document.place_at(cursor.offset))
    return Span(passage.start, passage.end)


def selection(document: Document, cursor: Cursor) -> Span | None:
    """The selected span, which includes the caret's character or passage; None without one."""
    if cursor.anchor is None:
        return None
    here = caret_span(document, cursor)
    return Span(min(cursor.anchor.start, here.start), max(cursor.anchor.end, here.end))


def moved(document: Document, cursor: Cursor, name: str, extend: bool = False) -> Cursor:
    """The cursor after a motion. Raises KeyError if there is no motion of that name.

    A motion by passage puts the caret on a passage. The first motion by character or word only
    puts the caret on the character, or begins a selection there.
    """
    extend = extend or cursor.is_extending
    if name in PASSAGE_MOTIONS:
        place = PASSAGE_MOTIONS[name](document, document.place_at(cursor.offset))
        return placed(document, cursor, document.passage(place).start, extend)
    at = motions.visible_at(document, cursor.offset)
    here = cursor._replace(on_character=True, offset=at)
    if extend:
        step = (_STARTING_MOTIONS if cursor.anchor is None else _EXTENDING_MOTIONS)[name]
        return here._replace(anchor=_anchor(document, here, extend), offset=step(document, at))
    step = _CHARACTER_MOTIONS[name]
    return here._replace(anchor=None, offset=step(document, at) if cursor.on_character else at)


def placed(document: Document, cursor: Cursor, at: int, extend: bool = False) -> Cursor:
    """The cursor on the passage at an offset, with the selection extended to it or dropped."""
    anchor = _anchor(document, cursor, extend)
    return Cursor(at, anchor=anchor, is_extending=cursor.is_extending and extend)


def selecting(document: Document, cursor: Cursor) -> Cursor:
    """The cursor with a selection, begun here if there is none, that every motion extends."""
    return cursor._replace(anchor=cursor.anchor or caret_span(document, cursor), is_extending=True)


def swapped(document: Document, cursor: Cursor) -> Cursor:
    """The cursor at the other end of the same selection."""
    if cursor.anchor is None:
        return cursor
    here = caret_span(document, cursor)
    at = cursor.anchor.start
    if cursor.on_character and here.start < at:
        at = graphemes.before(document.text, cursor.anchor.end)
    return cursor._replace(offset=at, anchor=here)


def dropped(cursor: Cursor) -> Cursor:
    """The cursor without a selection."""
    return cursor._replace(anchor=None, is_extending=False)


def _anchor(document: Document, cursor: Cursor, extend: bool) -> Span | None:
    return (cursor.anchor or caret_span(document, cursor)) if extend else None
