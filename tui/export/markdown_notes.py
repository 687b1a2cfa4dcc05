"""Markdown notes: the blocks of a note as Markdown again, with nothing in it but what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .markdown_text import escape, lines, quote
from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run, parse

_TICKS = re.compile("`+")


def note_markdown(blocks: Iterable[NoteBlock]) -> str:
    """The blocks of a note as Markdown; a line break is a hard one."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: NoteBlock) -> str:
    match block:
        case NoteParagraph():
            return _paragraph(block)
        case NoteList():
            return "\n".join(_items(block))
        case NoteQuote():
            return quote(note_markdown(block.blocks))
        case NoteCode():
            fence = "`" * (_longest_ticks(block.text, 2) + 1)
            return f"{fence}\n{block.text}\n{fence}"


def _items(block: NoteList) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start or 0):
        marker = "-" if block.start is None else f"{number}."
        indent = " " * (len(marker) + 1)
        first, *rest = note_markdown(item).split("\n")
        yield "\n".join((f"{marker} {first}", *(indent + line if line else "" for line in rest)))


def _paragraph(paragraph: NoteParagraph) -> str:
    """The runs with their styles; without, if the same styles cannot be written between them."""
    runs = paragraph.runs
    plain = lines("".join(run.text for run in runs))
    if not any(run != Run(run.text) for run in runs):
        return plain
    written = "".join(map(_run, runs)).strip()
    return written if parse(written) == (paragraph,) else plain


def _run(run: Run) -> str:
    if run.code:
        ticks = "`" * (_longest_ticks(run.text, 0) + 1)
        space = " " * (run.text[:1] in "` " or run.text[-1:] in "` ")
        written = f"{ticks}{space}{run.text}{space}{ticks}"
    else:
        written = _escaped(run.text)
    mark = "**" * run.strong + "*" * run.emphasis
    bare = written.strip(" ")
    before, after = written[: len(written) - len(written.lstrip(" "))], ""
    if bare:
        after = written[len(written.rstrip(" ")) :]
    styled = f"{mark}{bare}{mark[::-1]}" if bare else bare
    linked = f"[{styled}](<{run.address}>)" if run.address else styled
    return f"{before}{linked}{after}"


def _escaped(text: str) -> str:
    """Text escaped for the middle of a paragraph, with the space at its ends and its lines kept."""
    escaped = "  \n".join(escape(line) for line in text.split("\n"))
    before, after = text[:1] == " ", text[-1:] == " " and bool(text.strip())
    # A mark of exclamation before a link would make it a picture.
    closed = f"{escaped[:-1]}\\!" if escaped.endswith("!") else escaped
    return f"{' ' * before}{closed}{' ' * after}"


def _longest_ticks(text: str, least: int) -> int:
    """The length of the longest sequence of backticks in a text, but no less than `least`."""
    return max([least, *(len(found) for found in _TICKS.findall(text))])
