"""Full texts as HTML, with the cited passages marked."""

from __future__ import annotations

import re
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
_CLOSING = re.compile(r"[.,;:!?…”’\"')\]]+(?!\w)")
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
            # Shown by the style sheet, so that it is not copied with the text.
            counted = f'data-paragraph="{number + 1}"'
            yield f'<{element} {attributes} {counted} dir="auto">{marker}{inside}</{element}>'

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
        backs = self._backs(block, cited)
        cuts = {offset for span in (*spans, backs) for offset in span}
        cuts = {offset for offset in cuts if block.start < offset < block.end}
        for start, end in pairwise(sorted({block.start, *cuts, block.end})):
            yield self._piece(start, end, marks, cited) + backs.get(end, "")

    def _piece(self, start: int, end: int, marks: Sequence[Mark], cited: Sequence[Citation]) -> str:
        """A piece of text in its styles, marked if it is cited; "" for hidden markup."""
        styles = {mark.style for mark in marks if mark.start <= start < mark.end}
        if "hidden" in styles:
            return ""
        text = escape(self.node.document.text[start:end])
        for style in sorted(styles & _STYLES.keys()):
            text = f"<{_STYLES[style]}>{text}</{_STYLES[style]}>"
        over = [c for c in cited if c.selector.start <= start < c.selector.end]
        return self._marked(text, start, over) if over else text

    def _backs(self, block: Block, cited: Sequence[Citation]) -> dict[int, str]:
        """The links back to the findings on passages that end in a Block, by their offset.

        They stand behind the punctuation after a passage, as a number of a footnote does.
        """
        found: dict[int, str] = {}
        for citation in cited:
            end = citation.selector.end
            if block.start < end <= block.end:
                closing = _CLOSING.match(self.node.document.text, end, block.end)
                at, number = closing.end() if closing else end, citation.number
                link = f'<sup><a href="#finding-{number}">[{number}]</a></sup>'
                found[at] = found.get(at, "") + link
        return found

    def _marked(self, text: str, start: int, over: Sequence[Citation]) -> str:
        """A piece inside passages, with link targets where they start."""
        targets = "".join(
            f'<span class="at" id="passage-{c.number}"></span>'
            for c in over
            if self._first.get(c.number) == start
        )
        # The shortest passage is the one that its colour tells apart from what lies around it.
        narrow = min(over, key=lambda c: (c.selector.end - c.selector.start, c.number))
        several = " data-several" if len(over) > 1 else ""
        color = hue(self.node.colors.get(narrow.number, ""))
        return f"{targets}<mark{color}{several}>{text}</mark>"


def _element(block: Block) -> tuple[str, str]:
    """The name of the HTML element for a Block, and its attributes."""
    if block.kind == "heading":
        return f"h{min(6, max(3, block.level + 1))}", 'class="text"'
    name, classes = _ELEMENTS[block.kind]
    depth = f' style="--depth: {block.level}"' if block.level > 1 else ""
    return name, f'class="{f"text {classes}".strip()}"{depth}'
