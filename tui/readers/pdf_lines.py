"""The lines of a PDF's pages, and which of them are not its text: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """A line as it stands on its page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    y: float
    size: float
    weight: int
    page: int


@dataclass(frozen=True, slots=True)
class Column:
    """Lines one below the other. `notes` are those at its foot, set smaller than the text."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Look:
    """How most of a document's text is set: size of type, distance of lines, weight."""

    size: float
    leading: float
    weight: int


_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\w)")
_ROMAN = re.compile(r"[-– ]*[ivxlcdm]{1,7}[-– ]*")
_PRINTED = re.compile(
    r"(?:https?|file)://\S+\s+\d+/\d+|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\b.*"
)
"""What browsers print at the edges of a page: its address and number, the time and its title."""
_ZONE = 2
"""Lines at the top and at the foot of a page that may be running heads."""
_OFTEN = 2
"""Pages on which a line, but for the number of the page, is a running head."""
_SMALLER = 0.92
_HEAD = 120
"""Code points of the longest running head."""
_ALIKE = 4.0
"""Points by which a running head may move from page to page."""


def without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what is repeated at their edges, and without their own numbers."""
    zones = [_zone(page) for page in pages]
    shift = _shift(zones)
    said = Counter(key for zone in zones for key in {_key(line, shift) for line in zone})
    kept = []
    for page, zone in zip(pages, zones, strict=True):
        heads = {
            line for line in zone if said[_key(line, shift)] >= _OFTEN or _stands_apart(line, page)
        }
        kept.append([line for line in page if line not in heads])
    return kept


def _zone(page: Sequence[Line]) -> list[Line]:
    """The uppermost and lowest lines of a page."""
    heights = sorted({line.y for line in page})
    edges = {*heights[:_ZONE], *heights[-_ZONE:]}
    return [line for line in page if line.y in edges]


def _shift(zones: Sequence[Sequence[Line]]) -> int | None:
    """How far the printed numbers of the pages are from their order; None: they have none."""
    shifts = Counter(
        shift for zone in zones for shift in {int(m[0]) - line.page for line, m in _numbers(zone)}
    )
    best = max(shifts, key=lambda shift: (shifts[shift], -abs(shift)), default=None)
    return best if best is not None and shifts[best] >= _OFTEN else None


def _numbers(zone: Sequence[Line]) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in zone:
        if len(line.text) < _HEAD:
            yield from ((line, match) for match in _NUMBER.finditer(line.text))


def _key(line: Line, shift: int | None) -> tuple[str, int]:
    """What a running head says beside the number of its page, and where on the page it stands."""
    text = line.text
    for _, match in _numbers([line]):
        if shift is not None and int(match[0]) == line.page + shift:
            text = f"{text[: match.start()]}#{text[match.end() :]}"
            break
    return " ".join(text.casefold().split()), round(line.y / _ALIKE)


def _stands_apart(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line is what a browser adds, or a number by itself well away from the text."""
    if _PRINTED.fullmatch(line.text.strip()):
        return True
    text = line.text.strip(" -–—|")
    if not (text.isdecimal() or _ROMAN.fullmatch(text)) or len(text) > 7 or len(page) < 2:
        return False
    nearest = min((abs(other.y - line.y) for other in page if other.y != line.y), default=0.0)
    edge = line.y in (min(o.y for o in page), max(o.y for o in page))
    return edge and nearest > 1.6 * line.size


def look_of(pages: Iterable[Sequence[Line]]) -> Look:
    """How most of the text is set; of a document without lines, twelve points."""
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


def columns_of(page: Sequence[Line], look: Look) -> list[Column]:
    """The columns of a page in the order of its content: a new one begins where a line goes up."""
    runs: list[list[Line]] = []
    for line in page:
        if not runs or line.y > runs[-1][-1].y + look.size:
            runs.append([])
        runs[-1].append(line)
    return [_column(run, look) for run in runs]


def _column(run: list[Line], look: Look) -> Column:
    first_note = len(run)
    while first_note and run[first_note - 1].size <= _SMALLER * look.size:
        first_note -= 1
    lines, notes = tuple(run[:first_note]), tuple(run[first_note:])
    if not lines:  # small throughout: a table, a box, an appendix
        lines, notes = notes, ()
    lefts = Counter(round(line.left) for line in lines)
    common = max(lefts, key=lambda left: (lefts[left], -left))
    rights = sorted(line.right for line in lines if line.size <= 1.1 * look.size)
    # One line in ten may reach beyond the column: a centred one, a formula.
    right = rights[-1 - len(rights) // 10] if rights else max(line.right for line in lines)
    return Column(lines, notes, float(common), right)
