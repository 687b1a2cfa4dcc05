"""Recognises files of other programs that cannot be imported, with advice for each."""

from __future__ import annotations

import re
from typing import NamedTuple

_PROJECT = "export the project there as REFI-QDA (.qdpx)"
_TABLE = "make a table of it with the columns document, tag and content (.csv)"
_HEAD = 64 * 1024
_KEY = re.compile(rb'"([\w%]{1,40})"\s*:')


class Foreign(NamedTuple):
    """A file format that cannot be imported, and how its content can be imported nevertheless."""

    name: str
    advice: str

    def __str__(self) -> str:
        return f"this is {self.name}, which is not imported; {self.advice}"


_BRAT = Foreign("a file of annotations of brat", _TABLE)
_INCEPTION = Foreign("an export of INCEpTION or WebAnno", _TABLE)
_DOCCANO = Foreign("an export of doccano", _TABLE)
_LABEL_STUDIO = Foreign("an export of Label Studio", _TABLE)

SUFFIXES: tuple[tuple[str, Foreign], ...] = (
    (r"mx\d{1,2}|mex|mtr", Foreign("a project or exchange file of MAXQDA", _PROJECT)),
    (r"nvpx?", Foreign("a project of NVivo", _PROJECT)),
    (r"atlproj\d*|hpr\d*|atlcb", Foreign("a project of ATLAS.ti", _PROJECT)),
    (r"qrk", Foreign("a project of Quirkos", _PROJECT)),
    (r"f4p", Foreign("a project of f4analyse", _PROJECT)),
    (r"qde", Foreign("the inner file of a .qdpx", "import the .qdpx that it is from")),
    (r"ann", _BRAT),
    (r"xmi", _INCEPTION),
)
"""(pattern of a suffix without its dot, format)."""

_BEGINS: tuple[tuple[bytes, Foreign], ...] = (
    (rb"T\d+\t\S+ \d+ \d+", _BRAT),
    (rb"#FORMAT=WebAnno", _INCEPTION),
    (rb"\s*(?:<\?xml[^>]*>\s*)?<xmi:XMI\b", _INCEPTION),
    (
        rb"[^\n]{1,300}\n- [^\n]{1,200}\|[^\n]{1,200}\r?\n(?s:.{0,20000}?)\n==========",
        Foreign("the clippings of a Kindle", _TABLE),
    ),
)
"""(pattern of the beginning of a text after its byte-order mark, format)."""

_KEYS: tuple[tuple[tuple[bytes, ...], Foreign], ...] = (
    ((b"%FEATURE_STRUCTURES",), _INCEPTION),
    ((b"data", b"annotations", b"result"), _LABEL_STUDIO),
    ((b"text", b"label"), _DOCCANO),
    ((b"text", b"labels"), _DOCCANO),
    ((b"text", b"entities"), _DOCCANO),
)
"""(JSON keys that must occur near the beginning, format)."""
_KNOWN = {b"uri", b"target", b"@context"}
"""Keys of JSON formats that can be imported."""


def foreign(name: str, data: bytes = b"") -> Foreign | None:
    """The format of a file by its name and content; None if it may be importable."""
    suffix = name.lower().rpartition(".")[2]
    for pattern, kind in SUFFIXES:
        if re.fullmatch(pattern, suffix):
            return kind
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for begins, kind in _BEGINS:
        if re.match(begins, head):
            return kind
    keys = set(_KEY.findall(head)) if head.lstrip()[:1] in (b"{", b"[") else set()
    if keys & _KNOWN:
        return None
    return next((kind for needed, kind in _KEYS if keys.issuperset(needed)), None)
