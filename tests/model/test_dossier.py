"""Sources as the dossier and the notes have them together, and pure changes of a dossier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.model import dossier_changes as change
from tui.model.annotation import Annotation, Grading, Judgement, Notes, Source
from tui.model.dossier import (
    Dossier,
    Hypothesis,
    SavedSearch,
    comparable_name,
    effective_notes,
    effective_source,
)
from tui.model.errors import ReaderError
from tui.model.history import Change, Edit, History, patched

KAZIMI = Source("kazimi", "Mustafa al-Kazimi", "prime minister", "B", "well placed")
KADHIMI = Source("kadhimi", "Mustafa al-Kadhimi", kind="named", reliability="E", reason="biased")


def said(id: str, source: str) -> Annotation:
    return Annotation(id, 0, 3, "abc", source=source)


@pytest.mark.parametrize(
    "known",
    [
        Source("k", "Mustafa Kadhimi"),
        Source("m", "x", was=("a", "k")),
        Source("m", "mustafa  KADHIMI"),
        Source("m", "x", aliases=("Kazimi", "Mustafa kadhimi ")),
    ],
)
def test_a_source_is_found_by_id_former_id_name_or_alias(known: Source) -> None:
    dossier = Dossier((Source("other", "Other"), known))
    found = effective_source(Source("k", "Mustafa Kadhimi", "his role", "C", "why"), dossier)
    assert (found.id, found.name) == (known.id, known.name)
    assert (found.role, found.reliability, found.reason) == ("his role", "C", "why")


def test_an_id_counts_before_a_name_and_a_name_before_an_alias() -> None:
    one, two = Source("one", "Ali", aliases=("Omar",)), Source("two", "Omar", aliases=("Ali",))
    dossier = Dossier((one, two))
    assert dossier.find(Source("one", "Omar")) == one
    assert dossier.named("ali") == one
    assert dossier.named("OMAR") == two
    assert dossier.named("two") == two
    assert dossier.named("") is None


def test_the_grade_of_the_dossier_counts_also_where_it_was_withdrawn() -> None:
    noted = Source("a", "A", reliability="B", reason="once")
    withdrawn = Source("a", "A", history=(Grading("B"), Grading("")))
    assert effective_source(noted, Dossier((withdrawn,))).reliability == ""
    assert effective_source(noted, Dossier((Source("a", "A", "x"),))).reliability == "B"


def test_notes_get_the_sources_of_the_dossier() -> None:
    dossier = Dossier(
        (
            replace(KADHIMI, was=("kazimi",), via="wire"),
            Source("wire", "The Wire", via="agency"),
            Source("agency", "Agency"),
            Source("nobody", "Nobody"),
        )
    )
    notes = Notes(
        sources=(Source("kazimi", "Kazimi", "prime minister"), Source("x", "X")),
        annotations=(said("1", "kazimi"), said("2", "x"), said("3", "agency"), said("4", "gone")),
    )
    found = effective_notes(notes, dossier)
    assert [a.source for a in found.annotations] == ["kadhimi", "x", "agency", "gone"]
    assert {s.id for s in found.sources} == {"kadhimi", "x", "wire", "agency"}
    assert found.sources[0].role == "prime minister"
    assert effective_notes(notes, Dossier()) is notes


def test_a_circle_of_sources_ends() -> None:
    dossier = Dossier((Source("a", "A", via="b"), Source("b", "B", via="a")))
    found = effective_notes(Notes(annotations=(said("1", "a"),)), dossier)
    assert {s.id for s in found.sources} == {"a", "b"}


def test_grades_are_recorded() -> None:
    graded = replace(KAZIMI, reliability="D", reason="lied")
    first = change.with_grade_recorded(KAZIMI, graded, "Anna")
    assert [(g.reliability, g.reason, g.author) for g in first.history] == [
        ("B", "well placed", ""),
        ("D", "lied", "Anna"),
    ]
    assert first.history[0].date is None
    assert first.history[1].date is not None
    reworded = change.with_grade_recorded(first, replace(first, reason="lied twice"), "Bob")
    assert [(g.reliability, g.reason) for g in reworded.history] == [
        ("B", "well placed"),
        ("D", "lied twice"),
    ]
    withdrawn = change.with_grade_recorded(first, replace(first, reliability="", reason=""), "")
    assert [g.reliability for g in withdrawn.history] == ["B", "D", ""]
    renamed = replace(first, name="X")
    assert change.with_grade_recorded(first, renamed, "") == renamed


def test_a_merge_keeps_ids_names_and_grades() -> None:
    third = Source("x", "X", via="kazimi")
    dossier = Dossier((KAZIMI, KADHIMI, third))
    found = change.merge_sources(dossier, KAZIMI, KADHIMI)
    whole = found.by_id["kazimi"]
    assert whole == found.by_id["kadhimi"]
    assert (whole.name, whole.aliases, whole.was) == (
        "Mustafa al-Kadhimi",
        ("Mustafa al-Kazimi",),
        ("kazimi",),
    )
    assert (whole.role, whole.kind, whole.reliability) == ("prime minister", "named", "E")
    assert [g.reliability for g in whole.history] == ["B", "E"]
    assert found.by_id["x"].via == "kadhimi"
    assert [s.id for s in found.sources] == ["kadhimi", "x"]


def test_a_merge_takes_what_the_other_lacks() -> None:
    bare = Source("b", "B", via="kazimi", distinct=("z",))
    found = change.merge_sources(Dossier((KAZIMI,)), KAZIMI, bare)
    (whole,) = found.sources
    assert (whole.reliability, whole.reason, whole.via) == ("B", "well placed", "")
    with pytest.raises(ReaderError, match="one source already"):
        change.merge_sources(found, whole, whole)


def test_sources_are_kept_apart_also_after_a_merge() -> None:
    found = change.keep_apart(Dossier((KAZIMI, KADHIMI)), KAZIMI, KADHIMI)
    assert change.are_apart(found.by_id["kadhimi"], found.by_id["kazimi"])
    assert change.keep_apart(found, found.by_id["kazimi"], KADHIMI) == found
    merged = change.merge_sources(found, found.by_id["kadhimi"], Source("new", "New"))
    assert change.are_apart(merged.by_id["new"], merged.by_id["kazimi"])


def test_judgements_and_hypotheses_are_put_and_removed() -> None:
    dossier = change.put_judgement(Dossier(), Judgement("J", "It sank."))
    assert change.put_judgement(dossier, Judgement("J", "It sank.", rev=9)) is dossier
    again = change.put_judgement(dossier, Judgement("J", "It did not."))
    assert again.judgements == (Judgement("J", "It did not.", rev=2),)
    assert change.remove_judgement(again, "J") == Dossier()
    rated = change.put_hypothesis(Dossier(), Hypothesis("H", "An accident."))
    rated = change.rate(change.rate(rated, "H", "a#1", "++"), "H", "a#2", "-")
    assert rated.hypotheses_by_id["H"].evidence == {"a#1": "++", "a#2": "-"}
    assert change.rate(rated, "H", "a#1", "").hypotheses_by_id["H"].evidence == {"a#2": "-"}
    assert change.remove_hypothesis(rated, "H") == Dossier()
    saved = change.put_search(Dossier(), SavedSearch("s", "q"))
    saved = change.put_search(saved, SavedSearch("s", "r"))
    assert saved.searches == (SavedSearch("s", "r"),)
    assert change.remove_search(saved, "s") == Dossier()


def test_a_saved_search_keeps_its_place_and_unknown_keys_under_another_name_or_query() -> None:
    searches = SavedSearch("a", "x"), SavedSearch("b", "y", ("d1",), {"color": "red"})
    dossier = Dossier(searches=(*searches, SavedSearch("c", "z")))
    renamed = change.rename_search(dossier, "b", "bb")
    assert [each.name for each in renamed.searches] == ["a", "bb", "c"]
    assert renamed.searches[1] == replace(searches[1], name="bb")
    asked_again = change.put_search(dossier, SavedSearch("b", "yy"))
    assert asked_again.searches[1] == SavedSearch("b", "yy", (), {"color": "red"})


def test_a_saved_search_takes_the_place_of_the_one_whose_name_it_is_given() -> None:
    dossier = Dossier(searches=(SavedSearch("a", "x"), SavedSearch("b", "y")))
    assert change.rename_search(dossier, "b", "a").searches == (SavedSearch("a", "y"),)
    assert change.rename_search(dossier, "gone", "a") == dossier
    assert change.rename_search(dossier, "a", "a") == dossier


def test_references_change_with_a_new_rev_where_they_do() -> None:
    judged = Judgement("J", cites=("a#1",), grounds={"a#1": "B2"}, against=("a#1",))
    judgements = (judged, Judgement("K"))
    dossier = Dossier(judgements=judgements, hypotheses=(Hypothesis("H", "", {"a#1": "+"}),))
    found = change.with_references(dossier, lambda reference: reference.replace("a#", "b#"))
    assert found.judgements == (
        Judgement("J", cites=("b#1",), rev=2, grounds={"b#1": "B2"}, against=("b#1",)),
        Judgement("K"),
    )
    assert found.hypotheses[0].evidence == {"b#1": "+"}
    assert [*change.cited_by(found)] == ["b#1", "b#1"]


# Undo


def test_undo_leaves_what_others_changed_meanwhile() -> None:
    before = Dossier((KAZIMI,), (Judgement("J", "a", rev=3),), (Hypothesis("H", "h", {"1": "+"}),))
    after = Dossier(
        (replace(KAZIMI, role="minister"),),
        (Judgement("J", "b", rev=4),),
        (Hypothesis("H", "h", {"1": "++", "2": "-"}),),
    )
    theirs = Dossier(
        (replace(KAZIMI, role="minister", aliases=("K",)), KADHIMI),
        (Judgement("J", "b", "likely", rev=5),),
        (Hypothesis("H", "h", {"1": "++", "2": "-", "3": "0"}),),
        extra={"x": 1},
    )
    found = patched(Change(after, before), theirs)
    assert found == Dossier(
        (replace(KAZIMI, aliases=("K",)), KADHIMI),
        (Judgement("J", "a", "likely", rev=6),),
        (Hypothesis("H", "h", {"1": "+", "3": "0"}),),
        extra={"x": 1},
    )


def test_revisions_only_grow() -> None:
    one = Dossier(judgements=(Judgement("J", "a", rev=1),))
    two = Dossier(judgements=(Judgement("J", "b", rev=2),))
    present: Dossier | None = two
    history = History().record(Edit("judge", (Change(one, two),)))
    last = 2
    for _ in range(3):
        for step in (History.undo, History.redo):
            found = step(history)
            assert found is not None
            edit, history = found
            present = patched(edit.changes[0], present)
            assert present is not None
            assert present.judgements[0].rev > last
            last = present.judgements[0].rev


def test_undo_changes_the_note_back_unless_others_changed_it_meanwhile() -> None:
    change_made = Change(Dossier(note="a"), Dossier(note="b"))
    for now, then in (("b", "a"), ("c", "c")):
        assert patched(change_made.reversed(), Dossier(note=now)) == Dossier(note=then)


def test_what_was_deleted_meanwhile_stays_deleted() -> None:
    change_made = Change(Dossier((KAZIMI,)), Dossier((replace(KAZIMI, role="x"),)))
    assert patched(change_made.reversed(), Dossier()) == Dossier()


@pytest.mark.parametrize(
    ("one", "other"), [("Ali  Hassan", "ali hassan "), ("STRASSE", "straße"), ("", "  ")]
)
def test_names_are_compared_without_case_and_spaces(one: str, other: str) -> None:
    assert comparable_name(one) == comparable_name(other)
