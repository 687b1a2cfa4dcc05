"""The output of the commands: lines that are safe for a terminal, or one JSON object per line.

This is the boundary between the commands and the terminal. Control characters are made visible here
(see `model.visible`), in JSON by escapes. No other module may use `sys.stdout` or `sys.stderr`; the
linter enforces this.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TextIO

from ..model.document import Span
from ..model.typography import join_divided_words
from ..model.visible import escaped, visible


class Styled(NamedTuple):
    """A part of a line with a terminal attribute (an SGR number of ECMA-48)."""

    text: str
    attribute: int


def bold(text: str) -> Styled:
    """A part in bold."""
    return Styled(text, 1)


def dim(text: str) -> Styled:
    """A part in faint print."""
    return Styled(text, 2)


def prepare() -> None:
    """Make the output streams accept any text: UTF-8 unless on a terminal, else with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(*parts: str | Styled) -> None:
    """Write a line to standard output; styled only on a terminal and without NO_COLOR."""
    colored = _is_colored(sys.stdout)
    sys.stdout.write("".join(_rendered(part, colored) for part in parts) + "\n")


def say_json(record: Mapping[str, Any]) -> None:
    """Write a JSON object to standard output, on one line."""
    sys.stdout.write(escaped(json.dumps(record, ensure_ascii=False)) + "\n")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def say_file(content: bytes) -> None:
    """Write bytes to standard output unchanged; only if it is not a terminal."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def say_raw(text: str) -> None:
    """Write the program's own text, with its line breaks, to standard output."""
    sys.stdout.write(text)


def complain(message: str) -> None:
    """Write a line about a problem to standard error, after the name of the program."""
    aside(f"reader: {message}")


def aside(line: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(visible(line) + "\n")


def flat(text: str) -> str:
    """Text of an article on one line: line feeds and tabs are spaces, divided words joined."""
    return join_divided_words(text).translate({10: " ", 9: " "})


def short(quote: str) -> str:
    """A quote on one line, cut off after 60 code points."""
    return flat(quote if len(quote) <= 60 else quote[:59] + "…")


def with_spans(text: str, spans: Iterable[Span]) -> list[str | Styled]:
    """A text in parts for one line, with the given spans in bold; the spans are sorted."""
    parts: list[str | Styled] = []
    done = 0
    for start, end in spans:
        parts += [flat(text[done:start]), bold(flat(text[start:end]))]
        done = end
    return [*parts, flat(text[done:])]


def _is_colored(stream: TextIO) -> bool:
    # https://no-color.org: the variable must be set and not empty.
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _rendered(part: str | Styled, colored: bool) -> str:
    if isinstance(part, str):
        return visible(part)
    text = visible(part.text)
    return f"\x1b[{part.attribute}m{text}\x1b[0m" if colored and text else text


def counted(number: int, noun: str) -> str:
    """A number with its noun, which gets an "s" unless the number is 1."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
