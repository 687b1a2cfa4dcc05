"""HTML text: literal text escaped for elements and attributes, and links to passages.

Source: https://html.spec.whatwg.org/.
"""

from __future__ import annotations

import re
from html import escape as escape_markup

from .text_values import printable, single_line

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_PALETTE = frozenset(
    ["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "gray"]
)  # fmt: skip


def escape(text: str) -> str:
    """The text so that elements and quoted attributes show it literally."""
    return escape_markup(printable(text))


def inline(text: str) -> str:
    """The text escaped, on one line."""
    return escape_markup(printable(single_line(text)))


def link(number: int) -> str:
    """The number of a citation as a link to its passage."""
    return f'<a class="cite" href="#passage-{number}">[{number}]</a>'


def address(url: str) -> str:
    """The address of a page as a link to it; any other text on one line."""
    if _WEB_ADDRESS.fullmatch(url):
        return f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>'
    return inline(url)


def hue(color: str) -> str:
    """The attribute that gives an element a colour of the palette, or one as #rrggbb."""
    if color in _PALETTE:
        return f' data-hue="{color}"'
    return f' style="--c: {color}"' if _HEX.fullmatch(color) else ""
