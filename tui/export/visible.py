"""Text for a file that others open: nothing in it acts, reorders a line or hides."""

from __future__ import annotations

from tui.model.visible import printable


def visible(text: str) -> str:
    """The text with line breaks as LF, tabs kept, and every other unseen character shown.

    Controls become their pictures, bidi and zero-width characters and lone surrogates "�", as on
    the screen; joiners stay where they shape what stands around them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines)
