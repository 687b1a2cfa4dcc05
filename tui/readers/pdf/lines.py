"""The lines of PDF pages, their columns and typical layout, and the text that they join into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.document import PageStart
from ..parts import clean

HYPHEN = "\u00ad"
"""The last character of a line in place of a hyphen that line breaking probably added."""


class Cell(NamedTuple):
    """A part of a line between wide gaps.

    `start` is its offset in the text of the line; `left`, `right` and the baseline `y`, which may
    differ from that of the line, are in points.
    """

    start: int
    left: float
    right: float
    y: float


class Line(NamedTuple):
    """A line on a page; coordinates are in points from the lower left corner of the page.

    `y` is the baseline, `size` the font size, `weight` the font weight (400 is normal). `cells` are
    the parts of a line with wide gaps (else empty). If cells have several lines, `depth` is the
    distance from the baseline to that of the lowest line.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    weight: int
    page: int
    cells: tuple[Cell, ...] = ()
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of a page in content order.

    `asides` are lines that must not interrupt the text around them: running heads.
    """

    lines: tuple[Line, ...]
    asides: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Consecutive lines one below the other; `notes` are the smaller lines at the foot."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    left: float
    right: float
    asides: tuple[Line, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Look:
    """The typical font size, line distance (both in points) and font weight of a document."""

    size: float
    leading: float
    weight: int


_ALIKE = 4.0
"""Greatest difference between the ends of full lines, in points."""
_JUSTIFIED = 0.3
"""Share of a column's lines with equal ends from which on its text counts as justified."""
_SMALLER = 0.92
"""Greatest font size of a note, relative to the text."""


def look_of(pages: Iterable[Sequence[Line]]) -> Look:
    """The typical layout of the pages, weighted by text length; 12 points if there are no lines."""
    sizes: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    weights: Counter[int] = Counter()
    for page in pages:
        last: Line | None = None
        for line in page:
            sizes[line.size] += len(line.text)
            weights[line.weight] += len(line.text)
            if last and 0 < last.y - line.y < 2.5 * line.size and last.size == line.size:
                gaps[round(last.y - line.y, 0)] += len(line.text)
            last = line
    size = max(sizes, key=lambda value: (sizes[value], -value), default=12.0)
    leading = max(gaps, key=lambda value: (gaps[value], -value), default=1.2 * size)
    return Look(size, leading, max(weights, key=lambda value: weights[value], default=400))


def columns_of(page: PdfPage, look: Look) -> list[Column]:
    """The columns of a page in content order; a new column begins with each line that is higher.

    The asides of the page are assigned to its last column.
    """
    runs: list[list[Line]] = []
    for line in page.lines:
        if not runs or line.y > runs[-1][-1].y + look.size:
            runs.append([])
        runs[-1].append(line)
    last = len(runs) - 1
    return [_column(run, look, page.asides if i == last else ()) for i, run in enumerate(runs)]


def _column(run: list[Line], look: Look, asides: tuple[Line, ...]) -> Column:
    first_note = len(run)
    while first_note and run[first_note - 1].size <= _SMALLER * look.size:
        first_note -= 1
    lines, notes = tuple(run[:first_note]), tuple(run[first_note:])
    if not lines:  # all lines are small: a table, a box or an appendix
        lines, notes = notes, ()
    lefts = Counter(round(line.left) for line in lines)
    common = max(lefts, key=lambda left: (lefts[left], -left))
    return Column(lines, notes, float(common), _right(lines, look), asides)


def _right(lines: Sequence[Line], look: Look) -> float:
    """The position at which most full lines of a column end."""
    rights = sorted(line.right for line in lines if line.size <= 1.1 * look.size)
    if not rights:
        return max(line.right for line in lines)
    ends = Counter(round(right / _ALIKE) for right in rights)
    often = max(ends, key=lambda end: (ends[end], end))
    if ends[often] >= _JUSTIFIED * len(rights):
        return max(right for right in rights if round(right / _ALIKE) == often)
    # One line in ten may extend beyond the column, such as a centred line or a formula.
    return rights[-1 - len(rights) // 10]


SPLIT = re.compile(r"(?<=[^\W\d_])[-‐]$")
"""A hyphen at the end of a line that line breaking may have added."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DASH = re.compile(r"(?<=\S)[-‐‑–—/]$")


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """The number of occurrences of each word in the lines, the last of each line ignored."""
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
