"""TagFilter: the field above the tags, whose text narrows their list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ..commands import bindings
from .fields import VisibleInput


class TagFilter(VisibleInput):
    """A field of one line; the sidebar lists the tags that match its text."""

    DEFAULT_CSS = """
    TagFilter, TagFilter:focus {
        border: none; height: 1; padding: 0; background: $panel; background-tint: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("narrow-tags")

    def __init__(self) -> None:
        super().__init__(placeholder="letters of a tag", select_on_focus=False)
        self.cursor_blink = False
