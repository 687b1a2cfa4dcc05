"""The caret and the selection of the article, and what motions do to them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ...model import graphemes, motions
from ...model.document import Document, Place, Span


class Cursor(NamedTuple):
    """Where the reader is: at an offset in code points.

    `fine` is whether the caret is on a character, else it is on the passage. `anchor` is the
    passage, word or character at which a selection began; `held` is whether every motion extends
    it.
    """

    at: int = 0
    fine: bool = False
    anchor: Span | None = None
    held: bool = False


COARSE: Mapping[str, Callable[[Document, Place], Place]] = {
    "passage": motions.next_passage,
    "previous-passage": motions.previous_passage,
    "paragraph": motions.next_paragraph,
    "previous-paragraph": motions.previous_paragraph,
    "top": motions.first_passage,
    "bottom": motions.last_passage,
}

_FINE: Mapping[str, Callable[[Document, int], int]] = {
    "char": motions.next_character,
    "previous-char": motions.previous_character,
    "word": motions.next_word,
    "previous-word": motions.previous_word,
}

_EXTENDING: Mapping[str, Callable[[Document, int], int]] = {
    # A selection takes whole words: it ends with one, not at the start of the next.
    **_FINE,
    "word": motions.word_end,
}

_STARTING: Mapping[str, Callable[[Document, int], int]] = {
    # The first step to the side selects the character under the caret.
    **_EXTENDING,
    "char": lambda _, offset: offset,
    "previous-char": lambda _, offset: offset,
}


def unit(document: Document, cursor: Cursor) -> Span:
    """The character or the passage that the caret is on."""
    if cursor.fine:
        return Span(cursor.at, graphemes.after(document.text, cursor.at))
    passage = document.passage(document.place_at(cursor.at))
    return Span(passage.start, passage.end)


def selection(document: Document, cursor: Cursor) -> Span | None:
    """From where the selection began to the caret, both included; None without one."""
    if cursor.anchor is None:
        return None
    here = unit(document, cursor)
    return Span(min(cursor.anchor.start, here.start), max(cursor.anchor.end, here.end))


def moved(document: Document, cursor: Cursor, name: str, extend: bool = False) -> Cursor:
    """The cursor after a motion; KeyError for an unknown name.

    A motion by passage leaves the character caret; the first one by character or word only shows
    it, or selects from it on.
    """
    extend = extend or cursor.held
    if name in COARSE:
        place = COARSE[name](document, document.place_at(cursor.at))
        return placed(document, cursor, document.passage(place).start, extend)
    fine = cursor._replace(fine=True, at=motions.visible_at(document, cursor.at))
    if extend:
        step = (_STARTING if cursor.anchor is None else _EXTENDING)[name]
        anchor = _anchor(document, fine, extend)
        return fine._replace(anchor=anchor, at=step(document, fine.at))
    step = _FINE[name]
    return fine._replace(anchor=None, at=step(document, fine.at) if cursor.fine else fine.at)


def placed(document: Document, cursor: Cursor, at: int, extend: bool = False) -> Cursor:
    """The cursor on the passage at an offset."""
    anchor = _anchor(document, cursor, extend)
    return Cursor(at, anchor=anchor, held=cursor.held and extend)


def selecting(document: Document, cursor: Cursor) -> Cursor:
    """The cursor with a selection that every motion extends, begun here unless there is one."""
    return cursor._replace(anchor=cursor.anchor or unit(document, cursor), held=True)


def swapped(document: Document, cursor: Cursor) -> Cursor:
    """The cursor at the other end of the selection, which stays as it is."""
    if cursor.anchor is None:
        return cursor
    here = unit(document, cursor)
    at = cursor.anchor.start
    if cursor.fine and here.start < at:
        at = graphemes.before(document.text, cursor.anchor.end)
    return cursor._replace(at=at, anchor=here)


def dropped(cursor: Cursor) -> Cursor:
    """The cursor without a selection."""
    return cursor._replace(anchor=None, held=False)


def _anchor(document: Document, cursor: Cursor, extend: bool) -> Span | None:
    return (cursor.anchor or unit(document, cursor)) if extend else None
