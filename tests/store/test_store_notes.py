"""Notes as TOML: exact both ways, canonical, and clear about damage."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from store_values import all_notes, form, texts

from tests.sampling import examples
from tui.model.anchoring.anchors import Selector
from tui.model.annotation import FORMAT, Annotation, DocumentData, Notes, Source
from tui.model.errors import ReaderError
from tui.store import toml_writer
from tui.store.notes_format import NotesError, dumps, loads
from tui.store.repair import recover
from tui.store.toml_reader import has_comments

CASES = Path(__file__).parent / "cases"
DAMAGED = sorted((CASES / "damaged").glob("*.toml"))
WHOLE = sorted((CASES / "whole").glob("*.toml"))
NOTE = Annotation("A1", 4, 9, "ferry")


def one(**values: object) -> Notes:
    return Notes(annotations=(replace(NOTE, **values),))


@given(all_notes())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_notes_survive(notes: Notes) -> None:
    again = loads(dumps(notes), "x")
    assert again == notes
    assert form(again) == form(notes)


@given(all_notes())
@examples(1, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_canonical_and_invisible_characters_are_escaped(notes: Notes) -> None:
    data = dumps(notes)
    assert dumps(loads(data, "x")) == data
    text = data.decode()
    assert "\r" not in text
    assert not any(char in text for char in "\0\t\x1b\x7f\x85\x9b\u200b\u202e\u2066\ufeff")


@given(texts)
@example('""""""')
@example('\n"')
@example('a\n"" """ "')
@example("\n\\\n")
@example(" \n ")
def test_strings_are_toml(text: str) -> None:
    for written in (toml_writer.string(text), toml_writer.multiline_string(text)):
        assert tomllib.loads(f"a = {written}") == {"a": text}


@pytest.mark.parametrize("path", DAMAGED, ids=lambda p: p.stem)
def test_damage_is_named_with_its_line(path: Path) -> None:
    expected = path.with_suffix(".error").read_text("utf-8").strip()
    with pytest.raises(NotesError) as caught:
        loads(path.read_bytes(), "harbour.txt.notes.toml")
    message = str(caught.value)
    assert message.startswith(f"harbour.txt.notes.toml, {expected}; ")
    assert "\n" not in message
    assert expected.startswith(f"line {caught.value.line}:")


@pytest.mark.parametrize("path", WHOLE, ids=lambda p: p.stem)
def test_the_canonical_form(path: Path) -> None:
    assert dumps(loads(path.read_bytes(), "x")) == path.with_suffix(".canonical").read_bytes()


def test_the_form_that_the_design_shows() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    notes = Notes(
        DocumentData("harbour.txt", "The harbour", "00ff", "a memo", "", "Ledger", lang="en"),
        (Source("pilot", "The pilot", "works the boats", "C"),),
        (
            Annotation(
                id="A1",
                start=120,
                end=125,
                quote="ferry",
                rev=3,
                prefix="the ",
                suffix=" left",
                tags=("claim/intent", "use/key"),
                source="pilot",
                credibility=4,
                note="one\ntwo",
                author="ed",
                created=moment,
                modified=moment,
            ),
        ),
    )
    assert (
        dumps(notes).decode()
        == """\
format = 1

[document]
path = "harbour.txt"
title = "The harbour"
text_sha256 = "00ff"
note = "a memo"
publisher = "Ledger"
lang = "en"

[[source]]
id = "pilot"
name = "The pilot"
role = "works the boats"
reliability = "C"

[[annotation]]
id = "A1"
rev = 3
start = 120
end = 125
quote = "ferry"
prefix = "the "
suffix = " left"
tags = ["claim/intent", "use/key"]
source = "pilot"
credibility = 4
note = \"\"\"
one
two\"\"\"
author = "ed"
created = 2026-01-01T00:00:00Z
modified = 2026-01-01T00:00:00Z
"""
    )


def test_empty_notes() -> None:
    assert dumps(Notes()) == b"format = 1\n"
    assert loads(b"format = 1\n", "x") == Notes()


def test_annotations_are_sorted_on_both_ways() -> None:
    late, early = replace(NOTE, id="B", start=8), NOTE
    data = dumps(Notes(annotations=(late, early)))
    assert loads(data, "x").annotations == (early, late)
    assert data.index(b'"A1"') < data.index(b'"B"')


