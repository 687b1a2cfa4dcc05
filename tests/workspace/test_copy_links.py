"""Which annotations of copies are linked with those of the text that was copied."""

from __future__ import annotations

from pathlib import Path

from tui.model.annotation import Annotation, Link
from tui.model.document import Span
from tui.model.shared_text import AlignedSpans, SharedText
from tui.model.statements import Statement
from tui.workspace.copy_links import RELATION, repeating_links
from tui.workspace.folder_copies import CopiedArticle, CopyGroup

COMMON = {"a.txt": Span(100, 200), "sub/b.txt": Span(0, 100), "c.txt": Span(50, 150)}


def group(*names: str) -> CopyGroup:
    """Articles that have a hundred code points in common, the earliest first."""
    articles = (CopiedArticle(name, Path(name), "", "", "", 0, None, "", ()) for name in names)
    shared = (
        SharedText(a, b, 0.9, (AlignedSpans(COMMON[a], COMMON[b]),))
        for number, a in enumerate(names)
        for b in names[number + 1 :]
    )
    return CopyGroup(tuple(articles), tuple(shared))


def statement(id: str, start: int, end: int) -> Statement:
    return Statement(0, Annotation(id, start=start, end=end, quote="x" * (end - start)), (), None)


def test_each_copy_repeats_the_earliest() -> None:
    found = repeating_links(
        group("a.txt", "sub/b.txt", "c.txt"),
        {
            "a.txt": [statement("A", 110, 150)],
            "sub/b.txt": [statement("B", 10, 50)],
            "c.txt": [statement("C", 60, 100)],
        },
    )
    assert found == {
        "sub/b.txt": {"B": Link("../a.txt#A", RELATION)},
        "c.txt": {"C": Link("a.txt#A", RELATION)},
    }


def test_a_copy_repeats_another_if_the_earliest_has_no_annotation_there() -> None:
    found = repeating_links(
        group("a.txt", "sub/b.txt", "c.txt"),
        {
            "a.txt": [statement("A", 0, 50)],
            "sub/b.txt": [statement("B", 10, 50)],
            "c.txt": [statement("C", 60, 100)],
        },
    )
    assert found == {"c.txt": {"C": Link("sub/b.txt#B", RELATION)}}


def test_annotations_at_different_places_of_the_common_text_are_not_linked() -> None:
    found = repeating_links(
        group("a.txt", "c.txt"),
        {"a.txt": [statement("A", 110, 120)], "c.txt": [statement("C", 100, 140)]},
    )
    assert found == {}
