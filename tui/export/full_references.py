"""Full references: the first citation of a passage names its document, further ones the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .report_nodes import List, Node, Paragraph, QuotedPassage, Reference, Strong, Table, Text


def with_full_references(nodes: Iterable[Node], places: Mapping[int, str]) -> Iterator[Node]:
    """The nodes with the document and the place at the first citation of each passage.

    `places` has both by the number of the passage. A quoted passage always names its document.
    """
    references = _References(places)
    for node in nodes:
        yield references.of_node(node)


@dataclass(frozen=True, slots=True)
class _References:
    """The places of passages, and the numbers of those that have been cited in full."""

    places: Mapping[int, str]
    cited: set[int] = field(default_factory=set)

    def of_node(self, node: Node) -> Node:
        match node:
            case Paragraph():
                return replace(node, text=self._of_text(node.text))
            case List():
                return replace(node, items=tuple(map(self._of_text, node.items)))
            case Table():
                rows = tuple(tuple(map(self._of_text, row)) for row in node.rows)
                return replace(node, rows=rows)
            case QuotedPassage():
                self.cited.add(node.reference.number)
                return replace(node, links=tuple(map(self._of_text, node.links)))
            case _:
                return node

    def _of_text(self, text: Text) -> Text:
        return tuple(map(self._of_piece, text))

    def _of_piece(self, piece: str | Strong | Reference) -> str | Strong | Reference:
        if not isinstance(piece, Reference) or piece.number in self.cited:
            return piece
        self.cited.add(piece.number)
        return replace(piece, source=self.places[piece.number])
