"""The lines of a page with their positions and fonts, from PDFium's characters."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from .bidi import Glyph, is_right_to_left, reading_order
from .lines import HYPHEN, Cell, Line

_SPACES = (0x09, 0x0A, 0x0D, 0x20, 0xA0)
_MEANINGLESS = (0, 0xFFFD, 0xFFFF)
_GAP = 1.1
"""Smallest gap that separates table cells, as a multiple of the font size."""
_UNSPACED = 0.6
"""Smallest gap that implies a missing space, as a multiple of the font size."""
_BACK = 3
"""Distance to the left from one character to the next that ends a line, in font sizes."""
_ADDED = ("[", "]", HYPHEN)
"""Characters that this reader adds to those of PDFium."""
_NO_SIZE = 0.1
"""Font size in points assumed for text without one."""
_SAMPLES = 12
"""Characters sampled to determine the font of a line."""
_BROKEN = (0xFFFE, 0x02)
"""Codes that PDFium returns for a hyphen added by line breaking."""
_ENDS = (0x0A, 0x0D)
_BEFORE_NOTES = frozenset('.,;:!?…"”’»)')
_RAISED = 0.85
"""Greatest font size of a note number, relative to the text."""
_LIGATURES = {
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    # TeX fonts without a mapping to Unicode: their encodings T1 and OT1.
    **dict(zip(range(0x1B, 0x20), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip((0x0B, 0x0C, 0x0E, 0x0F), ("ff", "fi", "ffi", "ffl"), strict=True)),
    **dict(zip((0x10, 0x11, 0x15, 0x16), "“”–—", strict=True)),
}
"""Code of a ligature, or of a glyph without Unicode mapping -> the text it represents."""
_NOT_SHOWN = frozenset((0, 0xFFFF, 0xFEFF))


def lines_of(text: Any, page: int) -> tuple[list[Line], float]:
    """The lines of an open text page in content order; `page` is the page number.

    Also returns the share of its characters whose meaning the font does not define.
    """
    lines = [
        line
        for run in _runs(text)
        for characters in _unwrapped(text, run)
        for line in _line(text, characters, page)
    ]
    return lines, _undecoded(text)


def _unwrapped(text: Any, run: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Divide the characters of a line wherever they jump back to the left and to another baseline.

    PDFium misses line ends if the content of a page is out of order.
    """
    start = 0
    last: int | None = None
    words = "".join(said for _, said in run)
    if is_right_to_left(words):
        yield run
        return
    for at, (index, said) in enumerate(run):
        if not said.strip() or said in _ADDED:
            continue
        if last is not None and index != last:
            size = _size(text, index)
            back = _box(text, last)[0] - _box(text, index)[0]
            moved = abs(_baseline(text, last) - _baseline(text, index)) if back > 0 else 0.0
            if back > _BACK * size and moved > 0.15 * size:
                yield run[start:at]
                start = at
        last = index
    yield run[start:]


