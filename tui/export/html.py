"""HTML: reports as a single page in which every citation links to its passage.

The page has the full texts of the articles only if they are asked for. The page needs no script and
no network, can be printed, and follows the light or dark setting of its reader. All text of the
documents is shown literally; the Markdown of notes is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .html_article import MarkedText
from .html_sections import SECTION, contents, passage_list, section_heading
from .html_tag_figures import tag_figures
from .html_text import address, css_string, escape, hue, inline, link, note_html
from .html_timeline import timeline
from .note_markup import NoteBlock
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
from .text_values import single_line, unbroken

_PAGE = (
    '@page { @bottom-center { content: %s counter(page) " of " counter(pages); font-size: 8pt; } }'
    "\n"
)
"""The foot of a printed page, given the words before its number."""
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class _Texts:
    """The full texts of a page by the number of their document, and the passages they show."""

    by_document: Mapping[int, MarkedText]
    shown: frozenset[int]


def render(report: ReportTree) -> bytes:
    """The bytes of a page, UTF-8."""
    full_texts = [node for node in report.nodes if isinstance(node, FullText)]
    marked = {node.entry.number: MarkedText(node) for node in full_texts}
    texts = _Texts(marked, frozenset[int]().union(*(text.shown for text in marked.values())))
    return "\n".join((*_top(report), *_body(report, texts), "</body>\n</html>\n")).encode()


def _body(report: ReportTree, texts: _Texts) -> Iterator[str]:
    """The nodes of a report; below its head are the contents, if it is long."""
    section = 0
    for node in report.nodes:
        if isinstance(node, Heading) and node.level == SECTION:
            section += 1
            yield section_heading(section, node.text)
        else:
            yield _node(node, texts)
        if isinstance(node, ReportHead):
            yield from contents(report.nodes)


def _top(report: ReportTree) -> Iterator[str]:
    language = report.language if _LANGUAGE.fullmatch(report.language) else "en"
    details = report.details
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    )
    if details.author:
        yield f'<meta name="author" content="{inline(details.author)}">'
    yield f"<title>{inline(details.title)}</title>"
    css = Path(__file__).with_name("html.css").read_text(encoding="utf-8")
    footer = f"{single_line(details.title)} · page " if details.title else "page "
    yield f"<style>\n{css}{_PAGE % css_string(footer)}</style>\n</head>\n<body>"


def _node(node: Node, texts: _Texts) -> str:
    match node:
        case Heading():
            return f"<h{node.level}>{inline(node.text)}</h{node.level}>"
        case Paragraph():
            look = ' class="quiet small"' if node.quiet else ""
            return f'<p{look} dir="auto">{_text(node.text)}</p>'
        case EmptySection():
            return "<p>None.</p>"
        case QuotedPassage():
            return "\n".join(_quotation(node, texts.shown))
        case List():
            return _list(node)
        case Table():
            return _table(node, texts.shown)
        case ReportHead():
            return "\n".join(_head(node))
        case DocumentList():
            return "\n".join(_documents(node))
        case Timeline() | TagFigures():
            return "\n".join(_pictures(node))
        case PassageList():
            return "\n".join(passage_list(node))
        case FullText():
            return "\n".join(_full_text(node, texts.by_document[node.entry.number]))


def _pictures(node: Timeline | TagFigures) -> Iterator[str]:
    return timeline(node) if isinstance(node, Timeline) else tag_figures(node)


def _head(head: ReportHead) -> Iterator[str]:
    """The title, the author and the date, the front note, and links to the full texts."""
    yield f'<h1 dir="auto">{inline(head.title)}</h1>'
    if head.byline:
        yield f'<p class="quiet">{" · ".join(map(inline, head.byline))}</p>'
    if head.note:
        yield f'<div class="note">\n{note_html(head.note)}\n</div>'
    if head.tags:
        yield f"<p>Only what is tagged {', '.join(map(inline, head.tags))}.</p>"
    whole = [entry for entry in head.documents if entry.has_full_text]
    if whole:
        links = "".join(f"<li>{_article_link(entry)}</li>" for entry in whole)
        yield f'<nav><ul class="small"><li>Full texts:</li>{links}</ul></nav>'


def _article_link(entry: DocumentEntry) -> str:
    return f'<a href="#article-{entry.number}">{inline(entry.name)}</a>'


def _documents(node: DocumentList) -> Iterator[str]:
    yield '<ul class="documents">'
    for entry in node.documents:
        title = f"<strong>{inline(entry.title)}</strong>"
        published = (*map(inline, entry.publication), address(entry.url))
        about = " · ".join(filter(None, published)) + _full_text_link(entry)
        yield f'<li dir="auto">{title}<br>{about}{_note(entry.note)}</li>'
    yield "</ul>"
    if any(entry.has_full_text for entry in node.documents):
        yield (
            '<p class="print quiet small">The full texts stand in the page from which this was '
            "printed.</p>"
        )


def _full_text_link(entry: DocumentEntry) -> str:
    link = f'<a href="#article-{entry.number}">full text</a>'
    return f'<span class="screen"> · {link}</span>' if entry.has_full_text else ""


def _note(note: tuple[NoteBlock, ...]) -> str:
    """The analyst's own words after a label; "" for none."""
    return f'<div class="note">\n{note_html(note, NOTE)}\n</div>' if note else ""


