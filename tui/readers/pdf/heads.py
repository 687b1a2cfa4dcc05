"""Which lines of a PDF's pages are not its text: running heads and the numbers of pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .line_numbers import without_line_numbers
from .lines import Line, PdfPage, look_of

_NUMBER = re.compile(r"\d+")
_FIGURES = re.compile(r"[\s.,%()$€£–-]*\d[\d\s.,%()$€£–-]*")
_ROMAN = re.compile(r"[-– ]*[ivxlcdm]{1,7}[-– ]*")
_PRINTED = re.compile(
    r"(?:https?|file)://\S+\s+\d+/\d+"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\b.*"
    r"|(?:USCA\S*|Case:?|Appeal:)\s+#?\d[\w:.-]+.*\b(?:Doc(?:ument|\.)?|DktEntry|Filed|Pg|Page):?\s.*\d"
)
"""What browsers print at the edges of a page, and what courts stamp there."""
_PAGE_OF = re.compile(r"\W*(?:\w+\.? )?\d+\s*(?:/|of|von|de|sur|di|van|av|из|z)\s*\d+\W*", re.I)
"""The number of a page among all: "Page 2 of 7"."""
_HEAD = 200
"""Code points of the longest running head."""
_DEPTH = 6
"""Rows at the top and at the foot of a page that running heads may take."""
_OUTER = 2
"""Rows at an edge that are heads when they are repeated once."""
_OFTEN, _SHARE = 4, 0.5
"""Pages, or the share of all, that have a head farther from the edge, or one in larger type."""
_LARGE = 1.1
"""Times the size of most type from which on type is large."""
_FEW = 4
"""Lines that say the same on each page, at most, on a page of nothing but heads."""
_BESIDE = 0.1
"""Share of the text of a page that the lines in one margin are, at most."""
_ALIKE = 6.0
"""Points by which a running head may move from page to page."""
_NEAR = 12
"""Pages before and after one on which the same head is looked for."""
_SAME_ROW = 2.0
"""Points by which the baselines of one row may differ."""


def without_heads(pages: Sequence[Sequence[Line]]) -> list[PdfPage]:
    """The pages without the numbers of pages and lines, each running head kept once.

    A running head is a row at the edge of a page that stands at the same place of another page. One
    that says the number of its page, or other numbers that change, is left out; one that says the
    same on each page is kept where it occurs first: in its place on the first page, among the
    asides of a later one.
    """
    plain = [list(without_line_numbers(page)) for page in pages]
    heads = _Heads(plain)
    seen: set[str] = set()
    kept = []
    for page in plain:
        found = dict(heads.on(page))
        if len(found) == len(page) and sum(kind == "same" for kind in found.values()) > _FEW:
            found = {}  # the page says the same as another one
        new = [line for line in found if found[line] == "same" and _words(line) not in seen]
        seen.update(map(_words, page))
        if page and page[0].page == 1:
            # Content often has lines in the margin after the text, which goes on overleaf.
            beside = _beside_text(page)
            new = [line for line in new if line in beside]
            found = {line: kind for line, kind in found.items() if kind != "same" or line in new}
        lines = [line for line in page if line not in found]
        kept.append(PdfPage(tuple(lines), tuple(new)))
    # A document of nothing but such lines is no document of heads.
    return kept if any(page.lines for page in kept) else [PdfPage(tuple(page)) for page in pages]


class _Heads:
    """What the rows at the edges of all pages have in common."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._size = look_of(pages).size
        heights = [line.y for page in pages for line in page] or [0.0]
        self._middle = (min(heights) + max(heights)) / 2
        self._edges = [
            line
            for page in pages
            for rows in _edges(page, self._middle)
            for row in rows
            for line in row
        ]
        self._pages = len(pages)
        self._places = {
            "same": _places(self._edges, _words),
            "masked": _places(self._edges, _masked),
        }
        self._near: dict[str, dict[int, list[Line]]] = {}
        for line in self._edges:
            self._near.setdefault(_masked(line), {}).setdefault(line.page, []).append(line)
        self._counts: dict[tuple[str, str, float], int] = {}
        self._shift = self._best_shift()
        outer = [line for page in pages for rows in _edges(page, self._middle) for line in rows[0]]
        self._places["numbered"] = {"": [line for line in outer if self._ends_in_number(line)]}

    def on(self, page: Sequence[Line]) -> Iterator[tuple[Line, str]]:
        """The running heads of a page: "same" says the same on each page, "numbered" does not."""
        beside, around = _beside_text(page), _Surroundings.of(page)
        for rows in _edges(page, self._middle):
            for depth, row in enumerate(rows):
                # A row in the margin may be a label of the text, and is to be repeated more often.
                outer = depth if row[0] not in beside else _DEPTH
                kinds = [self._kind(line, around, outer) for line in row]
                if not all(kinds) or _has_figures(row):
                    break
                yield from zip(row, map(str, kinds), strict=True)

    def _kind(self, line: Line, around: _Surroundings, depth: int) -> str | None:
        text = line.text.strip()
        if _PRINTED.fullmatch(text) or (not depth and around.has_apart(line)):
            return "numbered"
        if len(text) > _HEAD:
            return None
        key = _masked(line)
        # Several such lines on one page are entries of a list, not its head.
        single = key == "#" or around.masks[key] == 1
        if single and (self._has_page_number(line) or self._has_changing_numbers(line)):
            return "numbered"
        if self._is_repeated(line, depth):
            return "same"
        if depth or not self._ends_in_number(line):
            return None
        often = self._count("numbered", "", line) >= max(3, self._pages // 2)
        return "numbered" if often else None

    def _is_repeated(self, line: Line, depth: int) -> bool:
        """Whether a line says the same at its place of so many pages that it is a head.

        The titles of slides, and lines that one slide takes over from another, are no heads.
        """
        count = self._count("same", _words(line), line)
        if depth < _OUTER and line.size <= _LARGE * self._size:
            return count >= 2
        least = 2 if depth < _DEPTH else 3
        return count >= max(least, min(_OFTEN, _SHARE * self._pages))

    def _count(self, places: str, key: str, line: Line) -> int:
        """On how many pages a key stands where a line does."""
        known = self._counts.get((places, key, line.y))
        if known is None:
            alike = self._places[places].get(key, ())
            known = len({one.page for one in alike if abs(one.y - line.y) <= _ALIKE})
            self._counts[places, key, line.y] = known
        return known

    def _has_page_number(self, line: Line) -> bool:
        """Whether the same words, at this place of another page, have that page's number."""
        here = [n - line.page for n in _numbers(line)]
        if not here:
            return False
        others = self._near.get(_masked(line), {})
        if not re.search(r"[^\W\d_]", line.text):
            # Numbers alone may be those of a table: they must count as most pages do.
            here = [shift for shift in here if shift == self._shift]
        return any(
            abs(other.y - line.y) <= _ALIKE and any(n - other.page in here for n in _numbers(other))
            for page in range(line.page - _NEAR, line.page + _NEAR + 1)
            for other in (others.get(page, ()) if page != line.page else ())
        )

    def _has_changing_numbers(self, line: Line) -> bool:
        """Whether only numbers differ from what stands at this place of two more pages."""
        if line.size > _LARGE * self._size or len(re.findall(r"[^\W\d_]", line.text)) < 3:
            return False
        key = _masked(line)
        changes = self._count("same", _words(line), line) < self._count("masked", key, line)
        return "#" in key and changes and self._count("masked", key, line) >= 3

    def _best_shift(self) -> int | None:
        """How far the printed numbers of the pages are from their order; None: they have none."""
        shifts = Counter(
            shift
            for line, shift in {
                (line.page, n - line.page) for line in self._edges for n in _numbers(line)
            }
        )
        best = max(shifts, key=lambda shift: (shifts[shift], -abs(shift)), default=None)
        return best if best is not None and shifts[best] >= 2 else None

    def _ends_in_number(self, line: Line) -> bool:
        """Whether a line begins or ends with the number of its page."""
        ends = re.findall(r"^\d+(?=\s)|(?<=\s)\d+$", line.text.strip())
        return self._shift is not None and line.page + self._shift in map(int, ends)


def _edges(page: Sequence[Line], middle: float) -> Iterator[list[list[Line]]]:
    """The rows of a page from the top, and from the foot, each list as far as heads may reach.

    Heads at the top end at `middle`, in points, and so do those at the foot. Lines in the margin
    beside the text have rows of their own.
    """
    beside = _beside_text(page)
    for lines in ([line for line in page if line not in beside], beside):
        rows: list[list[Line]] = []
        for line in sorted(lines, key=lambda line: -line.y):
            if not rows or rows[-1][0].y - line.y > _SAME_ROW:
                rows.append([])
            rows[-1].append(line)
        upper = sum(row[0].y >= middle for row in rows)
        yield from filter(None, (rows[:upper][:_DEPTH], rows[upper:][: -_DEPTH - 1 : -1]))


def _beside_text(page: Sequence[Line]) -> Collection[Line]:
    """The few lines of a page that no line of its text stands above or below."""
    strips: list[list[Line]] = []
    end = float("-inf")
    for line in sorted(page, key=lambda line: line.left):
        if line.left > end:
            strips.append([])
        strips[-1].append(line)
        end = max(end, line.right)
    sizes = [sum(len(line.text) for line in strip) for strip in strips]
    few = _BESIDE * sum(sizes)
    return {
        line
        for strip, size in zip(strips, sizes, strict=True)
        if size <= few and len(strip) <= _DEPTH
        for line in strip
    }


def _words(line: Line) -> str:
    return " ".join(line.text.casefold().split())


def _masked(line: Line) -> str:
    """The words of a line with "#" for each number, and none for one at its beginning or end."""
    return _mask(line.text)


@lru_cache(maxsize=1 << 14)
def _mask(text: str) -> str:
    words = " ".join(text.casefold().split())
    return re.sub(r"^\W*#\W+|\W+#\W*$", "", _NUMBER.sub("#", words)) or "#"


def _numbers(line: Line) -> list[int]:
    """The numbers in a line of the length of a head, as far as they may be those of pages."""
    if len(line.text) > _HEAD:
        return []
    return [int(found) for found in _NUMBER.findall(line.text) if len(found) < 10]


def _has_figures(row: Sequence[Line]) -> bool:
    """Whether numbers stand side by side in a row, each apart, as in those of tables."""
    alone: list[bool] = []
    for line in sorted(row, key=lambda line: line.left):
        ends = [*(cell.start for cell in line.cells[1:]), len(line.text)]
        starts = [0, *ends[:-1]]
        alone += [
            bool(_FIGURES.fullmatch(line.text, *part)) for part in zip(starts, ends, strict=True)
        ]
    return any(one and other for one, other in pairwise(alone))


def _places(lines: Sequence[Line], key_of: Callable[[Line], str]) -> dict[str, list[Line]]:
    places: dict[str, list[Line]] = {}
    for line in lines:
        places.setdefault(key_of(line), []).append(line)
    return places


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the lines of a page say, by `_masked`, and their baselines, the lowest first."""

    masks: Counter[str]
    heights: Sequence[float]

    @staticmethod
    def of(page: Sequence[Line]) -> _Surroundings:
        """The surroundings of each line of a page."""
        return _Surroundings(Counter(map(_masked, page)), sorted(line.y for line in page))

    def has_apart(self, line: Line) -> bool:
        """Whether a line at the edge is the number of a page, well away from the text."""
        text = line.text.strip(" -–—|")
        is_number = len(text) <= 7 and (text.isdecimal() or _ROMAN.fullmatch(text))
        if not is_number and not _PAGE_OF.fullmatch(text):
            return False
        below = bisect_left(self.heights, line.y - _SAME_ROW)
        above = bisect_right(self.heights, line.y + _SAME_ROW)
        others = (*self.heights[:below][-1:], *self.heights[above : above + 1])
        return min((abs(y - line.y) for y in others), default=0.0) > 1.6 * line.size
