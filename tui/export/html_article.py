"""Full texts as HTML, with the cited passages marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..model.document import Block, Mark
from .citations import Citation
from .html_text import escape, hue
from .report_nodes import FullText

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


@dataclass(frozen=True)
class MarkedText:
    """A full text as HTML, in which the cited passages are marked in the colours of their tags."""

    node: FullText

    def lines(self) -> Iterator[str]:
        """Each Block as an element; every passage of `shown` is the link target `#passage-N`."""
        for number, block in enumerate(self.node.document.blocks):
            inside = "".join(self._pieces(block, self._by_block.get(number, [])))
            marker = f"{escape(block.marker)} " if block.marker else ""
            element, attributes = _element(block)
            yield f'<{element} {attributes} dir="auto">{marker}{inside}</{element}>'

    @cached_property
    def shown(self) -> frozenset[int]:
        """The numbers of the passages that the text shows: anchored, inside a Block, not hidden."""
        return frozenset(self._first)

    @cached_property
    def _by_block(self) -> dict[int, list[Citation]]:
        """The citations that touch each Block."""
        found: dict[int, list[Citation]] = {}
        for citation in self.node.citations:
            if citation.state == "anchored" and citation.blocks:
                first, last = citation.blocks
                for number in range(first - 1, last):
                    found.setdefault(number, []).append(citation)
        return found

    @cached_property
    def _first(self) -> dict[int, int]:
        """The offset of the first character of each passage that is not hidden as markup."""
        first: dict[int, int] = {}
        for number, citations in self._by_block.items():
            block = self.node.document.blocks[number]
            hidden = [m for m in self._marks(block) if m.style == "hidden"]
            for citation in citations:
                at = max(block.start, citation.selector.start)
                for mark in hidden:
                    at = mark.end if mark.start <= at < mark.end else at
                if at < min(block.end, citation.selector.end):
                    first.setdefault(citation.number, at)
        return first

    def _marks(self, block: Block) -> list[Mark]:
        return self.node.document.marks_in(block.start, block.end)

    def _pieces(self, block: Block, cited: Sequence[Citation]) -> Iterator[str]:
        """The pieces of a Block, which is cut wherever a passage or a style begins or ends."""
        marks = self._marks(block)
        spans = [(c.selector.start, c.selector.end) for c in cited]
        spans += [(mark.start, mark.end) for mark in marks]
        cuts = {offset for span in spans for offset in span if block.start < offset < block.end}
        for start, end in pairwise(sorted({block.start, *cuts, block.end})):
            styles = {mark.style for mark in marks if mark.start <= start < mark.end}
            if "hidden" in styles:
                continue
            text = escape(self.node.document.text[start:end])
            for style in sorted(styles & _STYLES.keys()):
                text = f"<{_STYLES[style]}>{text}</{_STYLES[style]}>"
            over = [c for c in cited if c.selector.start <= start < c.selector.end]
            yield self._marked(text, start, min(end, block.end), over) if over else text

    def _marked(self, text: str, start: int, end: int, over: Sequence[Citation]) -> str:
        """A piece inside passages: link targets where they start, links back where they end."""
        targets = "".join(
            f'<span class="at" id="passage-{c.number}"></span>'
            for c in over
            if self._first.get(c.number) == start
        )
        backs = "".join(
            f'<a href="#finding-{c.number}">[{c.number}]</a>' for c in over if c.selector.end == end
        )
        # The shortest passage is the one that its colour tells apart from what lies around it.
        narrow = min(over, key=lambda c: (c.selector.end - c.selector.start, c.number))
        several = " data-several" if len(over) > 1 else ""
        color = hue(self.node.colors.get(narrow.number, ""))
        marked = f"<mark{color}{several}>{text}</mark>"
        return targets + marked + (f"<sup>{backs}</sup>" if backs else "")


def _element(block: Block) -> tuple[str, str]:
    """The name of the HTML element for a Block, and its attributes."""
    if block.kind == "heading":
        return f"h{min(6, max(3, block.level + 1))}", 'class="text"'
    name, classes = _ELEMENTS[block.kind]
    depth = f' style="--depth: {block.level}"' if block.level > 1 else ""
    return name, f'class="{f"text {classes}".strip()}"{depth}'
