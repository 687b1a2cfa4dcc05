"""Names of files as text that can be saved and shown."""

from __future__ import annotations

import os


def readable(name: str) -> str:
    """A file's name with each byte that is not UTF-8 written as `\\xNN`.

    Python holds such a byte as a lone surrogate, which no file in UTF-8 can hold.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_text(name: str) -> bool:
    """Whether a file's name is Unicode text as it stands."""
    return readable(name) == name
