"""REFI-QDA codebooks (.qdc), and what they share with projects (.qdpx): XML, GUIDs, codes.

Source: REFI-QDA 1.5, https://www.qdasoftware.org, Codebook.xsd and Project.xsd. What the schemas
have no place for is written to a processing instruction `<?reader …?>`, which other programs
ignore.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from ..model.guid import guid_from_names
from .export_document import ExportDocument
from .extension_data import as_toml
from .findings import tags_to_export
from .text_values import printable

Element = ElementTree.Element

NAMESPACE = "urn:QDA-XML:codebook:1.0"

ORIGIN = "reader"
"""The name of the program that wrote a file."""

_HEX = re.compile("#[0-9a-fA-F]{6}")
_PALETTE = {
    "red": "#A21020",
    "orange": "#C25E00",
    "yellow": "#B8960C",
    "green": "#1D6525",
    "teal": "#066264",
    "blue": "#1B589E",
    "purple": "#65389F",
    "pink": "#992468",
    "gray": "#59554E",
}
"""The colours of the themes as #rrggbb, because the format has no names of colours."""


def write(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a codebook; ReaderError without any tag, which the format does not allow."""
    listed = tags_to_export(documents)
    if not listed:
        raise ReaderError("no tags to export: a .qdc file holds at least one; tag a passage first")
    root = Element("CodeBook", {"origin": ORIGIN})
    codes(root, listed)
    return xml(root, NAMESPACE)


def add(parent: Element, element: str, text: str = "", /, **attributes: str) -> Element:
    """Add a child element and return it; attributes that are "" are left out."""
    held = {key: printable(value) for key, value in attributes.items() if value}
    child = ElementTree.SubElement(parent, element, held)
    child.text = printable(text) or None
    return child


def keep(parent: Element, values: Mapping[str, Any]) -> None:
    """Add a processing instruction with values that the format has no place for, if any."""
    text = as_toml(values)
    if text:
        parent.append(ElementTree.ProcessingInstruction("reader", text))


def lost(text: str) -> str | None:
    """The text if XML cannot hold it unchanged, so that `keep` saves it; else None."""
    return None if printable(text) == text else text


def xml(root: Element, namespace: str) -> bytes:
    """The bytes of an XML document, UTF-8, with all elements in one namespace."""
    root.attrib = {"xmlns": namespace, **root.attrib}
    _indent(root)
    body: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _indent(root: Element) -> None:
    """Put each element on a line of its own, without changing any text content."""
    todo = [(root, "\n")]
    while todo:
        element, margin = todo.pop()
        # Where the schema has an empty element, not even white space may stand.
        if any(isinstance(child.tag, str) for child in element):
            element.text = margin + "  "
            for child in element:
                child.tail = margin + "  "
                todo.append((child, margin + "  "))
            element[-1].tail = margin


def code_guid(name: str) -> str:
    """The GUID of the code for a tag."""
    return str(guid_from_names("code", name))


def codes(parent: Element, listed: Sequence[Tag]) -> None:
    """Add the element Codes with a tree of the tags, of which there must be at least one.

    A group that only its children imply is not codable.
    """
    book = Codebook(tuple(listed))
    names = _tree(listed)
    leaves = Counter(_parts(name)[-1].casefold() for name in names)
    container = add(parent, "Codes")
    made: dict[str, Element] = {}
    for name in names:
        leaf = _parts(name)[-1]
        # Some programs have one code of a name only.
        shown = leaf if leaves[leaf.casefold()] == 1 else name
        made[name] = _code(made.get(_above(name), container), name, shown, book)
    order = [tag.name for tag in listed]
    keep(container, {} if order == [n for n in names if n in book.by_name] else {"order": order})


def _code(parent: Element, name: str, shown: str, book: Codebook) -> Element:
    tag = book.by_name.get(name)
    code = add(
        parent,
        "Code",
        guid=code_guid(name),
        name=shown or "–",
        isCodable="true" if tag else "false",
        color=_rgb(book.color_of(name)),
    )
    if tag:
        told = "\n\n".join(filter(None, (tag.description, tag.note)))
        if told:
            add(code, "Description", told)
        plain = name == normal_name(name) and lost(name) is None
        values = {
            "name": None if plain else name,
            "color": tag.color,
            # With a note, the description that stands in the file is both.
            "description": tag.description if tag.note else lost(tag.description),
            "note": tag.note,
            "key": tag.key,
            "quick": tag.quick or None,
            "was": list(tag.was) or None,
            "heading": tag.heading,
            "extra": dict(tag.extra),
        }
        keep(code, values)
    return code


def _rgb(color: str) -> str:
    return color if _HEX.fullmatch(color) else _PALETTE.get(color, "")


def _parts(name: str) -> list[str]:
    """The groups and the leaf of a tag name; a name that is not in normal form is a single leaf."""
    return name.split(SEPARATOR) if name == normal_name(name) else [name]


def _path(name: str) -> Iterator[str]:
    """The names of the groups above a tag, from the top down, followed by its own name."""
    parts = _parts(name)
    return (SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _above(name: str) -> str:
    return SEPARATOR.join(_parts(name)[:-1])


def _tree(listed: Sequence[Tag]) -> list[str]:
    """The names of tags and of all groups above them, each group right before its members."""
    place: dict[str, int] = {}
    for tag in listed:
        for name in _path(tag.name):
            place.setdefault(name, len(place))
    return sorted(place, key=lambda name: [place[above] for above in _path(name)])
