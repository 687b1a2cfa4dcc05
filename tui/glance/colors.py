"""Colours as a terminal is told them that has fewer than there are."""

from __future__ import annotations

import os


def told(layer: int, value: str) -> str:
    """A colour of the text (38) or behind it (48) as the terminal is told, which may have fewer.

    Which of these then takes its place is what Rich says, so that the program paints no other.
    """
    red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return f"{layer};2;{red};{green};{blue}"
    if os.environ.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty"):
        return f"{layer};5;{_of_256(red, green, blue)}"
    number = min(range(16), key=lambda n: _distance(_SIXTEEN[n], (red, green, blue)))
    return f"{layer - 8 + number if number < 8 else layer + 44 + number}"


def _of_256(red: int, green: int, blue: int) -> int:
    low, high = min(red, green, blue) / 255, max(red, green, blue) / 255
    middle = low + high
    if high == low or (high - low) / (middle if middle <= 1 else 2 - middle) < 0.15:
        gray = round(middle / 2 * 25)
        return {0: 16, 25: 231}.get(gray, 231 + gray)
    steps = [round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in (red, green, blue)]
    return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    mean = (one[0] + other[0]) // 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    near = ((512 + mean) * red * red) >> 8
    return near + 4 * green * green + (((767 - mean) * blue * blue) >> 8)


_SIXTEEN = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0)),
    *((0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
