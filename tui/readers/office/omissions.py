"""Counts content that a reader leaves out or marks, and formulates remarks about it."""

from __future__ import annotations

from collections import Counter
from typing import Literal

Leftover = Literal[
    "comment",
    "deletion",
    "field",
    "formula",
    "furniture",
    "hidden",
    "linear",
    "object",
    "picture",
    "recording",
    "ruby",
    "symbol",
]
Tally = Counter[Leftover]
"""Kind of content that was left out or marked -> number of occurrences."""

_SENTENCES: dict[Leftover, tuple[str, str]] = {
    "comment": (
        "{} comment is not in the text; `reader import FILE` makes an annotation of it",
        "{} comments are not in the text; `reader import FILE` makes annotations of them",
    ),
    "deletion": (
        "{} deletion under tracked changes is left out",
        "{} deletions under tracked changes are left out",
    ),
    "field": ("{} field of a form is left out", "{} fields of forms are left out"),
    "formula": ("{} formula is left out", "{} formulas are left out"),
    "furniture": (
        "the header or footer of its pages is left out",
        "the headers and footers of its pages are left out ({})",
    ),
    "hidden": (
        "{} stretch of hidden text stands in brackets: [hidden: ...]",
        "{} stretches of hidden text stand in brackets: [hidden: ...]",
    ),
    "linear": (
        "{} formula is written in one line: a/b, x^2, √x",
        "{} formulas are written in one line: a/b, x^2, √x",
    ),
    "object": (
        "the text of {} embedded object is left out",
        "the text of {} embedded objects is left out",
    ),
    "picture": ("{} picture is left out", "{} pictures are left out"),
    "recording": (
        "{} recording (sound or film) is left out",
        "{} recordings (sound or film) are left out",
    ),
    "ruby": (
        "the reading beside {} word (ruby) is left out",
        "the readings beside {} words (ruby) are left out",
    ),
    "symbol": (
        "{} sign of a symbol font is not known; \ufffd stands in its place",
        "{} signs of symbol fonts are not known; \ufffd stands in their place",
    ),
}


def remarks(tally: Tally) -> tuple[str, ...]:
    """One sentence for each kind of omission, in a fixed order."""
    return tuple(
        forms[tally[kind] > 1].format(f"{tally[kind]:,}")
        for kind, forms in _SENTENCES.items()
        if tally[kind]
    )


def hidden(text: str, tally: Tally) -> str:
    """Mark hidden text and count it: "[hidden: not for print]"."""
    words = text.strip()
    if not words:
        return text
    tally["hidden"] += 1
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}[hidden: {words}]{text[start + len(words) :]}"
