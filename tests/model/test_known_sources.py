"""Every source once, the grades that it was given, and sources that only other articles have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.model import dossier_edits, edits
from tui.model.annotation import Annotation, DocumentData, Grading, Link, Notes, Source
from tui.model.annotation_changes import Target
from tui.model.claims import StatementGraph
from tui.model.codebook import Codebook
from tui.model.document import Document, Span
from tui.model.document_state import DocumentState
from tui.model.dossier import Dossier
from tui.model.errors import ReaderError
from tui.model.grade_conflicts import (
    GradedNotes,
    grade_conflicts,
    overruled_grades,
    with_former_grades,
)
from tui.model.history import Edit
from tui.model.known_sources import known_sources

ANA = Source("ana", "Ana Brandt", reliability="C", reason="was there")
OTHER_ANA = Source("ab", "ana  brandt", "mayor", "E", "left early")
BEN = Source("ben", "Ben")


def said(id: str, source: str, *links: Link) -> Annotation:
    return Annotation(id, 0, 1, "x", tags=("claim",), source=source, links=links)


def state(**known: object) -> DocumentState:
    """The state of an article with a dossier."""
    found = DocumentState(Document("x", (), "", lambda text, lang: []), Codebook(), DocumentData())
    found.dossier = Dossier()
    for name, value in known.items():
        setattr(found, name, value)
    return found


def dossier_after(edit: Edit) -> Dossier:
    """The dossier that an edit makes."""
    (found,) = [change.after for change in edit.changes if isinstance(change.after, Dossier)]
    return found


def test_a_source_of_several_articles_is_one_with_what_all_say_of_it() -> None:
    notes = [
        Notes(sources=(replace(ANA, reliability=""), BEN), annotations=(said("a", "ana"),)),
        Notes(
            sources=(OTHER_ANA, BEN),
            annotations=(
                said("b", "ab"),
                said("c", "ben", Link("a.txt#a", "disputes"), Link("b", "supports")),
                said("d", ""),
            ),
        ),
    ]
    graph = StatementGraph(["a.txt", "b.txt"], notes)
    ana, ben = known_sources(graph)
    assert (ana.source.id, ana.source.role, ana.source.reliability) == ("ana", "mayor", "E")
    assert ana.statements == ((0, "a"), (1, "b"))
    assert (ana.disputed, ana.confirmed) == (((0, "a"),), ((1, "b"),))
    assert (ana.article_count, ben.article_count) == (2, 1)


def test_sources_that_only_the_dossier_has_are_listed_too() -> None:
    graph = StatementGraph(["a.txt"], [Notes(sources=(BEN,), annotations=(said("a", "ben"),))])
    found = known_sources(graph, [replace(BEN, role="pilot"), Source("cyd", "Cyd")])
    assert [(one.source.name, one.source.role, one.article_count) for one in found] == [
        ("Ben", "pilot", 1),
        ("Cyd", "", 0),
    ]


def test_conflicting_grades_become_the_history_of_the_source() -> None:
    graded = [GradedNotes("Ledger", Notes(sources=(ANA,))), GradedNotes("Wire", Notes((), ()))]
    graded[1] = GradedNotes("Wire", Notes(sources=(OTHER_ANA,)))
    (conflict,) = grade_conflicts(graded, Dossier())
    assert conflict.stated == "C in Ledger, E in Wire"
    assert conflict.line == "Ana Brandt is graded C in Ledger, E in Wire"
    whole = with_former_grades(ANA, [conflict])
    assert whole.history == (Grading("E", None, "left early"), Grading("C", None, "was there"))
    assert not grade_conflicts(graded, Dossier((whole,)))
    assert with_former_grades(ANA, []) is ANA


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (replace(ANA, reliability="C"), {"ana": "E"}),
        (replace(ANA, reliability="E"), {}),
        (replace(ANA, reliability=""), {}),
        (replace(ANA, history=(Grading("E"), Grading("C"))), {}),
        (BEN, {}),
    ],
)
def test_a_grade_in_notes_that_the_dossier_contradicts(
    known: Source, found: dict[str, str]
) -> None:
    assert overruled_grades(Notes(sources=(OTHER_ANA,)), Dossier((known,))) == found


def test_a_source_of_other_articles_alone_is_known_once() -> None:
    here = state(sources={"ben": BEN}, elsewhere={"ana": ANA, "ab": OTHER_ANA, "b2": BEN})
    assert [*here.known_sources()] == ["ben", "ana"]
    assert here.source("ana") == ANA
    assert here.source_named("ana brandt") == ANA
    assert here.only_elsewhere(ANA)
    assert not here.only_elsewhere(BEN)


def test_a_change_of_a_source_of_other_articles_goes_to_the_dossier() -> None:
    here = state(elsewhere={"ana": ANA})
    after = replace(ANA, role="mayor")
    assert dossier_after(dossier_edits.change_source(here, after)).sources == (after,)
    here.dossier = Dossier((BEN,))
    (whole,) = dossier_after(dossier_edits.merge_sources(here, "ana", "ben")).sources
    assert (whole.id, whole.aliases, whole.was) == ("ben", ("Ana Brandt",), ("ana",))


def test_the_name_of_a_source_of_other_articles_merges_with_it() -> None:
    here = state(sources={"ben": BEN}, elsewhere={"ana": ANA})
    edit = dossier_edits.change_source(here, replace(BEN, name="Ana Brandt"))
    (whole,) = dossier_after(edit).sources
    assert (whole.id, whole.aliases) == ("ana", ("Ben",))


def test_who_speaks_in_other_articles_only_is_not_removed_from_here() -> None:
    here = state(elsewhere={"ana": ANA})
    with pytest.raises(ReaderError, match="in other articles only"):
        dossier_edits.remove_source(here, "ana")


def test_naming_a_source_of_other_articles_leaves_its_grade_there() -> None:
    here = state(elsewhere={"ana": ANA})
    edit = edits.set_source(here, [Target(Span(0, 1))], "Ana Brandt")
    (added,) = [change.after for change in edit.changes if isinstance(change.after, Source)]
    assert added == Source("ana", "Ana Brandt")


def test_without_a_dossier_nothing_of_other_articles_is_changed() -> None:
    here = state(dossier=None, elsewhere={"ana": ANA})
    assert "ana" not in here.known_sources()
    with pytest.raises(ReaderError, match="no dossier"):
        dossier_edits.change_source(here, ANA)
