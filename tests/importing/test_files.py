"""Files of other programs, taken over by the command: where each annotation comes to lie."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from tui.cli import run
from tui.export import EXPORTERS
from tui.importing import import_result
from tui.model.errors import ReaderError

from .kept import FILES, Kept, annotations, codebook, contents, taken_over
from .test_projects import BEN, BOOK, USERS, coding, packed, selection, source

SHUT = "The bridge was shut"
TALK = [
    Kept("talk.txt", "Fine 👍 really", "anchored", ("mood",)),
    Kept("talk.txt", SHUT, "anchored", ("road",)),
]
SENTENCE = f"Ana: {SHUT}."


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("nvivo-utf16-crlf.qdpx", "UTF-16 code units, CR LF as two"),
        ("qualcoder-crlf-as-one.qdpx", "code points, CR LF as one"),
    ],
)
def test_offsets_are_counted_as_the_file_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, counted: str
) -> None:
    assert taken_over(FILES / name, tmp_path / "in") == TALK
    said = capsys.readouterr().out
    assert f"“talk”: the offsets count {counted}\n" in said
    assert "annotations in the file: 2; placed: 2; uncertain: 0; orphaned: 0" in said


def test_a_case_that_is_coded_like_a_code_is_a_speaker(tmp_path: Path) -> None:
    assert taken_over(FILES / "nvivo-case-as-code.qdpx", tmp_path) == [
        Kept("talk.txt", SENTENCE, "anchored", (), "Ana"),
        Kept("talk.txt", SHUT, "anchored", ("road",)),
    ]
    assert [tag.name for tag in codebook(tmp_path).tags] == ["road"]


def test_the_transcript_of_a_recording_is_an_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = taken_over(FILES / "transcript-with-sync-points.qdpx", tmp_path)
    assert found == [Kept("talk.txt", SENTENCE, "anchored", ("road",))]
    said = capsys.readouterr()
    assert "the recording “talk.m4a”: only its text was taken" in said.err
    assert "no text" not in said.err


def test_memos_on_codes_selections_and_the_project_are_kept(tmp_path: Path) -> None:
    found = taken_over(FILES / "memos-everywhere.qdpx", tmp_path)
    assert found == [Kept("talk.txt", SHUT, "anchored", note="Check the date of this.")]
    assert codebook(tmp_path).by_name["road"].note == "Use for roads and bridges."
    memos = (tmp_path / "own memos.md").read_text(encoding="utf-8")
    assert "What this project is about." in memos
    assert "## Project memo\n\nAsk for consent." in memos


def test_a_source_that_is_a_docx_without_a_suffix_is_written_as_one(tmp_path: Path) -> None:
    found = taken_over(FILES / "interview-as-docx-only.qdpx", tmp_path)
    assert (tmp_path / "interview.docx").read_bytes().startswith(b"PK")
    assert [(one.article, one.state, one.tags) for one in found] == [
        ("interview.docx", "uncertain", ("Denial",))
    ]


def test_texts_in_other_encodings_are_decoded_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = taken_over(FILES / "sources-in-several-encodings.qdpx", tmp_path)
    places = {one.article: (one.text, one.state, one.note) for one in found}
    sure = (SHUT, "anchored", "keep me")
    assert {places[f"s{number}.txt"] for number in (2, 3, 4)} == {sure}
    assert places["s1.docx"][1:] == ("uncertain", "keep me")
    assert "\ufffd" not in (tmp_path / "s2.txt").read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert "the text of “s2” is not UTF-8: read as Windows-1252" in said
    assert "the text of “s3” is not UTF-8: read as UTF-16" in said
    assert "annotations in the file: 4; placed: 3; uncertain: 1" in said


def project(inside: str, **texts: bytes) -> bytes:
    head = '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="Other">'
    members: dict[str, bytes | str] = {
        "project.qde": f"{head}{USERS}{BOOK}{inside}</Project>",
        **{f"sources/{name}.txt": text for name, text in texts.items()},
    }
    return packed(members)


@pytest.mark.parametrize(
    "path",
    ["relative:///talk.txt", "absolute:///somewhere/else/talk.txt", "file:///c:/x/talk.txt"],
)
def test_a_text_outside_is_read_from_beside_the_project(tmp_path: Path, path: str) -> None:
    file = tmp_path / "p.qdpx"
    file.write_bytes(project(source(selection(5, 24, coding()), f'plainTextPath="{path}"')))
    (tmp_path / "talk.txt").write_text(SENTENCE)
    assert [one.text for one in taken_over(file, tmp_path / "in")] == [SHUT]


@pytest.mark.parametrize("beside", ["absent", "link", "hidden", "internal"])
def test_a_text_that_is_not_there_is_lost_with_its_codings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], beside: str
) -> None:
    name = ".talk.txt" if beside == "hidden" else "talk.txt"
    scheme = "internal" if beside == "internal" else "relative"
    file = tmp_path / "p.qdpx"
    inside = selection(5, 24, coding()) + selection(0, 3, coding(), 6)
    file.write_bytes(project(source(inside, f'plainTextPath="{scheme}:///{name}"')))
    if beside == "link":
        (tmp_path / "elsewhere.txt").write_text(SENTENCE)
        (tmp_path / name).symlink_to(tmp_path / "elsewhere.txt")
    elif beside != "absent":
        (tmp_path / name).write_text(SENTENCE)
    assert taken_over(file, tmp_path / "in") == []
    said = capsys.readouterr()
    assert "annotations lost with it: 2" in said.err
    assert "not carried over: 2\n" in said.out


def test_an_ampersand_that_is_not_escaped_is_read_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.qdpx"
    told = selection(0, 5, f"<Description>Salt & pepper &amp; more</Description>{coding()}")
    file.write_bytes(project(source(told), t=b"Hello there."))
    (found,) = taken_over(file, tmp_path / "in")
    assert found.note == "Salt & pepper & more"
    assert "unescaped ampersands, read as text: 1" in capsys.readouterr().out


def test_a_second_export_with_new_identifiers_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "<Description>One.</Description>"
    inside = selection(0, 5, note + coding()) + selection(6, 11, coding(), 6)
    for number, each in enumerate((inside, renamed(inside))):
        case = f'<Case guid="c{number}" name="Ana"><SourceRef targetGUID="{BEN}"/></Case>'
        content = project(f"<Cases>{case}</Cases>{source(each)}", t=b"Hello there.")
        (tmp_path / f"{number}.qdpx").write_bytes(content)
    folder = tmp_path / "in"
    assert len(taken_over(tmp_path / "0.qdpx", folder)) == 2
    once = contents(folder)
    assert len(taken_over(tmp_path / "1.qdpx", folder)) == 2
    assert contents(folder) == once
    assert "here already: 2" in capsys.readouterr().out


def renamed(inside: str) -> str:
    """Selections with other GUIDs of their own and of their codings."""
    guid = re.compile(r'( guid=")([0-9a-f-]{36})"')
    return guid.sub(lambda m: f'{m[1]}{uuid5(NAMESPACE_URL, m[2])}"', inside)


def test_another_note_on_the_same_span_is_another_annotation(tmp_path: Path) -> None:
    for number, note in enumerate(("One.", "Two.")):
        told = f"<Description>{note}</Description>{coding()}"
        content = project(source(selection(0, 5, told, 5 + number)), t=b"Hello there.")
        (tmp_path / f"{number}.qdpx").write_bytes(content)
        found = taken_over(tmp_path / f"{number}.qdpx", tmp_path / "in")
    assert [one.note for one in found] == ["One.", "Two."]


def test_quotes_of_a_browser_lie_where_its_offsets_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(FILES / "talk.txt", tmp_path)
    found = taken_over(FILES / "quotes-with-positions-in-utf16.json", tmp_path)
    bridge = [Kept("talk.txt", "bridge", "anchored", (f"n{number}",)) for number in (1, 2, 3)]
    assert found == bridge
    assert run(["notes", str(tmp_path / "talk.txt"), "--json"]) == 0
    text = (tmp_path / "talk.txt").read_text(encoding="utf-8")
    places = [match.start() for match in re.finditer("bridge", text)]
    starts = re.findall(r'"start": (\d+)', capsys.readouterr().out)
    assert list(map(int, starts)) == places


def test_offsets_without_a_quote_are_never_anchored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(FILES / "talk.txt", tmp_path)
    found = taken_over(FILES / "positions-in-utf16.json", tmp_path)
    assert [one.state for one in found] == ["uncertain"] * 3
    assert [one.text for one in found] == ["bridge"] * 3
    assert "placed: 0; uncertain: 3" in capsys.readouterr().out


def test_offsets_without_a_quote_wait_and_are_uncertain_then(tmp_path: Path) -> None:
    assert run(["import", str(FILES / "positions-in-utf16.json"), "--into", str(tmp_path)]) == 0
    shutil.copy(FILES / "talk.txt", tmp_path)
    assert {one.state for one in annotations(tmp_path)} == {"uncertain"}


def test_where_it_is_in_doubt_how_offsets_count_the_selection_is_uncertain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.qdpx"
    inside = selection(7, 10, coding()) + selection(0, 1, coding(), 6)
    file.write_bytes(project(source(inside), t=b"a\r\nb\r\nthe end"))
    found = taken_over(file, tmp_path / "in")
    assert [(one.text, one.state) for one in found if one.state == "anchored"] == [
        ("a", "anchored")
    ]
    assert sum(one.state == "uncertain" for one in found) == 1
    assert "it is in doubt how the offsets count" in capsys.readouterr().out


def test_a_selection_whose_stored_text_is_elsewhere_is_uncertain(tmp_path: Path) -> None:
    right = selection(0, 5, coding()).replace(" startPosition", ' name="Hello" startPosition')
    wrong = selection(6, 11, coding(), 6).replace(" startPosition", ' name="other" startPosition')
    file = tmp_path / "p.qdpx"
    file.write_bytes(project(source(right + wrong), t=b"Hello there."))
    states = {one.text: one.state for one in taken_over(file, tmp_path / "in")}
    assert states == {"Hello": "anchored", "there": "uncertain"}


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        (
            "openqda-colours.qdc",
            [("road", "#ff0000", "ways"), ("road/closed", "#008000", "")],
        ),
        ("atlas-code-groups.qdc", [("Places", "", "where"), ("Places/road", "#46aa00", "ways")]),
        ("taguette-codebook-semicolons.csv", [("intérêt", "", "d")]),
        (
            "qualcoder-plain-codes.txt",
            [
                ("road", "", "A memo for road"),
                ("place/bridge", "", ""),
                ("place/town", "", "another memo"),
            ],
        ),
    ],
)
def test_codebooks(tmp_path: Path, name: str, tags: list[tuple[str, str, str]]) -> None:
    assert run(["import", str(FILES / name), "--into", str(tmp_path)]) == 0
    found = [(tag.name, tag.color, tag.description) for tag in codebook(tmp_path).tags]
    assert found == tags


def test_a_folder_for_an_import_may_have_dots_in_its_path(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert taken_over(FILES / "nvivo-utf16-crlf.qdpx", tmp_path / "mine" / ".." / "in") == TALK


@pytest.mark.parametrize("format", [*EXPORTERS])
def test_offsets_without_a_quote_can_be_exported(tmp_path: Path, format: str) -> None:
    shutil.copy(FILES / "talk.txt", tmp_path)
    taken_over(FILES / "positions-in-utf16.json", tmp_path)
    out = tmp_path / "out" / f"x{EXPORTERS[format].suffix}"
    out.parent.mkdir()
    assert run(["export", str(tmp_path / "talk.txt"), "--to", format, "-o", str(out)]) == 0
    if format in ("qdpx", "jsonld"):
        shutil.copy(FILES / "talk.txt", out.parent)
        found = taken_over(out, out.parent)
        assert [(one.state, one.tags) for one in found] == [
            ("uncertain", (f"n{number}",)) for number in (1, 2, 3)
        ]


def test_selections_that_quote_far_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_result, "QUOTED", 20)
    inside = "".join(selection(0, 11, coding(), number) for number in range(9))
    (tmp_path / "p.qdpx").write_bytes(project(source(inside), t=b"Hello there."))
    with pytest.raises(ReaderError, match="quote far more"):
        run(["import", str(tmp_path / "p.qdpx"), "--into", str(tmp_path)])
