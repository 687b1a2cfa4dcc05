"""Maps the names that office programs give to styles to kinds of Block."""

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
"""Style name in lower case -> kind of Block."""


def kind_of_style(name: str) -> tuple[BlockKind, int] | None:
    """The kind and level that a style name implies, or None if it implies nothing."""
    name = name.lower()
    heading = _HEADING.fullmatch(name)
    if heading:
        return "heading", int(heading[1])
    if name in _KINDS:
        return _KINDS[name], 1 if _KINDS[name] == "title" else 0
    return None
