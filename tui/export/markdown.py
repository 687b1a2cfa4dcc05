"""Markdown: reports as CommonMark that is laid out to be read as plain text too.

All text of the documents is shown literally; the Markdown of notes is written anew from its blocks.
A citation is a number in brackets, which definitions at the end of the file make a link to the
anchor of the passage: https://spec.commonmark.org/0.31.2/#shortcut-reference-link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .markdown_text import escape, inline, is_web_address, item, lines, note_markdown, quote, table
from .note_markup import NoteBlock, NoteParagraph
from .report_nodes import (
    NOTE,
    TAGS,
    DocumentEntry,
    DocumentList,
    EmptySection,
    FullText,
    Heading,
    JudgementNumber,
    List,
    Node,
    Paragraph,
    PassageList,
    QuotedPassage,
    QuotedWords,
    Reference,
    ReportHead,
    ReportTree,
    Strong,
    Table,
    Text,
    Timeline,
)
from .tag_figure_node import TagFigures
from .text_values import visible


def render(report: ReportTree) -> bytes:
    """The bytes of a report, UTF-8. Full texts and the timeline are not part of it."""
    blocks = filter(None, (*map(_node, report.nodes), _definitions(report.nodes)))
    return ("\n\n".join(blocks) + "\n").encode()


def _definitions(nodes: Iterable[Node]) -> str:
    """The targets of the citations: the anchors of all quoted passages."""
    quoted = {node.reference.number for node in nodes if isinstance(node, QuotedPassage)}
    return "\n".join(f"[{number}]: #{_target(number)}" for number in sorted(quoted))


def _target(number: int) -> str:
    return f"passage-{number}"


def _anchor(number: int) -> str:
    """The place to which the citations of a passage lead; Markdown has none of its own."""
    return f'<a id="{_target(number)}"></a>'


def _node(node: Node) -> str:
    match node:
        case Heading():
            return f"{'#' * node.level} {inline(node.text)}"
        case Paragraph():
            return _text(node.text)
        case EmptySection():
            return "None."
        case QuotedPassage():
            return "\n\n".join(filter(None, _quotation(node)))
        case List():
            return "\n".join(item(_text(text)) for text in node.items)
        case Table():
            return _table(node)
        case ReportHead():
            return "\n\n".join(_head(node))
        case DocumentList():
            return "\n\n".join(item(_entry(entry)) for entry in node.documents)
        case PassageList():
            return "\n\n".join(_passages(node))
        case Timeline() | TagFigures() | FullText():
            return ""


def _head(head: ReportHead) -> Iterator[str]:
    """The title, the author and the date, the front note, and the tags it is narrowed to."""
    yield f"# {inline(head.title)}"
    if head.byline:
        yield " · ".join(map(inline, head.byline))
    if head.note:
        yield note_markdown(head.note)
    if head.tags:
        yield f"Only what is tagged {', '.join(map(inline, head.tags))}."


def _address(url: str) -> str:
    shown = visible(url)
    return f"<{shown}>" if is_web_address(shown) else inline(url)


def _entry(entry: DocumentEntry) -> str:
    published = " · ".join(filter(None, (*map(inline, entry.publication), _address(entry.url))))
    first = filter(None, (f"**{inline(entry.title)}**", published))
    return "\n\n".join(filter(None, ("  \n".join(first), _note(entry.note))))


def _quotation(quotation: QuotedPassage) -> Iterator[str]:
    """A block quote with its source, grade and citation; below it tags, links and the note."""
    cited = " · ".join(filter(None, (inline(quotation.who), _reference(quotation.reference))))
    if quotation.quotation:
        warned = f" ({quotation.warning})" if quotation.warning else ""
        anchor = _anchor(quotation.reference.number) if quotation.is_target else ""
        parts = (
            f"{anchor}{escape(quotation.quotation)}{warned}",
            inline(quotation.former),
            f"— {cited}",
        )
        yield quote("\n\n".join(filter(None, parts)))
    else:
        yield f"{cited}, [{inline(quotation.elsewhere)}][{quotation.reference.number}]"
    tags = f"{TAGS} {', '.join(map(inline, quotation.tags))}" if quotation.tags else ""
    yield "  \n".join(filter(None, (tags, *map(_text, quotation.links))))
    yield _note(quotation.note)


def _note(note: tuple[NoteBlock, ...]) -> str:
    """The analyst's own words after a label; "" for none."""
    if not note:
        return ""
    between = " " if isinstance(note[0], NoteParagraph) else "\n\n"
    return f"**{NOTE}**{between}{note_markdown(note)}"


def _table(node: Table) -> str:
    """A table; one of sentences as a list, with a line for each further cell."""
    if not node.is_prose:
        return table([[_text(cell) for cell in row] for row in node.rows], node.right)
    head, *rows = ([_text(cell) for cell in row] for row in node.rows)
    return "\n\n".join(
        item(
            "\n\n".join(
                (
                    row[0],
                    *(f"**{name}:** {cell}" for name, cell in zip(head[1:], row[1:], strict=True)),
                )
            )
        )
        for row in rows
    )


def _reference(reference: Reference) -> str:
    return f"[{reference.number}] {inline(reference.source)}".rstrip()


def _judgement(piece: JudgementNumber) -> str:
    if piece.is_target:
        return f'<a id="judgement-{piece.number}"></a>**{inline(piece.text)}**'
    return f"[{inline(piece.text)}](#judgement-{piece.number})"


def _text(text: Text) -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Reference):
            pieces.append(_reference(piece))
        elif isinstance(piece, Strong):
            pieces.append(f"**{inline(piece.text)}**")
        elif isinstance(piece, QuotedWords):
            pieces.append(_anchor(piece.number) + inline(piece.text))
        elif isinstance(piece, JudgementNumber):
            pieces.append(_judgement(piece))
        else:
            pieces.append(_spaced(piece))
    return "".join(pieces).strip()


def _spaced(text: str) -> str:
    """Words escaped, with the white space kept that separates them from their neighbours."""
    bare = text.strip()
    before = "  \n" if text.startswith("\n") else " " * text[:1].isspace()
    return f"{before}{lines(bare)}{' ' * (text[-1:].isspace() and bool(bare))}"


def _passages(passages: PassageList) -> Iterator[str]:
    """The numbered passages under the name of each document."""
    last = None
    found: list[str] = []
    for passage in passages.passages:
        if passage.document != last:
            if found:
                yield "\n".join(found)
            yield f"### {inline(passages.documents[passage.document].name)}"
            last, found = passage.document, []
        place = f"[{passage.number}] {passage.place}".rstrip()
        doubt = f"**{inline(passage.doubt)}**" if passage.doubt else ""
        found.append(item(" · ".join(filter(None, (place, inline(passage.finding), doubt)))))
    yield "\n".join(found)
