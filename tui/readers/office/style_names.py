"""The names that office programs give to styles, and the kinds of Block that they stand for."""

from __future__ import annotations

import re

from ...model.document import BlockKind

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|rubrik|заголовок) ?([1-9])")
_KINDS: dict[str, BlockKind] = {
    "title": "title",
    "titel": "title",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "quotations": "quote",
    "block quotation": "quote",
    "caption": "caption",
    "image caption": "caption",
    "table caption": "caption",
    "figure": "caption",
    "author": "byline",
    "date": "byline",
}
"""Name of a style, in lower case -> the kind of Block that it stands for."""


def kind_of_style(name: str) -> tuple[BlockKind, int] | None:
    """The kind and the level of what a style stands for; None where its name does not say."""
    name = name.lower()
    heading = _HEADING.fullmatch(name)
    if heading:
        return "heading", int(heading[1])
    if name in _KINDS:
        return _KINDS[name], 1 if _KINDS[name] == "title" else 0
    return None
