"""Joins the lines of a paragraph into text; words hyphenated across lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ...model.document import PageStart
from ..parts import clean
from .lines import HYPHEN, Line

SPLIT = re.compile(r"(?<=[^\W\d_])[-‐]$")
"""A hyphen at the end of a line that line breaking may have added."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DASH = re.compile(r"(?<=\S)[-‐‑–—/]$")


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """The number of occurrences of each word in the lines;
    the last word of each line is ignored."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(_WORD.findall(line.text.lower())[:-1])
    return found


def text_of(lines: Sequence[Line], words: Counter[str]) -> tuple[str, tuple[PageStart, ...]]:
    """The text of the lines, and the page starts in it.

    `words` are the word counts of the document: they decide whether a hyphen is part of a word.
    """
    pieces: list[str] = []
    pages: list[PageStart] = []
    size = 0
    for line in lines:
        piece = clean(line.text)
        if not piece:
            continue
        if pieces:
            end, gap = _seam(pieces[-1], piece, words)
            size += len(end) - len(pieces[-1]) + len(gap)
            pieces[-1:] = [end, gap]
        if not pages or pages[-1].number != line.page:
            pages.append(PageStart(size, line.page))
        pieces.append(piece + (HYPHEN if line.text.endswith(HYPHEN) else ""))
        size += len(pieces[-1])
    return "".join(pieces).removesuffix(HYPHEN), tuple(pages)


def rows_of(lines: Sequence[Line]) -> tuple[str, tuple[PageStart, ...]]:
    """The text of table rows, one per line."""
    rows = [(line, clean(line.text)) for line in lines]
    text = "\n".join(row for _, row in rows if row)
    return text, (PageStart(0, lines[0].page),)


def _seam(line: str, following: str, words: Counter[str]) -> tuple[str, str]:
    """A line and the separator to the next line, with a hyphen of line breaking removed."""
    if line.endswith(HYPHEN) or (SPLIT.search(line) and following[:1].isalpha()):
        head = line[:-1]
        return head, "-" if _keeps_hyphen(head, following, words) else ""
    if _DASH.search(line) and (following[:1].isalnum() or line[-1] == "—"):
        return line, ""
    if following[:1] in "–—" and following[1:2].isalnum() and line[-1].isalnum():
        return line, ""
    return line, "" if _is_east_asian(line[-1]) and _is_east_asian(following[0]) else " "


def _is_east_asian(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words (not Hangul)."""
    return (
        "\u2e80" <= character <= "\ua4cf"
        or "\uf900" <= character <= "\ufaff"
        or ("\uff00" <= character <= "\uffef")
    )


def _keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line end belongs to the word, judged by other uses in the document."""
    first = re.search(r"[\w-]*$", head)
    rest = re.match(r"[^\W_]*", tail)
    before, after = (first[0] if first else ""), (rest[0] if rest else "")
    whole, parted = words[(before + after).lower()], words[f"{before}-{after}".lower()]
    if whole != parted:
        return parted > whole
    return not after[:1].islower() or "-" in before
