"""Widgets that never scroll, so that resizing the terminal paints one frame."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive


def nonscrolling() -> Reactive[Size]:
    """A `virtual_size` for widgets that never scroll, whose changes neither lay out nor paint.

    With Textual's own `virtual_size`, each widget whose size changes lays out and paints the whole
    screen again, which makes several frames of a resize.
    """
    return Reactive(Size(0, 0), layout=False, repaint=False)


class NonScrollingVertical(Vertical):
    """A vertical container that its children cover, so that it paints nothing itself."""

    BLANK = True
    virtual_size = nonscrolling()


class NonScrollingHorizontal(Horizontal):
    """A horizontal container that its children cover, so that it paints nothing itself."""

    BLANK = True
    virtual_size = nonscrolling()
