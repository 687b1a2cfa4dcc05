"""NonScrolling: what a widget is that never scrolls, so that a new size costs one frame."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive


class NonScrolling:
    """Mixed into a widget that never scrolls: the size of what could be scrolled decides nothing.

    Where it is another one, Textual has the whole screen laid out and painted once more, and every
    widget that has a new size has one: a resize was four frames in this way, 15 kB each.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class NonScrollingVertical(NonScrolling, Vertical):
    """Widgets below each other, which cover it: nothing of its own is painted (1 to 2 ms)."""

    BLANK = True


class NonScrollingHorizontal(NonScrolling, Horizontal):
    """Widgets beside each other; see NonScrollingVertical."""

    BLANK = True
