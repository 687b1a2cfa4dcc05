"""Converts the text of one MIME part to parts of a document, depending on its type.

Source: RFC 2045 to 2049 (MIME), RFC 1896 (enriched text), RFC 3676 (flowed text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .. import plain, sniff
from ..parts import Part, clean
from .calendar import entries, is_calendar
from .headers import parameter

_FLOWED = re.compile(r"(?m)(?<=\S) \n(?=[^\s>])")
_ENRICHED = re.compile(r"</?[A-Za-z][\w-]{0,60}>|<(?=<)")


def parts_of(part: Any, kind: str, text: str) -> list[Part]:
    """The parts of the document for a text; `kind` is its MIME type, such as text/plain."""
    read: Callable[[Any, str], list[Part]] = _KINDS.get(kind, _read_plain)
    return read(part, text)


def plain_parts(text: str) -> Iterator[Part]:
    """The blocks of a plain text, without ">" before quoted lines."""
    if not text.strip():
        return
    document = plain.read_text(text, "")
    for block in document.blocks:
        kind = "paragraph" if block.kind == "title" else block.kind
        at, words = block.start, ""
        for mark in document.marks_in(block.start, block.end):
            if mark.style == "hidden":
                words += document.text[at : mark.start]
                at = mark.end
        words += document.text[at : block.end]
        yield Part(kind, clean(words), block.level if kind == "list" else 0, block.marker)


def _read_plain(part: Any, text: str) -> list[Part]:
    # Some programs send HTML and invitations as text/plain.
    if sniff.is_page(text):
        return _read_html(part, text)
    if is_calendar(text):
        return _read_calendar(part, text)
    if parameter(part, "format") == "flowed":
        space = "" if parameter(part, "delsp") == "yes" else " "
        text = _FLOWED.sub(space, text.replace("\n-- \n", "\n--\n"))
    return list(plain_parts(text))


def _read_html(part: Any, text: str) -> list[Part]:
    from ..html.hypertext import parts_of as parts_of_page
    from ..xml import parse_html

    return list(parts_of_page(parse_html(text.encode("utf-8")))) if text.strip() else []


def _read_enriched(part: Any, text: str) -> list[Part]:
    return list(plain_parts(_ENRICHED.sub("", text)))


def _read_calendar(part: Any, text: str) -> list[Part]:
    found: list[Part] = []
    for entry in entries(text):
        if entry.data:
            found.append(Part("paragraph", clean(entry.data)))
        found += plain_parts(entry.description)
    return found or list(plain_parts(text))


_KINDS: dict[str, Callable[[Any, str], list[Part]]] = {
    "text/html": _read_html,
    "text/enriched": _read_enriched,
    "text/richtext": _read_enriched,
    "text/calendar": _read_calendar,
}
"""MIME type of a text -> function that converts it; all other types are read as plain text."""
