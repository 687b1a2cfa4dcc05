"""User text as CommonMark that shows it literally, and the few shapes a report is made of.

Source: https://spec.commonmark.org/0.31.2/; pipes and tildes for the tables and strikethrough of
GitHub Flavored Markdown. Only what could be read as markup is escaped, so that the source stays
legible as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.hyphens import whole
from .visible import visible

_ANYWHERE = re.compile(
    r"[\\`*\[<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is plain
    r"|&(?=#?\w+;)"
    r"|(?<!\S)#(?=#*(?:\s|$))"  # opens a heading, or closes one
)
# ":-" below a line would make that line the head of a table of one column.
_LINE_START = re.compile(r"^(?=>|[+-](?:[\s-]|$)|=+\s*$|:-)|^(\d{1,9})(?=[.)](?:\s|$))")
_BLANK_LINES = re.compile(r"\n{3,}")
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def escape(text: str) -> str:
    """The text escaped so that it shows literally, HTML included, wherever it stands.

    Line breaks stay; white space at the ends of lines goes, for it could be markup.
    """
    lines = (_escape_line(line.strip()) for line in visible(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines).strip("\n"))


def inline(text: str) -> str:
    """The text escaped and on one line: for headings, table cells and emphasis."""
    return escape(" ".join(visible(whole(text)).split()))


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

    `right` holds the numbers of the columns that are set to the right.
    """
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
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
