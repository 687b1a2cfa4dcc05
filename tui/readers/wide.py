"""UTF-16 and UTF-32 without a byte-order mark, told by their NULs; and what is no text at all."""

from __future__ import annotations

from ..model.patterns import lazily

CODECS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDTH = {codec: 4 if "32" in codec else 2 for codec in CODECS}
"""Codec -> bytes of one of its units."""
SAMPLE = 64 * 1024
"""Bytes that are looked at to tell an encoding; a multiple of four."""

_PRINTABLE = bytes(range(32, 127)) + b"\n"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_ODD = lazily("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\uf8ff\ufffe\uffff]")
_BLANKS = lazily("[ -~\n\u3000-\u3002\uff0c]")


def codec_of_wide(data: bytes) -> str:
    """The kind of UTF-16 or UTF-32 that bytes with NULs but without a mark are, or ""."""
    sample = data[:SAMPLE]
    if b"\0" not in sample or len(data) < 4 or _is_narrow(sample):
        return ""
    blanks = {encoding: _blanks(data, encoding) for encoding in CODECS}
    best = max(blanks, key=lambda encoding: blanks[encoding])
    return best if blanks[best] else ""


def _blanks(data: bytes, encoding: str) -> int:
    """How many ASCII letters and spaces some bytes hold in a wide encoding; 0: they do not fit.

    Read with its bytes in the wrong order, a text of any script holds hardly any. A last character
    that lacks its end is not looked at.
    """
    size = min(len(data), SAMPLE)
    try:
        text = data[: size - size % _WIDTH[encoding]].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return 0
    blanks = len(_BLANKS.findall(text))
    # The last one may be half a pair, cut by the end of the sample.
    odd = len(_ODD.findall(text[:-1]))
    return blanks if blanks * 50 >= len(text) and odd * 100 <= len(text) else 0


def _is_narrow(sample: bytes) -> bool:
    """Whether bytes with NULs are UTF-8 all the same: clean, or mostly ASCII."""
    odd, letters = sample.count(0), len(sample) - len(sample.translate(None, _PRINTABLE))
    mostly_ascii = letters * 5 > len(sample) * 3 and odd * 4 < len(sample)
    return is_utf8(sample) and (mostly_ascii or few_controls(sample))


def few_controls(sample: bytes) -> bool:
    """Whether at most a tenth of some bytes are control characters that no text has."""
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 10 <= len(sample)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
