"""Read TOML files key by key, with errors that name the file, the line and the fault.

Format: https://toml.io/en/v1.1.0. Files are written in TOML 1.0.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

import tomli

from ..formats import toml
from ..model.annotation import LARGEST_REV
from ..model.errors import ReaderError
from .toml_writer import utc

T = TypeVar("T")

MAX_INT = LARGEST_REV
_MAX_BITS = 4096

_KINDS = {str: "a text in quotes", int: "a whole number", list: "a list", dict: "a table"}


class DamagedError(ReaderError):
    """A file that cannot be parsed; `line` counts from 1, and `key` is the bad key, or ""."""

    def __init__(self, where: str, line: int, what: str, key: str = "") -> None:
        super().__init__(f"{where}, line {line}: {what}; mend that line or move the file away")
        self.line, self.what, self.key = line, what, key


class TomlText(NamedTuple):
    """The text of a file, used to find the line of an error."""

    where: str
    text: str
    error: type[DamagedError]

    def damaged(self, what: str, header: str = "", number: int = 0, key: str = "") -> DamagedError:
        """The error for a key in the `number`-th table (from 0) called `header`.

        If `header` is "", the key is at the top level.
        """
        return self.error(self.where, self._line(header, number, key), what, key)

    def _line(self, header: str, number: int, key: str) -> int:
        # Strings and comments may look like headers and keys: only their line breaks count.
        bare = toml.without_strings(self.text).split("\n")
        heads = [i for i, line in enumerate(bare) if line.lstrip().startswith("[")]
        mine = [i for i in heads if _heads(header, bare[i])]
        if header and not mine:
            # The tables have no headers of their own: use the line where their list begins.
            header, key = "", header
        start = mine[min(number, len(mine) - 1)] if mine else 0
        stop = next((i for i in heads if i >= start + bool(header)), len(bare))
        named = re.compile(rf"\s*{re.escape(key)}\s*[.=]")
        found = [i for i in range(start, stop) if key and named.match(bare[i])]
        found += [i for i in heads if not header and key and _heads(key, bare[i])]
        return (found[0] if found else start) + 1


def _heads(name: str, line: str) -> bool:
    """Whether a line is the header of a table called `name`."""
    return bool(name) and bool(re.match(rf"\s*\[{{1,2}}\s*{re.escape(name)}\s*\]", line))


def parse(data: bytes, where: str, error: type[DamagedError]) -> tuple[TomlText, dict[str, Any]]:
    """Parse a TOML file, with or without a byte-order mark. Raises `error` if it is invalid."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise error(where, line, "not UTF-8 text") from None
    if not text.strip(" \t\r\n\0"):
        raise error(where, 1, "the file is empty")
    page = TomlText(where, text, error)
    try:
        return page, toml.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _parse_error(page, problem) from None


def _parse_error(page: TomlText, problem: Exception) -> DamagedError:
    conflict = re.search(r"^<<<<<<< ", page.text, re.MULTILINE)
    if conflict:
        line = page.text.count("\n", 0, conflict.start()) + 1
        return page.error(page.where, line, "a merge conflict of git is not resolved")
    if isinstance(problem, toml.CostlyError):
        return page.error(page.where, problem.line, problem.what)
    if isinstance(problem, tomli.TOMLDecodeError):
        what, _, place = " ".join(str(problem).split()).rpartition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else page.text.rstrip().count("\n") + 1
        return page.error(page.where, line, what)
    deep = isinstance(problem, RecursionError)
    what = "nested too deeply" if deep else str(problem).partition(":")[0]
    return page.error(page.where, _first_line(page.text, type(problem)), what)


def _first_line(text: str, kind: type[Exception]) -> int:
    """The line of an error for which tomli gives none: the end of the shortest invalid prefix."""
    rows = text.split("\n")
    low, high = 1, len(rows)
    while low < high:
        middle = (low + high) // 2
        try:
            toml.loads("\n".join(rows[:middle]))
            bad = False
        except (ValueError, RecursionError) as problem:
            bad = type(problem) is kind
        low, high = (low, middle) if bad else (middle + 1, high)
    return low


