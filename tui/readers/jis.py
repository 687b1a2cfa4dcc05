"""Decodes ISO-2022-JP and EUC-JP as browsers do, with the vendor characters of NEC and IBM.

Python's own codecs know only JIS X 0208. Windows-31J (cp932) contains all these characters, and the
row and cell of JIS X 0208 can be computed into its two bytes. Source:
https://encoding.spec.whatwg.org, "Legacy multi-byte Japanese encodings".
"""

from __future__ import annotations

from collections.abc import Callable

from ..model.patterns import lazily

_ESCAPE = lazily(rb"\x1b(\$@|\$B|\(B|\(J|\(I)")
_DOUBLE = lazily(rb"[\x21-\x7e]{2}")
_EUC = lazily(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}")


def decode_iso_2022_jp(data: bytes) -> str:
    """Decode bytes that switch between ASCII, JIS X 0208 and half-width katakana."""
    pieces = _ESCAPE.split(data)
    out, mode = [pieces[0].decode("ascii", "replace")], b"(B"
    for mode, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        out.append(_DECODE.get(mode, _ascii)(piece))
    return "".join(out)


def decode_euc_jp(data: bytes) -> str:
    """Decode bytes in EUC-JP, including its three-byte sequences (JIS X 0212)."""
    out: list[str] = []
    at = 0
    for match in _EUC.finditer(data):
        out.append(data[at : match.start()].decode("ascii", "replace"))
        out.append(_euc(match[0]))
        at = match.end()
    return "".join([*out, data[at:].decode("ascii", "replace")])


def _euc(sequence: bytes) -> str:
    if sequence[0] == 0x8F:
        return sequence.decode("euc_jp", "replace")
    if sequence[0] == 0x8E:
        return sequence[1:].decode("cp932", "replace")
    return _double(bytes(byte & 0x7F for byte in sequence))


def _double(pair: bytes) -> str:
    """The character at a row and cell of JIS X 0208, given as two bytes from 21 to 7E."""
    row, cell = pair[0] - 0x21, pair[1] - 0x21
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    text = bytes((lead, trail)).decode("cp932", "replace")
    return text if len(text) == 1 else "\ufffd"


def _ascii(data: bytes) -> str:
    return data.decode("ascii", "replace")


def _doubles(data: bytes) -> str:
    """Decode a stretch of JIS X 0208; control characters, such as line ends, stay as they are."""
    out: list[str] = []
    at = 0
    for match in _DOUBLE.finditer(data):
        out += [_ascii(data[at : match.start()]), _double(match[0])]
        at = match.end()
    return "".join([*out, _ascii(data[at:])])


def _katakana(data: bytes) -> str:
    return bytes(b | 0x80 if 0x21 <= b <= 0x5F else b for b in data).decode("cp932", "replace")


_DECODE: dict[bytes, Callable[[bytes], str]] = {b"$@": _doubles, b"$B": _doubles, b"(I": _katakana}

DECODERS: dict[str, Callable[[bytes], str]] = {
    "iso-2022-jp": decode_iso_2022_jp,
    "euc-jp": decode_euc_jp,
}
"""Encoding name in the WHATWG standard -> decoding function."""
