"""Names of encodings: the labels of the WHATWG Encoding Standard, for web pages, email and XML.

Source: https://encoding.spec.whatwg.org. Some encodings that browsers do not support but old texts
and emails use (DOS, older Macintosh, UTF-7, UTF-32) are known as well. ISO-2022-JP and EUC-JP are
decoded here as browsers do, with the vendor characters of NEC and IBM: Python's codecs know only
JIS X 0208, whose row and cell can be computed into the two bytes of Windows-31J (cp932).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import lru_cache

from ..model.patterns import lazily

NAMES = {
    "utf-8": "all languages", "utf-16le": "all languages", "utf-16be": "all languages",
    "windows-1252": "Western European", "windows-1250": "Central European",
    "windows-1251": "Cyrillic", "windows-1253": "Greek", "windows-1254": "Turkish",
    "windows-1255": "Hebrew", "windows-1256": "Arabic, Persian", "windows-1257": "Baltic",
    "windows-1258": "Vietnamese", "windows-874": "Thai", "iso-8859-2": "Central European",
    "iso-8859-3": "South European", "iso-8859-4": "Baltic", "iso-8859-5": "Cyrillic",
    "iso-8859-6": "Arabic", "iso-8859-7": "Greek", "iso-8859-8": "Hebrew", "iso-8859-10": "Nordic",
    "iso-8859-13": "Baltic", "iso-8859-14": "Celtic", "iso-8859-15": "Western European",
    "iso-8859-16": "Romanian", "koi8-r": "Russian", "koi8-u": "Ukrainian", "shift_jis": "Japanese",
    "euc-jp": "Japanese", "iso-2022-jp": "Japanese", "gb18030": "Chinese",
    "big5": "Chinese, traditional", "euc-kr": "Korean", "macintosh": "Western European (Mac)",
    "mac-latin2": "Central European (Mac)", "x-mac-cyrillic": "Cyrillic (Mac)",
    "mac-greek": "Greek (Mac)", "mac-turkish": "Turkish (Mac)", "cp437": "Western European (DOS)",
    "cp850": "Western European (DOS)", "cp852": "Central European (DOS)", "cp857": "Turkish (DOS)",
    "ibm866": "Cyrillic (DOS)",
}  # fmt: skip
"""Encodings that the user can choose -> the languages that use them."""

_CODECS = {
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859_8",
    "x-user-defined": "cp1252",
    "windows-874": "cp874",
}
"""Encoding of the standard -> Python codec, if webencodings would choose an unsuitable codec."""

_OTHERS = frozenset(
    (
        *("cp437", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp858"),
        *("cp860", "cp861", "cp862", "cp863", "cp864", "cp865", "cp869", "cp1125"),
        *("mac-arabic", "mac-croatian", "mac-farsi", "mac-greek", "mac-iceland", "mac-latin2"),
        *("mac-romanian", "mac-turkish", "utf-7", "utf-32", "utf-32-be"),
        *("utf-32-le", "hz", "iso2022_kr", "johab", "kz1048", "koi8-t", "ptcp154"),
    )
)
"""Python codec names, as codecs.lookup returns them, of encodings that are not in the standard."""


_COMMENT = lazily(rb"<!--.*?-->", re.DOTALL)
_DECLARED = lazily(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)


def declared_in(markup: bytes) -> str:
    """The label of the encoding that a web page or XML file declares at its beginning, or ""."""
    found = _DECLARED.search(_COMMENT.sub(b"", markup[:4096]))
    label = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    # A declaration that is readable as ASCII cannot be in UTF-16, whatever it names.
    return "utf-8" if codec_of(label).startswith("utf-16") else label


@lru_cache(256)
def codec_of(label: str) -> str:
    """The codec for a label; "" if the label is unknown.

    The result is for `text_in`: the name of a Python codec, "iso-2022-jp" or "euc-jp".
    """
    from webencodings import lookup

    found = lookup(label)
    if found is not None and found.name != "replacement":
        if found.name in DECODERS:
            return found.name
        return _CODECS.get(found.name) or found.codec_info.name
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    return name if name in _OTHERS else ""


def labels_of(name: str) -> list[str]:
    """All labels that the standard lists for an encoding; none if it does not know the name."""
    from webencodings.labels import LABELS

    return [label for label, meant in LABELS.items() if meant == name]


def text_in(data: bytes, codec: str) -> str:
    """Decode bytes; each invalid sequence becomes U+FFFD.

    An unassigned byte from 80 to 9F becomes the control character of that number, as in browsers.
    """
    if codec in DECODERS:
        return DECODERS[codec](data)
    text = data.decode(codec, "replace")
    if "\ufffd" in text and len(text) == len(data):
        return "".join(_control(c, byte) for c, byte in zip(text, data, strict=True))
    return text


def _control(character: str, byte: int) -> str:
    return chr(byte) if character == "\ufffd" and 0x80 <= byte < 0xA0 else character


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
