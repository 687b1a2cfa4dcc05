"""The dossier's file: its form, damage, merging, saving, and which one is in effect."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from store_values import close_dossiers, dossiers, form

from tests.sampling import examples
from tui.model.annotation import Grading, Judgement, Source
from tui.model.dossier import Assignment, Dossier, Hypothesis, SavedSearch
from tui.model.errors import ReaderError
from tui.store import dossier_file as store
from tui.store import toml_files
from tui.store.dossier_file import DOSSIER, load
from tui.store.dossier_format import dumps, loads
from tui.store.dossier_repair import recover
from tui.store.merge import merge_dossier
from tui.store.merge_driver import merge_files
from tui.store.notes_format import NotesError

MORNING = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)
ADA = Source(
    "ada-berg",
    "Ada Berg",
    "runs the port",
    "C",
    "contradicted herself",
    "named",
    "wire",
    aliases=("A. Berg",),
    was=("ada-bergg",),
    history=(Grading("B"), Grading("C", MORNING, "contradicted herself", "Anna")),
    distinct=("ada-borg",),
)
WHOLE = Dossier(
    (ADA, Source("wire", "The Wire")),
    (
        Judgement(
            "J1",
            "It sank.",
            "likely",
            "low",
            ("sub/a.txt#01", "b.txt#02"),
            2,
            {"sub/a.txt#01": "C2"},
            ("b.txt#02",),
        ),
        Judgement("J2", "Two drowned.", cites=("b.txt#02",), against=()),
    ),
    (Hypothesis("H1", "An accident.", {"sub/a.txt#01": "++", "b.txt#02": "n/a"}),),
    (SavedSearch("front", "suleimani at the front", ("0a1b", "2c3d")),),
    assignments=(Assignment("sub/a.txt", ("Anna", "Bob")),),
    note="Three papers, one week.\n\n*None* of them was there.",
)
FORM = """\
format = 1
note = \"\"\"
Three papers, one week.

*None* of them was there.\"\"\"

[[source]]
id = "ada-berg"
name = "Ada Berg"
aliases = ["A. Berg"]
was = ["ada-bergg"]
role = "runs the port"
kind = "named"
via = "wire"
reliability = "C"
reason = "contradicted herself"
history = [
    { reliability = "B" },
    { reliability = "C", date = 2026-01-02T08:30:00Z, reason = "contradicted herself", \
author = "Anna" },
]
distinct = ["ada-borg"]

[[source]]
id = "wire"
name = "The Wire"

[[judgement]]
id = "J1"
rev = 2
text = "It sank."
likelihood = "likely"
confidence = "low"
cites = ["sub/a.txt#01", "b.txt#02"]
against = ["b.txt#02"]

[judgement.grounds]
"sub/a.txt#01" = "C2"

[[judgement]]
id = "J2"
rev = 1
text = "Two drowned."
cites = ["b.txt#02"]
against = []

[[hypothesis]]
id = "H1"
text = "An accident."

[hypothesis.evidence]
"sub/a.txt#01" = "++"
"b.txt#02" = "n/a"

[[search]]
name = "front"
query = "suleimani at the front"
seen = ["0a1b", "2c3d"]

