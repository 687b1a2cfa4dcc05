"""Text for a file that others open: nothing in it acts, reorders a line or hides."""

from __future__ import annotations

from ..model import visible as screen


def visible(text: str) -> str:
    """The text with line breaks as LF, tabs kept, and every other unseen character shown."""
    return screen.visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t")
