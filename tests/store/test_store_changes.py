"""What changed, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.model.annotation import Annotation, DocumentData, Notes, Source
from tui.store.describe_changes import describe_changes

A = Annotation("A1", 4, 9, "ferry", note="a", tags=("x", "y"))
B = Annotation("B1", 14, 19, "pilot")
P = Source("p", "Pilot")
NOTES = Notes(sources=(P,), annotations=(A, B))


def after(*annotations: Annotation, sources: tuple[Source, ...] = (P,)) -> Notes:
    return replace(NOTES, annotations=annotations, sources=sources)


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (NOTES, ()),
        (after(replace(A, rev=7, author="x"), B), ()),
        (after(A), ("1 annotation removed",)),
        (after(), ("2 annotations removed",)),
        (after(A, B, replace(A, id="C")), ("1 annotation added",)),
        (after(A, B, replace(A, id="C"), replace(A, id="D")), ("2 annotations added",)),
        (after(replace(A, note="b"), B), ("1 annotation changed",)),
        (after(replace(A, note="b"), replace(B, start=15)), ("2 annotations changed",)),
        (after(replace(A, tags=("x",)), B), ("tag y removed from 1",)),
        (
            after(replace(A, tags=("x", "z")), replace(B, tags=("z",))),
            ("tag z added to 2", "tag y removed from 1"),
        ),
        (
            after(A, B, replace(A, id="C", extra={"conflict_of": "A1"})),
            ("1 annotation kept beside ours, for both sides changed it",),
        ),
        (after(A, B, sources=()), ("1 source removed",)),
        (after(A, B, sources=(P, Source("q", "Q"))), ("1 source added",)),
        (after(A, B, sources=(replace(P, role="x"),)), ("1 source changed",)),
        (replace(NOTES, document=DocumentData(title="x")), ("the article's data changed",)),
        (replace(NOTES, document=DocumentData("p", text_sha256="x")), ()),
        (replace(NOTES, extra={"k": 1}), ("the article's data changed",)),
    ],
)
def test_each_kind_of_change(notes: Notes, expected: tuple[str, ...]) -> None:
    assert describe_changes(NOTES, notes) == expected
