"""Articles as several analysts coded them, and their agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..agreement import (
    Agreement,
    CodedRun,
    Disagreement,
    DistanceName,
    Division,
    Unit,
    agreements,
    coded_runs,
    disagreements,
    merged,
)
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation
from ..model.document import Document, Span
from ..model.document_state import DocumentState
from ..model.resolutions import resolved_ids
from ..model.spans import SpanIndex

KINDS: Mapping[str, str] = {
    "tags": "different tags",
    "boundaries": "different boundaries",
    "one side": "tags of one side only",
}
"""The kinds of disagreement in words."""


class CodedArticle(NamedTuple):
    """An article and the annotations of each analyst who coded it.

    Whoever annotated the article or marked it as done coded it. Only annotations whose place is
    certain are among them; `unplaced` is the number of the others. A resolution is no coding of its
    author; `resolved` are the ids of the annotations that resolutions resolve.
    """

    name: str
    document: Document
    annotations: Mapping[str, SpanIndex]
    unplaced: int
    resolved: frozenset[str] = frozenset()


def coded_by_authors(name: str, state: DocumentState) -> CodedArticle:
    """An article as the authors of its annotations coded it; "" is who configured no name."""
    coded, placed = _codings(state), list(placed_annotations(state))
    names = dict.fromkeys((*(one.author for one in coded), *state.data.done))
    by_author = {
        author: SpanIndex(one for one in placed if one.author == author) for author in names
    }
    resolved = resolved_ids(state.ordered())
    return CodedArticle(name, state.document, by_author, len(coded) - len(placed), resolved)


def _codings(state: DocumentState) -> list[Annotation]:
    """The annotations that are codings of their authors."""
    return [one for one in state.ordered() if not one.is_resolution]


def coded_by_coders(
    name: str, document: Document, states: Mapping[str, DocumentState]
) -> CodedArticle:
    """An article as several coders coded it, each in notes of their own, whoever wrote them.

    `states` has the notes of each coder in the text of `document`. Notes without an annotation in
    which nobody marked the article as done are missing.
    """
    codings = {coder: _codings(state) for coder, state in states.items()}
    placed = {
        coder: SpanIndex(placed_annotations(state))
        for coder, state in states.items()
        if codings[coder] or state.data.done
    }
    unplaced = sum(len(codings[coder]) - len(index.by_id) for coder, index in placed.items())
    resolved = frozenset[str]().union(*(resolved_ids(one.ordered()) for one in states.values()))
    return CodedArticle(name, document, placed, unplaced, resolved)


def _passages(document: Document) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end) for _, one in document.all_passages())


def placed_annotations(state: DocumentState) -> Iterator[Annotation]:
    """The codings whose place is certain, at their places in the present text."""
    for annotation in _codings(state):
        anchor = state.anchors.get(annotation.id)
        if anchor is None:
            yield annotation
        elif anchor.state == "anchored":
            yield _at(annotation, anchor)


def _at(annotation: Annotation, anchor: Anchor) -> Annotation:
    if (annotation.start, annotation.end) == (anchor.start, anchor.end):
        return annotation
    return replace(annotation, start=anchor.start, end=anchor.end)


def disagreements_of(article: CodedArticle, first: str, second: str) -> list[Disagreement]:
    """The disagreements of two coders in an article that are not resolved.

    There are none if one of them did not code the article.
    """
    left, right = (article.annotations.get(name) for name in (first, second))
    found = [] if left is None or right is None else disagreements(left, right)
    return [one for one in found if not article.resolved.issuperset(one.ids)]


def coders_of(articles: Iterable[CodedArticle]) -> tuple[str, ...]:
    """The names of all who coded some articles, in order."""
    return tuple(sorted({name for article in articles for name in article.annotations}))


def agreement_of(
    articles: Sequence[CodedArticle],
    coders: tuple[str, ...],
    by: Division,
    unit: Unit,
    sets: DistanceName,
) -> Iterator[Agreement]:
    """The agreement of some coders: on all tags, then on each tag, group or document."""
    documents = {
        article.name: merged(coders, [_runs(article, coders, unit)]) for article in articles
    }
    together = merged(coders, (_runs(article, coders, unit) for article in articles))
    return agreements(documents, together, by, unit, sets)


def _runs(article: CodedArticle, coders: Sequence[str], unit: Unit) -> Iterator[CodedRun]:
    coded = [article.annotations.get(one) for one in coders]
    return coded_runs(_passages(article.document), coded, unit)
