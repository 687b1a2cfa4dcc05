"""Citations: the passages that annotations mark, numbered across all documents of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.anchoring.anchors import Selector, make
from ..model.anchoring.transfer import State
from ..model.annotation import Annotation
from .export_document import ExportDocument
from .text_values import single_line

DOUBTS = {
    "anchored": "",
    "uncertain": "uncertain: the text has changed, this passage may not be the one meant",
    "orphaned": "orphaned: the text no longer has this passage",
}
"""What a report tells its reader about a passage, by the state of its anchor."""

EDITED = "edited: the words have changed since they were annotated"
"""What a report tells its reader about a passage whose words were edited."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered passage, shared by the annotations that have the same span and the same words.

    `number` counts from 1, `document` is the index of the ExportDocument, from 0. `blocks` are the
    numbers of the first and the last Block that the passage touches, from 1, or None if the text no
    longer has it; `pages` are the same for the pages of a document that has some, `times` for the
    times of a transcript, and `rows` for the rows of a table, from 1. The quote of `selector` comes
    from the text if the anchor is certain, and else from the notes. `former` is the quote from
    before an edit, "" without one.
    """

    number: int
    document: int
    selector: Selector
    state: State
    blocks: tuple[int, int] | None
    pages: tuple[int, int] | None = None
    times: tuple[str, str] | None = None
    former: str = ""
    rows: tuple[int, int] | None = None

    @property
    def mark(self) -> str:
        """The warning to the reader in one word: "uncertain", "orphaned", "edited" or ""."""
        if self.state != "anchored":
            return self.state
        return "edited" if self.former else ""

    @property
    def formerly(self) -> str:
        """The quote from before the passage was edited, with a label; "" without an edit."""
        return f"formerly: “{single_line(self.former)}”" if self.former else ""

    @property
    def doubt(self) -> str:
        """The warning to the reader in full; "" for a passage whose place is certain."""
        return f"{EDITED}; {self.formerly}" if self.former else DOUBTS[self.state]

    @property
    def where(self) -> str:
        """The page or time if known, the paragraphs, and the rows of a table: "p. 7, ¶3, row 2".

        "" if the text no longer has the passage.
        """
        if self.state == "orphaned":
            return ""
        return ", ".join(filter(None, (self.locator, _range("¶", self.blocks), self.table_rows)))

    @property
    def table_rows(self) -> str:
        """The rows of a table: "row 2", "rows 2–4", or ""."""
        several = self.rows is not None and self.rows[0] != self.rows[1]
        return _range("rows " if several else "row ", self.rows)

    @property
    def offsets(self) -> str:
        """The offsets: "[120, 171)", or "was [60, 66)" if the text no longer has the passage."""
        span = f"[{self.selector.start}, {self.selector.end})"
        return f"was {span}" if self.state == "orphaned" else span

    @property
    def locator(self) -> str:
        """The page or the time as one cites it: "p. 7", "pp. 7–8", "00:01:14–00:01:19", or ""."""
        several = self.pages is not None and self.pages[0] != self.pages[1]
        paged = _range("pp. " if several else "p. ", self.pages)
        return ", ".join(filter(None, (paged, "–".join(dict.fromkeys(self.times or ())))))


def selector(exported: ExportDocument, annotation: Annotation) -> Selector:
    """The place of an annotation in the text, and the quote and context that belong to it."""
    anchor = exported.anchors[annotation.id]
    if anchor.state == "anchored":
        return make(exported.document.text, anchor.start, anchor.end)
    return Selector(
        anchor.start, anchor.end, annotation.quote, annotation.prefix, annotation.suffix
    )


def former_quote(exported: ExportDocument, annotation: Annotation) -> str:
    """The words that were annotated, where they were edited since at a certain place; else ""."""
    if exported.anchors[annotation.id].state != "anchored" or annotation.former is None:
        return ""
    return annotation.former.quote


def blocks(exported: ExportDocument, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last Block of an annotation, from 1; None where it has no place."""
    anchor, document = exported.anchors[annotation.id], exported.document
    if anchor.state == "orphaned" or not document.blocks:
        return None
    last = max(anchor.start, anchor.end - 1)
    return document.block_at(anchor.start) + 1, document.block_at(last) + 1