def test_an_edited_annotation_is_written_with_the_words_that_were_annotated() -> None:
    former = Selector(4, 9, "ferry", "the ", " left")
    edited = Annotation("A1", 24, 28, "boat", "the ", " left", former=former)
    other = replace(NOTE, id="B", start=10, end=15)
    data = dumps(Notes(annotations=(other, edited)))
    first, second = tomllib.loads(data.decode())["annotation"]
    assert first == {
        "id": "A1",
        "rev": 1,
        "start": 4,
        "end": 9,
        "quote": "ferry",
        "prefix": "the ",
        "suffix": " left",
        "edited_start": 24,
        "edited_end": 28,
        "edited_quote": "boat",
        "edited_prefix": "the ",
        "edited_suffix": " left",
    }
    assert second["id"] == "B"
    assert loads(data, "x").annotations == (other, edited)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("edited_start = 1", "'edited_end' is missing"),
        ("edited_start = 9\nedited_end = 9\nedited_quote = 'x'", "'edited_end' is not 10 or more"),
        ("edited_start = true", "'edited_start' is not a whole number"),
        ("edited_start = 1\nedited_end = 2\nedited_quote = 3", "'edited_quote' is not a text"),
    ],
)
def test_what_is_wrong_in_the_place_of_an_edited_annotation_is_named(line: str, said: str) -> None:
    data = dumps(Notes(annotations=(NOTE,))) + f"{line}\n".encode()
    with pytest.raises(NotesError, match=said):
        loads(data, "x")
    found = recover(data)
    assert found.value.annotations == (NOTE,)
    assert said in found.lost[0]


def test_times_are_written_in_utc() -> None:
    east = datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    assert b"created = 2026-01-01T00:00:00Z\n" in dumps(one(created=east))


@pytest.mark.parametrize(
    "notes",
    [
        one(note="\ud800"),
        one(tags=("a\udfff",)),
        one(extra={"x": ["\ud83d"]}),
        Notes(DocumentData(title="\udc80")),
        Notes(extra={"\ud800": 1}),
    ],
)
def test_half_a_character_is_refused(notes: Notes) -> None:
    with pytest.raises(ReaderError, match=r"^here: half a character .*U\+D"):
        dumps(notes, "here")


def test_the_error_for_half_a_character_says_where() -> None:
    with pytest.raises(ReaderError, match=r"follows .*the tide '"):
        dumps(one(note="the tide \ud800"))


def test_ids_that_occur_twice_are_refused() -> None:
    with pytest.raises(ReaderError, match="'A1' twice"):
        dumps(Notes(annotations=(NOTE, replace(NOTE, start=0))))
    with pytest.raises(ReaderError, match="'s' twice"):
        dumps(Notes(sources=(Source("s", "1"), Source("s", "2"))))


def test_a_newer_format_is_read_and_flagged() -> None:
    notes = loads((CASES / "whole" / "newer-format.toml").read_bytes(), "x")
    assert notes.format == 9 > FORMAT
    assert notes.extra == {"era": "later"}
    assert notes.annotations[0].extra == {"mood": ["calm"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n", False),
        ("a = 1 # x\n", True),
        ("# x\n", True),
        ('a = "#"\n', False),
        ("a = '#'\n", False),
        ('a = "\\"#"\n', False),
        ('a = """\n#\\""" "#"""\n', False),
        ('a = """x"""""\n# x\n', True),
        ("a = '''\n#'\n'''\n", False),
        ("a = '''x''''' # it's\n", True),
        ("a = 'it' # it's\n", True),
        ('"#" = 1\n', False),
        ('a = ["#", # x\n]\n', True),
    ],
)
def test_comments_are_told_from_strings(text: str, expected: bool) -> None:
    tomllib.loads(text)
    assert has_comments(text.encode()) is expected


@given(all_notes())
@examples(1, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_that_we_write_looks_like_a_comment(notes: Notes) -> None:
    assert not has_comments(dumps(notes))


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 40))
def test_the_loader_gives_notes_or_one_clear_error(junk: bytes, at: int, cut: int) -> None:
    whole = (CASES / "whole" / "unknown-keys.canonical").read_bytes()
    for data in (junk, whole[:at] + junk + whole[at + cut :]):
        try:
            notes = loads(data, "x")
        except NotesError as error:
            assert 1 <= error.line <= data.count(b"\n") + 1  # noqa: PT017
        else:
            assert loads(dumps(notes), "x") == notes or b"nan" in data


def test_ten_thousand_annotations_are_written_in_well_under_a_second() -> None:
    many = tuple(
        replace(NOTE, id=f"A{i:05}", start=i, end=i + 5, note="one\ntwo", tags=("claim", "use"))
        for i in range(10_000)
    )
    begun = time.process_time()
    dumps(Notes(annotations=many))
    assert time.process_time() - begun < 1.0
