"""ColorPicker: the colour of a tag, one of the theme's, or any other as "#rrggbb"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..widgets.choice_list import Choice
from .picker import Picker

_HEXADECIMAL = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


def full_color(text: str) -> str:
    """The "#rrggbb" that "#rrggbb", "rgb" and the like mean, or ""."""
    match = _HEXADECIMAL.fullmatch(text.strip())
    if not match:
        return ""
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


class ColorPicker(Picker):
    """The colour names of a theme; the result's id is one of them, "#rrggbb" where one was typed,
    or "" for none of its own.
    """

    verb = "use"

    def __init__(self, tag: str, palette: Mapping[str, str], current: str = "") -> None:
        """`palette` maps names to "#rrggbb"; `current` is a name of it, "#rrggbb" or ""."""
        choices = [Choice("", "none of its own", "that of its group")]
        choices += [Choice(name, name, color=color) for name, color in palette.items()]
        if current and current not in palette:
            choices.append(Choice(current, current, color=full_color(current)))
        super().__init__(
            f"Colour of {tag}",
            choices,
            placeholder="a name, or any colour as #rrggbb",
            current=current,
        )

    def made(self, query: str) -> str:
        """A colour typed in full."""
        return full_color(query)
