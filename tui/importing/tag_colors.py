"""Converts colours of other programs to #rrggbb."""

from __future__ import annotations

import re

_HEX = re.compile("#?([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/].*)?\)", re.I
)


def hex_color(color: str) -> str:
    """An HTML or CSS colour (hexadecimal, rgb() or rgba()) as #rrggbb; "" for anything else.

    Transparency is ignored.
    """
    text = color.strip()
    if match := _HEX.fullmatch(text):
        digits = match[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return f"#{digits[:6].lower()}"
    if match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        return "#" + "".join(f"{part:02x}" for part in parts) if max(parts) < 256 else ""
    return ""
