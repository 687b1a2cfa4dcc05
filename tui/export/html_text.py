"""HTML text: literal text escaped for elements and attributes, links to passages, and notes.

Source: https://html.spec.whatwg.org/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as escape_markup

from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run
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


def css_string(text: str) -> str:
    """The text as a string of a style sheet, in which nothing ends the string.

    Source: https://drafts.csswg.org/css-syntax/#consume-escaped-code-point.
    """
    kept = (c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in printable(text))
    return f'"{"".join(kept)}"'


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


# Notes


def note_html(blocks: Iterable[NoteBlock], label: str = "") -> str:
    """The blocks of a note, the first one after a label if there is one."""
    shown = f'<strong class="label">{escape(label)}</strong> ' if label else ""
    written = []
    for block in blocks:
        if shown and not isinstance(block, NoteParagraph):
            written.append(f"<p>{shown}</p>")
            shown = ""
        written.append(_block(block, shown))
        shown = ""
    return "\n".join(written)


def _block(block: NoteBlock, label: str) -> str:
    match block:
        case NoteParagraph():
            return f'<p dir="auto">{label}{"".join(map(_run, block.runs))}</p>'
        case NoteList():
            items = "".join(f"<li>{_item(item)}</li>" for item in block.items)
            if block.start is None:
                return f"<ul>{items}</ul>"
            return f'<ol start="{block.start}">{items}</ol>'
        case NoteQuote():
            return f"<blockquote>{note_html(block.blocks)}</blockquote>"
        case NoteCode():
            return f"<pre>{escape(block.text)}</pre>"


def _item(blocks: tuple[NoteBlock, ...]) -> str:
    """An item of a list; one paragraph is written without an element of its own."""
    if blocks and isinstance(blocks[0], NoteParagraph):
        return "".join((*map(_run, blocks[0].runs), note_html(blocks[1:])))
    return note_html(blocks)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.code:
        text = f"<code>{text}</code>"
    if run.emphasis:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.address:
        text = f'<a href="{escape(run.address)}" rel="noreferrer">{text}</a>'
    return text
