"""What the commands write: lines that are safe to show, or one JSON object a line.

This is the boundary between the commands and the terminal: every text is made visible here (see
`model.visible`), in JSON by escapes. No other module uses `sys.stdout` or `sys.stderr`; the linter
refuses it.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from ..model.document import Span
from ..model.hyphens import join_divided_words
from ..model.visible import escaped, visible


@dataclass(frozen=True, slots=True)
class Styled:
    """A part of a line with a terminal attribute (a number of ECMA-48's SGR)."""

    text: str
    attribute: int


def bold(text: str) -> Styled:
    """A part that stands out."""
    return Styled(text, 1)


def dim(text: str) -> Styled:
    """A part that stays quiet."""
    return Styled(text, 2)


def prepare() -> None:
    """Make the output streams take every text: UTF-8 unless to a terminal, escapes where needed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(*parts: str | Styled) -> None:
    """One line to standard output; attributes only on a terminal and without NO_COLOR."""
    colored = _is_colored(sys.stdout)
    sys.stdout.write("".join(_rendered(part, colored) for part in parts) + "\n")


def say_json(record: Mapping[str, Any]) -> None:
    """One JSON object on one line of standard output."""
    sys.stdout.write(escaped(json.dumps(record, ensure_ascii=False)) + "\n")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def say_file(content: bytes) -> None:
    """The bytes of a file to standard output, as they are: for a pipe, never for a terminal."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def say_raw(text: str) -> None:
    """Text of the program's own to standard output, line breaks and all."""
    sys.stdout.write(text)


def complain(message: str) -> None:
    """One line about what is wrong to standard error."""
    aside(f"reader: {message}")


def aside(line: str) -> None:
    """One line to standard error."""
    sys.stderr.write(visible(line) + "\n")


def flat(text: str) -> str:
    """A stretch of an article for one line: line feeds and tabs are spaces, divided words whole."""
    return join_divided_words(text).translate({10: " ", 9: " "})


def with_spans(text: str, spans: Iterable[Span]) -> list[str | Styled]:
    """A text in parts, with spans of it (in order, relative to it) set bold, for one line."""
    parts: list[str | Styled] = []
    done = 0
    for start, end in spans:
        parts += [flat(text[done:start]), bold(flat(text[start:end]))]
        done = end
    return [*parts, flat(text[done:])]


def _is_colored(stream: TextIO) -> bool:
    # https://no-color.org: set and not empty.
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _rendered(part: str | Styled, colored: bool) -> str:
    if isinstance(part, str):
        return visible(part)
    text = visible(part.text)
    return f"\x1b[{part.attribute}m{text}\x1b[0m" if colored and text else text
