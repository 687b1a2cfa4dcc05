"""Expands wildcards in PATHs where the shell did not, as on Windows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from glob import glob, has_magic


def expanded(words: Iterable[str]) -> list[str]:
    """The words, with each pattern of `*`, `?` and `[...]` replaced by the paths that match it.

    A word that names an existing path, and a pattern that nothing matches, stay as they are.
    """
    found: list[str] = []
    for word in words:
        is_pattern = has_magic(word) and not os.path.lexists(word)
        matching = sorted(glob(word)) if is_pattern else []  # noqa: PTH207 - paths as typed
        found += matching or [word]
    return found
