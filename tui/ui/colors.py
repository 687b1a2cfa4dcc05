"""Colours as "#rrggbb": their luminance and contrast, and legible shades and tints of them.

WCAG 2.2 defines luminance and contrast ratio:
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from ..model.patterns import lazily

MAX_TINT_CONTRAST = 1.2
"""A tint has at most this contrast ratio with its background.

Text with a ratio of 5.4 on the background then has at least 4.5 on the tint.
"""

_MAX_TINT_PERCENT = 30
"""A tint contains at most this percentage of its colour."""

_HEXADECIMAL = lazily(r"#[0-9a-fA-F]{6}")

_LIGHTNESS_STEPS = 255
"""The number of steps of lightness that are tried: as many as a channel of a colour has."""


def is_color(text: str) -> bool:
    """Whether a text is a colour of the form "#rrggbb"."""
    return _HEXADECIMAL.fullmatch(text) is not None


def channels(color: str) -> tuple[float, float, float]:
    """The red, green and blue of "#rrggbb", each from 0 to 1. Raises ValueError for other texts."""
    if not is_color(color):
        raise ValueError(f"not a colour of the form #rrggbb: {color!r}")
    red, green, blue = bytes.fromhex(color[1:])
    return red / 255, green / 255, blue / 255


def to_hex(red: float, green: float, blue: float) -> str:
    """The colour of three channels from 0 to 1, as "#rrggbb"."""
    return "#" + bytes(round(255 * channel) for channel in (red, green, blue)).hex()


@lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=4096)
def ensure_contrast(color: str, background: str, ratio: float = 4.5) -> str:
    """The colour, or the nearest lighter or darker shade with at least this contrast ratio.

    Hue and saturation stay. If no shade has the ratio, the result is black or white, whichever has
    more contrast.
    """
    hue, lightness, saturation = rgb_to_hls(*channels(color))
    for step in range(_LIGHTNESS_STEPS + 1):
        change = step / _LIGHTNESS_STEPS
        levels = min(1.0, lightness + change), max(0.0, lightness - change)
        shades = [to_hex(*hls_to_rgb(hue, level, saturation)) for level in levels]
        best = max(shades, key=lambda shade: contrast(shade, background))
        if contrast(best, background) >= ratio:
            return best
    return max("#000000", "#ffffff", key=lambda extreme: contrast(extreme, background))


@lru_cache(maxsize=4096)
def tint(color: str, background: str) -> str:
    """The background mixed with as much of a colour as text on it stays legible."""
    hue, _, saturation = rgb_to_hls(*channels(color))
    # A saturated shade near the background's lightness keeps the contrast of the mixture low.
    lightness = 0.7 if contrast(background, "#000000") > contrast(background, "#ffffff") else 0.5
    pairs = list(zip(hls_to_rgb(hue, lightness, saturation), channels(background), strict=True))
    for percent in range(_MAX_TINT_PERCENT, 0, -1):
        share = percent / 100
        red, green, blue = (over * share + under * (1 - share) for over, under in pairs)
        mixed = to_hex(red, green, blue)
        if contrast(mixed, background) <= MAX_TINT_CONTRAST:
            return mixed
    return background
