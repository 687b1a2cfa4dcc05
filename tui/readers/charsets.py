"""Names of encodings: the labels of the WHATWG Encoding Standard, for web pages, email and XML.

Source: https://encoding.spec.whatwg.org. Some encodings that browsers do not support but old texts
and emails use (DOS, older Macintosh, UTF-7, UTF-32) are known as well.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from ..model.patterns import lazily
from . import jis

NAMES = {
    "utf-8": "all languages",
    "utf-16le": "all languages",
    "utf-16be": "all languages",
    "windows-1252": "Western European",
    "windows-1250": "Central European",
    "windows-1251": "Cyrillic",
    "windows-1253": "Greek",
    "windows-1254": "Turkish",
    "windows-1255": "Hebrew",
    "windows-1256": "Arabic, Persian",
    "windows-1257": "Baltic",
    "windows-1258": "Vietnamese",
    "windows-874": "Thai",
    "iso-8859-2": "Central European",
    "iso-8859-3": "South European",
    "iso-8859-4": "Baltic",
    "iso-8859-5": "Cyrillic",
    "iso-8859-6": "Arabic",
    "iso-8859-7": "Greek",
    "iso-8859-8": "Hebrew",
    "iso-8859-10": "Nordic",
    "iso-8859-13": "Baltic",
    "iso-8859-14": "Celtic",
    "iso-8859-15": "Western European",
    "iso-8859-16": "Romanian",
    "koi8-r": "Russian",
    "koi8-u": "Ukrainian",
    "shift_jis": "Japanese",
    "euc-jp": "Japanese",
    "iso-2022-jp": "Japanese",
    "gb18030": "Chinese",
    "big5": "Chinese, traditional",
    "euc-kr": "Korean",
    "macintosh": "Western European (Mac)",
    "mac-latin2": "Central European (Mac)",
    "x-mac-cyrillic": "Cyrillic (Mac)",
    "mac-greek": "Greek (Mac)",
    "mac-turkish": "Turkish (Mac)",
    "cp437": "Western European (DOS)",
    "cp850": "Western European (DOS)",
    "cp852": "Central European (DOS)",
    "cp857": "Turkish (DOS)",
    "ibm866": "Cyrillic (DOS)",
}
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
        if found.name in jis.DECODERS:
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
    if codec in jis.DECODERS:
        return jis.DECODERS[codec](data)
    text = data.decode(codec, "replace")
    if "\ufffd" in text and len(text) == len(data):
        return "".join(_control(c, byte) for c, byte in zip(text, data, strict=True))
    return text


def _control(character: str, byte: int) -> str:
    return chr(byte) if character == "\ufffd" and 0x80 <= byte < 0xA0 else character
