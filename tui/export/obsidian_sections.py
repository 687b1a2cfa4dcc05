"""Sections of the report as notes of a vault, in which citations link to the passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from .appendix import meanings
from .assessment import Assessment
from .assessment_sections import disputed_claims, open_questions
from .judgement_sections import key_judgements
from .markdown_text import item
from .mention_sections import chronology, figures
from .obsidian_text import inline
from .report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    Piece,
    QuotedWords,
    Reference,
    Strong,
    Table,
    Text,
)
from .source_sections import source_summary

SECTIONS: Mapping[str, Callable[[Assessment], Iterable[Node]]] = {
    "Judgements": key_judgements,
    "Disputed claims": disputed_claims,
    "Unattributed or unconfirmed": open_questions,
    "Figures": figures,
    "Chronology": chronology,
    "Strengths and gaps": source_summary,
    "Grades and likelihoods": meanings,
}
"""The sections of the report that are notes of the vault, by their paths."""

Cite = Callable[[int], str]
"""Makes the number of a citation a link to the passage."""


def written(nodes: Iterable[Node], cite: Cite) -> Iterator[str]:
    """The blocks of a note with the headings, paragraphs, lists and tables of a section."""
    for node in nodes:
        match node:
            case Heading():
                yield f"{'#' * (node.level - 1)} {inline(node.text)}"
            case Paragraph():
                yield _text(node.text, cite)
            case List():
                yield "\n".join(item(_text(text, cite)) for text in node.items)
            case Table():
                yield from _rows(node, cite)


def _rows(table: Table, cite: Cite) -> Iterator[str]:
    """The rows of a table as items of a list, with a paragraph for each further cell."""
    head, *rows = ([_text(cell, cite) for cell in row] for row in table.rows)
    for first, *cells in rows:
        named = (f"**{name}:** {cell}" for name, cell in zip(head[1:], cells, strict=True))
        yield item("\n\n".join((first, *named)))


def _text(text: Text, cite: Cite) -> str:
    return "".join(_piece(piece, cite) for piece in text).strip()


def _piece(piece: Piece, cite: Cite) -> str:
    match piece:
        case Reference():
            return cite(piece.number)
        case Strong():
            return f"**{inline(piece.text)}**"
        case QuotedWords():
            return inline(piece.text)
        case _:
            return "  \n".join(map(_line, piece.split("\n")))


def _line(words: str) -> str:
    """Words escaped, with a space where white space parts them from their neighbours."""
    bare = inline(words)
    if not bare:
        return " " * bool(words)
    return f"{' ' * words[0].isspace()}{bare}{' ' * words[-1].isspace()}"
