"""Parses untrusted XML and HTML: no entity expansion, no network access, bounded depth and size."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, Any

from ..model.errors import ReaderError
from .charsets import codec_of, declared_in
from .decode import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse(data: bytes, name: str) -> _Element:
    """The root of an XML document without its comments and processing instructions.

    Raises ReaderError, with `name` in its message, if the data are not well formed, declare
    entities, or nest deeper than 256 elements.
    """
    from lxml import etree

    data = _in_utf8(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: _Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReaderError(f"{name} is no sound XML; save or fetch the file again") from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise ReaderError(f"{name} declares entities of its own; such a file is not opened")
    return root


def _in_utf8(data: bytes) -> bytes:
    """An XML file in UTF-8; if it declares another encoding, transcoded without its declaration.

    libxml2 interprets some encoding labels differently from the WHATWG standard. A file with an
    unknown label is returned unchanged.
    """
    declared = _DECLARATION.match(data)
    if declared is None or codec_of(declared_in(declared[0])) in ("", "utf-8"):
        return data
    return decoded(data[declared.end() :], label=declared_in(declared[0])).text.encode("utf-8")


def parse_xhtml(data: bytes, name: str) -> _Element:
    """The root of an XHTML chapter: XML with the named entities of HTML, else lenient HTML.

    Raises ReaderError if the data declare entities or contain no element.
    """
    data = _in_utf8(data)
    try:
        return parse(_NAMED.sub(_character, data), name)
    except ReaderError:
        if b"<!ENTITY" in data:
            raise
    page: _Element = parse_html(data)
    return page


def parse_html(data: bytes) -> HtmlElement:
    """The root of a UTF-8 page, parsed leniently; ReaderError if it is empty or nests too deep."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        page = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReaderError("there is no text in this page; save it anew") from error
    # Beyond its depth limit the parser drops elements silently, except for this log entry.
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReaderError("its elements nest deeper than 256; save it as text and open that")
    return page


def _character(match: re.Match[bytes]) -> bytes:
    characters = html5.get(match[1].decode() + ";")
    if match[1] in _OWN or characters is None:
        return match[0]
    return "".join(f"&#{ord(c)};" for c in characters).encode()


def text_of(element: _Element) -> str:
    """The text of an element and all its descendants."""
    return "".join(map(str, element.itertext()))


def local_name(element: _Element) -> str:
    """The local name of an element in lower case, without namespace; "" for a comment."""
    tag = element.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
