"""Values as the bytes of a JSON document that is safe to look at."""

from __future__ import annotations

import json
from typing import Any

from ..model.visible import visible


def dumped(data: Any) -> bytes:
    """The bytes, UTF-8, two spaces a level; characters that do not show are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return ("\n".join(map(_escaped, text.split("\n"))) + "\n").encode()


def _escaped(line: str) -> str:
    """A line of JSON with the characters that do not show as escapes (astral ones as pairs)."""
    if line.isprintable():
        return line
    return "".join(
        character if character == shown else json.dumps(character)[1:-1]
        for character, shown in zip(line, visible(line), strict=True)
    )
