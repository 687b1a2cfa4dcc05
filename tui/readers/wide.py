"""Detects UTF-16 and UTF-32 without a byte-order mark by their NUL bytes,
and recognises binary data."""

from __future__ import annotations

from ..model.patterns import lazily

CODECS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDTH = {codec: 4 if "32" in codec else 2 for codec in CODECS}
"""Codec -> bytes per code unit."""
SAMPLE = 64 * 1024
"""Bytes that are examined to detect an encoding; a multiple of four."""

_PRINTABLE = bytes(range(32, 127)) + b"\n"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_SUSPECT = lazily("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\uf8ff\ufffe\uffff]")
_BLANKS = lazily("[ -~\n\u3000-\u3002\uff0c]")


def codec_of_wide(data: bytes) -> str:
    """The UTF-16 or UTF-32 codec of bytes without a byte-order mark, or "" for another encoding."""
    sample = data[:SAMPLE]
    if b"\0" not in sample or len(data) < 4 or _is_narrow(sample):
        return ""
    blanks = {encoding: _count_blanks(data, encoding) for encoding in CODECS}
    best = max(blanks, key=lambda encoding: blanks[encoding])
    return best if blanks[best] else ""


def _count_blanks(data: bytes, encoding: str) -> int:
    """The number of ASCII characters and CJK punctuation marks in a wide encoding; 0 if it does not
    fit.

    In the wrong byte order, a text of any script has hardly any of them. A truncated last character
    is ignored.
    """
    size = min(len(data), SAMPLE)
    try:
        text = data[: size - size % _WIDTH[encoding]].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return 0
    blanks = len(_BLANKS.findall(text))
    # The sample may end within a surrogate pair, so the last character is not judged.
    odd = len(_SUSPECT.findall(text[:-1]))
    return blanks if blanks * 50 >= len(text) and odd * 100 <= len(text) else 0


def _is_narrow(sample: bytes) -> bool:
    """Whether bytes that contain NULs are UTF-8 nevertheless: few controls, or mostly ASCII."""
    odd, letters = sample.count(0), len(sample) - len(sample.translate(None, _PRINTABLE))
    mostly_ascii = letters * 5 > len(sample) * 3 and odd * 4 < len(sample)
    return is_utf8(sample) and (mostly_ascii or few_controls(sample))


def few_controls(sample: bytes) -> bool:
    """Whether at most a tenth of the bytes are control characters that do not occur in texts."""
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 10 <= len(sample)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
