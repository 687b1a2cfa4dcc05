"""User text as HTML: escaped, made visible, and the article with its passages marked.

Source: https://html.spec.whatwg.org/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape as _escape
from itertools import pairwise

from ..model.document import Block, Document, Mark
from .citations import Citation
from .report import flat
from .visible import printable

_ELEMENTS = {
    "title": ("h2", ""),
    "paragraph": ("p", ""),
    "caption": ("p", "caption quiet small"),
    "byline": ("p", "byline"),
    "quote": ("blockquote", ""),
    "list": ("p", "list"),
    "related": ("p", "related small"),
    "table": ("p", "table small"),
}
_STYLES = {"strong": "strong", "emphasis": "em", "code": "code"}


def escape(text: str) -> str:
    """The text so that it shows literally in elements and in quoted attributes."""
    return _escape(printable(text))


def inline(text: str) -> str:
    """The text escaped, on one line."""
    return _escape(printable(flat(text)))


def link(citation: Citation) -> str:
    """The number of a citation, leading to its passage."""
    return f'<a class="cite" href="#passage-{citation.number}">[{citation.number}]</a>'


@dataclass(frozen=True)
class Article:
    """A document as HTML, the passages that are cited from it marked.

    `hues` gives the attribute that colours the mark of a citation, by its number. Each passage of
    `shown` is the target `#passage-N`.
    """

    document: Document
    cited: Sequence[Citation]
    hues: Mapping[int, str]

    def lines(self) -> Iterator[str]:
        """Each Block as an element."""
        for number, block in enumerate(self.document.blocks):
            inside = "".join(self._pieces(block, self._by_block.get(number, [])))
            marker = f"{escape(block.marker)} " if block.marker else ""
            element, attributes = _element(block)
            yield f'<{element} {attributes} dir="auto">{marker}{inside}</{element}>'

    @cached_property
    def shown(self) -> frozenset[int]:
        """The numbers of the passages that are to be seen: sure, and inside a Block."""
        return frozenset(self._first)

    @cached_property
    def _by_block(self) -> dict[int, list[Citation]]:
        """The citations that touch each Block."""
        found: dict[int, list[Citation]] = {}
        for citation in self.cited:
            if citation.state == "anchored" and citation.blocks:
                first, last = citation.blocks
                for number in range(first - 1, last):
                    found.setdefault(number, []).append(citation)
        return found

    @cached_property
    def _first(self) -> dict[int, int]:
        """Where each citation begins to be seen: not in syntax that is hidden."""
        first: dict[int, int] = {}
        for number, citations in self._by_block.items():
            block = self.document.blocks[number]
            hidden = [m for m in self._marks(block) if m.style == "hidden"]
            for citation in citations:
                at = max(block.start, citation.selector.start)
                for mark in hidden:
                    at = mark.end if mark.start <= at < mark.end else at
                if at < min(block.end, citation.selector.end):
                    first.setdefault(citation.number, at)
        return first

    def _marks(self, block: Block) -> list[Mark]:
        return self.document.marks_in(block.start, block.end)

    def _pieces(self, block: Block, cited: Sequence[Citation]) -> Iterator[str]:
        """The text of a Block, cut wherever a passage or a style begins or ends."""
        marks = self._marks(block)
        spans = [(c.selector.start, c.selector.end) for c in cited]
        spans += [(mark.start, mark.end) for mark in marks]
        cuts = {offset for span in spans for offset in span if block.start < offset < block.end}
        for start, end in pairwise(sorted({block.start, *cuts, block.end})):
            styles = {mark.style for mark in marks if mark.start <= start < mark.end}
            if "hidden" in styles:
                continue
            text = escape(self.document.text[start:end])
            for style in sorted(styles & _STYLES.keys()):
                text = f"<{_STYLES[style]}>{text}</{_STYLES[style]}>"
            over = [c for c in cited if c.selector.start <= start < c.selector.end]
            yield self._marked(text, start, min(end, block.end), over) if over else text

    def _marked(self, text: str, start: int, end: int, over: Sequence[Citation]) -> str:
        """A piece that passages cover: the targets that begin here, the numbers that end here."""
        targets = "".join(
            f'<span class="at" id="passage-{c.number}"></span>'
            for c in over
            if self._first.get(c.number) == start
        )
        backs = "".join(
            f'<a href="#finding-{c.number}">{c.number}</a>' for c in over if c.selector.end == end
        )
        # The shortest passage is the one that its colour tells apart from what lies around it.
        narrow = min(over, key=lambda c: (c.selector.end - c.selector.start, c.number))
        several = " data-several" if len(over) > 1 else ""
        marked = f"<mark{self.hues.get(narrow.number, '')}{several}>{text}</mark>"
        return targets + marked + (f"<sup>{backs}</sup>" if backs else "")


def _element(block: Block) -> tuple[str, str]:
    """The name of the element for a Block, and its attributes."""
    if block.kind == "heading":
        return f"h{min(6, max(3, block.level + 1))}", 'class="text"'
    name, classes = _ELEMENTS[block.kind]
    depth = f' style="--depth: {block.level}"' if block.level > 1 else ""
    return name, f'class="{f"text {classes}".strip()}"{depth}'
