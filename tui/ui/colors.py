"""Colours as "#rrggbb": how well they can be read on each other, and how to make them so.

Luminance and contrast ratio as WCAG 2.2 defines them:
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from ..model.patterns import lazily

QUIET = 1.2
"""The greatest contrast of a tint with its background: text of 5.4 keeps 4.5 on the tint."""

_STRONGEST = 30
"""The greatest share of a colour in its tint, in percent."""

_FORM = lazily(r"#[0-9a-fA-F]{6}")

_STEPS = 255
"""The steps of lightness tried: as many as a channel of a colour has."""


def is_color(text: str) -> bool:
    """Whether a text is a colour of the form "#rrggbb"."""
    return _FORM.fullmatch(text) is not None


def channels(color: str) -> tuple[float, float, float]:
    """The red, green and blue of "#rrggbb", each from 0 to 1; ValueError for anything else."""
    if not is_color(color):
        raise ValueError(f"not a colour of the form #rrggbb: {color!r}")
    red, green, blue = bytes.fromhex(color[1:])
    return red / 255, green / 255, blue / 255


def to_hex(red: float, green: float, blue: float) -> str:
    """The "#rrggbb" of three channels from 0 to 1."""
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
    """The colour itself, or the nearest lighter or darker one that has that contrast ratio.

    Hue and saturation stay. Black or white, whichever reads better, where no lightness suffices.
    """
    hue, lightness, saturation = rgb_to_hls(*channels(color))
    for step in range(_STEPS + 1):
        moved = (lightness + step / _STEPS, lightness - step / _STEPS)
        shades = [
            to_hex(*hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)) for light in moved
        ]
        best = max(shades, key=lambda shade: contrast(shade, background))
        if contrast(best, background) >= ratio:
            return best
    return max("#000000", "#ffffff", key=lambda extreme: contrast(extreme, background))


@lru_cache(maxsize=4096)
def tint(color: str, background: str) -> str:
    """The background of a span tagged in that colour: as much of its hue as stays within QUIET."""
    hue, _, saturation = rgb_to_hls(*channels(color))
    # The fullest shade that is not far from the background: another would only muddy the tint.
    lightness = 0.7 if contrast(background, "#000000") > contrast(background, "#ffffff") else 0.5
    pairs = list(zip(hls_to_rgb(hue, lightness, saturation), channels(background), strict=True))
    for percent in range(_STRONGEST, 0, -1):
        share = percent / 100
        red, green, blue = (over * share + under * (1 - share) for over, under in pairs)
        mixed = to_hex(red, green, blue)
        if contrast(mixed, background) <= QUIET:
            return mixed
    return background
