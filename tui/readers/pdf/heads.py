"""Which lines of a PDF's pages are not its text: running heads and the numbers of pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .lines import Line, PdfPage, look_of
from .margins import DEPTH, SAME_ROW, beside_text, edges_of, has_figures, without_line_numbers

_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[-– ]*[ivxlcdm]{1,7}[-– ]*")
_PRINTED = re.compile(
    r"(?:https?|file)://\S+\s+\d+/\d+"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\b.*"
    r"|(?:USCA\S*|Case:?|Appeal:)\s+#?\d[\w:.-]+.*\b(?:Doc(?:ument|\.)?|DktEntry|Filed|Pg|Page):?\s.*\d"
)
"""What browsers print at the edges of a page, and what courts stamp there."""
_SECTION = re.compile(r"[^§]*[^\W\d_][^§]*§+ ?\d[\d.–-]*")
"""A head that ends with the number of a section."""
_PAGE_OF = re.compile(r"\W*(?:\w+\.? )?\d+\s*(?:/|of|von|de|sur|di|van|av|из|z)\s*\d+\W*", re.I)
"""The number of a page among all: "Page 2 of 7"."""
_HEAD = 200
"""Code points of the longest running head."""
_ASTRAY = 50
"""One line in so many, at most, may stand far outside its page."""
_OUTER = 2
"""Rows at an edge that are heads when they are repeated once."""
_OFTEN, _SHARE = 4, 0.5
"""Pages, or the share of all, that have a head farther from the edge, or one in larger type."""
_LARGE = 1.1
"""Times the size of most type from which on type is large."""
_TITLE = 1.25
"""Times the size of most type from which on the outermost row may be the title of a slide."""
_FEW = 4
"""Lines that say the same on each page, at most, on a page of nothing but heads."""
_ALIKE = 6.0
"""Points by which a running head may move from page to page."""
_NEAR = 12
"""Pages before and after one on which the same head is looked for."""


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
            beside = beside_text(page)
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
        heights = sorted(line.y for page in pages for line in page) or [0.0]
        few = len(heights) // _ASTRAY
        self._middle = (heights[few] + heights[-1 - few]) / 2
        self._edges = [
            line
            for page in pages
            for rows in edges_of(page, self._middle)
            for row in rows
            for line in row
        ]
        self._pages = len(pages)
        self._places = {
            "same": _places(self._edges, _words),
            "masked": _places(self._edges, _masked),
            "plain": _places((x for x in self._edges if not _NUMBER.search(x.text)), _masked),
        }
        self._near: dict[str, dict[int, list[Line]]] = {}
        for line in self._edges:
            self._near.setdefault(_masked(line), {}).setdefault(line.page, []).append(line)
        self._points: dict[tuple[str, int, int], set[int]] = {}
        for line in self._edges:
            self._points.setdefault(_point(line), set()).add(line.page)
        self._counts: dict[tuple[str, str, float], int] = {}
        self._shifts = self._shifts_of_numbers()
        outer = [
            line for page in pages for rows in edges_of(page, self._middle) for line in rows[0]
        ]
        self._places["numbered"] = {"": [line for line in outer if self._ends_in_number(line)]}

    def on(self, page: Sequence[Line]) -> Iterator[tuple[Line, str]]:
        """The running heads of a page: "same" says the same on each page, "numbered" does not."""
        beside, around = beside_text(page), _Surroundings.of(page)
        for rows in edges_of(page, self._middle):
            for depth, row in enumerate(rows):
                # A row in the margin may be a label of the text, and is to be repeated more often.
                outer = depth if row[0] not in beside else DEPTH
                kinds = [self._kind(line, around, outer) for line in row]
                if not all(kinds) or has_figures(row):
                    break
                yield from zip(row, map(str, kinds), strict=True)
            # On a page that is set sideways, rows of lines are no rows of text.
            yield from (
                (line, "numbered") for row in rows for line in row if self._is_stamp(line, around)
            )

    def _kind(self, line: Line, around: _Surroundings, depth: int) -> str | None:
        text = line.text.strip()
        if _PRINTED.fullmatch(text) or (not depth and around.has_apart(line)):
            return "numbered"
        if len(text) > _HEAD:
            return None
        key = _masked(line)
        # Several such lines on one page are entries of a list, not its head.
        single = key == "#" or around.masks[key] == 1
        if single and (self._has_page_number(line) or self._has_changing_numbers(line, depth)):
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
        least = 2 if depth < DEPTH else 3
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
            here = [shift for shift in here if shift in self._shifts]
        return any(
            abs(other.y - line.y) <= _ALIKE and any(n - other.page in here for n in _numbers(other))
            for page in range(line.page - _NEAR, line.page + _NEAR + 1)
            for other in (others.get(page, ()) if page != line.page else ())
        )

    def _has_changing_numbers(self, line: Line, depth: int) -> bool:
        """Whether only numbers differ from what stands at this place of two more pages.

        A number before or after the words may be that of a chapter, unless the words stand there
        without it, too, or it follows the sign of a section, which headings begin with.
        """
        large = _LARGE if depth else _TITLE
        if line.size > large * self._size or len(re.findall(r"[^\W\d_]", line.text)) < 3:
            return False
        if not _NUMBER.search(line.text):
            return False
        key = _masked(line)
        changes = self._count("same", _words(line), line) < self._count("masked", key, line)
        ends_in_section = _SECTION.fullmatch(line.text.strip()) is not None
        no_chapter = "#" in key or ends_in_section or self._count("plain", key, line) >= 2
        return no_chapter and changes and self._count("masked", key, line) >= 3

    def _is_stamp(self, line: Line, around: _Surroundings) -> bool:
        """Whether a line has the number of its page at the same point of most pages."""
        there = self._points.get(_point(line), ())
        if len(there) < max(3, _SHARE * self._pages) or has_figures([line]):
            return False
        return around.masks[_masked(line)] == 1 and self._has_page_number(line)

    def _shifts_of_numbers(self) -> frozenset[int]:
        """How far the printed numbers of the pages are from their order.

        They stand at the same height of most pages, which the numbers of tables and charts do not.
        A document has several shifts where its numbering begins anew, none where it has no numbers.
        """
        found = {
            (line.page, n - line.page, round(line.y / _ALIKE))
            for line in self._edges
            for n in _numbers(line)
        }
        counts = Counter((shift, height) for _, shift, height in found)
        best = max(counts, key=lambda one: (counts[one], -abs(one[0]), one[1]), default=None)
        if best is None or counts[best] < 2:
            return frozenset()
        often = max(_OFTEN, counts[best] / 2)
        return frozenset({best[0], *(one[0] for one in counts if counts[one] >= often)})

    def _ends_in_number(self, line: Line) -> bool:
        """Whether a line begins or ends with the number of its page."""
        ends = re.findall(r"^\d{1,9}(?=\s)|(?<=\s)\d{1,9}$", line.text.strip())
        return any(int(end) - line.page in self._shifts for end in ends)


def _words(line: Line) -> str:
    return " ".join(line.text.casefold().split())


def _masked(line: Line) -> str:
    """The words of a line with "#" for each number, and none for one at its beginning or end."""
    return _mask(line.text)


@lru_cache(maxsize=1 << 14)
def _mask(text: str) -> str:
    words = " ".join(text.casefold().split())
    return re.sub(r"^\W*#\W+|\W+#\W*$", "", _NUMBER.sub("#", words)) or "#"


def _point(line: Line) -> tuple[str, int, int]:
    """The words of a line as `_masked` has them, and where it begins, in whole points."""
    return _masked(line), round(line.left), round(line.y)


def _numbers(line: Line) -> list[int]:
    """The numbers in a line of the length of a head, as far as they may be those of pages."""
    if len(line.text) > _HEAD:
        return []
    return [int(found) for found in _NUMBER.findall(line.text) if len(found) < 10]


def _places(lines: Iterable[Line], key_of: Callable[[Line], str]) -> dict[str, list[Line]]:
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
        below = bisect_left(self.heights, line.y - SAME_ROW)
        above = bisect_right(self.heights, line.y + SAME_ROW)
        others = (*self.heights[:below][-1:], *self.heights[above : above + 1])
        return min((abs(y - line.y) for y in others), default=0.0) > 1.6 * line.size
