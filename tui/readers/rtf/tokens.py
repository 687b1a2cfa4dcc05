"""The tokens of RTF, and the text that is put together of them.

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
"""Tokens between two words on how much is read."""


class RtfToken(NamedTuple):
    """A control word or symbol with its number, a brace, or bytes of text."""

    word: str = ""
    value: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[RtfToken]:
    """The tokens of a file in order. Of binary data (`\\bin`) nothing comes."""
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
    """Text that grows by bytes in changing encodings, by UTF-16 units, and by characters."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._codec = ""
        self.length = 0

    def add(self, text: str) -> None:
        """Append characters; halves of a surrogate pair may come one after the other."""
        self._decode()
        self._append(text)

    def add_bytes(self, data: bytes, codec: str) -> None:
        """Append bytes; those of one character may come one after the other."""
        if codec != self._codec:
            self._decode()
            self._codec = codec
        self._bytes += data

    def size(self) -> int:
        """How many code points it has so far; halves of a pair count as one each."""
        self._decode()
        return self.length

    def take(self) -> str:
        """The text so far, which then begins anew."""
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
