"""Citations: the passages that annotations stand on, numbered across documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.anchor import Selector, State, make
from ..model.annotation import Annotation
from .exhibit import Exhibit


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered passage: annotations on the same span share one.

    `number` counts from 1, `document` is the number of the Exhibit from 0; `blocks` are the first
    and the last Block it touches, from 1, or None where the text does not have it. The quote of
    `selector` is the text's own where the anchor is sure, else what was noted.
    """

    number: int
    document: int
    selector: Selector
    state: State
    blocks: tuple[int, int] | None

    @property
    def place(self) -> str:
        """Where it is: "¶3 · [120, 171)", or the offsets it had when it is not in the text."""
        span = f"[{self.selector.start}, {self.selector.end})"
        if self.blocks is None:
            return f"was {span}" if self.state == "orphaned" else span
        first, last = self.blocks
        return f"¶{first}{f'–{last}' if last > first else ''} · {span}"


def selector(exhibit: Exhibit, annotation: Annotation) -> Selector:
    """The place of an annotation in the text, and the quote and context that belong to it."""
    anchor = exhibit.anchors[annotation.id]
    if anchor.state == "anchored":
        return make(exhibit.document.text, anchor.start, anchor.end)
    return Selector(
        anchor.start, anchor.end, annotation.quote, annotation.prefix, annotation.suffix
    )


def blocks(exhibit: Exhibit, annotation: Annotation) -> tuple[int, int] | None:
    """The first and the last Block of an annotation, from 1; None where it has no place."""
    anchor, document = exhibit.anchors[annotation.id], exhibit.document
    if anchor.state == "orphaned" or not document.blocks:
        return None
    last = max(anchor.start, anchor.end - 1)
    return document.block_at(anchor.start) + 1, document.block_at(last) + 1


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
    numbers: dict[tuple[int, State, Selector], int] = {}
    for document, exhibit in enumerate(exhibits):
        for annotation in in_text_order(exhibit):
            state, where = exhibit.anchors[annotation.id].state, selector(exhibit, annotation)
            number = numbers.setdefault((document, state, where), len(numbers) + 1)
            cited[document, annotation.id] = Citation(
                number, document, where, state, blocks(exhibit, annotation)
            )
    return cited


def passages(cited: dict[tuple[int, str], Citation]) -> list[Citation]:
    """The numbered passages, each once, in the order of their numbers."""
    return sorted({c.number: c for c in cited.values()}.values(), key=lambda c: c.number)
