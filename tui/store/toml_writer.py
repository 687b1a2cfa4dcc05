"""Write TOML with a header for each record, for files that a person reads and git compares.

Known fields are written by this module, one line each, because tomli-w is slower and writes short
lists over several lines; tomli-w writes the unknown keys. Format: https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime

from ..model.annotation import Extra, Grading, Link
from ..model.errors import ReaderError
from ..model.patterns import lazily
from .atomic_files import LARGEST, too_large

# Control, bidi and zero-width characters: invisible in a diff, dangerous in a terminal.
_HIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_IN_BODY = lazily(f"[{_HIDDEN}]")
_IN_STRING = lazily(f'[{_HIDDEN}\n"\\\\]')
# Two quotes in a row, or one at the end, could close the string.
_IN_LINES = lazily(f'[{_HIDDEN}\\\\]|"(?="|\\Z)')
_SHORT = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_EVEN_IF_EMPTY = {"id", "name", "rev", "start", "end", "quote", "against"}
_PROSE = {"note", "text"}
_FIELDS = {"except": "exceptions"}
"""The fields of keys that are words of Python."""


def string(text: str) -> str:
    """A TOML string on one line, with invisible characters escaped."""
    return f'"{_IN_STRING.sub(_escaped, text)}"'


def multiline_string(text: str) -> str:
    """A TOML string, written over several lines if the text has line feeds and no CR."""
    if "\n" not in text or "\r" in text:
        return string(text)
    return f'"""\n{_IN_LINES.sub(_escaped, text)}"""'


def record(header: str, value: object, keys: tuple[str, ...], extra: Extra) -> str:
    """One table: its header, the fields that are not empty, in order, and the unknown keys.

    `header` is "[name]" or "[[name]]". Raises TypeError if a value has no form in TOML.
    """
    out = [header]
    tables: dict[str, object] = {}
    for key in keys:
        item = getattr(value, _FIELDS.get(key, key))
        if isinstance(item, Mapping):
            tables |= {key: item} if item else {}
        elif item or (key in _EVEN_IF_EMPTY and item is not None):
            out.append(f"{key} = {multiline_string(item) if key in _PROSE else _literal(item)}")
    name = header.strip("[]")
    more = table({**tables, **extra}, name)
    gap = "\n" if more.startswith("[") else ""
    return "\n".join(out) + f"\n{gap}{more}"


def table(extra: Extra, name: str = "") -> str:
    """The unknown keys of the table called `name` ("" for the top level), written by tomli-w."""
    if not extra:
        return ""
    import tomli_w

    body = tomli_w.dumps({name: extra} if name else extra).removeprefix(f"[{name}]\n")
    return _IN_BODY.sub(_escaped, body)


def encoded(text: str, where: str) -> bytes:
    """The UTF-8 bytes of a finished file.

    Raises ReaderError if the text contains a lone surrogate or is too large to be read again.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as problem:
        code, before = ord(text[problem.start]), text[max(0, problem.start - 30) : problem.start]
        raise ReaderError(
            f"{where}: half a character (the lone surrogate U+{code:04X}) cannot be saved; "
            f"delete it, it follows {before!a}"
        ) from None
    if len(data) > LARGEST:
        raise ReaderError(f"{where}: not saved: {too_large()}; delete some of its content")
    return data


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    return _SHORT.get(char) or (f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")


def _literal(value: object) -> str:
    if isinstance(value, str):
        return string(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], Link | Grading):
            # One record a line, so that programs that merge line by line treat them separately.
            return "[\n" + "".join(f"    {_inline(record)},\n" for record in value) + "]"
        return f"[{', '.join(map(string, value))}]"
    if isinstance(value, datetime):
        return utc(value).isoformat().replace("+00:00", "Z")
    return str(value)


_REQUIRED = {"to", "rel", "reliability"}


def _inline(record: Link | Grading) -> str:
    """A link or grade as an inline table."""
    known = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "extra"}
    out = [f"{key} = {_literal(it)}" for key, it in known.items() if it or key in _REQUIRED]
    if record.extra:
        import tomli_w

        # In a list of mixed types, tomli-w writes tables inline.
        body = tomli_w.dumps({"links": [record.extra, 0]})
        inner = body.removeprefix("links = [\n    {").removesuffix("},\n    0,\n]\n").strip()
        out.append(_IN_BODY.sub(_escaped, inner))
    return f"{{ {', '.join(out)} }}"


def utc(value: datetime) -> datetime:
    """A time in UTC; a time without an offset counts as UTC.

    Raises OverflowError if the result is outside the years 1 to 9999.
    """
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
