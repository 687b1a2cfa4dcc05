"""The English words by which the rules of attribution recognize phrases, reports and sources."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text that are separated by white space, as a set."""
    return frozenset(words.split())
