"""Damaged notes files: every whole annotation is recovered, and what is lost is said."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from store_values import all_notes

from tui.model.annotation import Annotation, DocumentData, Link, Notes, Source
from tui.store import damaged_toml
from tui.store.merge_records import COPY_KEY
from tui.store.notes_format import dumps, loads
from tui.store.repair import recover

A = Annotation("A1", 4, 9, "ferry", note="first\nlines", tags=("topic/place",), source="pilot")
B = Annotation("B1", 14, 19, "pilot", note="second", credibility=3)
C = Annotation("C1", 24, 29, "crane")
PILOT = Source("pilot", "The pilot", reliability="B")
DOCUMENT = DocumentData("harbour.txt", "The harbour", note="a memo")
NOTES = Notes(DOCUMENT, (PILOT,), (A, B, C), extra={"kept": True})
WHOLE = dumps(NOTES)
SECOND = WHOLE.index(b"[[annotation]]", WHOLE.index(b'"A1"'))
"""Where the header of the second annotation is."""
CASES = sorted((Path(__file__).parent / "cases" / "damaged").glob("*.toml"))


def test_of_links_only_the_bad_one_is_left_out() -> None:
    found = recover((CASES[0].parent / "link-without-end.toml").read_bytes()).value
    assert [(a.note, a.links) for a in found.annotations] == [("kept", (Link("B1", "disputes"),))]


def ids(notes: Notes) -> list[str]:
    return [a.id for a in notes.annotations]


def test_a_sound_file_is_recovered_as_it_is() -> None:
    found = recover(WHOLE)
    assert (found.value, found.lost) == (NOTES, ())


@given(all_notes())
def test_any_notes_are_recovered_as_they_are(notes: Notes) -> None:
    found = recover(dumps(notes))
    assert (found.value, found.lost) == (notes, ()) or notes == Notes()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_whatever_the_damage_what_comes_out_can_be_saved(path: Path) -> None:
    data = path.read_bytes()
    found = recover(data)
    assert loads(dumps(found.value), "x") == found.value
    assert recover(data) == found, "the same in every run"
    assert recover(dumps(found.value)).value == found.value
    assert all("\n" not in line for line in found.lost)


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("credibility-seven", "line 11: 'credibility' is not from 1 to 6; left out"),
        ("created-out-of-range", "line 11: 'created' is out of range; left out"),
        (
            "big-hexadecimal",
            "line 11: 'weight' is nested too deeply or too long a number; left out",
        ),
        ("many-digits", "line 12: a number of more than 4300 digits"),
        (
            "quite-deep",
            "line 11: 'deep' is nested too deeply or too long a number; left out",
        ),
        ("deep-nesting", "line 6: nested too deeply; left out"),
        ("tags-mixed", "line 11: 'tags' is not a list of texts in quotes; left out"),
        ("link-without-end", "line 12: in 'links' 'to' is missing; left out"),
        ("judgement-no-id", "line 12: 'id' is missing; left out"),
        ("judgement-cites", "line 14: 'cites' is not a list; left out"),
        ("torn-note", "line 11: a text without an end; left out"),
        ("torn-string", "line 11: Unterminated string; left out"),
        ("latin1", "line 11: bytes that are not UTF-8 were read as Windows-1252"),
        ("utf16", "the file was in utf-16-le"),
        ("wrong-in-the-second", "line 21: 'rev' is not a whole number; left out"),
        ("no-start", "line 6: 'start' is missing; left out"),
        ("start-float", "line 8: 'start' is not a whole number; left out"),
        ("no-quote", "line 6: 'quote' is missing; the annotation cannot be read"),
        ("annotation-number", "line 1: 'annotation' is not a table; left out"),
        ("source-no-name", "line 6: 'name' is missing; left out"),
        ("all-zeros", "nothing is left in the file"),
        ("empty", "nothing is left in the file"),
    ],
)
def test_what_is_lost_is_said_once_with_its_line(name: str, lost: str) -> None:
    data = next(path for path in CASES if path.stem == name).read_bytes()
    assert len(recover(data).lost) == 1
    assert recover(data).lost[0].startswith(lost)


def test_nothing_is_said_of_what_is_whole() -> None:
    for name in ("nul-tail", "duplicate-id", "git-conflict"):
        data = next(path for path in CASES if path.stem == name).read_bytes()
        assert recover(data).lost == ()
        assert "A1" in ids(recover(data).value)


@given(st.integers(0, len(WHOLE)))
def test_a_torn_file_keeps_every_record_before_the_tear(at: int) -> None:
    found = recover(WHOLE[:at]).value
    for record in (A, B, C):
        end = (
            WHOLE.index(b"[[annotation]]", WHOLE.index(f'"{record.id}"'.encode()))
            if (record is not C)
            else len(WHOLE)
        )
        if end <= at:
            assert record in found.annotations


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 80), st.sampled_from([b"\0", b"\xff", b'"']))
@example(WHOLE.index(b"first"), 30, b"\0")
@example(SECOND, WHOLE.index(b"quote", SECOND) - SECOND, b"\xff")
@example(SECOND, WHOLE.index(b"quote", SECOND) - SECOND + 1, b'"')
def test_a_hole_in_one_record_does_not_touch_the_others(at: int, size: int, fill: bytes) -> None:
    end = min(at + size, len(WHOLE))
    data = WHOLE[:at] + fill * (end - at) + WHOLE[end:]
    starts = [i for i in range(len(WHOLE)) if WHOLE.startswith(b"[[annotation]]", i)]
    found = recover(data).value
    for record, start, stop in zip((A, B, C), starts, [*starts[1:], len(WHOLE)], strict=True):
        # Zeros may reach up to a header; other bytes on its line make it none.
        if end < start + (fill == b"\0") or stop <= at:
            assert record in found.annotations


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_conflict_of_git_gives_both_sides(style: str) -> None:
    ours, theirs = replace(B, note="ours"), replace(B, note="theirs")
    both = dumps(replace(NOTES, annotations=(A, ours, C))).decode()
    base = '||||||| base\nnote = "second"\n' if style == "diff3" else ""
    hunk = f'<<<<<<< HEAD\nnote = "ours"\n{base}=======\nnote = "theirs"\n>>>>>>> other\n'
    found = recover(both.replace('note = "ours"\n', hunk).encode())
    assert found.lost == ()
    assert {A, ours, C} <= {*found.value.annotations}
    copy = next(a for a in found.value.annotations if COPY_KEY in a.extra)
    assert (copy.note, copy.extra[COPY_KEY]) == (theirs.note, "B1")


def test_with_the_base_in_the_markers_one_sided_changes_are_no_conflict() -> None:
    text = WHOLE.decode()
    line = 'note = "second"\n'
    hunk = f'<<<<<<< HEAD\n{line}||||||| base\n{line}=======\nnote = "theirs"\n>>>>>>> x\n'
    found = recover(text.replace(line, hunk).encode()).value
    assert found.annotations == (A, replace(B, note="theirs"), C)


def test_whole_records_on_both_sides_of_a_conflict() -> None:
    text = WHOLE.decode()
    at, end = (text.index("[[annotation]]\nid = " + f'"{i}"') for i in ("B1", "C1"))
    text = f"{text[:at]}<<<<<<< HEAD\n{text[at:end]}=======\n{text[end:]}>>>>>>> other\n"
    assert recover(text.encode()).value == NOTES
    assert recover(text.encode().replace(b"\n", b"\r\n")).value.annotations[1:] == (B, C)


def test_a_conflict_that_does_not_end_is_read_on_its_side() -> None:
    assert recover(WHOLE + b"<<<<<<< HEAD\n").value == NOTES


def test_two_with_one_id_are_both_kept_and_alike_ones_are_one() -> None:
    other = replace(B, id="A1")
    data = dumps(Notes(annotations=(A,))) + b"\n" + dumps(Notes(annotations=(other,)))[11:]
    found = recover(data).value.annotations
    assert len(found) == 2
    assert A in found
    assert [a.note for a in found if a.extra == {COPY_KEY: "A1"}] == ["second"]
    assert recover(data + dumps(Notes(annotations=(A,)))[11:]).value.annotations == found
    people = b'[[source]]\nid = "p"\nname = "x"\n[[source]]\nid = "p"\nname = "y"\n'
    assert [(s.id, s.name) for s in recover(people * 2).value.sources] == [("p", "x"), ("p-2", "y")]


def test_what_looks_like_a_header_inside_a_note_is_none() -> None:
    sly = replace(A, note='x\n[[annotation]]\nid = "no"\nstart = 1\nend = 2\nquote = "y"\n')
    data = dumps(Notes(annotations=(sly, B))) + b"[[annotation]]\nbroken"
    assert recover(data).value.annotations == (sly, B)


def test_a_string_left_open_does_not_swallow_the_next_records() -> None:
    data = WHOLE.replace(b'lines"""', b"lines")
    found = recover(data)
    assert found.value.annotations == (replace(A, note=""), B, C)
    assert len(found.lost) == 1


