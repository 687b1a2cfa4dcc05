"""The nodes of the trees of reports, for the tests of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.export import ExportDocument
from tui.export.report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    QuotedPassage,
    QuotedWords,
    Reference,
    Table,
    Text,
)
from tui.export.report_sections import build

from .samples import WITH_TEXTS


def nodes(kind: str, documents: Sequence[ExportDocument]) -> Sequence[Node]:
    return build(kind, documents, WITH_TEXTS).nodes


def headings(kind: str, documents: Sequence[ExportDocument], level: int = 2) -> list[str]:
    found = nodes(kind, documents)
    return [node.text for node in found if isinstance(node, Heading) and node.level == level]


def references(found: Iterable[Node]) -> Iterator[Reference]:
    """All citations of some nodes in the order in which a reader meets them."""
    for node in found:
        texts: list[Text] = []
        match node:
            case Paragraph():
                texts = [node.text]
            case List():
                texts = [*node.items]
            case Table():
                texts = [text for row in node.rows for text in row]
            case QuotedPassage():
                texts = [(node.reference,), *node.links]
        yield from (piece for text in texts for piece in text if isinstance(piece, Reference))


def quoted(documents: Sequence[ExportDocument]) -> list[str]:
    """The words of a report that stand in quotation marks: in findings and in tables."""
    found = []
    for node in nodes("assessment", documents):
        if isinstance(node, QuotedPassage):
            found.append(node.quotation)
        elif isinstance(node, Table):
            pieces = (piece for row in node.rows for text in row for piece in text)
            found += [piece.text for piece in pieces if isinstance(piece, QuotedWords)]
    return [words for words in found if words]
