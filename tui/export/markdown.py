"""Markdown: reports as CommonMark that is laid out to be read as plain text too.

All text of the documents and of the analyst is shown literally. Only what could be read as markup
is escaped. Sources: https://spec.commonmark.org/0.31.2/, and for tables and strikethrough
https://github.github.com/gfm/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .citations import Citation
from .report_nodes import (
    COUNTING,
    NOTE,
    DocumentEntry,
    EmptySection,
    FullText,
    Heading,
    List,
    Node,
    Paragraph,
    PassageList,
    QuotedPassage,
    ReportHead,
    ReportTree,
    Strong,
    Table,
    TagDescription,
    Text,
)
from .text_values import single_line, visible

_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"[\\`*\[<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is plain
    r"|&(?=#?\w+;)"
    r"|(?<!\S)#(?=#*(?:\s|$))"  # opens a heading, or closes one
)
# ":-" below a line would make that line the head of a table of one column.
_LINE_START = re.compile(r"^(?=>|[+-](?:[\s-]|$)|=+\s*$|:-)|^(\d{1,9})(?=[.)](?:\s|$))")
_BLANK_LINES = re.compile(r"\n{3,}")
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def render(report: ReportTree) -> bytes:
    """The bytes of a report, UTF-8. Full texts are not part of it."""
    blocks = filter(None, map(_node, report.nodes))
    return ("\n\n".join(blocks) + "\n").encode()


def _node(node: Node) -> str:
    match node:
        case Heading():
            return f"{'#' * node.level} {inline(node.text)}"
        case Paragraph():
            return _text(node.text)
        case TagDescription():
            shown = inline(node.text)
            return f"*{shown}*" if shown else ""
        case EmptySection():
            return "None."
        case QuotedPassage():
            return _quotation(node)
        case List():
            return "\n".join(item(_text(text)) for text in node.items)
        case Table():
            return table([[_text(cell) for cell in row] for row in node.rows], node.right)
        case ReportHead():
            return "\n\n".join(filter(None, _head(node)))
        case PassageList():
            return "\n\n".join(_passages(node))
        case FullText():
            return ""


def _head(head: ReportHead) -> Iterator[str]:
    """The title, and what is known about the documents."""
    yield f"# {inline(head.title)}"
    if len(head.documents) == 1:
        yield _publication(head.documents[0])
        yield _note(head.documents[0].note)
    if head.tags:
        yield f"Only what is tagged {', '.join(map(inline, head.tags))}."
    if len(head.documents) > 1:
        yield "## Documents"
        yield "\n\n".join(item(_entry(entry)) for entry in head.documents)


def _publication(entry: DocumentEntry) -> str:
    """Author, publisher, date and address, as far as known, on one line."""
    return " · ".join(filter(None, (*map(inline, entry.publication), _address(entry.url))))


def _address(url: str) -> str:
    shown = visible(url)
    return f"<{shown}>" if _WEB_ADDRESS.fullmatch(shown) else inline(url)


def _identity(entry: DocumentEntry) -> str:
    return " · ".join(filter(None, (inline(entry.path), entry.digest)))


def _entry(entry: DocumentEntry) -> str:
    first = filter(None, (f"**{inline(entry.title)}**", _publication(entry), _identity(entry)))
    return "\n\n".join(filter(None, ("  \n".join(first), _note(entry.note))))


def _quotation(quotation: QuotedPassage) -> str:
    """A block quote with its citation, source, grade and place; after it the analyst's note."""
    citation = quotation.citation
    doubt = f" ({citation.mark})" if citation.mark else ""
    quoted = f"{escape(citation.selector.quote)} [{citation.number}]{doubt}".lstrip()
    title = f"*{inline(quotation.document)}*" if quotation.document else ""
    who = map(inline, (quotation.speaker, quotation.grade, citation.locator))
    attribution = " · ".join(filter(None, (*who, title)))
    parts = (quoted, inline(citation.formerly), f"— {attribution}" if attribution else "")
    shown = quote("\n\n".join(filter(None, parts)))
    return "\n\n".join(filter(None, (shown, _note(quotation.note))))


def _note(text: str) -> str:
    """The analyst's own words after a label; "" for none."""
    return f"**{NOTE}** {lines(text)}" if text.strip() else ""


def _text(text: Text) -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Citation):
            pieces.append(f"[{piece.number}]")
        elif isinstance(piece, Strong):
            pieces.append(f"**{inline(piece.text)}**")
        else:
            pieces.append(_spaced(piece))
    return "".join(pieces).strip()


def _spaced(text: str) -> str:
    """Words escaped, with the white space kept that separates them from their neighbours."""
    bare = text.strip()
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{lines(bare)}{' ' * (after and bool(bare))}"


def _passages(passages: PassageList) -> Iterator[str]:
    """The numbered passages; with several documents, under the title of each."""
    documents = passages.documents
    yield COUNTING
    if len(documents) == 1:
        yield _identity(documents[0])
    last = None
    for citation in passages.citations:
        if len(documents) > 1 and citation.document != last:
            yield f"### {inline(documents[citation.document].title)}"
            last = citation.document
        doubt = inline(citation.doubt)
        yield f"[{citation.number}] {citation.place}" + (f" · **{doubt}**" if doubt else "")
        yield quote(escape(citation.selector.quote))


def escape(text: str) -> str:
    """The text escaped so that it is shown literally, HTML included, anywhere in a document.

    Line breaks are kept; white space at the ends of lines is removed, as it could be markup.
    """
    lines = (_escape_line(line.strip()) for line in visible(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines).strip("\n"))


def inline(text: str) -> str:
    """The text escaped and on one line: for headings, table cells and emphasis."""
    return escape(single_line(text))


def lines(text: str) -> str:
    """The text escaped with every line break kept in the rendering too: for notes."""
    return _SOFT_BREAK.sub("  \n", escape(text))


def quote(text: str) -> str:
    """Markdown as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def item(text: str) -> str:
    """Markdown as an item of a bullet list."""
    return "- " + "\n".join(f"  {line}" if line else "" for line in text.split("\n")).lstrip()


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows of Markdown cells as a table, padded to columns; the first row is its head.

    `right` holds the numbers of the columns that are set to the right.
    """
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * (w - 1) + (":" if n in right else "-") for n, w in enumerate(widths)]
    return "\n".join(
        "| "
        + " | ".join(
            cell.rjust(width) if n in right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in (rows[0], rule, *rows[1:])
    )


def _escape_line(line: str) -> str:
    return _LINE_START.sub(r"\g<1>\\", _ANYWHERE.sub(r"\\\g<0>", line))