[[assignment]]
path = "sub/a.txt"
analysts = ["Anna", "Bob"]
"""


@given(dossiers)
@examples(2, suppress_health_check=[HealthCheck.too_slow])
def test_any_dossier_survives(dossier: Dossier) -> None:
    again = loads(dumps(dossier), "x")
    assert again == dossier
    assert form(again) == form(dossier)


def test_the_form_of_the_file() -> None:
    assert dumps(WHOLE).decode() == FORM
    assert loads(FORM.encode(), "x") == WHOLE


def test_unknown_keys_stay_nested_ones_too() -> None:
    text = FORM + (
        '\n[[plan]]\nname = "r"\nexcept = ["a"]\n\n[plan.more]\nx = 1\n'
        '\n[[hypothesis]]\nid = "H2"\ncolor = "red"\n[hypothesis.evidence]\n"a#1" = "+"\n'
    )
    found = loads(text.encode(), "x")
    assert found.extra == {"plan": [{"name": "r", "except": ["a"], "more": {"x": 1}}]}
    assert found.hypotheses_by_id["H2"].extra == {"color": "red"}
    assert loads(dumps(found), "x") == found


def test_the_date_of_a_grade_may_be_a_day() -> None:
    text = "[[source]]\nid = 'a'\nname = 'A'\nhistory = [{reliability = 'B', date = 2026-01-02}]\n"
    (grade,) = loads(b"format = 1\n" + text.encode(), "x").sources[0].history
    assert grade.date == datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("hypothesis = 3", 1, "'hypothesis' is not a list"),
        ("[[hypothesis]]\ntext = 'a'", 1, "'id' is missing"),
        ("[[hypothesis]]\nid = 'a'\nevidence = [1]", 3, "'evidence' is not a table"),
        ("[[hypothesis]]\nid = 'a'\n[hypothesis.evidence]\nb = 1", 1, "has a value that is"),
        ("[[search]]\nquery = 'a'", 1, "'name' is missing"),
        ("[[search]]\nname = 'a'\n[[search]]\nname = 'a'", 4, "the search 'a' occurs twice"),
        ("[[assignment]]\nanalysts = []", 1, "'path' is missing"),
        (
            "[[assignment]]\npath = 'a'\n[[assignment]]\npath = 'a'",
            4,
            "the assignment of 'a' occurs twice",
        ),
        ("[[source]]\nid = 'a'\nname = 'A'\naliases = 'b'", 4, "'aliases' is not a list"),
        ("[[source]]\nid = 'a'\nname = 'A'\nhistory = [1]", 4, "in 'history' 'history' is not"),
        ("[[source]]\nid='a'\nname=''\nhistory=[{reliability='G'}]", 4, "is not a letter of"),
        ("[[source]]\nid='a'\nname=''\nhistory=[{date='x'}]", 4, "is not a date"),
        ("[[source]]\nid='a'\nname=''\n[[source]]\nid='a'\nname=''", 5, "occurs twice"),
        ("[[judgement]]\nid = 'a'\nagainst = 'b'", 3, "'against' is not a list"),
        ("[[judgement]]\nid = 'a'\ngrounds = 'b'", 3, "'grounds' is not a table"),
    ],
)
def test_damage_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(NotesError) as caught:
        loads(text.encode(), "dossier.toml")
    message = str(caught.value)
    assert message.startswith(f"dossier.toml, line {line}: ")
    assert what in message


def test_two_records_with_one_id_are_not_written() -> None:
    with pytest.raises(ReaderError, match="has the id 'H1' twice"):
        dumps(replace(WHOLE, hypotheses=WHOLE.hypotheses * 2))
    with pytest.raises(ReaderError, match="has the name 'front' twice"):
        dumps(replace(WHOLE, searches=WHOLE.searches * 2))


# Merging


@given(close_dossiers(), close_dossiers(), close_dossiers())
@examples(4, suppress_health_check=[HealthCheck.too_slow])
def test_a_merge_is_stable(base: Dossier, ours: Dossier, theirs: Dossier) -> None:
    once = merge_dossier(base, ours, theirs).value
    assert merge_dossier(base, once, theirs).value == once
    assert merge_dossier(once, once, once).value == once
    assert merge_dossier(theirs, once, theirs).value == once
    assert loads(dumps(once), "x") == once


def test_a_new_grade_keeps_its_reason_where_the_other_side_withdrew_the_former_one() -> None:
    former, new = Grading("B", None, "knows the port"), Grading("A", None, "was right twice")
    graded = [
        Dossier(
            (Source("a", "A", reliability=each.reliability, reason=each.reason, history=(each,)),)
        )
        for each in (former, new)
    ]
    merged = merge_dossier(graded[0], Dossier((Source("a", "A"),)), graded[1]).value
    assert merged == graded[1]


@given(close_dossiers(), close_dossiers())
@examples(3, suppress_health_check=[HealthCheck.too_slow])
def test_one_side_alone_wins(base: Dossier, ours: Dossier) -> None:
    assert merge_dossier(base, ours, base).value == ours
    assert merge_dossier(base, base, ours).value == ours


@given(close_dossiers(), close_dossiers(), close_dossiers())
@examples(3, suppress_health_check=[HealthCheck.too_slow])
def test_no_grade_that_a_side_added_is_lost(base: Dossier, ours: Dossier, theirs: Dossier) -> None:
    merged = merge_dossier(base, ours, theirs).value.by_id
    for side in (ours, theirs):
        for source in side.sources:
            known = base.by_id.get(source.id)
            added = {repr(g) for g in source.history} - {
                repr(g) for g in (known.history if known else ())
            }
            if added:
                assert added <= {repr(g) for g in merged[source.id].history}


def test_both_sides_grade_a_source() -> None:
    base = Dossier((Source("a", "A"),))
    early, late = Grading("B", MORNING), Grading("D", MORNING.replace(day=5))
    ours, theirs = (
        Dossier((Source("a", "A", reliability=grade.reliability, history=(grade,)),))
        for grade in (late, early)
    )
    for sides in ((ours, theirs), (theirs, ours)):
        found = merge_dossier(base, *sides)
        (source,) = found.value.sources
        assert source.history == (early, late)
        assert source.reliability == "D"
        assert not found.conflicts


def test_both_sides_rate_evidence() -> None:
    base = Dossier(hypotheses=(Hypothesis("H", "", {"a#1": "+", "a#2": "+"}),))
    ours = Dossier(hypotheses=(Hypothesis("H", "", {"a#1": "++", "a#2": "+", "a#3": "0"}),))
    theirs = Dossier(hypotheses=(Hypothesis("H", "", {"a#1": "--", "a#4": "-"}),))
    found = merge_dossier(base, ours, theirs)
    (merged,) = found.value.hypotheses
    assert merged.evidence == {"a#1": "++", "a#3": "0", "a#4": "-"}
    assert merged.extra == {"conflict": {"evidence": [{"a#1": "--"}]}}
    assert found.conflicts[0].fields == ("evidence",)


def test_both_sides_change_the_note() -> None:
    base, ours, theirs = Dossier(note="a"), Dossier(note="b"), Dossier(note="c")
    found = merge_dossier(base, ours, theirs)
    assert found.value == Dossier(note="b\n\nc")
    assert [conflict.fields for conflict in found.conflicts] == [("note",)]


def test_git_merges_a_dossier(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    sides = (
        Dossier((Source("a", "A"),)),
        Dossier((Source("a", "A", aliases=("AA",)),)),
        Dossier((Source("a", "A", role="spokesman"), Source("b", "B"))),
    )
    for path, side in zip(paths, sides, strict=True):
        path.write_bytes(dumps(side))
    assert merge_files(*paths, "sub/dossier.toml") == ()
    found = loads(paths[1].read_bytes(), "x")
    assert found.sources == (Source("a", "A", "spokesman", aliases=("AA",)), Source("b", "B"))
    for path, side in zip(paths, sides, strict=True):
        path.write_bytes(dumps(replace(side, hypotheses=(Hypothesis("H", side.sources[0].role),))))
    merge_files(*paths, "x")
    assert loads(paths[1].read_bytes(), "x").hypotheses == (Hypothesis("H", "spokesman"),)


# Repairing


@given(st.integers(0, len(FORM)))
@examples(2)
def test_a_torn_dossier_keeps_its_whole_records(cut: int) -> None:
    found, lost = recover(FORM[:cut].encode())
    assert {*found.sources[:-1]} <= {*WHOLE.sources} or found.sources[:-1] == ()
    assert loads(dumps(found), "x") == found
    if FORM[:cut].count("[[search]]"):
        assert found.judgements == WHOLE.judgements
        assert found.hypotheses == WHOLE.hypotheses
    assert lost or found == WHOLE or cut in (11, 12) or loads(FORM[:cut].encode(), "x") == found


def test_a_bad_item_is_left_out_and_the_rest_stays() -> None:
    bad = FORM.replace('"b.txt#02" = "n/a"', '"b.txt#02" = 7').replace('{ reliability = "B" }', "3")
    found, lost = recover(bad.encode())
    assert found.hypotheses[0].evidence == {"sub/a.txt#01": "++"}
    assert found.sources[0].history == ADA.history[1:]
    assert len(lost) == 2


def test_a_note_that_is_no_text_is_left_out_with_a_message() -> None:
    found, lost = recover(b"format = 1\nnote = 7\n")
    assert found == Dossier()
    assert lost == ("'note' is not a text in quotes; left out",)
    kept, lost = recover(b'note = "three papers"\n[[source]]\nid = 7\n')
    assert kept == Dossier(note="three papers")
    assert len(lost) == 2


def test_both_sides_of_a_conflict_are_merged() -> None:
    line = 'role = "runs the port"\n'
    hunk = f"<<<<<<< ours\n{line}=======\naliases2 = 1\n>>>>>>> theirs\n"
    found, _ = recover(FORM.replace(line, hunk).encode())
    assert found.sources[0].role == ADA.role
    assert found.hypotheses == WHOLE.hypotheses


def test_repair_keeps_the_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(FORM[:-20])
    loaded = load(path)
    assert loaded.problem
    assert loaded.value.hypotheses == WHOLE.hypotheses
    with pytest.raises(ReaderError):
        toml_files.save(DOSSIER, path, WHOLE, Dossier(), None)
    done = store.repair(path)
    assert done.kept is not None
    assert done.kept.read_text() == FORM[:-20]
    assert load(path).value == done.value


# Files


def test_what_others_changed_is_merged_on_saving(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    saved = toml_files.save(DOSSIER, path, WHOLE, Dossier(), None)
    theirs = replace(WHOLE, searches=())
    toml_files.save(DOSSIER, path, theirs, WHOLE, saved.stamp)
    mine = replace(WHOLE, hypotheses=())
    again = toml_files.save(DOSSIER, path, mine, WHOLE, saved.stamp)
    assert again.merged
    assert again.value == replace(WHOLE, searches=(), hypotheses=())
    assert again.changes == ("1 saved search removed",)


def test_a_newer_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text("format = 2\n")
    assert load(path).value.format == 2
    with pytest.raises(ReaderError, match="newer reader"):
        toml_files.save(DOSSIER, path, WHOLE, Dossier(), None)
    assert path.read_text() == "format = 2\n"


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    for name in ("here", "far"):
        (tmp_path / name).mkdir()
    target, link = tmp_path / "far" / "dossier.toml", tmp_path / "here" / "dossier.toml"
    target.write_text(FORM)
    link.symlink_to(os.path.relpath(target, link.parent))
    loaded = load(link)
    assert "symbolic link" in loaded.problem
    assert loaded.value == Dossier()
    for action in (
        lambda: toml_files.save(DOSSIER, link, Dossier(), Dossier(), None),
        lambda: store.repair(link),
    ):
        with pytest.raises(ReaderError, match="symbolic link"):
            action()
    assert target.read_text() == FORM


def test_which_dossier_is_in_effect(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert store.nearest(folder) is None
    assert store.path_for(folder) == folder / "dossier.toml"
    (tmp_path / "codebook.toml").write_text("format = 1\n")
    assert store.path_for(folder) == tmp_path / "dossier.toml"
    (tmp_path / "a" / "dossier.toml").write_text("format = 1\n")
    assert store.path_for(folder) == tmp_path / "a" / "dossier.toml"
    (tmp_path / "a" / "dossier.toml").unlink()
    (tmp_path / "a" / "dossier.toml").mkdir()
    assert store.nearest(folder) is None, "a folder is no dossier"