class TomlRecord:
    """One table of a file, whose keys are taken one by one; `extra` returns the remaining ones.

    Every method raises the page's error if a value is not of the type that the format requires.
    """

    def __init__(self, page: TomlText, table: object, header: str = "", number: int = 0) -> None:
        self._page, self._header, self._number = page, header, number
        if type(table) is not dict:
            raise page.damaged(f"'{header}' is not a table", header, number)
        self._left: dict[str, Any] = table.copy()

    def has(self, key: str) -> bool:
        """Whether the table has a key that was not taken yet."""
        return key in self._left

    def take(self, key: str, kind: type[T], default: T | None) -> T:
        """The value of a key, which must have the type `kind`; required if `default` is None."""
        value = self._left.pop(key, default)
        if type(value) is kind:
            return value
        is_not = "missing" if value is None else f"not {_KINDS[kind]}"
        raise self.wrong(key, f"'{key}' is {is_not}")

    def text(self, key: str, default: str | None = "") -> str:
        """The string value of a key; required if `default` is None."""
        return self.take(key, str, default)

    def name(self, key: str) -> str:
        """The string value of a key that is required and must not be empty."""
        value = self.take(key, str, None)
        if not value:
            raise self.wrong(key, f"'{key}' is empty")
        return value

    def whole(self, key: str, default: int | None, low: int, high: int = MAX_INT) -> int:
        """The integer value of a key, from `low` to `high`; required if `default` is None."""
        given = key in self._left
        value = self.take(key, int, default)
        if given and not low <= value <= high:
            bounds = f"from {low} to {high}" if high < MAX_INT else f"{low} or more"
            raise self.wrong(key, f"'{key}' is not {bounds}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings of a key; empty if absent."""
        value: list[Any] = self.take(key, list, [])
        if not all(type(item) is str for item in value):
            raise self.wrong(key, f"'{key}' is not a list of texts in quotes")
        return tuple(value)

    def texts_by_key(self, key: str) -> dict[str, str]:
        """The nested table of a key, whose values are strings; empty if absent."""
        value: dict[str, Any] = self.take(key, dict, {})
        if not all(type(item) is str for item in value.values()):
            raise self.wrong(key, f"'{key}' has a value that is not a text in quotes")
        return value

    def moment(self, key: str, may_be_date: bool = False) -> datetime | None:
        """The date and time of a key in UTC, or None; a time without an offset counts as UTC.

        A date alone is its first moment if it `may_be_date`, else an error.
        """
        value = self._left.pop(key, None)
        if value is None:
            return None
        if may_be_date and type(value) is date:
            value = datetime(value.year, value.month, value.day)
        if type(value) is not datetime:
            raise self.wrong(key, f"'{key}' is not a date with a time")
        try:
            return utc(value)
        except OverflowError:
            raise self.wrong(key, f"'{key}' is out of range") from None

    def tables(self, key: str) -> list[TomlRecord]:
        """The records of an array of tables."""
        found: list[Any] = self.take(key, list, [])
        return [TomlRecord(self._page, table, key, number) for number, table in enumerate(found)]

    def inner(self, key: str) -> TomlRecord:
        """The record of a nested table; empty if absent."""
        return TomlRecord(self._page, self._left.pop(key, {}), key)

    def extra(self) -> dict[str, Any]:
        """The keys that were not taken; each must be such that it can be written again."""
        for key, value in self._left.items():
            if not _is_writable(value, toml.MAX_DEPTH):
                raise self.wrong(key, f"{key!r} is nested too deeply or too long a number")
        return self._left

    def wrong(self, key: str, what: str) -> DamagedError:
        """The error for a key of this table."""
        return self._page.damaged(what, self._header, self._number, key)


def _is_writable(value: object, depth: int) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= _MAX_BITS
    inner: list[object] = []
    if isinstance(value, list):
        inner = value
    elif isinstance(value, Mapping):
        inner = list(value.values())
    return depth > 0 and all(_is_writable(item, depth - 1) for item in inner)


def has_comments(data: bytes) -> bool:
    """Whether a valid TOML file contains comments, which a save would lose."""
    if b"#" not in data:
        return False
    text = data.decode("utf-8", errors="replace")
    return any(match["comment"] for match in toml.TOKEN.finditer(text))
