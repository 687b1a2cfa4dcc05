"""Citations: the passages that annotations stand on, numbered across documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.anchoring.anchors import Selector, make
from ..model.anchoring.transfer import State
from ..model.annotation import Annotation
from .exhibit import Exhibit


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered passage: annotations on the same span, and the same words, share one.

    `number` counts from 1, `document` is the number of the Exhibit from 0; `blocks` are the first
    and the last Block it touches, from 1, or None where the text does not have it; `pages` are the
    same for the pages of a paged document, and `times` for the times of a transcript. The quote of
    `selector` is the text's own where the anchor is certain, else what was noted. `former` is what
    was noted where these words were edited since, else "".
    """

    number: int
    document: int
    selector: Selector
    state: State
    blocks: tuple[int, int] | None
    pages: tuple[int, int] | None = None
    times: tuple[str, str] | None = None
    former: str = ""

    @property
    def mark(self) -> str:
        """What a reader must be warned of, in one word: "uncertain", "orphaned", "edited" or ""."""
        if self.state != "anchored":
            return self.state
        return "edited" if self.former else ""

    @property
    def place(self) -> str:
        """Where it is: "¶3 · [120, 171)", after "p. 7" or "00:01:14" if it has pages or times.

        Where it is not in the text: the offsets that it had.
        """
        span = f"[{self.selector.start}, {self.selector.end})"
        if self.state == "orphaned":
            return f"was {span}"
        return " · ".join(filter(None, (self.locator, _range("¶", self.blocks), span)))

    @property
    def locator(self) -> str:
        """The page or the time as one cites it: "p. 7", "pp. 7–8", "00:01:14–00:01:19", or ""."""
        several = self.pages is not None and self.pages[0] != self.pages[1]
        paged = _range("pp. " if several else "p. ", self.pages)
        return ", ".join(filter(None, (paged, "–".join(dict.fromkeys(self.times or ())))))


def selector(exhibit: Exhibit, annotation: Annotation) -> Selector:
    """The place of an annotation in the text, and the quote and context that belong to it."""
    anchor = exhibit.anchors[annotation.id]
    if anchor.state == "anchored":
        return make(exhibit.document.text, anchor.start, anchor.end)
    return Selector(
        anchor.start, anchor.end, annotation.quote, annotation.prefix, annotation.suffix
    )


def former_quote(exhibit: Exhibit, annotation: Annotation) -> str:
    """The words that were annotated, where they were edited since at a certain place; else ""."""
    if exhibit.anchors[annotation.id].state != "anchored" or annotation.former is None:
        return ""
    return annotation.former.quote


def blocks(exhibit: Exhibit, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last Block of an annotation, from 1; None where it has no place."""
    anchor, document = exhibit.anchors[annotation.id], exhibit.document
    if anchor.state == "orphaned" or not document.blocks:
        return None
    last = max(anchor.start, anchor.end - 1)
    return document.block_at(anchor.start) + 1, document.block_at(last) + 1


def pages(exhibit: Exhibit, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last page of an annotation; None where it or the document has none."""
    anchor, document = exhibit.anchors[annotation.id], exhibit.document
    if anchor.state == "orphaned":
        return None
    first = document.page_at(anchor.start)
    last = document.page_at(max(anchor.start, anchor.end - 1))
    return None if first is None or last is None else (first, last)


def times(exhibit: Exhibit, annotation: Annotation) -> tuple[str, str] | None:
    """The times of the first and the last words of an annotation; None where there are none."""
    anchor, document = exhibit.anchors[annotation.id], exhibit.document
    if anchor.state == "orphaned":
        return None
    first = document.time_at(anchor.start)
    last = document.time_at(max(anchor.start, anchor.end - 1))
    return None if first is None or last is None else (first, last)


def in_text_order(exhibit: Exhibit) -> list[Annotation]:
    """The annotations where they lie in the text, what is orphaned after all others."""

    def key(annotation: Annotation) -> tuple[bool, int, int, str, str]:
        anchor = exhibit.anchors[annotation.id]
        orphaned = anchor.state == "orphaned"
        return orphaned, anchor.start, anchor.end, annotation.quote, annotation.id

    return sorted(exhibit.notes.annotations, key=key)


def cite(exhibits: Sequence[Exhibit]) -> dict[tuple[int, str], Citation]:
    """The citation of each annotation, by (number of its Exhibit, its id), in the order of numbers.

    Numbers follow the order of the documents, then that of `in_text_order`.
    """
    cited: dict[tuple[int, str], Citation] = {}
    numbers: dict[tuple[int, State, Selector, str], int] = {}
    for document, exhibit in enumerate(exhibits):
        for annotation in in_text_order(exhibit):
            state, where = exhibit.anchors[annotation.id].state, selector(exhibit, annotation)
            former = former_quote(exhibit, annotation)
            cited[document, annotation.id] = Citation(
                numbers.setdefault((document, state, where, former), len(numbers) + 1),
                document,
                where,
                state,
                blocks(exhibit, annotation),
                pages(exhibit, annotation),
                times(exhibit, annotation),
                former,
            )
    return cited


def passages(cited: Iterable[Citation]) -> list[Citation]:
    """The numbered passages, each once, in the order of their numbers."""
    return sorted({c.number: c for c in cited}.values(), key=lambda c: c.number)


def _range(sign: str, numbers: tuple[int, int] | None) -> str:
    if numbers is None:
        return ""
    first, last = numbers
    return f"{sign}{first}{f'–{last}' if last > first else ''}"
