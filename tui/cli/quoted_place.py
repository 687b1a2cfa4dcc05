"""The place of a quote that a command is given, or the list of the places to choose from."""

from __future__ import annotations

from ..model.document import Document, Span
from ..model.errors import ReaderError
from .output import aside, complain, flat, short
from .quotes import places

_CONTEXT = 30
"""Code points of context on each side of a quote that occurs several times."""


def quoted_place(name: str, document: Document, quote: str, nth: int | None) -> Span | None:
    """The nth place (from 1) of a quote in the article `name`.

    If the quote is ambiguous, lists the places and returns None. Raises ReaderError if there is no
    such place.
    """
    found = places(document.text, quote)
    if not found:
        raise ReaderError(f"{name}: “{short(quote)}” does not occur; copy it from reader passages")
    if nth is not None and nth > len(found):
        raise ReaderError(f"{name}: “{short(quote)}” occurs {_times(len(found))}, not {nth} times")
    if nth is not None or len(found) == 1:
        return found[(nth or 1) - 1]
    complain(f"{name}: “{short(quote)}” occurs {_times(len(found))}; choose one with --nth:")
    for number, span in enumerate(found, 1):
        block = document.block_at(span.start) + 1
        aside(f"  --nth {number}  ¶{block}  {_context(document, span)}")
    return None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _context(document: Document, span: Span) -> str:
    before = document.text[max(0, span.start - _CONTEXT) : span.start]
    after = document.text[span.end : span.end + _CONTEXT]
    return flat(f"…{before}[{document.text[span.start : span.end]}]{after}…")
