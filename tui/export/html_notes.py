"""HTML notes: the blocks of a note as elements; all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from .html_text import escape
from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run


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
