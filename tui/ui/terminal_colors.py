"""What the colours of a terminal mean for the program; `color_system` is Rich's name for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .themes import ReaderTheme


def has_few_colors(color_system: str | None, no_color: bool) -> bool:
    """Whether attributes such as bold replace colours: with 16 colours, or none.

    `no_color` is whether the user wants no colours.
    """
    return no_color or color_system in (None, "standard", "windows")


def fit_to_terminal(theme: ReaderTheme, color_system: str | None) -> ReaderTheme:
    """The theme in the colours of the terminal; the same unless the terminal has 256."""
    if color_system != "256":
        return theme
    from .reduced_themes import reduce_theme

    return reduce_theme(theme)
