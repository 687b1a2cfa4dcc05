"""Three-way merge: nothing that anybody wrote is lost, and both sides come to the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from store_values import close_notes, codebooks

from tests.sampling import examples
from tui.model.anchoring.anchors import Selector
from tui.model.annotation import Annotation, DocumentData, Judgement, Link, Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.store import merge_records as values
from tui.store.merge import merge, merge_codebook
from tui.store.merge_records import Conflict

BASE = Annotation("01KAMN6E7Q0000000000000001", 4, 9, "ferry", tags=("a", "b"), note="n", rev=2)
QUICK = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def notes(*annotations: Annotation, **values: object) -> Notes:
    return Notes(annotations=annotations, **values)


def merged(ours: Annotation | None, theirs: Annotation | None) -> list[Annotation]:
    sides = [notes(*([side] if side else [])) for side in (BASE, ours, theirs)]
    return list(merge(*sides).value.annotations)


@given(close_notes(), close_notes(), close_notes())
@QUICK
def test_merging_again_changes_nothing(base: Notes, ours: Notes, theirs: Notes) -> None:
    once = merge(base, ours, theirs).value
    assert merge(base, once, theirs).value == once
    assert merge(once, once, once).value == once
    assert merge(theirs, once, theirs).value == once


@given(close_notes(), close_notes(), close_notes())
@QUICK
def test_both_sides_come_to_the_same(base: Notes, ours: Notes, theirs: Notes) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    assume(not one.conflicts)
    assert one.value == other.value


@given(close_notes(), close_notes())
@QUICK
def test_one_side_alone_is_taken_as_it_is(base: Notes, ours: Notes) -> None:
    assert merge(base, ours, base).value == ours
    assert merge(base, base, ours).value == ours
    assert merge(base, ours, ours).value == ours


@given(close_notes(), close_notes(), close_notes())
@QUICK
def test_every_note_that_was_written_is_still_there(
    base: Notes, ours: Notes, theirs: Notes
) -> None:
    found = merge(base, ours, theirs).value
    before = {a.id: a for a in base.annotations}
    said = {a.note for a in found.annotations}
    for side in (ours, theirs):
        for annotation in side.annotations:
            known = before.get(annotation.id)
            if annotation.note and (known is None or known.note != annotation.note):
                assert annotation.note in said
        if side.document.note != base.document.note:
            assert side.document.note in found.document.note


@given(close_notes(), close_notes(), close_notes())
@QUICK
def test_every_source_that_speaks_in_two_sides_is_listed(
    base: Notes, ours: Notes, theirs: Notes
) -> None:
    found = merge(base, ours, theirs).value
    known = {source.id for side in (base, ours, theirs) for source in side.sources}
    assume(base not in (ours, theirs))
    assume(ours != theirs)
    listed = {source.id for source in found.sources}
    assert {a.source for a in found.annotations} & known <= listed


def test_different_fields_are_both_taken() -> None:
    [found] = merged(replace(BASE, note="new", rev=3), replace(BASE, credibility=2, rev=5))
    assert (found.note, found.credibility, found.rev) == ("new", 2, 6)


def test_the_revision_grows_only_for_what_neither_side_had() -> None:
    [found] = merged(replace(BASE, note="new", rev=3), replace(BASE, note="new", rev=7))
    assert found == replace(BASE, note="new", rev=7)


def test_additions_of_both_sides() -> None:
    ours, theirs = replace(BASE, id="X", start=0), replace(BASE, id="Y", start=1)
    result = merge(notes(BASE), notes(ours, BASE), notes(theirs, BASE))
    assert [a.id for a in result.value.annotations] == ["X", "Y", BASE.id]
    assert result.conflicts == ()


@pytest.mark.parametrize("swap", [False, True])
def test_an_edit_beats_a_delete(swap: bool) -> None:
    edited = replace(BASE, note="new", rev=3)
    sides = (None, edited) if swap else (edited, None)
    assert merged(*sides) == [edited]


@pytest.mark.parametrize("swap", [False, True])
def test_a_delete_stands_against_what_only_counts_further(swap: bool) -> None:
    same = replace(BASE, rev=9, modified=datetime(2026, 1, 1, tzinfo=UTC))
    assert merged(*((None, same) if swap else (same, None))) == []
    assert merged(None, None) == []


@pytest.mark.parametrize("swap", [False, True])
def test_a_text_stands_against_its_removal(swap: bool) -> None:
    gone, edited = replace(BASE, note=""), replace(BASE, note="new")
    [found] = merged(*((gone, edited) if swap else (edited, gone)))
    assert found.note == "new"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("ab", "a", "a"),
        ("b", "a", ""),
        ("abc", "abd", "abcd"),
        ("abc", "b", "bc"),
        ("ba", "ab", "ba"),
        ("bac", "cab", "bac"),
        ("ba", "bac", "bac"),
        ("abz", "aby", "abyz"),
        ("", "abc", "c"),
    ],
)
def test_tags_are_sets_with_removals(ours: str, theirs: str, expected: str) -> None:
    [found] = merged(replace(BASE, tags=tuple(ours)), replace(BASE, tags=tuple(theirs)))
    assert found.tags == tuple(expected)


@pytest.mark.parametrize(
    "change",
    [
        ({"note": "1"}, {"note": "2"}),
        ({"source": "1"}, {"source": "2"}),
        ({"credibility": 1}, {"credibility": 2}),
        ({"start": 3, "quote": " ferry"}, {"end": 10, "quote": "ferry "}),
        ({"extra": {"x": 1}}, {"extra": {"x": 2}}),
    ],
)
def test_one_field_changed_on_both_sides_keeps_both(
    change: tuple[dict[str, object], dict[str, object]],
) -> None:
    ours, theirs = (replace(BASE, **values) for values in change)
    result = merge(notes(BASE), notes(ours), notes(theirs))
    found = {a.id: a for a in result.value.annotations}
    kept = found.pop(BASE.id)
    [copy] = found.values()
    assert (copy.rev, copy.extra["conflict_of"]) == (1, BASE.id)
    for key, value in change[0].items():
        assert getattr(kept, key) == value
    for key, value in change[1].items():
        if key == "extra":
            assert copy.extra["x"] == 2
        else:
            assert getattr(copy, key) == value
    assert [(c.id, c.copy) for c in result.conflicts] == [(BASE.id, copy.id)]
    assert len(copy.id) == 26
    assert copy.id[:10] == BASE.id[:10]


def test_a_span_moves_with_its_quote() -> None:
    ours, theirs = replace(BASE, start=3, quote=" ferry"), replace(BASE, note="new")
    [found] = merged(ours, theirs)
    assert (found.start, found.end, found.quote, found.note) == (3, 9, " ferry", "new")


def test_a_span_moves_with_its_former_words() -> None:
    former = Selector(4, 9, "ferry", "", "")
    edited = replace(BASE, start=24, end=28, quote="boat", former=former)
    [found] = merged(edited, replace(BASE, note="new"))
    assert found == replace(edited, note="new", rev=3)
    accepted = replace(edited, former=None)
    [found] = merge(*(notes(side) for side in (edited, accepted, edited))).value.annotations
    assert found == accepted


def test_different_conflicts_get_different_copies() -> None:
    one = merge(notes(BASE), notes(replace(BASE, note="1")), notes(replace(BASE, note="2")))
    two = merge(notes(BASE), notes(replace(BASE, note="1")), notes(replace(BASE, note="3")))
    again = merge(one.value, one.value, two.value).value
    assert sorted(a.note for a in again.annotations) == ["1", "3"]
    assert one.conflicts[0].copy != two.conflicts[0].copy


def test_the_author_is_who_made_the_annotation() -> None:
    made = replace(BASE, author="x", modified=datetime(2026, 1, 1, tzinfo=UTC))
    later = datetime(2026, 1, 2, tzinfo=UTC)
    changed = replace(made, note="m", edited_by=("y",), modified=later)
    for sides in ((made, changed), (changed, made)):
        [found] = merged(*sides)
        assert (found.author, found.edited_by, found.modified) == ("x", ("y",), later)


def test_two_memos_are_joined() -> None:
    sides = [Notes(DocumentData(note=note)) for note in ("base", "ours", "theirs")]
    result = merge(*sides)
    assert result.value.document.note == "ours\n\ntheirs"
    assert result.conflicts == (Conflict("", ("note",)),)


def test_the_document_field_by_field() -> None:
    base = Notes(DocumentData("p", title="t", text_sha256="0"))
    ours = Notes(DocumentData("p", title="ours", text_sha256="1", author="x"))
    theirs = Notes(DocumentData("p", title="theirs", text_sha256="2", url="u"))
    found = merge(base, ours, theirs).value.document
    expected = DocumentData("p", title="ours", text_sha256="1", author="x", url="u")
    assert found == replace(expected, extra={"conflict": {"title": ["theirs"]}})


def test_sources_field_by_field_and_what_lost_is_kept() -> None:
    base, ours, theirs = (
        Notes(sources=(Source("s", "S", role, grade),))
        for role, grade in (("", ""), ("pilot", "B"), ("captain", ""))
    )
    found = merge(base, ours, theirs).value.sources
    assert found == (Source("s", "S", "pilot", "B", extra={"conflict": {"role": ["captain"]}}),)


def test_a_source_that_is_used_is_not_deleted() -> None:
    source = Source("s", "S")
    base = notes(BASE, sources=(source,))
    ours = notes(replace(BASE, source="s"), sources=(source,))
    theirs = notes(replace(BASE, note="other"))
    assert merge(base, ours, theirs).value.sources == (source,)
    assert merge(base, theirs, ours).value.sources == (source,)
    gone = notes(replace(BASE, note="third"), sources=(source,))
    assert merge(base, gone, theirs).value.sources == ()


def test_unknown_keys_one_by_one() -> None:
    sides = [Notes(extra=extra) for extra in ({"a": 1, "b": 1}, {"a": 2}, {"a": 1, "b": 1, "c": 0})]
    assert merge(*sides).value.extra == {"a": 2, "c": 0}


def test_what_lost_adds_up_over_merges() -> None:
    kept = values.with_lost({"x": 1}, {"role": "a"})
    kept = values.with_lost(kept, {"role": "b", "name": "c"})
    assert values.with_lost(kept, {"role": "a"}) == kept
    assert kept == {"x": 1, "conflict": {"role": ["a", "b"], "name": ["c"]}}


@given(codebooks, codebooks)
@examples(1, suppress_health_check=[HealthCheck.too_slow])
def test_one_side_of_a_codebook_alone(base: Codebook, ours: Codebook) -> None:
    assert merge_codebook(base, ours, base).value == ours
    assert merge_codebook(base, base, ours).value == ours


def test_codebooks_by_name_and_field() -> None:
    base = Codebook((Tag("a", "a", 1), Tag("b", "b"), Tag("gone", "g")))
    ours = Codebook((Tag("a", "a", 1, color="red"), Tag("b", "b"), Tag("ours", "n")))
    theirs = Codebook(
        (Tag("a", "a", 1, note="rule"), Tag("b", "b"), Tag("gone", "g"), Tag("theirs", "n", 2))
    )
    assert merge_codebook(base, ours, theirs).value.tags == (
        Tag("a", "a", 1, color="red", note="rule"),
        Tag("b", "b"),
        Tag("ours", "n"),
        Tag("theirs", "", 2),
    )


def test_a_key_that_moved_on_theirs_goes_with_it() -> None:
    base = Codebook((Tag("a", "a"), Tag("b", "b")))
    ours = Codebook((Tag("a", "a"), Tag("b", "b", color="red")))
    theirs = Codebook((Tag("a", "x"), Tag("b", "b"), Tag("c", "a")))
    found = merge_codebook(base, ours, theirs).value.tags
    assert found == (Tag("a", "x"), Tag("b", "b", color="red"), Tag("c", "a"))


def test_links_of_both_sides_are_kept_and_a_removal_stands() -> None:
    old, kept, ours, theirs = (Link(name, "disputes") for name in ("O", "K", "1", "2"))
    whole = replace(BASE, links=(old, kept))
    found = merge(
        notes(whole),
        notes(replace(BASE, links=(kept, ours))),
        notes(replace(BASE, links=(old, kept, theirs))),
    )
    assert found.value.annotations[0].links == (kept, ours, theirs)
    assert found.conflicts == ()


def test_two_reasons_for_one_link_are_both_kept() -> None:
    sides = [notes(replace(BASE, links=(Link("B1", "disputes", why),))) for why in ("", "x", "y")]
    found = merge(*sides).value.annotations[0].links
    assert found == (Link("B1", "disputes", "x"), Link("B1", "disputes", "y"))


def test_judgements_by_field_and_what_lost_is_kept() -> None:
    base, ours, theirs = (
        Notes(judgements=(Judgement("J", text, likelihood, cites=cites, rev=rev),))
        for text, likelihood, cites, rev in (
            ("Rain.", "", ("A",), 1),
            ("It will rain.", "", ("A", "B"), 2),
            ("Snow.", "likely", ("C",), 3),
        )
    )
    found = merge(base, ours, theirs)
    lost = {"conflict": {"text": ["Snow."]}}
    whole = Judgement("J", "It will rain.", "likely", "", ("B", "C"), 4, extra=lost)
    assert found.value.judgements == (whole,)
    assert [conflict.id for conflict in found.conflicts] == ["J"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (None, None, None, None),
        (None, (), None, ()),
        (None, ("A",), ("B",), ("A", "B")),
        (("A",), None, ("A", "B"), ("A", "B")),
        (("A",), None, ("A",), None),
        (("A",), (), ("A", "B"), ("B",)),
    ],
)
def test_the_sides_of_citations_are_merged_by_citation(
    base: tuple[str, ...] | None,
    ours: tuple[str, ...] | None,
    theirs: tuple[str, ...] | None,
    merged: tuple[str, ...] | None,
) -> None:
    first, mine = (
        Notes(judgements=(Judgement("J", cites=("A", "B", "C"), against=side),))
        for side in (base, ours)
    )
    others = Notes(judgements=(Judgement("J", cites=("A", "B", "D"), against=theirs),))
    for one, other in ((mine, others), (others, mine)):
        (found,) = merge(first, one, other).value.judgements
        assert (found.cites, found.against) == (("A", "B", "D"), merged)


def test_a_source_that_another_came_through_is_not_deleted() -> None:
    agency, pilot = Source("agency", "The agency"), Source("pilot", "The pilot")
    told = replace(pilot, via="agency")
    base = Notes(sources=(agency, pilot))
    assert merge(base, Notes(sources=(pilot,)), Notes(sources=(agency, told))).value.sources == (
        agency,
        told,
    )
