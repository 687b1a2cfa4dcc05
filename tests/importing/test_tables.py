"""Tables as CSV: which are codebooks, which are highlights, and which are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.samples import HARBOUR, harbour
from tui.cli import run
from tui.export import export
from tui.importing import Imported, load
from tui.model.annotation import Annotation
from tui.model.codebook import Codebook, Tag
from tui.model.errors import ReaderError

from .kept import FILES, annotations, codebook


def table(text: str, name: str = "table.csv") -> Imported:
    return load(text.encode(), name)


def marks(imported: Imported) -> list[Annotation]:
    return [one for document in imported.documents for one in document.notes.annotations]


@pytest.mark.parametrize(
    "text",
    [
        "name,url\nfoo,https://example.org\n",
        "tag,amount\nroad,3\n",
        "date;amount\n2024-01-02;3\n",
        "Paris,2148000\nVeld,9000\n",
        "one\ntwo\nthree\n",
        "tag,name\nroad,b\n",
        "quote,comment\nThe bridge was shut,check\n",
        "A text about a table.\nWith a line\tthat has a tab.\nAnd one that has none.\nAnd so on.\n",
    ],
)
@pytest.mark.parametrize("name", ["table.csv", "table.txt"])
def test_a_table_of_another_kind_is_refused_in_one_line(text: str, name: str) -> None:
    with pytest.raises(ReaderError, match="codebook") as caught:
        table(text, name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_codebook_with_any_divider_in_any_encoding(divider: str, encoding: str) -> None:
    rows = (("tag", "description", "number of highlights"), ("intérêt", "d’intérêt", "3"))
    text = "\r\n".join(divider.join(row) for row in rows)
    book = load(text.encode(encoding), "book.csv").codebook
    assert book == Codebook((Tag("intérêt", description="d’intérêt"),))


def test_keys_digits_and_colours_are_read_or_reported() -> None:
    rows = ('road,r,3,"rgb(255,0,0)",No lanes.', "rail,r,3,#0f0,", "sea,xx,12,?!,")
    found = table("\n".join(("tag,key,digit,colour,rule", *rows)))
    assert found.codebook
    assert found.codebook.tags == (
        Tag("road", key="r", quick=3, color="#ff0000", note="No lanes."),
        Tag("rail", color="#00ff00"),
        Tag("sea"),
    )
    kinds = [loss.kind for loss in found.losses]
    assert sorted(kinds) == ["colours", "digits", "digits", "keys", "keys"]


def test_what_looks_like_a_formula_comes_back_from_our_own_codebook() -> None:
    book = Codebook(
        (
            Tag("+plus", description="=SUM(1)", heading="=Plus"),
            Tag("'quoted"),
            Tag("-minus", key="m"),
        )
    )
    bare = replace(harbour(), codebook=book)
    bare = replace(bare, notes=replace(bare.notes, annotations=()))
    written = export("codebook", [bare])
    assert load(written, "book.csv").codebook == book
    # As it was written before tags had headings.
    former = b"\r\n".join(line.rpartition(b",")[0] for line in written.split(b"\r\n"))
    plain = replace(book, tags=tuple(replace(tag, heading="") for tag in book.tags))
    assert load(former, "book.csv").codebook == plain


def test_our_own_annotations_come_back_from_csv(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    path = tmp_path / "own.csv"
    path.write_bytes(export("csv", [harbour()]))
    before = harbour().notes
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    found = {(one.text, one.tags, one.note) for one in annotations(tmp_path)}
    for one in before.annotations:
        if one.quote in HARBOUR:
            tags = tuple(harbour().tags(one))
            assert (one.quote, tags, one.note) in found
    assert {one.speaker for one in annotations(tmp_path)} >= {"Ana Brandt"}


def test_highlights_of_hypothesis_as_csv(tmp_path: Path) -> None:
    found = load((FILES / "hypothesis-highlights.csv").read_bytes(), "h.csv")
    (document,) = found.documents
    assert document.notes.document.url == "https://example.org/a"
    assert [(a.quote, a.tags, a.note, a.author) for a in document.notes.annotations] == [
        ("Ana said so", (), "", "bob"),
        ("The bridge was shut", ("road", "mood"), "check", "ann"),
    ]
    assert [loss.what for loss in found.losses] == ["the column “group”: values in 2 rows"]


def test_replies_and_notes_on_pages_of_hypothesis_are_counted() -> None:
    head = "Created at,Author,Page,URL,Group,Annotation/Reply Type,Quote,Comment,Tags\n"
    rows = (
        ",ann,A page,https://example.org/a,,Reply,,I think so,\n"
        ",ann,A page,https://example.org/a,,Page note,,A good page,site\n"
    )
    found = table(head + rows)
    assert found.documents[0].notes.document.note == "A good page"
    assert (found.whole, [loss.annotations for loss in found.losses]) == (1, [1, 0])


def test_highlights_of_readwise(tmp_path: Path) -> None:
    head = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags\n"
    )
    row = "took its first ship,Harbour,Jo Marsh,,A note,yellow,"
    found = table(f'{head}{row}"one, two",,12,2024-01-02 03:04:05+00:00,\n')
    (document,) = found.documents
    (made,) = document.notes.annotations
    assert (document.name, document.notes.document.author) == ("Harbour", "Jo Marsh")
    assert (made.quote, made.tags, made.note) == ("took its first ship", ("one", "two"), "A note")
    assert made.created
    lost = [loss.what for loss in found.losses]
    assert lost == [
        "the column “color”: values in 1 rows",
        "the column “location”: values in 1 rows",
    ]


def test_highlights_of_taguette_one_row_for_each_tag(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ana: The bridge was shut.", encoding="utf-8")
    path = tmp_path / "highlights.csv"
    rows = "7,talk,road,The bridge was shut\n7,talk,place.bridge,The bridge was shut\n8,talk,,\n"
    path.write_text("id,document,tag,content\n" + rows, encoding="utf-8")
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    (found,) = annotations(tmp_path)
    assert (found.text, found.state) == ("The bridge was shut", "anchored")
    assert found.tags == ("road", "place.bridge")
    assert "road" in codebook(tmp_path).by_name


def test_an_article_is_found_by_its_title(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(HARBOUR, encoding="utf-8")
    path = tmp_path / "readwise.csv"
    head = "Highlight,Book Title\n"
    path.write_text(f"{head}took its first ship,Harbour reopens after the strike\n")
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    assert [(one.article, one.state) for one in annotations(tmp_path)] == [("x.txt", "anchored")]


BRIDGE = {"type": "TextQuoteSelector", "exact": "bridge"}


def test_lists_and_choices_of_bodies_and_targets() -> None:
    body = {
        "type": "Choice",
        "items": [
            {"type": "TextualBody", "value": "In English."},
            {"type": "TextualBody", "value": "En français."},
        ],
    }
    tags = {"type": "List", "items": [{"type": "TextualBody", "purpose": "tagging", "value": "a"}]}
    targets = {
        "type": "Composite",
        "items": [{"source": "a.txt", "selector": BRIDGE}, {"source": "b.txt", "selector": BRIDGE}],
    }
    item = {"id": "x", "motivation": "commenting", "body": [body, tags], "target": targets}
    found = load(json.dumps([item]).encode(), "a.jsonld")
    assert [document.name for document in found.documents] == ["a.txt", "b.txt"]
    for one in marks(found):
        assert (one.quote, one.note, one.tags) == ("bridge", "In English.", ("a",))
    assert any("En français." in line for line in found.lost)


def test_an_annotation_without_a_target_is_counted_as_lost() -> None:
    found = load(json.dumps([{"id": "x", "target": []}, {"target": "a.txt"}]).encode(), "a.json")
    assert [loss.annotations for loss in found.losses] == [1]
    assert found.whole == 1
