"""Parse untrusted TOML with bounds on time and memory.

tomli needs time quadratic in the number of parts of a dotted key, and more than 100 bytes for each
digit of a number. A text that exceeds what any sensible file contains is rejected before parsing.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

from ..model.patterns import lazily

MAX_DEPTH = 50
"""Maximum depth to which a dotted key may nest tables."""

TOKEN = lazily(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r"|(?P<open>\"\"\"|''').*"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*'?"
    r"|(?P<comment>#)[^\n]*",
    re.DOTALL,
)
"""A string or a comment; the group `open` matches if a multi-line string is not closed.

An unclosed string matches to the end of the text, so that any text takes one pass. Repetitions are
possessive, because others need more than 100 bytes of backtracking state for each character.
"""
_MOST_DIGITS = 4300
_LONG_NUMBER = lazily(rf"(?<![0-9A-Za-z_.+-])[+-]?[0-9][0-9A-Za-z_.+-]{{{_MOST_DIGITS},}}+")
"""A number with more digits than Python converts to an int.

tomli would match it with a repetition that needs more than 100 bytes for each digit.
"""
_DEEP_KEY = lazily(rf'(?<![0-9A-Za-z_"-])(?:[0-9A-Za-z_"-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}')
"""A dotted key with more than MAX_DEPTH parts, for which tomli needs quadratic time."""
_COSTLY = ((_LONG_NUMBER, "a number of more than 4300 digits"), (_DEEP_KEY, "nested too deeply"))
"""Patterns that are too costly for tomli, to be searched in a text without its strings."""


class CostlyError(ValueError):
    """A text that would take too much time or memory to parse; `line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"{what} (at line {line})")
        self.line, self.what = line, what


def loads(text: str) -> dict[str, Any]:
    """Parse a TOML text.

    Raises CostlyError if parsing would be too costly, and otherwise, like tomli, TOMLDecodeError,
    other ValueErrors or RecursionError.
    """
    bare = without_strings(text) if _has_long_line(text) else ""
    for pattern, what in _COSTLY:
        if found := pattern.search(bare):
            raise CostlyError(bare.count("\n", 0, found.start()) + 1, what)
    return tomli.loads(text)  # noqa: TID251 - the one place


def _has_long_line(text: str) -> bool:
    """Whether a line is so long that a costly key or number could be in it.

    Neither extends over several lines, and a key of MAX_DEPTH parts has as many dots.
    """
    lines = (line for line in text.split("\n") if len(line) >= 2 * MAX_DEPTH)
    return any(len(line) > _MOST_DIGITS or line.count(".") >= MAX_DEPTH for line in lines)


def without_strings(text: str) -> str:
    """A TOML text with each string and comment replaced by a quotation mark; lines are kept."""
    return TOKEN.sub(lambda match: '"' + "\n" * match[0].count("\n"), text)
