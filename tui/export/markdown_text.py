"""Markdown text: literal text escaped for CommonMark, and the blocks that are made of it.

Only what could be read as markup is escaped. Sources: https://spec.commonmark.org/0.31.2/, and for
tables and strikethrough https://github.github.com/gfm/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