def rows(exported: ExportDocument, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last row of an annotation in a table; None where it is in none."""
    anchor, document = exported.anchors[annotation.id], exported.document
    if anchor.state == "orphaned" or not document.blocks:
        return None
    number = document.block_at(anchor.start)
    if document.blocks[number].kind != "table":
        return None
    starts = [passage.start for passage in document.passages(number)]
    last = max(anchor.start, anchor.end - 1)
    return max(1, bisect_right(starts, anchor.start)), max(1, bisect_right(starts, last))


def pages(exported: ExportDocument, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last page of an annotation; None where it or the document has none."""
    anchor, document = exported.anchors[annotation.id], exported.document
    if anchor.state == "orphaned":
        return None
    first = document.page_at(anchor.start)
    last = document.page_at(max(anchor.start, anchor.end - 1))
    return None if first is None or last is None else (first, last)


def times(exported: ExportDocument, annotation: Annotation) -> tuple[str, str] | None:
    """The times of the first and the last words of an annotation; None where there are none."""
    anchor, document = exported.anchors[annotation.id], exported.document
    if anchor.state == "orphaned":
        return None
    first = document.time_at(anchor.start)
    last = document.time_at(max(anchor.start, anchor.end - 1))
    return None if first is None or last is None else (first, last)


def in_text_order(exported: ExportDocument) -> list[Annotation]:
    """The annotations in the order of the text; the orphaned ones follow all others."""

    def key(annotation: Annotation) -> tuple[bool, int, int, str, str]:
        anchor = exported.anchors[annotation.id]
        orphaned = anchor.state == "orphaned"
        return orphaned, anchor.start, anchor.end, annotation.quote, annotation.id

    return sorted(exported.notes.annotations, key=key)


def cite(documents: Sequence[ExportDocument]) -> dict[tuple[int, str], Citation]:
    """The citation of each annotation, by (index of its document, its id), in the order of numbers.

    Numbers follow the order of the documents, then that of `in_text_order`.
    """
    cited: dict[tuple[int, str], Citation] = {}
    numbers: dict[tuple[int, State, Selector, str], int] = {}
    for document, exported in enumerate(documents):
        for annotation in in_text_order(exported):
            state, where = exported.anchors[annotation.id].state, selector(exported, annotation)
            former = former_quote(exported, annotation)
            cited[document, annotation.id] = Citation(
                numbers.setdefault((document, state, where, former), len(numbers) + 1),
                document,
                where,
                state,
                blocks(exported, annotation),
                pages(exported, annotation),
                times(exported, annotation),
                former,
                rows(exported, annotation),
            )
    return cited


def passages(cited: Iterable[Citation]) -> list[Citation]:
    """The numbered passages, each once, in the order of their numbers."""
    return sorted({c.number: c for c in cited}.values(), key=lambda c: c.number)


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Which passages have words that another passage has too.

    `enclosing` has, for each passage that lies in another one, the number of the narrowest around
    it; `overlapped` has, for each that begins inside another one and ends after it, the other.
    """

    enclosing: Mapping[int, int]
    overlapped: Mapping[int, int]


def shared_words(cited: Iterable[Citation]) -> SharedWords:
    """The passages that lie in others or overlap with them, as far as their places are certain."""
    enclosing: dict[int, int] = {}
    overlapped: dict[int, int] = {}
    around: list[Citation] = []
    sure = [citation for citation in cited if citation.state == "anchored"]
    for one in sorted(sure, key=lambda c: (c.document, c.selector.start, -c.selector.end)):
        while around and not _holds(around[-1], one):
            other = around.pop()
            if other.document == one.document and other.selector.end > one.selector.start:
                overlapped.setdefault(one.number, other.number)
        if around and around[-1].selector != one.selector:
            enclosing[one.number] = around[-1].number
        around.append(one)
    return SharedWords(enclosing, overlapped)


def _holds(outer: Citation, inner: Citation) -> bool:
    """Whether a passage ends no earlier than another one of its document that begins later."""
    return outer.document == inner.document and outer.selector.end >= inner.selector.end


def _range(sign: str, numbers: tuple[int, int] | None) -> str:
    if numbers is None:
        return ""
    first, last = numbers
    return f"{sign}{first}{f'–{last}' if last > first else ''}"
