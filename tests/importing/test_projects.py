"""Projects as other programs write them, with their quirks."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from tui.importing import Imported, load
from tui.model.errors import ReaderError

ANA, BEN = "11111111-1111-4111-8111-111111111111", "{22222222-2222-4222-8222-222222222222}"
CODE = "33333333-3333-4333-8333-333333333333"
OTHER = "44444444-4444-4444-8444-444444444444"
USERS = f'<Users><User guid="{ANA}" name="Ana"/><User guid="{BEN}" name="Ben"/></Users>'
BOOK = f"""<CodeBook><Codes>
  <Code guid="{OTHER}" name="Pros/Cons" isCodable="true" color="#F00">
    <Description>Both sides.</Description>
    <Code guid="{CODE}" name="cost" isCodable="true"/>
  </Code>
</Codes></CodeBook>"""


def packed(members: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def project(
    inside: str, origin: str = "Other 1.0", file: str = "project.qde", **texts: bytes
) -> Imported:
    xml = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        f"{USERS}{BOOK}{inside}</Project>"
    )
    members: dict[str, bytes | str] = {file: xml}
    return load(packed(members | {f"Sources/{n}.txt": t for n, t in texts.items()}), "p.qdpx")


def coding(code: str = CODE, user: str = ANA) -> str:
    return (
        f'<Coding guid="{OTHER}" creatingUser="{user}" creationDateTime="2020-01-02T03:04:05Z">'
        f'<CodeRef targetGUID="{code}"/></Coding>'
    )


def selection(start: int, end: int, inside: str = "", number: int = 5) -> str:
    guid = f"{number}5555555-5555-4555-8555-555555555555"
    return (
        f'<PlainTextSelection guid="{guid}" startPosition="{start}" endPosition="{end}" '
        f'creatingUser="{ANA}">{inside}</PlainTextSelection>'
    )


def source(inside: str, path: str = 'plainTextPath="internal://t.txt"') -> str:
    return f'<Sources><TextSource guid="{BEN}" name="talk" {path}>{inside}</TextSource></Sources>'


@pytest.mark.parametrize("file", ["project.qde", "My Study.qde"])
@pytest.mark.parametrize(
    "path",
    [
        'plainTextPath="internal://t.txt"',
        'plainTextPath="t.txt"',
        'plainTextPath="sources\\t.txt"',
        'plainTextPath="relative:///T.TXT"',
    ],
)
def test_names_and_paths_as_programs_write_them(file: str, path: str) -> None:
    found = project(source(selection(0, 5, coding()), path), file=file, t=b"Hello there.")
    (document,) = found.documents
    assert (document.name, document.text) == ("talk", "Hello there.")
    (annotation,) = document.notes.annotations
    assert annotation.quote == "Hello"
    assert annotation.tags == ("Pros-Cons/cost",)
    assert annotation.author == "Ana"
    assert annotation.created == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_text_in_the_project_file_itself() -> None:
    inside = "<PlainTextContent>One &amp; two</PlainTextContent>" + selection(0, 5)
    (document,) = project(source(inside, "")).documents
    assert document.text == "One & two"
    assert document.notes.annotations[0].quote == "One &"


@pytest.mark.parametrize(("origin", "start", "end"), [("NVivo", 7, 10), ("ATLAS.ti Windows", 5, 8)])
def test_line_ends_of_two_characters(origin: str, start: int, end: int) -> None:
    text = b"a\r\nb\r\nthe end"
    found = project(source(selection(start, end, coding())), origin, t=b"\xef\xbb\xbf" + text)
    (document,) = found.documents
    assert document.text == "a\nb\nthe end"
    assert document.notes.annotations[0].quote == "he "


def test_codings_of_several_users_are_annotations_of_their_own() -> None:
    both = selection(0, 5, coding() + coding(OTHER, BEN))
    (document,) = project(source(both), t=b"Hello there.").documents
    assert [(a.author, a.tags) for a in document.notes.annotations] in (
        [("Ana", ("Pros-Cons/cost",)), ("Ben", ("Pros-Cons",))],
        [("Ben", ("Pros-Cons",)), ("Ana", ("Pros-Cons/cost",))],
    )


def test_a_selection_for_each_code_becomes_one_annotation() -> None:
    told = "<Description>One.</Description>"
    inside = selection(0, 5, told + coding()) + selection(0, 5, coding(OTHER), number=6)
    (document,) = project(source(inside), t=b"Hello there.").documents
    (annotation,) = document.notes.annotations
    assert annotation.tags == ("Pros-Cons/cost", "Pros-Cons")
    assert annotation.note == "One."


def test_cases_are_speakers_and_variables_are_what_is_known() -> None:
    variables = (
        f'<Variables><Variable guid="{CODE}" name="Author" typeOfVariable="Text"/></Variables>'
    )
    reference = f'<VariableRef targetGUID="{CODE}"/>'
    value = f"<VariableValue>{reference}<TextValue>Jo</TextValue></VariableValue>"
    case = (
        f'<Cases><Case guid="{OTHER}" name="Interviewee 3"><Description>a nurse</Description>'
        '<SelectionRef targetGUID="55555555-5555-4555-8555-555555555555"/></Case></Cases>'
    )
    found = project(variables + case + source(selection(0, 5) + value), t=b"Hello there.")
    (document,) = found.documents
    (speaker,) = document.notes.sources
    assert (speaker.name, speaker.role) == ("Interviewee 3", "a nurse")
    assert document.notes.annotations[0].source == speaker.id
    assert document.notes.document.author == "Jo"
    assert found.lost == ("the code “Pros/Cons” is called “Pros-Cons” here: / divides groups",)


def test_notes_with_a_selection_inside_are_annotations() -> None:
    note = (
        f'<Notes><Note guid="{OTHER}" creatingUser="{ANA}" creationDateTime="2020-01-01T00:00:00Z">'
        f"<PlainTextContent>Odd.</PlainTextContent>{selection(0, 5)}</Note></Notes>"
    )
    found = project(source(f'<NoteRef targetGUID="{OTHER}"/>') + note, t=b"Hello there.")
    (annotation,) = found.documents[0].notes.annotations
    assert (annotation.note, annotation.quote, annotation.author) == ("Odd.", "Hello", "Ana")


def test_what_has_no_place_is_named_item_by_item() -> None:
    other = (
        '<Links><Link guid="x" name="see also"/></Links>'
        '<Sets><Set guid="x" name="2020"/></Sets>'
        '<Graphs><Graph guid="x" name="map"/></Graphs>'
    )
    media = '<PictureSource guid="9" name="photo"/><AudioSource guid="8" name="tape"/>'
    texts = source(selection(2, 99, coding()) + coding() + selection(0, 1, coding(ANA), 7))
    found = project(texts.replace("</Sources>", f"{media}</Sources>") + other, t=b"Hello")
    expected = [
        *("see also", "2020", "map", "photo", "tape", "[2, 99)"),
        *("on the whole of “talk”", "which the file does not list"),
    ]
    for said in expected:
        assert any(said in line for line in found.lost), said


def test_the_text_of_a_pdf_and_its_areas() -> None:
    pdf = (
        '<Sources><PDFSource guid="9" name="report.pdf" path="internal://r.pdf">'
        f'<PDFSelection guid="7" page="2" firstX="0" firstY="0" secondX="1" secondY="1">{coding()}'
        '</PDFSelection><Representation guid="8" plainTextPath="internal://t.txt">'
        f"{selection(0, 5, coding())}</Representation></PDFSource></Sources>"
    )
    found = project(pdf, t=b"Hello there.")
    (document,) = found.documents
    assert (document.name, document.text) == ("report.pdf", "Hello there.")
    assert len(document.notes.annotations) == 1
    assert any("page 2" in line for line in found.lost)


def test_a_pdf_without_text_is_carried_itself() -> None:
    pdf = '<Sources><PDFSource guid="9" name="r.pdf" path="internal://t.txt"/></Sources>'
    (document,) = project(pdf, t=b"%PDF-1.4").documents
    assert (document.text, document.content) == (None, b"%PDF-1.4")


DTD = b'<!DOCTYPE x [<!ENTITY a "b">]><Project xmlns="urn:QDA-XML:project:1.0" name="&a;"/>'
DEEP = b"<a>" * 300 + b"</a>" * 300


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"project.qde": DTD}, "document type"),
        ({"project.qde": DEEP}, "deep"),
        ({"project.qde": b"<a"}, "no sound XML"),
        ({"project.qde": b"\0" * (64 << 20)}, "far more than"),
        ({"readme.txt": b""}, "no project"),
    ],
)
def test_hostile_and_broken_files_are_refused_in_one_line(
    members: dict[str, bytes | str], said: str
) -> None:
    with pytest.raises(ReaderError, match=said) as caught:
        load(packed(members), "p.qdpx")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100, b"\n"])
@pytest.mark.parametrize("name", ["a.qdpx", "a.qdc", "a.csv", "a.json", "a.jsonld", "a.doc"])
def test_no_bytes_bring_it_down(data: bytes, name: str) -> None:
    with pytest.raises(ReaderError):
        load(data, name)


def test_paths_that_lead_out_of_the_file_find_nothing() -> None:
    path = 'plainTextPath="relative://../../../../etc/passwd"'
    found = project(source("", path))
    assert found.documents[0].text is None
    assert any("is not in the file" in line for line in found.lost)


def test_areas_of_a_pdf_with_words_are_annotations_on_them() -> None:
    words = "<Representation guid='3'><PlainTextContent>Hello</PlainTextContent></Representation>"
    corners = 'page="2" firstX="0" firstY="0" secondX="1" secondY="1"'
    pdf = (
        '<Sources><PDFSource guid="9" name="report.pdf" path="internal://r.pdf">'
        f'<PDFSelection guid="7" {corners}>{words}{coding()}</PDFSelection>'
        f'<PDFSelection guid="6" name="there…" {corners}>{coding()}</PDFSelection>'
        '<Representation guid="8" plainTextPath="internal://t.txt"/></PDFSource></Sources>'
    )
    found = project(pdf, t=b"Hello there.")
    (document,) = found.documents
    assert {a.quote for a in document.notes.annotations} == {"Hello", "there"}
    assert not any(loss.annotations for loss in found.losses)


def test_a_case_finds_a_selection_that_was_joined_to_another() -> None:
    guid = "65555555-5555-4555-8555-555555555555"
    case = f'<Cases><Case guid="c" name="Ana"><SelectionRef targetGUID="{guid}"/></Case></Cases>'
    both = selection(0, 5, coding()) + selection(0, 5, coding(OTHER), 6)
    found = project(case + source(both), t=b"Hello there.")
    (annotation,) = found.documents[0].notes.annotations
    assert (annotation.source, annotation.tags) == ("ana", ("Pros-Cons/cost", "Pros-Cons"))
    assert dict(found.documents[0].counts) == {annotation.id: 2}


def test_what_belongs_to_no_text_is_counted_and_named() -> None:
    case = (
        '<Cases><Case guid="c" name="Ana"><Description>a nurse</Description></Case>'
        '<Case guid="d" name="Ben"><SourceRef targetGUID="gone"/></Case></Cases>'
    )
    note = (
        f'<Notes><Note guid="n" name="Plan"><PlainTextContent>Coded memo.</PlainTextContent>'
        f"{selection(0, 5, coding())}</Note></Notes>"
    )
    group = (
        f'<Sets><Set guid="s" name="2020"><MemberSource targetGUID="{BEN}"/></Set>'
        f'<Set guid="t" name="All"><MemberCode targetGUID="{CODE}"/></Set></Sets>'
    )
    film = f'<VideoSource guid="8" name="film"><VideoSelection guid="v">{coding()}</VideoSelection>'
    sources = source("").replace("</Sources>", f"{film}</VideoSource></Sources>")
    found = project(case + sources + note + group, t=b"Hello")
    expected = {
        "cases": 0,
        "codings of memos": 1,
        "sets": 0,
        "code groups": 0,
        "films": 1,
        "names of codes": 0,
    }
    assert {loss.kind: loss.annotations for loss in found.losses} == expected
    for said in ("“Ana” (a nurse)", "“Ben”", "“Plan”", "“2020”", "“All”: Pros-Cons/cost", "“film”"):
        assert any(said in line for line in found.lost), said
    assert "Coded memo." in (found.documents[-1].text or "")


def test_texts_in_the_project_file_may_have_had_two_characters_at_line_ends() -> None:
    text = "Hi.\r\nBo: Fine.\r\nAna: The bridge was shut.\r\nBo: Yes it was."
    inside = "".join(
        selection(text.index(words), text.index(words) + len(words), coding(), number)
        for number, words in enumerate(("The bridge was shut", "Yes it was"), 5)
    )
    content = f"<PlainTextContent>{text}</PlainTextContent>"
    xml = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="X">{USERS}{BOOK}'
        f"{source(content + inside, '')}</Project>"
    )
    (document,) = load(packed({"project.qde": xml}), "p.qdpx").documents
    quotes = [a.quote for a in document.notes.annotations]
    assert quotes == ["The bridge was shut", "Yes it was"]
