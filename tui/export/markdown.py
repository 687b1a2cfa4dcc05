"""Markdown: a report to hand in, findings by tag, every one with the passage it stands on.

It is laid out to be read as plain text too. All text of the article and of the analyst shows
literally; nothing in it can become markup or break the order of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.codebook import Tag
from . import report
from .citations import Citation
from .commonmark import escape, inline, item, lines, quote, table
from .exhibit import Exhibit
from .findings import Finding, Findings, Group, gather
from .parts import Heading, List, Part, Strong, Table, Text
from .visible import visible

_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a report on one document or several, UTF-8."""
    findings = gather(exhibits)
    blocks = (
        *head(exhibits),
        "## Findings",
        *told(findings, exhibits),
        *map(render, report.sources(findings)),
        *passages(findings, exhibits),
    )
    return ("\n\n".join(blocks) + "\n").encode()


def head(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The title, and what is known about the documents."""
    yield f"# {inline(report.heading(exhibits))}"
    if len(exhibits) == 1:
        yield from filter(None, (_publication(exhibits[0]), note(exhibits[0].known.note)))
    only = report.narrowed(exhibits)
    if only:
        yield f"Only what is tagged {', '.join(map(inline, only))}."
    if len(exhibits) > 1:
        yield "## Documents"
        yield "\n\n".join(item(_entry(exhibit)) for exhibit in exhibits)


def _title(exhibit: Exhibit) -> str:
    return inline(report.title(exhibit))


def _publication(exhibit: Exhibit) -> str:
    """Author, publisher, date and address, as far as known, on one line."""
    parts = map(inline, report.publication(exhibit))
    return " · ".join(filter(None, (*parts, _address(exhibit.known.url))))


def _address(url: str) -> str:
    shown = visible(url)
    return f"<{shown}>" if _WEB_ADDRESS.fullmatch(shown) else inline(url)


def _identity(exhibit: Exhibit) -> str:
    return " · ".join(filter(None, (inline(exhibit.path), report.digest(exhibit))))


def _entry(exhibit: Exhibit) -> str:
    head = "  \n".join(
        filter(None, (f"**{_title(exhibit)}**", _publication(exhibit), _identity(exhibit)))
    )
    return "\n\n".join(filter(None, (head, note(exhibit.known.note))))


def told(findings: Findings, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The findings by tag, each with its note."""
    titles = [_title(exhibit) for exhibit in exhibits] if len(exhibits) > 1 else []
    if not findings.groups and not findings.untagged:
        yield "None."
    for group in findings.groups:
        yield from _group(group, titles)
    if findings.untagged:
        yield "### Other notes"
        for finding in findings.untagged:
            yield from _finding(finding, titles)


def _group(group: Group, titles: Sequence[str]) -> Iterator[str]:
    yield from _heading("###", group.tag)
    for section in group.sections:
        if section.tag.name != group.tag.name:
            yield from _heading("####", section.tag)
        for finding in section.findings:
            yield from _finding(finding, titles)


def _heading(level: str, tag: Tag) -> Iterator[str]:
    yield f"{level} {inline(tag.name)}"
    description = inline(tag.description)
    if description:
        yield f"*{description}*"


def _finding(finding: Finding, titles: Sequence[str]) -> Iterator[str]:
    """The quote with its citation, who says it with which grade and where, then the note."""
    citation = finding.citation
    doubt = f" ({citation.mark})" if citation.mark else ""
    quoted = f"{escape(citation.selector.quote)} [{citation.number}]{doubt}".lstrip()
    title = f"*{titles[citation.document]}*" if titles else ""
    who = map(inline, (report.speaker(finding), finding.grade, citation.locator))
    said = " · ".join(filter(None, (*who, title)))
    lines = (quoted, inline(report.formerly(citation)), f"— {said}" if said else "")
    yield quote("\n\n".join(filter(None, lines)))
    yield from filter(None, [note(finding.annotation.note)])


def note(text: str) -> str:
    """The analyst's own words, told apart by their label; "" for none."""
    return f"**{report.NOTE}** {lines(text)}" if text.strip() else ""


def render(part: Part) -> str:
    """A part of a report."""
    if isinstance(part, Heading):
        return f"{'#' * part.level} {inline(part.text)}"
    if isinstance(part, Table):
        return table([[_text(cell) for cell in row] for row in part.rows], part.right)
    if isinstance(part, List):
        return "\n".join(item(_text(text)) for text in part.items)
    return _text(part.text)


def _text(text: Text) -> str:
    """Words and citations; the words are escaped as they stand in a line."""
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
    """Escaped words, with the white space kept that sets them off from their neighbours."""
    bare = text.strip()
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{lines(bare)}{' ' * (after and bool(bare))}"


def passages(findings: Findings, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """The numbered passages, by document."""
    if not findings.passages:
        return
    yield "## Passages"
    yield report.COUNTING
    if len(exhibits) == 1:
        yield _identity(exhibits[0])
    last = None
    for citation in findings.passages:
        if len(exhibits) > 1 and citation.document != last:
            yield f"### {_title(exhibits[citation.document])}"
            last = citation.document
        yield from _passage(citation)


def _passage(citation: Citation) -> Iterator[str]:
    doubt = inline(report.doubt(citation))
    yield f"[{citation.number}] {citation.place}" + (f" · **{doubt}**" if doubt else "")
    yield quote(escape(citation.selector.quote))
