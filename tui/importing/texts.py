"""Decodes texts inside files of other programs, and takes apostrophes off cells of tables."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
_GUARD = re.compile(r"^'(?=[\t\n])|((?:^|[;\t\n])[ \"]*)'(?=[=+\-@＝＋－＠])")


class Decoded(NamedTuple):
    """A text and the name of its encoding."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """Decode bytes by their byte-order mark, or else as UTF-8, UTF-16 or Windows-1252.

    Windows-1252 is the fallback, because Windows programs wrote it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), _NAMES[encoding])
    encoding = _unmarked(data)
    return Decoded(data.decode(encoding, "replace"), _NAMES[encoding])


def _unmarked(data: bytes) -> str:
    """The encoding of bytes without a byte-order mark.

    In UTF-16, every second byte of most characters is NUL.
    """
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 10 > len(sample) and len(data) % 2 == 0:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def without_guards(cell: str) -> str:
    """A cell without the apostrophes that this program's exports put before possible formulas."""
    return _GUARD.sub(lambda match: match[1] or "", cell)
