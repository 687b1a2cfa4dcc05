"""Notes in DOCX: the blocks of a note as paragraphs with real list styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .docx_body import address_field, paragraph, run
from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run

_DEEPEST = 3
"""The number of list styles of each kind: List, List 2 and List 3."""


def note_paragraphs(blocks: Iterable[NoteBlock], label: str = "") -> Iterator[str]:
    """The blocks of a note, the first one after a label in bold if there is one."""
    start = run(f"{label} ", bold=True) if label else ""
    for block in blocks:
        if start and not isinstance(block, NoteParagraph):
            yield paragraph(start, "Note")
            start = ""
        yield from _block(block, start, "Note", 0)
        start = ""


def _block(block: NoteBlock, start: str, style: str, depth: int) -> Iterator[str]:
    match block:
        case NoteParagraph():
            yield paragraph(start + _runs(block.runs), style)
        case NoteList():
            yield from _list(block, min(depth + 1, _DEEPEST))
        case NoteQuote():
            for each in block.blocks:
                yield from _block(each, "", "NoteQuote", depth)
        case NoteCode():
            yield paragraph(run(block.text, code=True), style)


def _list(block: NoteList, depth: int) -> Iterator[str]:
    """The items of a list. Numbers are text, for a numbering of Word runs on over all lists."""
    end = str(depth) if depth > 1 else ""
    for number, item in enumerate(block.items, block.start or 0):
        start = "" if block.start is None else run(f"{number}.\t")
        style = f"ListBullet{end}" if block.start is None else f"List{end}"
        for each in item:
            yield from _block(each, start, style, depth)
            start, style = "", f"ListContinue{end}"


def _runs(runs: Iterable[Run]) -> str:
    written = []
    for each in runs:
        text = run(each.text, bold=each.strong, italic=each.emphasis, code=each.code)
        written.append(address_field(each.address, text) if each.address else text)
    return "".join(written)