def test_a_record_with_an_inner_table_of_another_program() -> None:
    rich = replace(A, extra={"zotero": {"key": "X", "pages": [1, {"deep": True}]}})
    data = dumps(Notes(annotations=(rich, B))) + b"[[annotation]]\n"
    assert recover(data).value.annotations == (rich, B)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    assert recover(WHOLE.decode().encode(encoding)).value == NOTES


def test_stray_bytes_are_western() -> None:
    assert damaged_toml.decoded(b"caf\xe9 \x93x\x94 \x81")[0] == "café “x” \x81"
    assert damaged_toml.decoded("\né".encode() + b"\xe9") == (
        "\néé",
        ["line 2: bytes that are not UTF-8 were read as Windows-1252"],
    )
    assert damaged_toml.decoded(codecs.BOM_UTF8 + b"x") == ("x", [])
    assert damaged_toml.decoded(b"a\0")[0] == "a\0"


def test_a_newer_format_is_said() -> None:
    assert recover(WHOLE.replace(b"format = 1", b"format = 2") + b"x").value.format == 2
    assert recover(b'format = "x"\n' + WHOLE[11:]).value.format == 1


def test_the_first_of_two_documents_counts() -> None:
    data = b'[document]\npath = "a"\n[document]\npath = "b"\n'
    assert recover(data).value.document.path == "a"


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (b'id = "A1"\nstart = "4"\nend = 9\nquote = "ferry"', (0, 9)),
        (b'id = "A1"\nstart = 4\nend = -1\nquote = "ferry"', (4, 9)),
        (b'start = 4\nend = 9\nquote = "ferry"', (4, 9)),
    ],
)
def test_the_words_are_enough_for_a_place(broken: bytes, place: tuple[int, int]) -> None:
    found = recover(b"[[annotation]]\n" + broken).value.annotations
    assert [(a.start, a.end, a.quote) for a in found] == [(*place, "ferry")]
    assert found[0].id


