"""Splits RTF into tokens, decodes its text, and groups its control words by their treatment.

Source: Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import reading_progress

_TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|'([0-9A-Fa-f]{2})|([^A-Za-z']))"
    rb"|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)

_REPORT_EVERY = 20_000
"""Tokens between two progress reports."""


class RtfToken(NamedTuple):
    """A control word or symbol with its number, a brace, or bytes of text."""

    word: str = ""
    value: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[RtfToken]:
    """The tokens of a file in order; binary data (`\\bin`) are skipped."""
    at, length, number = 0, len(data), 0
    while at < length:
        if number % _REPORT_EVERY == 0:
            reading_progress.report(at / length)
        number += 1
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, value, code, symbol, brace, text = found.groups()
        if word is not None:
            token = RtfToken(word.decode(), None if value is None else int(value))
            if token.word == "bin":
                at += max(0, token.value or 0)
            else:
                yield token
        elif text is not None:
            yield RtfToken(data=text)
        elif code is not None:
            yield RtfToken("'", data=bytes.fromhex(code.decode()))
        elif brace is not None or symbol not in (b"{", b"}", b"\\"):
            yield RtfToken((brace or symbol).decode("latin-1"))
        else:
            yield RtfToken(data=symbol)


class Text:
    """A text buffer that accepts bytes in changing encodings, UTF-16 code units, and characters."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._codec = ""
        self.length = 0

    def add(self, text: str) -> None:
        """Append characters; the halves of a surrogate pair may be appended separately."""
        self._decode()
        self._append(text)

    def add_bytes(self, data: bytes, codec: str) -> None:
        """Append bytes; a multi-byte character may be split over several calls."""
        if codec != self._codec:
            self._decode()
            self._codec = codec
        self._bytes += data

    def size(self) -> int:
        """The length so far in code points; the halves of a surrogate pair count one each."""
        self._decode()
        return self.length

    def take(self) -> str:
        """Return the text and empty the buffer."""
        self._decode()
        text = "".join(self._pieces)
        self._pieces, self.length = [], 0
        if any("\ud800" <= c <= "\udfff" for c in text):
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _decode(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._append(data.decode(self._codec, "replace"))


_names = str.split

CHARACTERS = {
    "tab": "\t", "\t": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "page": "\n",
    "column": "\n", "~": "\u00a0", "_": "\u2011", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
"""Control word or symbol -> the characters it represents."""

FURNITURE = frozenset(_names("header headerl headerr headerf footer footerl footerr footerf"))

COMMENT_PROPERTIES = {"atnauthor": "author", "atnref": "key"}
"""Destination of a comment property -> the name of the property."""

LIST_MARKERS = frozenset(["listtext", "pntext"])
"""Destinations that contain the number or bullet of a list item."""

SEPARATE_FLOWS = frozenset((
    *FURNITURE, *COMMENT_PROPERTIES, *LIST_MARKERS,
    *("footnote", "annotation", "atrfstart", "atrfend", "shptxt", "dptxbxtext"),
    *("title", "author"),
))  # fmt: skip
"""Destinations whose text is separate from the surrounding text."""

DEFINITIONS = frozenset(["fonttbl", "stylesheet", "creatim", "upr"])
"""Destinations that contain definitions."""

READ_IF_STARRED = frozenset(_names("shpinst do ud shppict fldrslt creatim nesttableprops"))
"""Destinations that are read although they are marked as optional with an asterisk."""

INDEX_ENTRIES = frozenset(["xe", "tc", "tcn"])
"""Destinations of index and contents entries: their visible text belongs to the text."""

SHAPE_PROPERTIES = frozenset(["sp", "sn", "sv"])
"""Destinations of shape properties, which may contain pictures."""

SKIPPED = frozenset(
    _names(
        "colortbl pict nonshppict shprslt fldinst rxe txe objdata objclass objname objalias "
        "nonesttables bkmkstart bkmkend keywords subject operator doccomm company manager "
        "category revtim printim buptim comment hlinkbase version edmins template private "
        "nextfile ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntxta pntxtb listtable "
        "listoverridetable revtbl leveltext levelnumbers falt panose pnseclvl atnid atntime "
        "atndate atnparent atnicn filetbl file generator"
    )
)
"""Destinations without text to read."""
