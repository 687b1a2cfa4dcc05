"""Decode a damaged TOML file, separate the sides of a merge conflict, and cut it into records."""

from __future__ import annotations

import codecs
import re

from ..formats import toml
from ..model.patterns import lazily

Rows = list[tuple[int, str]]
"""Lines with their numbers in the file, from 1."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 400
_AFTER_ZEROS = lazily(r"(?<=\0)(?=\[)")
_STRAY_BYTE = lazily("[\udc80-\udcff]")
_MARKER = lazily(r"(?=([<|=>]))(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_NEXT = {">": "<", "<": "|=", "|": "=", "=": ">"}
_PART = {">": ("base", "ours", "theirs"), "<": ("ours",), "|": ("base",), "=": ("theirs",)}
_KEY = lazily(r"\s*([\w\"'.-]+)\s*=")
_HEAD = lazily(
    r"[\0\s]*\[\[?\s*"
    r"(document|source|annotation|judgement|removed|tag|hypothesis|search|assignment)\s*\]"
)
_MOST_PIECES = 20
"""Maximum number of headers inside one string; a longer string was left open by damage."""


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text of a file in any encoding, and one line for each guess that was made."""
    marked = ((mark, name) for mark, name in _MARKS if data.startswith(mark))
    mark, name = next(marked, (b"", _wide(data[:_SAMPLE]) or "utf-8"))
    data = data.removeprefix(mark)
    if name != "utf-8":
        return data.decode(name, "replace"), [f"the file was in {name}"]
    text = data.decode("utf-8", "surrogateescape")
    stray = _STRAY_BYTE.search(text)
    if not stray:
        return text, []
    line = text.count("\n", 0, stray.start()) + 1
    remark = f"line {line}: bytes that are not UTF-8 were read as Windows-1252"
    return _STRAY_BYTE.sub(_western, text), [remark]


def _wide(sample: bytes) -> str:
    """The UTF-16 codec of a text without a byte-order mark, or "" if it is not UTF-16.

    In Western text in UTF-16, every other byte is zero.
    """
    if len(sample) < 4:
        return ""
    even, odd = (sample[at::2].count(0) / (len(sample) // 2) for at in (0, 1))
    if even < 0.1 and odd > 0.7:
        return "utf-16-le"
    return "utf-16-be" if odd < 0.1 and even > 0.7 else ""


def _western(match: re.Match[str]) -> str:
    byte = match[0].encode("utf-8", "surrogateescape")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def numbered(text: str) -> Rows:
    """The numbered lines of a text; a header after a run of NUL bytes begins a line of its own."""
    lines = enumerate(text.split("\n"), 1)
    return [(n, part) for n, line in lines for part in _AFTER_ZEROS.split(line.removesuffix("\r"))]


def sides(rows: Rows) -> list[Rows]:
    """The lines of a file, or those of base, ours and theirs if git left conflict markers in it.

    The base consists of the lines common to both sides and those of a "diff3" base section.
    """
    found: dict[str, Rows] = {"base": [], "ours": [], "theirs": []}
    state = ">"
    for row in rows:
        mark = _MARKER.match(row[1])
        if mark and mark[1] in _NEXT[state]:
            state = mark[1]
        else:
            for name in _PART[state]:
                found[name].append(row)
    return list(found.values()) if found["base"] != rows else [rows]


def pieces(rows: Rows) -> list[Rows]:
    """Cut a file into the lines before the first known header and one piece for each such header.

    A header inside a string is ignored, unless damage left the string open.
    """
    heads = [at for at, (_, line) in enumerate(rows) if _HEAD.match(line)]
    bounds = [*dict.fromkeys([0, *heads]), len(rows)]
    found = []
    at = 0
    while at < len(bounds) - 1:
        stop = _end(rows, bounds, at)
        found.append(rows[bounds[at] : bounds[stop]])
        at = stop
    return found


def _end(rows: Rows, bounds: list[int], at: int) -> int:
    """The bound at which a piece ends: the first that leaves no string open, else the next one."""
    for stop in range(at + 1, min(at + _MOST_PIECES, len(bounds))):
        part = rows[bounds[at] : bounds[stop]]
        if open_string(part) is None:
            # A string left open by damage is closed by the opening quotes of the next one.
            whole = stop == at + 1 or is_sound(joined(part))
            return stop if whole else at + 1
    return at + 1


def after_bad(rows: Rows, at: int) -> Rows:
    """The lines after a bad line (its index is `at`) that still belong to the same record.

    None do if the bad line is not a key, a key that occurred before, or a garbled key after a blank
    line, where headers stand: then the header of another record was lost.
    """
    keys = [_KEY.match(line) for _, line in rows[: at + 1]]
    bad = keys.pop()
    if bad is None or bad[1] in {key[1] for key in keys if key}:
        return []
    follows_blank = at > 0 and not rows[at - 1][1].strip()
    return [] if follows_blank and not is_sound(f"{bad[1]} = 1") else rows[at + 1 :]


def open_string(rows: Rows) -> int | None:
    """The index of the line at which an unclosed multi-line string begins, or None."""
    text = joined(rows)
    found = next((m for m in toml.TOKEN.finditer(text) if m["open"]), None)
    return text.count("\n", 0, found.start()) if found else None


def joined(rows: Rows) -> str:
    """The text of lines, without trailing NUL bytes left by a file system."""
    return "\n".join(line for _, line in rows).rstrip("\0")


def is_sound(text: str) -> bool:
    """Whether a text is valid TOML."""
    try:
        toml.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def kind(rows: Rows) -> str:
    """The name in the header of a piece, or "" for the piece before the first header."""
    found = _HEAD.match(rows[0][1]) if rows else None
    return found[1] if found else ""
