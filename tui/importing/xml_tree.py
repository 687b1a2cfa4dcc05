"""Parses untrusted XML; document types, and thus entities, are refused, and nothing is fetched.

The processing instruction `<?reader ...?>` of this program's exports stays in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from ..model.errors import ReaderError
from .import_result import Report
from .values import Values

Element = ElementTree.Element

_DEEPEST = 200
_BARE = re.compile(rb"&(?!(?:#\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);)")
"""An ampersand that begins no reference, which is invalid in XML."""
_KEPT = "reader"
"""Target of this program's processing instruction; "?" and this is its element in the tree."""


def parse(data: bytes, where: str, report: Report | None = None) -> Element:
    """The root element, names without namespaces.

    Raises ReaderError if the data are not XML or have a document type. Unescaped ampersands, which
    some programs write, are accepted and reported.
    """
    try:
        return _parsed(data, where)
    except (expat.ExpatError, ValueError) as error:
        mended, count = _BARE.subn(b"&amp;", data)
        try:
            root = _parsed(mended, where) if count else None
        except (expat.ExpatError, ValueError):
            root = None
        if root is None:
            raise ReaderError(f"{where}: no sound XML ({error}); export it again") from error
        if report:
            report.remark(f"{where}: no sound XML: unescaped ampersands, read as text: {count}")
        return root


def _parsed(data: bytes, where: str) -> Element:
    parser = expat.ParserCreate(namespace_separator="}")
    tree = _Tree(where)
    parser.buffer_text = True
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.builder.data
    parser.ProcessingInstructionHandler = tree.instruction
    parser.StartDoctypeDeclHandler = tree.refuse
    parser.Parse(data, True)
    return tree.builder.close()


class _Tree:
    """Builds the tree from the events of the parser."""

    def __init__(self, where: str) -> None:
        self.builder: ElementTree.TreeBuilder = ElementTree.TreeBuilder()
        self._where, self._depth = where, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReaderError(f"{self._where}: elements nest more than {_DEEPEST} deep; not read")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self.builder.start(name.rpartition("}")[2], plain)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(name.rpartition("}")[2])

    def instruction(self, target: str, data: str) -> None:
        if target == _KEPT and self._depth:
            self.builder.start(f"?{_KEPT}", {})
            self.builder.data(data)
            self.builder.end(f"?{_KEPT}")

    def refuse(self, *_: object) -> NoReturn:
        raise ReaderError(f"{self._where}: has a document type of its own; such a file is not read")


def kept(element: Element) -> Values:
    """The additional data that an export of this program stored in an element."""
    return Values.kept(inner(element, f"?{_KEPT}"))


def inner(element: Element, name: str) -> str:
    """The text of a child element; "" if it is absent."""
    found = element.find(name) if not name.startswith("?") else _instruction(element, name)
    return (found.text or "") if found is not None else ""


def _instruction(element: Element, name: str) -> Element | None:
    return next((child for child in element if child.tag == name), None)


def guid(text: str | None) -> str:
    """A GUID in normalised form: lower case, without braces."""
    return (text or "").strip().strip("{}").lower()


def references(element: Element, name: str) -> Iterator[str]:
    """The GUIDs that the children with a given name refer to."""
    return (guid(child.get("targetGUID")) for child in element.iterfind(name))
