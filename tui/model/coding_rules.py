"""CodingRule: a tag, what is coded with it, and how much of the text each match codes."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = ("passage", "match", "paragraph")
"""What is annotated: the passage of a match, the match itself, or the Block of the passage."""


@dataclass(frozen=True, slots=True)
class CodingRule:
    """A rule that codes passages with a tag; `query`, `regex` or `words` says which, one of them.

    `query` is a search line and `regex` a regular expression. Each of `words` is a word or several
    in a row; `word*` stands for all words that begin so, `word~` also for similar ones. `unit` is
    one of UNITS. What overlaps an annotation with one of the tags in `exceptions` is not coded.
    """

    name: str
    tag: str
    query: str = ""
    regex: str = ""
    words: tuple[str, ...] = ()
    unit: str = UNITS[0]
    exceptions: tuple[str, ...] = ()
