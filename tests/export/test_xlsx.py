"""The workbook: sheets that hold every statement, and cells that stay text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.export import ExportDocument, export
from tui.export.note_markup import plain_text
from tui.export.text_values import printable
from tui.export.workbook import LONGEST, Sheet, SheetColumn, shortened, workbook
from tui.export.zip_archive import unzipped
from tui.model.annotation import Judgement, Link, Source
from tui.model.document import Mark
from tui.model.errors import ReaderError

from .dossier import dossier
from .samples import HARBOUR, exported, harbour, ledger, mark, weighed
from .sheets import MAIN, sheets

TEXT = st.one_of(st.text(), st.text("=+-@＝＋－＠'\"\t\r\n,;_x0041 a\x1b"))


def table(name: str, *documents: ExportDocument) -> list[dict[str, str | int | None]]:
    """The rows of a sheet by the heads of their columns."""
    head, *rows = sheets(export("xlsx", documents))[name]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_each_annotation_is_a_row_with_its_tags_by_group() -> None:
    rows = {row["id"]: row for row in table("Quotations", harbour(), ledger())}
    assert len(rows) == 9
    first = rows["A1"]
    assert (first["tags: claim"], first["tags: use"], first["tags: odd"]) == ("event", "key", None)
    assert (first["citation"], first["paragraph"], first["credibility"]) == (3, 2, 3)
    assert (first["source"], first["reliability"]) == ("Ana Brandt", "B")
    assert str(first["note"]).startswith("First time she says so.\n")
    assert rows["A7"]["tags: claim"] == "claim"  # the group itself as a tag
    assert rows["A7"]["paragraph"] is None  # an orphaned passage has no place
    assert rows["B1"]["document"] == "Coast Ledger"  # as reports call it
    assert rows["B1"]["title"] == "Dockers paid, papers show"


def test_links_stand_on_both_sides_with_their_reasons() -> None:
    rows = {row["id"]: row for row in table("Quotations", *weighed())}
    disputes = "disputes [3] Ana Brandt: he *was* there\nsupports gone"
    assert rows["A3"]["links"] == disputes
    assert str(rows["A1"]["linked from"]).startswith("disputed by [4] Veld Port | Holding: he")
    links = table("Links", *weighed())
    assert [(row["from citation"], row["relation"], row["to citation"]) for row in links] == [
        (4, "disputes", 3),
        (4, "supports", None),
        (8, "repeats", 3),
        (8, "supports", 5),
    ]
    assert links[1]["to quotation"] == "gone"


def test_sources_and_judgements_have_sheets() -> None:
    sources = table("Sources", *weighed())
    assert [(row["source"], row["statements"]) for row in sources] == [
        ("Ana Brandt", 2),
        ("Veld Port | Holding", 1),
        ("clerk", 1),
    ]
    first, *_, last = table("Judgements", *weighed())
    assert (first["judgement"], first["citations"]) == ("The port will stay open.", "[3] [8]")
    assert (first["likelihood"], first["range"]) == ("likely", "55–80%")
    assert (first["judgement number"], first["documents cited"]) == (
        "J1",
        "Veld Courier, 5 January 2026; Coast Ledger",
    )
    assert last["flags"] == "no citation"


def test_claims_have_both_sides_with_grades() -> None:
    rows = {row["citation"]: row for row in table("Claims", *weighed())}
    disputed = rows[3]
    assert (disputed["sources for"], disputed["sources against"]) == (1, 1)
    assert disputed["for"] == "One source: Ana Brandt [3] (B3) and [8] (B1; repeats [3])"
    assert str(disputed["against"]).startswith("One source: Veld Port | Holding [4] (D, stat")
    assert (disputed["status"], disputed["tags that disagree"]) == (
        "one source, disputed",
        "tagged corroborated, but 1 source counted",
    )
    assert (rows[1]["source"], rows[1]["for"]) == (None, "no speaker recorded [1]")


def test_a_judgement_has_its_reasons_and_its_evidence_as_the_report_puts_it() -> None:
    made, *others = dossier()
    judged, *more = made.notes.judgements
    reasoned = replace(judged, text=f"{judged.text}\n\nThe log says so.")
    made = replace(made, notes=replace(made.notes, judgements=(reasoned, *more)))
    first, *_ = table("Judgements", made, *others)
    assert (first["judgement"], first["reasons"]) == (judged.text, "The log says so.")
    assert (first["citations"], first["evidence"]) == (
        "[3] [12] [14] [13]",
        "Evidence on one side: Shift foreman [3] (disputed by Tereza Malik [2]); "
        "Log of the operator [12]; Diver [14]. "
        "On the other side: Tereza Malik [13].",
    )


def test_documents_with_their_notes_and_tags_have_sheets() -> None:
    documents = dossier()
    noted = [each.notes.document.note for each in documents if each.notes.document.note]
    assert noted
    shown = [row["note on the article"] for row in table("Documents", *documents)]
    assert len(list(filter(None, shown))) == len(noted)
    tags = table("Tags", *documents)
    used = {tag for each in documents for a in each.notes.annotations for tag in a.tags}
    assert {row["tag"] for row in tags} == used
    assert all(str(row["citations"]).startswith("[") for row in tags)


def test_what_only_qualifies_evidence_is_neither_for_nor_against() -> None:
    text = "Ana saw it. Ben doubts that."
    link = (Link("A", "qualifies"),)
    marks = [mark("A", text, "Ana saw it."), mark("B", text, "Ben doubts that.", links=link)]
    made = exported(text, marks)
    judged = Judgement("J", "So.", cites=("A", "B"), against=())
    made = replace(made, notes=replace(made.notes, judgements=(judged,)))
    (row,) = table("Judgements", made)
    assert (row["citations for it"], row["citations that qualify"]) == ("[1]", "[2]")
    assert row["evidence"].endswith("[1] (qualified by “Ben doubts that.” [2]).")


def test_the_sides_of_a_judgement_have_columns() -> None:
    made, *others = dossier()
    first, second, third = made.notes.judgements
    judged = (first, second, replace(third, against=third.cites[1:]))
    made = replace(made, notes=replace(made.notes, judgements=judged))
    one, _, other = table("Judgements", made, *others)
    assert (one["citations for it"], one["citations against it"]) == (None, None)
    assert (other["citations for it"], other["citations against it"]) == ("[8]", "[16]")
    assert other["evidence"] == (
        "For what is judged unlikely: Water board [8]. Against it: Contractor [16] "
        "(disputed by Water board [15])."
    )


def test_a_source_has_one_name_in_all_sheets_and_text_has_no_markup() -> None:
    text = "Ask *two* people.\n"
    documents = [
        exported(
            text,
            [mark("A", text, text.strip(), source="s", note="*Two*, or\n\n- `three`")],
            sources=[Source("s", name, reliability=grade)],
            path=f"{name}.txt",
        )
        for name, grade in (("Ministry", "C"), ("The ministry", ""))
    ]
    rows = table("Quotations", *documents)
    assert [(row["source"], row["reliability"]) for row in rows] == [("Ministry", "C")] * 2
    assert [row["source"] for row in table("Sources", *documents)] == ["Ministry"]
    assert rows[0]["note"] == "Two, or\n\n- three"


def test_links_quote_passages_without_markup() -> None:
    text = "Ask *two* people.\n"
    marks = [
        mark("A", text, "Ask *two* people."),
        mark("B", text, "people", links=(Link("A", "supports"),)),
    ]
    made = exported(text, marks)
    hidden = (Mark(4, 5, "hidden"), Mark(8, 9, "hidden"))
    made = replace(made, document=replace(made.document, marks=hidden))
    (row,) = table("Links", made)
    assert row["to quotation"] == "Ask two people."


def test_columns_that_are_mostly_empty_are_left_out_where_they_are() -> None:
    assert "warning" in table("Quotations", harbour())[0]
    assert not {"warning", "place"} & {*table("Quotations", ledger())[0]}


@pytest.mark.parametrize("documents", [weighed(), dossier()])
def test_every_name_of_a_source_is_in_the_sheet_of_sources(
    documents: Sequence[ExportDocument],
) -> None:
    known = {row["source"] for row in table("Sources", *documents)}
    places = ("Quotations", "source"), ("Links", "from source"), ("Links", "to source")
    named = {row[head] for name, head in places for row in table(name, *documents)}
    assert named - {None} <= known
    assert len(named) > 1


@pytest.mark.parametrize("documents", [weighed(), dossier(), [ledger()]])
def test_no_column_is_empty(documents: Sequence[ExportDocument]) -> None:
    for name, (heads, *rows) in sheets(export("xlsx", documents)).items():
        filled = {
            head
            for row in rows
            for head, cell in zip(heads, row, strict=True)
            if cell not in (None, "")
        }
        assert filled == {*heads} or not rows, name


def test_quotations_have_the_outlet_and_the_date() -> None:
    row = table("Quotations", *dossier())[0]
    assert (row["document"], row["outlet"], row["date"]) == (
        "The Meridian, 8 April 2026",
        "The Meridian",
        "2026-04-08",
    )


def test_a_sheet_explains_grades_and_likelihoods() -> None:
    rows = {row["grade"]: row["meaning"] for row in table("Grades", ledger())}
    assert (rows["A"], rows[1]) == ("completely reliable", "confirmed by other sources")
    assert rows["likely"] == "55–80%"


@examples(1)
@given(TEXT, TEXT, TEXT)
def test_cells_read_back(tag: str, name: str, note: str) -> None:
    made = exported(
        HARBOUR,
        [mark("A", HARBOUR, "Monday", f"g/{tag}", source="s", note=note)],
        sources=[Source("s", name)],
    )
    (row,) = table("Quotations", made)
    # A column without anything in it is left out.
    assert (row.get("source") or "", row.get("note") or "") == (
        printable(name or "s"),
        printable(plain_text(note)),
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("x")'])
def test_what_begins_like_a_formula_is_text_with_the_quote_prefix(text: str) -> None:
    made = workbook("t", [Sheet("s", [SheetColumn("a", 9)], [[text]])])
    assert sheets(made)["s"][1] == [text]
    parts = unzipped(made)
    (cell,) = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"]).findall(
        f".//{MAIN}row[@r='2']/{MAIN}c"
    )
    formats = ElementTree.fromstring(parts["xl/styles.xml"]).findall(f"{MAIN}cellXfs/{MAIN}xf")
    assert cell.get("t") == "inlineStr"
    assert formats[int(cell.get("s", ""))].get("quotePrefix") == "1"


@pytest.mark.parametrize("sign", ["x", "é", "\U0001f6a2"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    cut = shortened(sign * 40_000)
    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST - 1, LONGEST)
    assert cut.endswith("… (cut: a cell holds 32,767 characters)")
    assert cut.startswith(sign * 1000)
    fits = sign * (LONGEST // len(sign.encode("utf-16-le")) * 2)
    assert shortened(fits) == fits


def test_every_part_is_declared_and_every_relation_leads_to_one() -> None:
    parts = unzipped(export("xlsx", weighed()))
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    declared = {each.get("PartName") for each in types if each.get("PartName")}
    assert declared == {f"/{name}" for name in parts if not name.endswith((".rels", "_Types].xml"))}
    for name, folder in (("_rels/.rels", ""), ("xl/_rels/workbook.xml.rels", "xl/")):
        for relation in ElementTree.fromstring(parts[name]):
            assert folder + relation.get("Target", "") in parts
            assert relation.get("TargetMode") is None  # nothing outside the archive
    assert b"hyperlink" not in b"".join(parts.values()).lower()


def test_the_elements_of_a_sheet_follow_the_order_of_the_schema() -> None:
    order = ["sheetViews", "cols", "sheetData", "autoFilter", "pageSetup"]
    parts = unzipped(export("xlsx", weighed()))
    for number in range(1, 5):
        root = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        assert [child.tag.removeprefix(MAIN) for child in root] == order
        for row in root.iter(f"{MAIN}row"):
            assert all(cell.get("r", "").endswith(row.get("r", "")) for cell in row)


def test_more_than_a_sheet_holds_is_refused() -> None:
    wide = Sheet("Wide", [SheetColumn("a", 1)] * 16_385, [])
    with pytest.raises(ReaderError, match="Wide: more than a spreadsheet holds"):
        workbook("t", [wide])


def test_a_report_with_more_columns_than_a_sheet_holds_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.export.workbook._MOST_COLUMNS", 100)
    few = mark("A", HARBOUR, "Monday", *(f"g{n}/x" for n in range(50)))
    assert export("xlsx", [exported(HARBOUR, [few])])
    many = mark("A", HARBOUR, "Monday", *(f"g{n}/x" for n in range(101)))
    with pytest.raises(ReaderError, match="take fewer articles or tags"):
        export("xlsx", [exported(HARBOUR, [many])])


def test_how_tags_were_used_has_sheets() -> None:
    report = weighed()
    found = sheets(export("xlsx", report))
    heads, *rows = found["Tag frequencies"]
    assert heads == ["tag", "level", "annotations", "documents", "words"]
    used = [
        tag
        for one in report
        for annotation in one.notes.annotations
        for tag in one.tags(annotation)
    ]
    assert {row[0]: row[2] for row in rows if row[1] == "tag"} == Counter(used)
    heads, *rows = found["Tags together"]
    assert heads == ["tag", "other tag", "on the same span", "on overlapping spans"]
    pairs = {(row[0], row[1]): row[2:] for row in rows}
    assert all(pairs[other, tag] == counts for (tag, other), counts in pairs.items())
    assert {row[2] for row in found["Tags by attribute"][1:]} >= {"month", "publisher"}