def _quotation(quotation: QuotedPassage, shown: frozenset[int]) -> Iterator[str]:
    """A quotation with its source, grade and citation; below it tags, links and the note.

    `shown` are the passages that full texts show; citations of others lead to their quotation.
    """
    number = quotation.reference.number
    name = f' id="finding-{number}"' if quotation.is_first else ""
    yield f'<div class="finding"{name}>'
    cited = " · ".join(filter(None, (inline(quotation.who), _reference(quotation.reference))))
    if quotation.quotation:
        warned = f' <span class="doubt">({quotation.warning})</span>' if quotation.warning else ""
        is_here = quotation.is_target and number not in shown
        target = f'<span class="at" id="passage-{number}"></span>' if is_here else ""
        yield f'<blockquote dir="auto">{target}{escape(quotation.quotation)}{warned}</blockquote>'
        if quotation.former:
            yield f'<p class="quiet" dir="auto">{inline(quotation.former)}</p>'
        yield f'<p class="said">— {cited}</p>'
    else:
        yield f'<p class="said">{cited}, {_elsewhere(quotation)}</p>'
    tags = f"{TAGS} {', '.join(map(inline, quotation.tags))}" if quotation.tags else ""
    about = " · ".join(filter(None, (tags, *map(_text, quotation.links))))
    if about:
        yield f'<p class="about quiet small" dir="auto">{about}</p>'
    yield f"{_note(quotation.note)}</div>"


def _elsewhere(quotation: QuotedPassage) -> str:
    """Where the report quotes a passage, with a link to that place."""
    target = "quotation" if quotation.is_in_table else "finding"
    words = inline(quotation.elsewhere)
    return f'<a href="#{target}-{quotation.reference.number}">{words}</a>'


def _list(node: List) -> str:
    items = "\n".join(f'<li dir="auto">{_text(text)}</li>' for text in node.items)
    look = ' class="quiet small"' if node.quiet else ""
    return f"<ul{look}>\n{items}\n</ul>"


def _table(table: Table, shown: frozenset[int]) -> str:
    """A table; each cell names its column, for screens on which cells stand below each other."""
    head, *rows = table.rows
    names = [_text(cell) for cell in head]
    body = "\n".join(_row(row, names, table.right, shown) for row in rows)
    heads = "".join(
        f"<th{_look(number, table.right)}>{name}</th>" for number, name in enumerate(names)
    )
    look = ' class="prose"' if table.is_prose else ""
    top = f"<thead><tr>{heads}</tr></thead>"
    return f'<div class="wide"><table{look}>\n{top}\n<tbody>\n{body}\n</tbody></table></div>'


def _row(
    row: Sequence[Text], names: Sequence[str], right: Sequence[int], shown: frozenset[int]
) -> str:
    cells = "".join(
        f'<td data-column="{name}"{_look(number, right)} dir="auto">{_text(text, shown)}</td>'
        for number, (name, text) in enumerate(zip(names, row, strict=True))
    )
    return f"<tr>{cells}</tr>"


def _look(number: int, right: Sequence[int]) -> str:
    return ' class="number"' if number in right else ""


def _reference(reference: Reference) -> str:
    source = escape(unbroken(reference.source))
    return f"{link(reference.number)} {source}" if source else link(reference.number)


def _judgement(piece: JudgementNumber) -> str:
    name = f"judgement-{piece.number}"
    if piece.is_target:
        return f'<strong id="{name}">{inline(piece.text)}</strong>'
    return f'<a href="#{name}">{inline(piece.text)}</a>'


def _text(text: Text, shown: frozenset[int] | None = None) -> str:
    """A text; what it quotes is the target of citations, if full texts show it not (`shown`)."""
    pieces = []
    for piece in text:
        if isinstance(piece, Reference):
            pieces.append(_reference(piece))
        elif isinstance(piece, Strong):
            pieces.append(f"<strong>{inline(piece.text)}</strong>")
        elif isinstance(piece, QuotedWords):
            is_here = shown is not None and piece.number not in shown
            target = f'<span class="at" id="passage-{piece.number}"></span>' if is_here else ""
            name = f'id="quotation-{piece.number}"'
            pieces.append(f"{target}<span {name}>{inline(piece.text)}</span>")
        elif isinstance(piece, JudgementNumber):
            pieces.append(_judgement(piece))
        else:
            pieces.append(escape(piece).replace("\n", "<br>"))
    return "".join(pieces)


def _colored(meaning: tuple[str, str]) -> str:
    """The headings for which a colour stands, in a mark of this colour."""
    color, headings = meaning
    return f"<mark{hue(color)}>{inline(headings)}</mark>"


def _full_text(node: FullText, text: MarkedText) -> Iterator[str]:
    yield f'<article id="article-{node.entry.number}">'
    blocks = node.document.blocks
    if not blocks or blocks[0].kind != "title":
        yield f'<h2 dir="auto">{inline(node.entry.title)}</h2>'
    if node.legend:
        yield f'<p class="quiet small">Marked: {", ".join(map(_colored, node.legend))}.</p>'
    yield from text.lines()
    yield "</article>"
