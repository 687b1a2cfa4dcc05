"""Which lines of a PDF's pages are not its text: running heads, page numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median

from .pdf_lines import Line, Page, look_of

_NUMBER = re.compile(r"\d+")
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
_ALIKE = 6.0
"""Points by which a running head may move from page to page."""
_NEAR = 12
"""Pages before and after one on which the same head is looked for."""
_SAME_ROW = 2.0
"""Points by which the baselines of one row may differ."""
_LEAST_NUMBERED = 12
"""Lines of a page that are numbered in its margin, at least."""


def without_heads(pages: Sequence[Sequence[Line]]) -> list[Page]:
    """The pages without the numbers of pages and lines, each running head kept once.

    A running head is a row at the edge of a page that stands at the same place of another page. One
    that says the number of its page, or other numbers that change, is left out; one that says the
    same on each page is kept where it occurs first: in its place on the first page, among the
    asides of a later one.
    """
    plain = [list(_without_line_numbers(page)) for page in pages]
    heads = _Heads(plain)
    seen: set[str] = set()
    kept = []
    for page in plain:
        found = dict(heads.on(page))
        new = [line for line in found if found[line] == "same" and _words(line) not in seen]
        seen.update(map(_words, page))
        first = bool(page) and page[0].page == 1
        lines = [line for line in page if line not in found or (first and line in new)]
        kept.append(Page(tuple(lines), () if first else tuple(new)))
    # A document of nothing but such lines is no document of heads.
    return kept if any(page.lines for page in kept) else [Page(tuple(page)) for page in pages]


class _Heads:
    """What the rows at the edges of all pages have in common."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._size = look_of(pages).size
        self._edges = [
            line for page in pages for rows in _edges(page) for row in rows for line in row
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
        outer = [line for page in pages for rows in _edges(page) for line in rows[0]]
        self._places["numbered"] = {"": [line for line in outer if self._ends_in_number(line)]}

    def on(self, page: Sequence[Line]) -> Iterator[tuple[Line, str]]:
        """The running heads of a page: "same" says the same on each page, "numbered" does not."""
        for rows in _edges(page):
            for depth, row in enumerate(rows):
                kinds = [self._kind(line, page, depth) for line in row]
                if not all(kinds):
                    break
                yield from zip(row, map(str, kinds), strict=True)

    def _kind(self, line: Line, page: Sequence[Line], depth: int) -> str | None:
        text = line.text.strip()
        if _PRINTED.fullmatch(text) or (not depth and _stands_apart(line, page)):
            return "numbered"
        if len(text) > _HEAD:
            return None
        key = _masked(line)
        # Several such lines on one page are entries of a list, not its head.
        single = key == "#" or sum(_masked(other) == key for other in page) == 1
        if single and (self._has_page_number(line) or self._has_changing_numbers(line)):
            return "numbered"
        if self._count("same", _words(line), line) >= 2:
            return "same"
        if depth or not self._ends_in_number(line):
            return None
        often = self._count("numbered", "", line) >= max(3, self._pages // 2)
        return "numbered" if often else None

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
        if line.size > 1.1 * self._size or len(re.findall(r"[^\W\d_]", line.text)) < 3:
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


def _edges(page: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """The rows of a page from the top, and from the foot, each list as far as heads may reach."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.y):
        if not rows or rows[-1][0].y - line.y > _SAME_ROW:
            rows.append([])
        rows[-1].append(line)
    if rows:
        yield rows[:_DEPTH]
        yield rows[: -_DEPTH - 1 : -1]


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


def _places(lines: Sequence[Line], key_of: Callable[[Line], str]) -> dict[str, list[Line]]:
    places: dict[str, list[Line]] = {}
    for line in lines:
        places.setdefault(key_of(line), []).append(line)
    return places


def _stands_apart(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line at the edge is the number of a page, well away from the text."""
    if len(page) < 2:
        return False
    text = line.text.strip(" -–—|")
    is_number = len(text) <= 7 and (text.isdecimal() or _ROMAN.fullmatch(text))
    if not is_number and not _PAGE_OF.fullmatch(text):
        return False
    others = [abs(o.y - line.y) for o in page if abs(o.y - line.y) > _SAME_ROW]
    return min(others, default=0.0) > 1.6 * line.size


_NUMBERED = re.compile(r"(\d{1,4})(?:\s+(?=\S)|$)")


def _without_line_numbers(page: Sequence[Line]) -> Iterator[Line]:
    """The lines of a page without the numbers of lines in its margin (pleading paper)."""
    numbers = _line_numbers(page)
    for line in page:
        match = _NUMBERED.match(line.text)
        if match is None or line not in numbers:
            yield line
        elif rest := line.text[match.end() :]:
            by = match.end()
            cells = tuple(c._replace(start=c.start - by) for c in line.cells if c.start >= by)
            width = (line.right - line.left) / len(line.text)
            left = cells[0].left if cells else line.left + by * width
            yield line._replace(text=rest, left=left, cells=cells if len(cells) > 1 else ())


def _line_numbers(page: Sequence[Line]) -> set[Line]:
    """The lines that begin with a number in the margin, or are one.

    The numbers count the rows down the page, all of them in the same place at equal distances, from
    its top to its foot.
    """
    found = [(int(m[1]), line) for line in page if (m := _NUMBERED.match(line.text))]
    left = min((line.left for line in page), default=0.0)
    found = [(n, line) for n, line in found if line.left - left < 2.5 * line.size]
    found.sort(key=lambda one: (-one[1].y, one[1].left))
    if len(found) < _LEAST_NUMBERED:
        return set()
    steps = [b[0] - a[0] for a, b in pairwise(found)]
    gaps = [a[1].y - b[1].y for a, b in pairwise(found)]
    usual = median(gaps)
    regular = sum(s == 1 and abs(g - usual) < 2 for s, g in zip(steps, gaps, strict=True))
    height = max(line.y for line in page) - min(line.y for line in page)
    if regular < 0.9 * len(gaps) or found[0][1].y - found[-1][1].y < 0.7 * height:
        return set()
    wide = sum(len(line.cells) > 2 for _, line in found)
    return set() if wide > len(found) // 3 else {line for _, line in found}
