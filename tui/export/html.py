"""HTML: the report and the full articles in one file, every citation a link to its passage.

Of an article that is only referred to, the cited passages are shown and not the rest of its text.

It needs no script and no network, prints, and follows the light or dark setting of its reader.
All text of the article and of the analyst shows literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from . import report
from .citations import Citation
from .exhibit import Exhibit
from .findings import Finding, Findings, Section, gather
from .html_text import Article, escape, inline, link
from .parts import Heading, List, Part, Strong, Table, Text
from .voices import picture

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_NAMES = frozenset(
    ["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "gray"]
)  # fmt: skip


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a page on one document or several, UTF-8."""
    findings = gather(exhibits)
    middle = (
        "<h2>Findings</h2>",
        *told(findings, exhibits),
        *map(render, report.sources(findings)),
    )
    return page(exhibits, findings, middle)


def page(exhibits: Sequence[Exhibit], findings: Findings, middle: Iterable[str]) -> bytes:
    """The bytes of a page: its head, what stands in the middle, the passages and the articles."""
    hues = _hues(gather(exhibits), exhibits)
    articles = [
        None
        if exhibit.is_excerpt
        else Article(exhibit.document, [c for c in findings.passages if c.document == number], hues)
        for number, exhibit in enumerate(exhibits)
    ]
    parts = (
        *_top(exhibits),
        *_head(exhibits),
        *middle,
        *_passages(findings, articles),
        *_articles(exhibits, articles),
        "</body>\n</html>\n",
    )
    return "\n".join(parts).encode()


