"""Line filters for terminals with fewer colours than a theme has.

Rich would replace each colour by the nearest one, whatever is drawn with it or on it. With 256
colours, `XtermFilter` keeps the contrast. With 16, whose values the user chooses, or without any,
`PlainFilter` draws text in the terminal's own colours, which the user can read, and uses reverse
video for backgrounds; only signs, which differ by more than colour, have a hue.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from .colors import contrast
from .terminal_colors import has_few_colors
from .xterm_colors import chroma, hue, legible, nearest, number_of

_LEGIBLE = 4.5
"""The contrast ratio that text has at least (WCAG 2.2, level AA), if the theme gives it that."""

_BACKGROUND_CONTRAST = 1.25
"""A background with this contrast ratio to the plain one is drawn in reverse video."""

_SIGNS = frozenset({" ", *map(chr, range(0x2500, 0x27C0))})
"""Box drawing, blocks, geometric shapes and dingbats: what is no text and may have any contrast."""

_CHROMA = 0.04
"""The chroma in Oklab below which a sign is gray."""

_HUES = ((42, 1), (80, 3), (120, 11), (170, 2), (225, 6), (285, 4), (325, 5), (360, 13))
"""For hues in Oklab below each number of degrees, in order, the number of an ANSI colour."""


class XtermFilter(LineFilter):
    """Replaces all colours by those of a terminal with 256, and keeps the contrast of text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line with other styles."""
        return [
            Segment(text, _xterm_style(style) if style else style, control)
            for text, style, control in segments
        ]


class PlainFilter(LineFilter):
    """Removes all colours but, with `hues`, those of signs; uses reverse video for backgrounds.

    `ground` is the background of the theme, "#rrggbb", which becomes that of the terminal.
    """

    def __init__(self, ground: str, hues: bool) -> None:
        super().__init__()
        self._ground, self._hues = ground, hues

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line with other styles."""
        return [
            Segment(text, self._plain(text, style) if style else style, control)
            for text, style, control in segments
        ]

    def _plain(self, text: str, style: Style) -> Style:
        is_sign = all(character in _SIGNS for character in text)
        return _plain_style(style, self._ground, self._hues and is_sign)


@lru_cache(maxsize=64)
def color_filter(color_system: str | None, no_color: bool, ground: str) -> LineFilter | None:
    """The filter for a colour system by Rich's name; None if the terminal has all colours.

    `no_color` is whether the user wants none; `ground` is the background of the theme, "#rrggbb".
    """
    if has_few_colors(color_system, no_color):
        return PlainFilter(ground, hues=color_system is not None and not no_color)
    return XtermFilter() if color_system == "256" else None


def _hex(color: RichColor | None) -> str:
    """A colour as "#rrggbb"; "" for none or one of the terminal's own."""
    return color.triplet.hex if color and color.triplet else ""


@lru_cache(maxsize=4096)
def _xterm_style(style: Style) -> Style:
    """A style in the colours from 16 to 255."""
    color, background = _hex(style.color), _hex(style.bgcolor)
    below = number_of(background) if background else None
    if color and background and contrast(color, background) >= _LEGIBLE:
        color = legible(color, (nearest(background),), _LEGIBLE)
    return style + Style.from_color(
        RichColor.from_ansi(number_of(color)) if color else style.color,
        RichColor.from_ansi(below) if below is not None else style.bgcolor,
    )


@lru_cache(maxsize=4096)
def _plain_style(style: Style, ground: str, has_hue: bool) -> Style:
    """A style in the terminal's own colours, with the hue of a sign if it `has_hue`."""
    color, background = _hex(style.color), _hex(style.bgcolor)
    is_marked = bool(background) and contrast(background, ground) >= _BACKGROUND_CONTRAST
    is_reversed = bool(style.reverse) or is_marked
    drawn = RichColor.default()
    if has_hue and color and not is_reversed and chroma(color) >= _CHROMA:
        drawn = RichColor.from_ansi(next(number for below, number in _HUES if hue(color) < below))
    plain = Style.from_color(drawn, RichColor.default()) + Style(reverse=is_reversed)
    return style + plain
