"""XML of unknown origin -> a tree: no document type, so no entities, and nothing is fetched.

The processing instruction `<?reader …?>` of our own exports stays in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from ..model.errors import ReaderError
from .values import Values

Element = ElementTree.Element

_DEEPEST = 200
_KEPT = "reader"
"""The instruction of ours, and the name of the element that stands for it in the tree."""


def parse(data: bytes, where: str) -> Element:
    """The root, names without namespaces; ReaderError for what is no XML or has a document type."""
    parser = expat.ParserCreate(namespace_separator="}")
    tree = _Tree(where)
    parser.buffer_text = True
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.builder.data
    parser.ProcessingInstructionHandler = tree.instruction
    parser.StartDoctypeDeclHandler = tree.refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise ReaderError(f"{where}: no sound XML ({error}); export it again") from error
    return tree.builder.close()


class _Tree:
    """What the parser finds, built up."""

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
    """What our own export kept in an element."""
    return Values.kept(inner(element, f"?{_KEPT}"))


def inner(element: Element, name: str) -> str:
    """The text of a child, "" where there is none."""
    found = element.find(name) if not name.startswith("?") else _instruction(element, name)
    return (found.text or "") if found is not None else ""


def _instruction(element: Element, name: str) -> Element | None:
    return next((child for child in element if child.tag == name), None)


def guid(text: str | None) -> str:
    """A GUID as it is compared: in lower case, without braces."""
    return (text or "").strip().strip("{}").lower()


def references(element: Element, name: str) -> Iterator[str]:
    """The GUIDs that children of some name point to."""
    return (guid(child.get("targetGUID")) for child in element.iterfind(name))
