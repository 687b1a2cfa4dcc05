"""Visible text and its width in cells, for widgets that measure what they show.

Text of files is never parsed as markup: widgets are given Content or Strips that are built from it,
not strings. That none of it acts on the terminal is ensured for all widgets in boundary.py.
"""

from __future__ import annotations

from rich.cells import cell_len

from ..model.patterns import lazily
from ..model.visible import one_line, visible

__all__ = ["cell_width", "is_single_width", "one_line", "visible"]

# Widths and clusters are the costly part of setting text; most text needs neither.
_NOT_SINGLE = lazily(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u2319]"
)


def cell_width(text: str) -> int:
    """How many cells of the terminal a visible text takes, an emoji sequence two of them.

    It is what Textual computes for a Strip, so that both always agree.
    """
    return len(text) if is_single_width(text) else cell_len(text)


def is_single_width(text: str) -> bool:
    """Whether every code point is a character of its own that takes one cell."""
    return _NOT_SINGLE.search(text) is None
