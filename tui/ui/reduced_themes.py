"""Themes for terminals with 256 colours: their colours replaced so that nothing is lost.

The nearest colours would not do: backgrounds would become one, tags would have the same colour, and
text would lose contrast. The backgrounds are chosen first, each different from the others; then the
colours of texts and tags, with the theme's contrast on all backgrounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .colors import MAX_TINT_CONTRAST, contrast, luminance
from .themes import (
    PALETTE,
    SIGN_CONTRAST,
    TAG_CONTRAST,
    WORDS,
    ArticleColors,
    Colors,
    ReaderTheme,
    textual_theme,
)
from .xterm_colors import chroma, difference, hue_difference, legible, nearest, nearest_where

_DIFFERENCE = 0.05
"""The least difference of two backgrounds, in Oklab."""
_TAG_DIFFERENCE = 0.06
"""The least difference of the colours of two tags, in Oklab."""
_HUE_GAP = 10
"""The least degrees between the hues of two tags."""
_HUE_CHANGES = (20, 20, 30)
"""Degrees by which the hue of a tag may change, in the order in which contrasts are tried."""
_CHROMA = 0.04
"""The chroma in Oklab below which a colour looks gray."""
_HUE_RANGE = 70
"""Degrees by which the hue of a background should change at most."""
_LEAST_CONTRAST = 1.1
"""The least contrast ratio of the row of the caret and of a selection with the background."""

_MARKED = ("caret", "selection", "hit_current", "hit")
"""The backgrounds that must differ from the plain one and from each other; the first choose."""
_LAID_ON = ("surface", "panel")
"""The backgrounds of widgets, which may be the same."""


def reduce_theme(theme: ReaderTheme) -> ReaderTheme:
    """The theme in the colours that every terminal with 256 colours has."""
    backgrounds = _backgrounds(theme)
    laid_on = {name: nearest(getattr(theme.colors, name)) for name in _LAID_ON}
    plain = (backgrounds["background"], *laid_on.values(), nearest(theme.reading.map))
    drawn_on = tuple({*backgrounds.values(), *plain})
    base = Colors(
        **{
            name: backgrounds.get(name)
            or laid_on.get(name)
            or legible(color, drawn_on, theme.contrast)
            for name, color in theme.colors._asdict().items()
        }
    )
    reading = _article_colors(theme, backgrounds, drawn_on)
    palette = _palette(theme, plain, drawn_on)
    variables = {name: nearest(color) for name, color in _own_variables(theme).items()}
    textual = textual_theme(theme.name, theme.dark, base, palette, reading, variables)
    return ReaderTheme(
        theme.name, theme.dark, theme.contrast, base, palette, reading, textual, is_reduced=True
    )


def _own_variables(theme: ReaderTheme) -> Mapping[str, str]:
    """The variables of a theme file that do not follow from its other colours."""
    parts = theme.name, theme.dark, theme.colors, theme.palette, theme.reading
    follow = textual_theme(*parts, {}).variables
    return {k: v for k, v in theme.textual.variables.items() if follow.get(k) != v}


def _backgrounds(theme: ReaderTheme) -> dict[str, str]:
    """The plain background and the marked ones, each visibly different from the others.

    None is nearer to the text than the nearest one of the theme.
    """
    limit = (max if theme.dark else min)(luminance(one) for one in theme.backgrounds)
    chosen = {"background": nearest(theme.colors.background)}

    def fits(color: str) -> bool:
        level = luminance(color)
        return (
            (level <= limit if theme.dark else level >= limit)
            and contrast(color, chosen["background"]) >= _LEAST_CONTRAST
            and all(difference(color, other) >= _DIFFERENCE for other in chosen.values())
        )

    for name in _MARKED:
        color = getattr(theme.reading, name)
        similar = _with_hue_of(color, fits) if name != "caret" else None
        chosen[name] = similar or nearest_where(color, fits) or nearest(color)
    return chosen


def _with_hue_of(color: str, fits: Callable[[str], bool]) -> str | None:
    """The nearest colour for which a condition holds and whose hue is about that of another."""
    return nearest_where(
        color,
        lambda one: (
            chroma(one) >= _CHROMA and hue_difference(one, color) <= _HUE_RANGE and fits(one)
        ),
    )


def _article_colors(
    theme: ReaderTheme, backgrounds: Mapping[str, str], drawn_on: tuple[str, ...]
) -> ArticleColors:
    """The colours of the article, with the theme's contrast on all backgrounds."""
    colors = {name: nearest(color) for name, color in theme.reading._asdict().items()}
    colors |= {name: backgrounds[name] for name in _MARKED}
    for name in WORDS:
        colors[name] = legible(getattr(theme.reading, name), drawn_on, theme.contrast)
    # Text is also drawn on the tints of all backgrounds.
    ratio = theme.contrast * MAX_TINT_CONTRAST
    colors["text"] = legible(theme.reading.text, drawn_on, ratio)
    plain = (backgrounds["background"],)
    colors["cursor"] = legible(theme.reading.cursor, plain, theme.contrast)
    return ArticleColors(**colors)


def _palette(
    theme: ReaderTheme, plain: tuple[str, ...], drawn_on: tuple[str, ...]
) -> dict[str, str]:
    """The colours of tags: each different from the others, with its hue nearly kept.

    Where no such colour has the theme's contrast on all backgrounds, one with less is taken: with
    TAG_CONTRAST on all, or only on the plain ones, and with SIGN_CONTRAST on the others.
    """
    ratios = (
        dict.fromkeys(drawn_on, theme.contrast),
        dict.fromkeys(drawn_on, TAG_CONTRAST),
        dict.fromkeys(drawn_on, SIGN_CONTRAST) | dict.fromkeys(plain, TAG_CONTRAST),
    )
    chosen: dict[str, str] = {}
    for name, color in theme.palette.items():
        others = tuple(chosen[other] for other in chosen if other in PALETTE)
        found = None
        for least, turn in zip(ratios, _HUE_CHANGES, strict=True):
            if name in PALETTE and not found:
                found = _tag_color(color, others, least, 180 if name == "gray" else turn)
        chosen[name] = found or legible(color, drawn_on, theme.contrast)
    return chosen


def _tag_color(
    color: str, others: Iterable[str], least: Mapping[str, float], turn: float
) -> str | None:
    """The nearest colour that is like a tag's and unlike some others; None if there is none.

    `least` gives its least contrast ratio with each background; its hue differs by at most `turn`
    degrees.
    """

    def fits(one: str) -> bool:
        return (
            (turn == 180 or (chroma(one) >= _CHROMA and hue_difference(one, color) <= turn))
            and all(_are_told_apart(one, other) for other in others)
            and all(contrast(one, background) >= ratio for background, ratio in least.items())
        )

    return nearest_where(color, fits)


def _are_told_apart(one: str, other: str) -> bool:
    """Whether the colours of two tags differ visibly, and their hues too if both have one."""
    are_colored = min(chroma(one), chroma(other)) >= _CHROMA
    return difference(one, other) >= _TAG_DIFFERENCE and (
        not are_colored or hue_difference(one, other) >= _HUE_GAP
    )
