"""ColorPicker: asks for the colour of a tag, by a name of the theme's palette or as "#rrggbb"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..widgets.choice_list import Choice
from .picker import Picker

_HEXADECIMAL = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


def full_color(text: str) -> str:
    """The colour "#rrggbb" of a text such as "#RRGGBB", "rrggbb" or "rgb"; "" for other texts."""
    match = _HEXADECIMAL.fullmatch(text.strip())
    if not match:
        return ""
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


class ColorPicker(Picker):
    """Lists the colour names of a palette.

    The id of the result is one of them, "#rrggbb" if the user typed one, or "" for the colour of
    the tag's group.
    """

    create_verb = "use"

    def __init__(self, tag: str, palette: Mapping[str, str], current: str = "") -> None:
        """`palette` maps names to "#rrggbb"; `current` is one of the names, "#rrggbb" or ""."""
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

    def new_id(self, query: str) -> str:
        """The colour that was typed as "#rrggbb" or in a short form of it, else ""."""
        return full_color(query)