def _codes(text: Any) -> Iterator[tuple[int, int]]:
    """(index, code point) of each character of a text page; PDFium returns UTF-16 code units."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    units = [raw.FPDFText_GetUnicode(text, i) for i in range(raw.FPDFText_CountChars(text))]
    before = 0
    for index, (unit, after) in enumerate(pairwise((*units, 0))):
        if _is_high(unit) and _is_low(after):
            yield index, 0x10000 + ((unit - 0xD800) << 10) + (after - 0xDC00)
        elif not (_is_high(before) and _is_low(unit)):
            yield index, unit
        before = unit


def _is_high(unit: int) -> bool:
    return 0xD800 <= unit < 0xDC00


def _is_low(unit: int) -> bool:
    return 0xDC00 <= unit < 0xE000


def _undecoded(text: Any) -> float:
    shown = wrong = 0
    for _, code in _codes(text):
        if code not in _SPACES and code not in _BROKEN:
            shown += 1
            wrong += code in _MEANINGLESS or code < 0x20 or 0xE000 <= code <= 0xF8FF
    return wrong / shown if shown else 0.0


def _runs(text: Any) -> Iterator[list[tuple[int, str]]]:
    """The characters of each line with their indices in the text page."""
    line: list[tuple[int, str]] = []
    raised = False
    for (index, code), (_, following) in pairwise((*_codes(text), (-1, 0))):
        number = chr(code).isdecimal() if code < 0x110000 else False
        # The number of a note is put in brackets to separate it from the preceding word.
        if raised and not number:
            line.append((line[-1][0], "]"))
            raised = False
        elif number and not raised and _is_raised(text, index, line):
            line.append((index, "["))
            raised = True
        if code in _ENDS or code in _BROKEN:
            if code in _BROKEN:
                line.append((index, HYPHEN))
            yield line
            line = []
        elif code not in _NOT_SHOWN and code < 0x110000:
            line.append((index, _said(code, line, following)))
    if raised:
        line.append((line[-1][0], "]"))
    yield line


def _said(code: int, line: list[tuple[int, str]], following: int) -> str:
    """The text of a character, given the line before it and the code point after it."""
    said = _LIGATURES.get(code) or chr(code)
    alone = not (line and line[-1][1].isalpha()) and not chr(following % 0x110000).isalpha()
    # A single such code is not a ligature but a bullet of another font.
    return "•" if code < 0x20 and said.isalpha() and alone else said


def _is_raised(text: Any, index: int, line: list[tuple[int, str]]) -> bool:
    """Whether a character is a superscript after a sentence or a word of at least three letters.

    After a shorter word it is more likely an exponent, as in "km2".
    """
    tail = "".join(character for _, character in line[-3:])
    if not tail or not (tail[-1] in _BEFORE_NOTES or (len(tail) == 3 and tail.isalpha())):
        return False
    last = line[-1][0]
    size = _size(text, last)
    higher = _baseline(text, index) - _baseline(text, last)
    return _size(text, index) < _RAISED * size and higher > 0.1 * size


def _line(text: Any, characters: list[tuple[int, str]], page: int) -> Iterator[Line]:
    """The line that characters form, if any of them is visible."""

    shown = [
        number
        for number, (_, character) in enumerate(characters)
        if character.strip() and character != HYPHEN and character >= " "
    ]
    if not shown:
        return
    size, baseline, weight = _look(text, [characters[number][0] for number in shown])
    words = "".join(character for _, character in characters)
    boxes = [_box(text, characters[number][0]) for number in shown]
    left, right = boxes[0][0], boxes[-1][1]
    cells: tuple[Cell, ...] = ()
    if is_right_to_left(words):
        glyphs = [Glyph(said, *_advance(text, index)) for index, said in characters]
        words = reading_order(glyphs, size)
        left, right = min(left for left, _ in boxes), max(right for _, right in boxes)
    else:
        words, cells = _parted(text, characters, shown, boxes, size)
    edges = round(left, 1), round(right, 1)
    yield Line(words, *edges, round(baseline, 1), round(size, 1), weight, page, cells)


def _look(text: Any, shown: list[int]) -> tuple[float, float, int]:
    """The font size, baseline and weight of most of a line, without initials and the like."""
    from pypdfium2 import raw

    some = shown[:: max(1, len(shown) // _SAMPLES)]
    looks = Counter(
        (
            max(_NO_SIZE, round(_size(text, index), 1)),
            round(_baseline(text, index), 1),
            raw.FPDFText_GetFontWeight(text, index),
        )
        for index in some
    )
    return max(looks, key=lambda look: looks[look])


def _parted(
    text: Any,
    characters: list[tuple[int, str]],
    shown: list[int],
    boxes: list[tuple[float, float]],
    size: float,
) -> tuple[str, tuple[Cell, ...]]:
    """The text of a line with a space at each gap, and its cells between wide gaps."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = done = 0
    for at, number in enumerate(shown):
        gap = boxes[at][0] - boxes[at - 1][1] if at else 0.0
        between = _between(text, characters, range(done, number))
        if gap > _UNSPACED * size and not between:
            between = " "
        length += len(between)
        if not at or (gap > _GAP * size and between):
            starts.append((at, length))
        pieces += [between, characters[number][1]]
        length += len(characters[number][1])
        done = number + 1
    words = "".join(pieces) + "".join(said for _, said in characters[done:])
    ends = [*(at for at, _ in starts[1:]), len(shown)]
    cells = tuple(
        Cell(start, round(boxes[at][0], 1), round(boxes[end - 1][1], 1), height)
        for (at, start), end in zip(starts, ends, strict=True)
        for height in (round(_baseline(text, characters[shown[at]][0]), 1),)
    )
    return words, cells if len(cells) > 1 else ()


def _between(text: Any, characters: list[tuple[int, str]], numbers: range) -> str:
    """The text between two visible characters; a space inside the box of the first is dropped."""
    said = "".join(characters[number][1] for number in numbers)
    if said != " " or not numbers.start:
        return said
    before, space = (_advance(text, characters[numbers.start - back][0]) for back in (1, 0))
    return "" if before[0] < space[0] < space[1] <= before[1] else " "


def _advance(text: Any, index: int) -> tuple[float, float]:
    """The left and right edge of a character's advance box, in points."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    return float(box.left), float(box.right)


def _box(text: Any, index: int) -> tuple[float, float]:
    """The left and right edge of a character's glyph, in points."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, right.value


def _baseline(text: Any, index: int) -> float:
    """The height of a character's baseline above the lower edge of the page, in points."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def _size(text: Any, index: int) -> float:
    """The font size of a character in points, including the scale of its matrix."""
    from pypdfium2 import raw

    # The size is negative for upside-down text on an upside-down page.
    return abs(float(raw.FPDFText_GetFontSize(text, index))) * _scale(text, index)


def _scale(text: Any, index: int) -> float:
    """The factor by which a character's matrix enlarges its font size."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
