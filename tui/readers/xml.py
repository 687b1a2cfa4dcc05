"""XML of unknown origin -> a tree: no entities, nothing fetched, depth and size as bounded."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from ..model.errors import ReaderError

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse(data: bytes, name: str) -> _Element:
    """The root of an XML document; ReaderError, naming it, for what is none or declares entities.

    Comments and processing instructions are left out; elements nest up to 256 deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReaderError(f"{name} is no sound XML; save or fetch the file again") from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise ReaderError(f"{name} declares entities of its own; such a file is not opened")
    return root


def parse_xhtml(data: bytes, name: str) -> _Element:
    """The root of a chapter: XML with the named characters of HTML, else HTML as browsers read it.

    Raises ReaderError for what declares entities or holds nothing.
    """
    from lxml import etree, html

    try:
        return parse(_NAMED.sub(_character, data), name)
    except ReaderError:
        if b"<!ENTITY" in data:
            raise
    try:
        return html.document_fromstring(
            data, parser=html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReaderError(f"{name} is no sound XHTML; save or fetch the file again") from error


def _character(match: re.Match[bytes]) -> bytes:
    characters = html5.get(match[1].decode() + ";")
    if match[1] in _OWN or characters is None:
        return match[0]
    return "".join(f"&#{ord(c)};" for c in characters).encode()


def text_of(element: _Element) -> str:
    """All text inside an element."""
    return "".join(map(str, element.itertext()))


def local(element: _Element) -> str:
    """The name of an element without its namespace, in lower case; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
