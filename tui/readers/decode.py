"""Bytes -> the canonical text: decoded, no byte-order mark, line feeds only, no lone surrogates."""

from __future__ import annotations

import re

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
_SAMPLE = 64 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def decode(data: bytes) -> str:
    """The canonical text of a file. All bytes have one; `is_binary` says if it makes sense."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return canonical(_lenient(data[len(mark) :], encoding))
    return canonical(_lenient(data, _wide_encoding(data) or "utf-8"))


def canonical(text: str) -> str:
    """A text with CRLF and CR made LF and each lone surrogate U+FFFD; nothing else changes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def is_binary(data: bytes, *, strict: bool = False) -> bool:
    """Whether bytes are no text in any encoding known here.

    A stray NUL in a clean text does not make it binary, unless `strict`.
    """
    if b"\0" not in data or data.startswith(tuple(m for m, _ in _MARKS)) or _wide_encoding(data):
        return False
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return strict or controls * 10 > len(sample) or not _is_utf8(data)


def _lenient(data: bytes, encoding: str) -> str:
    try:
        # Surrogates that were encoded one by one pass here and are replaced one by one afterwards.
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return data.decode(encoding, "replace")
    text = data.decode("utf-8", "replace")
    sound = len(_NON_ASCII.findall(text))
    broken = text.count("\ufffd")
    if sound - broken > broken:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in nearly every second byte of a Latin text."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if half >= 2 and len(data) % 2 == 0:
        if second * 10 > half * 7 and first * 20 < half:
            return "utf-16-le"
        if first * 10 > half * 7 and second * 20 < half:
            return "utf-16-be"
    return ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
