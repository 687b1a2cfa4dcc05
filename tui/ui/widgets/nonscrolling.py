"""Widgets that never scroll, so that a new size of the window costs one frame."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive


def nonscrolling() -> Reactive[Size]:
    """The `virtual_size` of a widget that never scrolls: what could be scrolled decides nothing.

    Where it is another one, Textual has the whole screen laid out and painted once more, and every
    widget that has a new size has one: a resize was four frames in this way, 15 kB each.
    """
    return Reactive(Size(0, 0), layout=False, repaint=False)


class NonScrollingVertical(Vertical):
    """Widgets below each other, which cover it: nothing of its own is painted (1 to 2 ms)."""

    BLANK = True
    virtual_size = nonscrolling()


class NonScrollingHorizontal(Horizontal):
    """Widgets beside each other, which cover it."""

    BLANK = True
    virtual_size = nonscrolling()