def test_large_and_hostile_files_end_soon() -> None:
    hostile = [
        b'a = "' + b'\\"' * 200_000,
        b'a = """' + b'\\"""' * 100_000,
        b"annotation = [" + b"{}," * 20_000 + b"]",
        b'[[annotation]]\nid = """\n' * 3000,
        b"a = " + b"[" * 200_000,
        b"x y\n" * 30_000,
        b"<<<<<<< \n=======\n>>>>>>> \n" * 10_000,
        b"".join(b'[[source]]\nid = "p"\nname = "%d"\n' % n for n in range(3000)),
    ]
    for data in hostile:
        assert recover(data).value.annotations == ()


def test_two_strings_left_open_do_not_make_one() -> None:
    data = dumps(Notes(annotations=(A, replace(B, note="x\ny"), C)))
    data = data.replace(b'lines"""', b"lines").replace(b'x\ny"""', b"x\ny")
    assert recover(data).value.annotations == (replace(A, note=""), replace(B, note=""), C)


def test_a_bad_first_line_does_not_take_the_rest() -> None:
    found = recover(b"format = one\nkept = 1\n[document]\npath = 'a'\n")
    assert found.value == Notes(DocumentData("a"), extra={"kept": 1})
    assert found.lost == ("line 1: Invalid value; left out",)
