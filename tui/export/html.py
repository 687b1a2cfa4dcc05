"""HTML: reports as a single page with the full texts, in which every citation links to its passage.

The page needs no script and no network, can be printed, and follows the light or dark setting of
its reader. All text of the documents and of the analyst is shown literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .citations import Citation
from .html_article import MarkedText, escape, hue, inline, link
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
from .speaker_timeline import svg

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")

_Texts = Mapping[int, MarkedText]
"""The full texts of a page by the number of their document."""


def render(report: ReportTree) -> bytes:
    """The bytes of a page, UTF-8."""
    full_texts = [node for node in report.nodes if isinstance(node, FullText)]
    texts = {node.entry.number: MarkedText(node) for node in full_texts}
    nodes = (_node(node, texts) for node in report.nodes)
    return "\n".join((*_top(report), *nodes, "</body>\n</html>\n")).encode()


def _top(report: ReportTree) -> Iterator[str]:
    language = report.language if _LANGUAGE.fullmatch(report.language) else "en"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield f"<title>{inline(report.title)}</title>"
    css = Path(__file__).with_name("html.css").read_text(encoding="utf-8")
    yield f"<style>\n{css}</style>\n</head>\n<body>"


def _node(node: Node, texts: _Texts) -> str:
    match node:
        case Heading():
            return f"<h{node.level}>{inline(node.text)}</h{node.level}>"
        case Paragraph():
            look = ' class="quiet small"' if node.quiet else ' dir="auto"'
            return f"<p{look}>{_text(node.text)}</p>"
        case TagDescription():
            return f'<p class="quiet"><em>{inline(node.text)}</em></p>'
        case EmptySection():
            return "<p>None.</p>"
        case QuotedPassage():
            return "\n".join(_quotation(node))
        case List():
            items = "\n".join(f'<li dir="auto">{_text(text)}</li>' for text in node.items)
            return f"<ul>\n{items}\n</ul>"
        case Table():
            return _table(node)
        case ReportHead():
            return "\n".join(_head(node))
        case PassageList():
            return "\n".join(_passages(node, texts))
        case FullText():
            return "\n".join(_full_text(node, texts[node.entry.number]))


def _head(head: ReportHead) -> Iterator[str]:
    """The title, and what is known about the documents, with links to their full texts."""
    yield f"<h1>{inline(head.title)}</h1>"
    if head.tags:
        yield f"<p>Only what is tagged {', '.join(map(inline, head.tags))}.</p>"
    if len(head.documents) == 1:
        yield _entry(head.documents[0])
        yield '<nav><ul><li><a href="#article-1">The article</a></li></ul></nav>'
    elif head.documents:
        yield '<h2>Documents</h2>\n<ul class="documents">'
        for entry in head.documents:
            name = inline(entry.title)
            if entry.has_full_text:
                name = f'<a href="#article-{entry.number}">{name}</a>'
            yield f"<li><strong>{name}</strong>\n{_entry(entry)}</li>"
        yield "</ul>"


def _entry(entry: DocumentEntry) -> str:
    """What is known about a document, its file and hash, and the note on it."""
    published = " · ".join(filter(None, (*map(inline, entry.publication), _address(entry.url))))
    identity = " · ".join(filter(None, map(inline, (entry.path, entry.digest))))
    lines = [f'<p class="quiet">{published}</p>'] if published else []
    lines.append(f'<p class="quiet small">{identity}</p>')
    return "\n".join((*lines, *_note(entry.note)))


def _address(url: str) -> str:
    if _WEB_ADDRESS.fullmatch(url):
        return f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>'
    return inline(url)


def _note(text: str) -> Iterator[str]:
    """The analyst's own words after a label; nothing for none."""
    if text.strip():
        label = f'<strong class="label">{NOTE}</strong>'
        yield f'<p class="note" dir="auto">{label} {escape(text).strip()}</p>'


def _quotation(quotation: QuotedPassage) -> Iterator[str]:
    """A quote with its citation, source, grade and place, then the analyst's note."""
    citation = quotation.citation
    doubt = f' <span class="doubt">({citation.mark})</span>' if citation.mark else ""
    title = f"<em>{inline(quotation.document)}</em>" if quotation.document else ""
    who = map(inline, (quotation.speaker, quotation.grade, citation.locator))
    attribution = " · ".join(filter(None, (*who, title)))
    name = f' id="finding-{citation.number}"' if quotation.is_first else ""
    quote = escape(citation.selector.quote).strip()
    yield f'<div class="finding"{name}{hue(quotation.color)}>'
    yield f'<blockquote dir="auto">{quote} {link(citation)}{doubt}</blockquote>'
    if citation.former:
        yield f'<p class="quiet" dir="auto">{inline(citation.formerly)}</p>'
    if attribution:
        yield f'<p class="quiet">— {attribution}</p>'
    yield from _note(quotation.note)
    yield "</div>"


def _table(table: Table) -> str:
    head, *rows = table.rows
    body = "\n".join(_row("td", row, table.right) for row in rows)
    return (
        f'<div class="wide"><table>\n<thead>{_row("th", head, table.right)}</thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(element: str, cells: Sequence[Text], right: Sequence[int]) -> str:
    def cell(number: int, text: Text) -> str:
        look = ' class="number"' if number in right else ' dir="auto"' * (element == "td")
        return f"<{element}{look}>{_text(text)}</{element}>"

    return f"<tr>{''.join(cell(number, text) for number, text in enumerate(cells))}</tr>"


def _text(text: Text) -> str:
    pieces = []
    for piece in text:
        if isinstance(piece, Citation):
            pieces.append(link(piece))
        elif isinstance(piece, Strong):
            pieces.append(f"<strong>{inline(piece.text)}</strong>")
        else:
            pieces.append(escape(piece).replace("\n", "<br>"))
    return "".join(pieces)


def _passages(passages: PassageList, texts: _Texts) -> Iterator[str]:
    """The table of passages; each links to its place in a full text, or is the target itself."""
    yield f'<p class="quiet small">{inline(COUNTING)}</p>'
    yield '<div class="wide"><table class="passages">\n<tbody>'
    for citation in passages.citations:
        text = texts.get(citation.document + 1)
        is_elsewhere = text is not None and citation.number in text.shown
        name = "" if is_elsewhere else f' id="passage-{citation.number}"'
        number = link(citation) if is_elsewhere else f"[{citation.number}]"
        doubt = f"<br><strong>{inline(citation.doubt)}</strong>" if citation.doubt else ""
        where = inline(citation.place) + doubt
        quote = inline(citation.selector.quote)
        yield f'<tr{name}><td>{number}</td><td>{where}</td><td dir="auto">{quote}</td></tr>'
    yield "</tbody></table></div>"


def _full_text(node: FullText, text: MarkedText) -> Iterator[str]:
    yield f'<article id="article-{node.entry.number}">'
    blocks = node.document.blocks
    if not blocks or blocks[0].kind != "title":
        yield f"<h2>{inline(node.entry.title)}</h2>"
    if node.timeline_rows:
        about = f"Who speaks when: {node.entry.title}"
        drawn = svg(node.timeline_rows, len(node.document.text), about)
        yield f'<figure class="voices">\n{drawn}</figure>'
    yield from text.lines()
    yield "</article>"
