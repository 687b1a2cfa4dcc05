"""The index of a vault and sections of the report as its notes, in which citations are links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from .appendix import meanings
from .assessment import Assessment
from .assessment_sections import disputed_claims, open_questions
from .hypothesis_sections import competing_hypotheses
from .judgement_sections import key_judgements
from .markdown_text import item
from .mention_sections import chronology, figures
from .obsidian_text import front_matter, inline, link, note
from .report_nodes import (
    Heading,
    JudgementNumber,
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
from .source_sections import source_list, source_summary

_JUDGEMENTS = "Judgements"

SECTIONS: Mapping[str, Callable[[Assessment], Iterable[Node]]] = {
    _JUDGEMENTS: key_judgements,
    "Competing hypotheses": competing_hypotheses,
    "Disputed claims": disputed_claims,
    "Unattributed or unconfirmed": open_questions,
    "Figures": figures,
    "Chronology": chronology,
    "Strengths and gaps": lambda assessment: chain(
        source_summary(assessment), source_list(assessment)
    ),
    "Grades and likelihoods": meanings,
}
"""The sections of the report that are notes of the vault, by their paths."""

INDEX = "Index"
"""The path of the note from which the sections and the articles can be reached."""

Cite = Callable[[int], str]
"""Makes the number of a citation a link to the passage."""


def index(
    on_all: str, sections: Iterable[str], groups: Mapping[str, Iterable[tuple[str, str]]]
) -> Iterator[str]:
    """The parts of the index: the analyst's note on all documents, then links.

    `sections` are paths of notes, and `groups` has paths with titles by the heading above them; a
    heading without any is left out.
    """
    yield front_matter({"title": INDEX})
    yield note(on_all, "")
    yield "\n".join(item(link(path, path)) for path in sections)
    for heading, notes in groups.items():
        if listed := [item(link(path, title)) for path, title in notes]:
            yield f"## {heading}"
            yield "\n".join(listed)


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
    """The rows of a table as items of a list; further cells of sentences as paragraphs."""
    head, *rows = ([_text(cell, cite) for cell in row] for row in table.rows)
    between = "\n\n" if table.is_prose else " · "
    for first, *cells in rows:
        named = (f"**{name}:** {cell}" for name, cell in zip(head[1:], cells, strict=True) if cell)
        yield item(between.join((first, *named)))


def _text(text: Text, cite: Cite) -> str:
    return "".join(_piece(piece, cite) for piece in text).strip()


def _piece(piece: Piece, cite: Cite) -> str:
    match piece:
        case Reference():
            return cite(piece.number)
        case JudgementNumber(is_target=False):
            return link(_JUDGEMENTS, piece.text)
        case Strong() | JudgementNumber():
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
