"""Bytes -> the canonical text: decoded, no byte-order mark, line feeds only, no lone surrogates.

The same bytes always give the same text, for every offset of the notes hangs on it: the byte-order
mark says what they are, else strict UTF-8, else NULs in the places where UTF-16 and UTF-32 have
them. Only where none of these fits is the encoding guessed (charset-normalizer).
"""

from __future__ import annotations

from ..model.patterns import lazily

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024
"""Bytes that are looked at to tell an encoding; a multiple of four."""
_FEW = 8
"""Fewer bytes beyond ASCII than this are no ground to guess on."""
_WESTERN = "cp1252"
_LIKELY = (_WESTERN, "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp850")
"""Encodings to be preferred where the bytes fit several equally well, first the commonest."""
_SLACK = 0.1
"""So much less like a language (0 to 1) than a rare encoding one of these may be."""

_SURROGATE = lazily("[\ud800-\udfff]")
_PRINTABLE = bytes(range(32, 127)) + b"\n"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_ODD = lazily("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = lazily("[ -~\n\u3000-\u3002\uff0c]")
_CUT_SHORT = lazily("[\udcc2-\udcf4][\udc80-\udcbf]+")
"""A character of UTF-8 that lacks its end, each byte of it escaped as a surrogate."""


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
    return strict or not _few_controls(data[:_SAMPLE]) or not _is_utf8(data)


def _lenient(data: bytes, encoding: str) -> str:
    try:
        # Surrogates that were encoded one by one pass here and are replaced one by one afterwards.
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            return data.decode(encoding, "replace")
        around = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
    text = around.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - broken - len(text.encode("ascii", "ignore"))
    return _mixed(data) if sound > broken else _foreign(data, around)


def _mixed(data: bytes) -> str:
    """UTF-8 into which bytes of Windows-1252 were pasted."""
    text = data.decode("utf-8", "surrogateescape")
    return _CUT_SHORT.sub("\ufffd", text).translate(_PASTED)


_PASTED = {0xDC00 + byte: bytes([byte]).decode(_WESTERN, "replace") for byte in range(0x80, 0x100)}


def _foreign(data: bytes, sample: bytes) -> str:
    """Bytes that are not UTF-8, in the encoding that a sample of them most looks like."""
    beyond = len(sample) - len(sample.decode("ascii", "ignore"))
    for encoding in (_guess(sample) if beyond >= _FEW else _WESTERN, _WESTERN):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _guess(sample: bytes) -> str:
    """The likeliest encoding of some bytes, as Python calls it; Windows-1252 if none is."""
    from charset_normalizer import from_bytes

    found = list(from_bytes(sample))
    if not found:
        return _WESTERN
    best = found[0]
    alike = [
        match
        for match in found
        if match.chaos <= best.chaos and match.coherence >= best.coherence - _SLACK
    ]
    for matches in ([best], alike):
        names = {name for match in matches for name in match.could_be_from_charset}
        if likely := next((name for name in _LIKELY if name in names), ""):
            return likely
    return best.encoding


def _wide_encoding(data: bytes) -> str:
    """The kind of UTF-16 or UTF-32 that bytes with NULs but without a mark are, or ""."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) < 4 or _is_narrow(sample):
        return ""
    blanks = {encoding: _blanks(data, encoding) for encoding in _WIDE}
    best = max(blanks, key=lambda encoding: blanks[encoding])
    return best if blanks[best] else ""


def _blanks(data: bytes, encoding: str) -> int:
    """How many ASCII letters and spaces some bytes hold in a wide encoding; 0: they do not fit.

    Read with its bytes in the wrong order, a text of any script holds hardly any.
    """
    if len(data) % (4 if "32" in encoding else 2):
        return 0
    try:
        text = data[:_SAMPLE].decode(encoding, "surrogatepass")
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
    return _is_utf8(sample) and (mostly_ascii or _few_controls(sample))


def _few_controls(sample: bytes) -> bool:
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 10 <= len(sample)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