def _top(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    lang = exhibits[0].known.lang if len(exhibits) == 1 else ""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{lang if _LANGUAGE.fullmatch(lang) else "en"}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield f"<title>{inline(report.heading(exhibits))}</title>"
    css = Path(__file__).with_name("html.css").read_text(encoding="utf-8")
    yield f"<style>\n{css}</style>\n</head>\n<body>"


def _head(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    yield f"<h1>{inline(report.heading(exhibits))}</h1>"
    only = report.narrowed(exhibits)
    if only:
        yield f"<p>Only what is tagged {', '.join(map(inline, only))}.</p>"
    if len(exhibits) == 1:
        yield _entry(exhibits[0])
        yield '<nav><ul><li><a href="#article-1">The article</a></li></ul></nav>'
    elif exhibits:
        yield '<h2>Documents</h2>\n<ul class="documents">'
        for number, exhibit in enumerate(exhibits, 1):
            name = inline(report.title(exhibit))
            if not exhibit.is_excerpt:
                name = f'<a href="#article-{number}">{name}</a>'
            yield f"<li><strong>{name}</strong>\n{_entry(exhibit)}</li>"
        yield "</ul>"


def _entry(exhibit: Exhibit) -> str:
    """What is known about a document, its file and hash, and the memo on it."""
    parts = [*map(inline, report.publication(exhibit)), _address(exhibit.known.url)]
    published = " · ".join(filter(None, parts))
    identity = " · ".join(filter(None, map(inline, (exhibit.path, report.digest(exhibit)))))
    lines = [f'<p class="quiet">{published}</p>'] if published else []
    lines.append(f'<p class="quiet small">{identity}</p>')
    return "\n".join((*lines, *_note(exhibit.known.note)))


def _address(url: str) -> str:
    if _WEB_ADDRESS.fullmatch(url):
        return f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>'
    return inline(url)


def _note(text: str) -> Iterator[str]:
    if text.strip():
        label = f'<strong class="label">{report.NOTE}</strong>'
        yield f'<p class="note" dir="auto">{label} {escape(text).strip()}</p>'


def told(findings: Findings, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The findings by tag, each with its note."""
    titles = [report.title(exhibit) for exhibit in exhibits] if len(exhibits) > 1 else []
    first: set[int] = set()
    if not findings.groups and not findings.untagged:
        yield "<p>None.</p>"
    for group in findings.groups:
        yield f"<h3>{inline(group.tag.name)}</h3>"
        yield from _description(group.tag.description)
        for section in group.sections:
            if section.tag.name != group.tag.name:
                yield f"<h4>{inline(section.tag.name)}</h4>"
                yield from _description(section.tag.description)
            for finding in section.findings:
                yield _finding(finding, titles, _hue(_color(section, exhibits)), first)
    if findings.untagged:
        yield "<h3>Other notes</h3>"
        for finding in findings.untagged:
            yield _finding(finding, titles, "", first)


def _description(text: str) -> Iterator[str]:
    if text.strip():
        yield f'<p class="quiet"><em>{inline(text)}</em></p>'


def _finding(finding: Finding, titles: Sequence[str], hue: str, first: set[int]) -> str:
    """A quote with its citation, who says it with which grade and where, then the note."""
    citation = finding.citation
    doubt = f' <span class="doubt">({citation.mark})</span>' if citation.mark else ""
    title = f"<em>{inline(titles[citation.document])}</em>" if titles else ""
    said = (inline(report.speaker(finding)), inline(finding.grade), inline(citation.locator), title)
    name = "" if citation.number in first else f' id="finding-{citation.number}"'
    first.add(citation.number)
    quote = escape(citation.selector.quote).strip()
    lines = [
        f'<div class="finding"{name}{hue}>',
        f'<blockquote dir="auto">{quote} {link(citation)}{doubt}</blockquote>',
    ]
    if citation.former:
        lines.append(f'<p class="quiet" dir="auto">{inline(report.formerly(citation))}</p>')
    if any(said):
        lines.append(f'<p class="quiet">— {" · ".join(filter(None, said))}</p>')
    return "\n".join((*lines, *_note(finding.annotation.note), "</div>"))


def _color(section: Section, exhibits: Sequence[Exhibit]) -> str:
    colors = (exhibit.codebook.color_of(section.tag.name) for exhibit in exhibits)
    return next(filter(None, colors), "")


def _hue(color: str) -> str:
    """A colour of the palette, or of the analyst's own, as an attribute."""
    if color in _NAMES:
        return f' data-hue="{color}"'
    return f' style="--c: {color}"' if _HEX.fullmatch(color) else ""


def render(part: Part) -> str:
    """A part of a report."""
    if isinstance(part, Heading):
        return f"<h{part.level}>{inline(part.text)}</h{part.level}>"
    if isinstance(part, Table):
        head, *rows = part.rows
        lines = [_row("th", head, part.right), *(_row("td", row, part.right) for row in rows)]
        body = "\n".join(lines[1:])
        return (
            f'<div class="wide"><table>\n<thead>{lines[0]}</thead>\n<tbody>\n{body}\n'
            "</tbody></table></div>"
        )
    if isinstance(part, List):
        items = "\n".join(f'<li dir="auto">{_text(text)}</li>' for text in part.items)
        return f"<ul>\n{items}\n</ul>"
    look = ' class="quiet small"' if part.quiet else ' dir="auto"'
    return f"<p{look}>{_text(part.text)}</p>"


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


def _passages(findings: Findings, articles: Sequence[Article | None]) -> Iterator[str]:
    if not findings.passages:
        return
    yield f'<h2>Passages</h2>\n<p class="quiet small">{inline(report.COUNTING)}</p>'
    yield '<div class="wide"><table class="passages">\n<tbody>'
    for citation in findings.passages:
        article = articles[citation.document]
        target = article is not None and citation.number in article.shown
        name = "" if target else f' id="passage-{citation.number}"'
        number = link(citation) if target else f"[{citation.number}]"
        doubt = report.doubt(citation)
        where = inline(citation.place) + (f"<br><strong>{inline(doubt)}</strong>" if doubt else "")
        quote = inline(citation.selector.quote)
        yield f'<tr{name}><td>{number}</td><td>{where}</td><td dir="auto">{quote}</td></tr>'
    yield "</tbody></table></div>"


def _articles(exhibits: Sequence[Exhibit], articles: Sequence[Article | None]) -> Iterator[str]:
    for number, (exhibit, article) in enumerate(zip(exhibits, articles, strict=True), 1):
        if article is None:
            continue
        yield f'<article id="article-{number}">'
        blocks = exhibit.document.blocks
        if not blocks or blocks[0].kind != "title":
            yield f"<h2>{inline(report.title(exhibit))}</h2>"
        drawn = picture(exhibit)
        if drawn:
            yield f'<figure class="voices">\n{drawn}</figure>'
        yield from article.lines()
        yield "</article>"


def _hues(findings: Findings, exhibits: Sequence[Exhibit]) -> dict[int, str]:
    """The colour of each citation: that of the first section it stands in."""
    hues: dict[int, str] = {}
    for group in findings.groups:
        for section in group.sections:
            hue = _hue(_color(section, exhibits))
            for finding in section.findings:
                hues.setdefault(finding.citation.number, hue)
    return hues
