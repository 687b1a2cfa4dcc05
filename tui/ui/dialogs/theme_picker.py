"""A picker of themes, with a preview of the theme under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..themes import ReaderTheme
from ..widgets.choice_list import Choice
from .picker import Picker


def theme_picker(
    themes: Iterable[ReaderTheme], current: str, preview: Callable[[str], None]
) -> Picker:
    """Make a picker of themes; `preview` is called with the name of each theme under the cursor."""
    choices = [
        Choice(
            id=theme.name,
            label=theme.name,
            detail="dark" if theme.dark else "light",
            checked=theme.name == current,
        )
        for theme in themes
    ]
    return Picker("Theme", choices, current=current, on_highlight=preview)
