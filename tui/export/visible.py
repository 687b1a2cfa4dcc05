"""Text for a file that others open: nothing in it acts, reorders a line or hides."""

from __future__ import annotations

import re

from ..model import visible as screen

_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with line breaks as LF, tabs kept, and every other unseen character shown."""
    return screen.visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t")


def printable(text: str) -> str:
    """As `visible`, and without the characters that no XML or HTML may hold."""
    return _NONCHARACTER.sub(screen.PLACEHOLDER, visible(text))
