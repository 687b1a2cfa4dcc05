"""TOML from strangers, parsed with bounds on time and memory.

tomli takes the square of the length of a dotted key, and keeps more than 100 bytes for each digit
of a number. What needs more of either than any sensible file is refused before.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

from .patterns import lazily

MAX_DEPTH = 50
"""How deep tables may be nested by a dotted key."""

TOKEN = lazily(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r"|(?P<open>\"\"\"|''').*"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*'?"
    r"|(?P<comment>#)[^\n]*",
    re.DOTALL,
)
"""A string or a comment; `open` where a string of several lines does not end.

One without an end takes all that is left, so that no text takes more than one pass. Repetitions are
possessive: others keep more than 100 bytes for each character, to go back to it.
"""
_LONG_NUMBER = lazily(r"(?<![0-9A-Za-z_.+-])[+-]?[0-9][0-9A-Za-z_.+-]{4300,}+")
"""A number of more digits than Python turns into an int.

tomli would match it with a repetition that keeps more than 100 bytes for each digit.
"""
_DEEP_KEY = lazily(rf'(?<![0-9A-Za-z_"-])(?:[0-9A-Za-z_"-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}')
"""A dotted key of more parts than tables may be nested: tomli takes the square of their number."""
_COSTLY = ((_LONG_NUMBER, "a number of more than 4300 digits"), (_DEEP_KEY, "nested too deeply"))
"""What would take tomli too much time or memory, to be looked for in text without strings."""


class CostlyError(ValueError):
    """A text that would take too much time or memory to parse: `line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"{what} (at line {line})")
        self.line, self.what = line, what


def loads(text: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises CostlyError, and as tomli does TOMLDecodeError, other ValueErrors and RecursionError.
    """
    bare = without_strings(text)
    for pattern, what in _COSTLY:
        if found := pattern.search(bare):
            raise CostlyError(bare.count("\n", 0, found.start()) + 1, what)
    return tomli.loads(text)  # noqa: TID251 - the one place


def without_strings(text: str) -> str:
    """A TOML text with a quotation mark for each string and comment, and all its lines."""
    return TOKEN.sub(lambda match: '"' + "\n" * match[0].count("\n"), text)
