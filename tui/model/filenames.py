"""File names: those that are not valid UTF-8 as text, and a name that has a meaning."""

from __future__ import annotations

import os

EXPORT_MARKER = ".reader-export.json"
"""The file in a folder that an export wrote; the notes in such a folder are no articles."""


def displayable(name: str) -> str:
    """A file name with each byte that is not valid UTF-8 written as `\\xNN`.

    Python represents such a byte as a lone surrogate, which cannot be encoded as UTF-8.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_text(name: str) -> bool:
    """Whether a file name is valid Unicode text."""
    return displayable(name) == name
