"""Convert file names that are not valid UTF-8 to text that can be saved and displayed."""

from __future__ import annotations

import os


def displayable(name: str) -> str:
    """A file name with each byte that is not valid UTF-8 written as `\\xNN`.

    Python represents such a byte as a lone surrogate, which cannot be encoded as UTF-8.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_text(name: str) -> bool:
    """Whether a file name is valid Unicode text."""
    return displayable(name) == name
