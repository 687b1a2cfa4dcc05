"""Word lists as prose: easier to read and to extend than lists of strings."""

from __future__ import annotations


def bag(words: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(words.split())
