"""The colours of a terminal with 256 colours, and which of them stand for others.

Colours 16 to 255 have the same values in every such terminal: a cube of six levels for each channel
and 24 grays (XTerm, 256colres.h). The first 16 are the user's, and unknown. Colours are compared in
Oklab, a perceptually uniform space: https://bottosson.github.io/posts/oklab/.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from .colors import MAX_TINT_CONTRAST, channels, contrast

_LEVELS = (0, 95, 135, 175, 215, 255)
_FIRST = 16

XTERM_COLORS = tuple(
    f"#{red:02x}{green:02x}{blue:02x}" for red in _LEVELS for green in _LEVELS for blue in _LEVELS
) + tuple(f"#{level:02x}{level:02x}{level:02x}" for level in range(8, 239, 10))
"""The colours from 16 to 255, each "#rrggbb"."""

_NUMBERS = {color: number for number, color in enumerate(XTERM_COLORS, _FIRST)}


def number_of(color: str) -> int:
    """The number of the colour in XTERM_COLORS that is nearest to a colour."""
    return _NUMBERS[nearest(color)]


@lru_cache(maxsize=4096)
def oklab(color: str) -> tuple[float, float, float]:
    """Lightness (0 to 1), green to red, and blue to yellow of a colour, in Oklab."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color)
    )
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def difference(one: str, other: str) -> float:
    """The distance of two colours in Oklab: 1 from black to white, 0.02 hardly visible."""
    return math.dist(oklab(one), oklab(other))


def hue(color: str) -> float:
    """The hue of a colour in Oklab, in degrees from 0 to 360."""
    _, green_red, blue_yellow = oklab(color)
    return math.degrees(math.atan2(blue_yellow, green_red)) % 360


def chroma(color: str) -> float:
    """The distance of a colour from the gray of its lightness, in Oklab."""
    return math.hypot(*oklab(color)[1:])


def hue_difference(one: str, other: str) -> float:
    """The difference of the hues of two colours, in degrees from 0 to 180."""
    turned = abs(hue(one) - hue(other))
    return min(turned, 360 - turned)


@lru_cache(maxsize=4096)
def nearest(color: str) -> str:
    """The colour in XTERM_COLORS that is nearest to a colour."""
    return color if color in _NUMBERS else min(XTERM_COLORS, key=lambda one: difference(one, color))


def nearest_where(color: str, fits: Callable[[str], bool]) -> str | None:
    """The nearest colour in XTERM_COLORS for which a condition holds; None if there is none."""
    found = filter(fits, XTERM_COLORS)
    return min(found, key=lambda one: difference(one, color), default=None)


@lru_cache(maxsize=4096)
def legible(color: str, backgrounds: tuple[str, ...], ratio: float) -> str:
    """The nearest colour in XTERM_COLORS with at least this contrast ratio on some backgrounds.

    If no colour has the ratio, the result is that with the most contrast.
    """

    def weakest(one: str) -> float:
        return min(contrast(one, background) for background in backgrounds)

    return nearest_where(color, lambda one: weakest(one) >= ratio) or max(XTERM_COLORS, key=weakest)


@lru_cache(maxsize=1024)
def reduced_tint(
    tint: str, background: str, others: tuple[str, ...], drawn: tuple[tuple[str, float], ...]
) -> str:
    """The colour in XTERM_COLORS that differs from a background as a tint does.

    It is none of the `others`, which are backgrounds with a meaning of their own.
    Each colour that is `drawn` on it keeps its contrast, or at least the ratio given with it.
    """

    def is_tint(color: str) -> bool:
        return (
            color != background
            and color not in others
            and contrast(color, background) <= MAX_TINT_CONTRAST
            and all(
                contrast(one, color) >= min(ratio, contrast(one, background))
                for one, ratio in drawn
            )
        )

    return nearest_where(tint, is_tint) or background
