"""Markdown text: literal text escaped for CommonMark, the blocks made of it, and notes.

Only what could be read as markup is escaped. Sources: https://spec.commonmark.org/0.31.2/, and for
tables and strikethrough https://github.github.com/gfm/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .note_markup import NoteBlock, NoteCode, NoteList, NoteParagraph, NoteQuote, Run, parse
from .text_values import single_line, visible

_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"[\\`*\[<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is plain
    r"|&(?=#?\w+;)"
    r"|(?<!\S)#(?=#*(?:\s|$))"  # opens a heading, or closes one
)
# ":-" below a line would make that line the head of a table of one column.
_LINE_START = re.compile(r"^(?=>|[+-](?:[\s-]|$)|=+\s*$|:-)|^(\d{1,9})(?=[.)](?:\s|$))")
_WIDEST = 40
_TICKS = re.compile("`+")
_BLANK_LINES = re.compile(r"\n{3,}")
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def is_web_address(text: str) -> bool:
    """Whether a text is an address that Markdown links to when it stands in angle brackets."""
    return bool(_WEB_ADDRESS.fullmatch(text))


def escape(text: str) -> str:
    """The text escaped so that it is shown literally, HTML included, anywhere in a document.

    Line breaks are kept; white space at the ends of lines is removed, as it could be markup.
    """
    lines = (_escape_line(line.strip()) for line in visible(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines).strip("\n"))


def inline(text: str) -> str:
    """The text escaped and on one line: for headings, table cells and emphasis."""
    return escape(single_line(text))


def lines(text: str) -> str:
    """The text escaped with every line break kept in the rendering too: for notes."""
    return _SOFT_BREAK.sub("  \n", escape(text))


def quote(text: str) -> str:
    """Markdown as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def item(text: str) -> str:
    """Markdown as an item of a bullet list."""
    return "- " + "\n".join(f"  {line}" if line else "" for line in text.split("\n")).lstrip()


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows of Markdown cells as a table, padded to columns; the first row is its head.

    `right` holds the numbers of the columns that are set to the right. A column is padded up to
    40 code points, so that one long cell does not make every row long.
    """
    columns = zip(*rows, strict=True)
    widths = [min(_WIDEST, max(3, *map(len, column))) for column in columns]
    rule = ["-" * (w - 1) + (":" if n in right else "-") for n, w in enumerate(widths)]
    return "\n".join(
        "| "
        + " | ".join(
            cell.rjust(width) if n in right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in (rows[0], rule, *rows[1:])
    )


def _escape_line(line: str) -> str:
    return _LINE_START.sub(r"\g<1>\\", _ANYWHERE.sub(r"\\\g<0>", line))


# Notes: with nothing in their Markdown but what their blocks hold


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
    written = [note_markdown(item) for item in block.items]
    # Several hyphens on a line would be a thematic break.
    bullet = "+" if any(item.startswith("-") for item in written) else "-"
    for number, item in enumerate(written, block.start or 0):
        marker = bullet if block.start is None else f"{number}."
        indent = " " * (len(marker) + 1)
        first, *rest = item.split("\n")
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
