"""Sections of a page: their headings, the contents of a long report, and the list of passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .html_text import inline, link
from .report_nodes import Heading, Node, PassageEntry, PassageList, QuotedPassage

SECTION = 2
"""The level of the headings of sections."""
_LONG = 26
"""The most findings of a report that needs no contents: it is printed on four pages."""


def section_heading(number: int, text: str) -> str:
    """The heading of a section, to which the contents link."""
    return f'<h{SECTION} id="section-{number}">{inline(text)}</h{SECTION}>'


def contents(nodes: Sequence[Node]) -> Iterator[str]:
    """Links to the sections of a report, none for a short one."""
    if sum(isinstance(node, QuotedPassage) for node in nodes) <= _LONG:
        return
    sections = [node.text for node in nodes if isinstance(node, Heading) and node.level == SECTION]
    links = "".join(
        f'<li><a href="#section-{number}">{inline(text)}</a></li>'
        for number, text in enumerate(sections, 1)
    )
    yield f'<nav><ul class="small"><li>Contents:</li>{links}</ul></nav>'


def passage_list(passages: PassageList) -> Iterator[str]:
    """The passages under the name of each document, with links to the passage and the finding."""
    last = None
    for passage in passages.passages:
        if passage.document != last:
            if last is not None:
                yield "</ul>"
            yield f"<h3>{inline(passages.documents[passage.document].name)}</h3>"
            yield '<ul class="passages small">'
            last = passage.document
        yield _passage(passage)
    yield "</ul>"


def _passage(passage: PassageEntry) -> str:
    number = passage.number
    doubt = f" <strong>{inline(passage.doubt)}</strong>" if passage.doubt else ""
    back = f'<a href="#finding-{number}">{inline(passage.finding)}</a>'
    return f'<li dir="auto">{link(number)} {inline(passage.place)} {back}{doubt}</li>'
