"""Visible text and its width in cells, for widgets that measure what they show.

Text from files is never parsed as markup: widgets receive Content or Strips that are built from it,
not strings. terminal_safety.py ensures for all widgets that no text acts on the terminal.
"""

from __future__ import annotations

from rich.cells import cell_len

from ..model.patterns import lazily
from ..model.visible import one_line, visible

__all__ = ["cell_width", "is_single_width", "one_line", "visible"]

# Finding widths and clusters is most of the work of wrapping; most text needs neither.
_NOT_SINGLE_WIDTH = lazily(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u2319]"
)


def cell_width(text: str) -> int:
    """The width of a visible text in cells; an emoji sequence takes two.

    Textual computes the same width for a Strip.
    """
    return len(text) if is_single_width(text) else cell_len(text)


def is_single_width(text: str) -> bool:
    """Whether every code point of a text is a grapheme cluster that takes one cell."""
    return _NOT_SINGLE_WIDTH.search(text) is None
