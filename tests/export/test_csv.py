"""CSV: what the csv module reads back is what was written, formulas defused."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export import ExportDocument, export
from tui.export.assessment import Assessment
from tui.export.csv import COLUMNS, defuse
from tui.export.presentation import presentable
from tui.export.text_values import visible
from tui.importing import load
from tui.model.annotation import DocumentData, Source
from tui.model.codebook import Codebook, Tag

from .samples import HARBOUR, exported, harbour, mark, weighed

TEXT = st.one_of(st.text(), st.text("=+-@＝＋－＠'\"\t\r\n,; a\x1b"))


def rows(*documents: ExportDocument) -> list[dict[str, str]]:
    text = export("csv", documents).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@given(TEXT, TEXT, TEXT)
def test_cells_read_back(title: str, name: str, note: str) -> None:
    made = exported(
        HARBOUR,
        [mark("A", HARBOUR, "Monday", "x", source="s", note=note)],
        sources=[Source("s", name)],
        known=DocumentData(title=title or "T"),
    )
    (row,) = rows(made)
    assert row["document"] == defuse(title or "T")
    assert (row["source"], row["note"]) == (defuse(name), defuse(note))


@given(TEXT)
def test_a_defused_cell_is_the_text_or_the_text_after_an_apostrophe(text: str) -> None:
    cell = defuse(text)
    assert cell.replace("'", "") == visible(text).replace("'", "")
    assert not cell or cell[0] not in "\t\r\n"


@given(TEXT)
def test_wherever_a_spreadsheet_divides_a_cell_no_part_is_a_formula(text: str) -> None:
    written = export("csv", [exported(HARBOUR, [mark("A", HARBOUR, "Monday", "x", note=text)])])
    for part in re.split("[;\t\r\n]", written.decode("utf-8-sig")):
        assert not part.strip(' "').startswith(tuple("=+-@＝＋－＠")), part


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x; =1+1", "x; '=1+1"),
        ('x;"=1+1"', 'x;"\'=1+1"'),
        ("x\t@SUM(1)", "x\t'@SUM(1)"),
        ("x\n-2", "x\n'-2"),
        ("a = 1; b-2, -3 + 4", "a = 1; b-2, -3 + 4"),
    ],
)
def test_a_formula_after_a_separator_is_defused(text: str, shown: str) -> None:
    assert defuse(text) == shown


def test_a_cell_with_semicolons_is_quoted() -> None:
    written = export("csv", [exported("x;=1+1;y", [mark("A", "x;=1+1;y", "x;=1+1;y")])])
    assert b',"x;\'=1+1;y",' in written


@pytest.mark.parametrize("start", "=+-@\t\r\n＝＋－＠")
def test_what_could_be_a_formula_is_defused(start: str) -> None:
    assert defuse(f"{start}1") == f"'{visible(start)}1"
    assert defuse(f"a{start}1") == f"a{visible(start)}1"


def test_no_column_of_any_row_is_a_formula() -> None:
    bad = "=HYPERLINK(1)"
    text = f"{bad}\n\n{bad} was there.\n"
    annotation = mark(bad, text, f"{bad} was", bad, source=bad, note=bad, author=bad)
    made = exported(text, [annotation], sources=[Source(bad, bad, bad)], path=bad)
    (row,) = rows(made)
    assert not [cell for cell in row.values() if cell.startswith("=")]
    defused = {column for column, cell in row.items() if cell.startswith(f"'{bad}")}
    texts = {"document", "path", "id", "quote", "tags", "source", "role", "note", "author"}
    assert defused == texts


def test_rows_end_with_crlf_and_the_file_begins_with_a_mark() -> None:
    written = export("csv", [harbour()])
    assert written.startswith(b"\xef\xbb\xbfdocument,path,id,")
    assert written.endswith(b"\r\n")
    assert export("csv", []).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


def test_one_row_per_annotation_with_its_place_and_state() -> None:
    found = {row["id"]: row for row in rows(harbour())}
    assert len(found) == len(harbour().notes.annotations)
    first = found["A1"]
    assert HARBOUR[int(first["start"]) : int(first["end"])] == first["quote"]
    assert (first["paragraph"], first["tags"]) == ("2", "claim/event; use/key")
    assert (first["reliability"], first["credibility"], first["author"]) == ("B", "3", "kt")
    assert first["created"] == "2026-01-05T09:30:00Z"
    assert (found["A7"]["state"], found["A7"]["paragraph"]) == ("orphaned", "")
    assert found["A8"]["state"] == "uncertain"


def test_a_row_has_the_number_that_the_report_gives_the_passage() -> None:
    documents = weighed()[::-1]
    cited = Assessment(presentable(documents)).citations.values()
    numbers = {c.selector.quote: str(c.number) for c in cited if c.state == "anchored"}
    found = rows(*documents)
    assert found[0]["citation"] != "1"
    assert all(numbers[row["quote"]] == row["citation"] for row in found if row["quote"] in numbers)


def test_a_row_has_the_outlet_the_date_and_the_reason_for_the_grade() -> None:
    made = exported(
        HARBOUR,
        [mark("A", HARBOUR, "Monday", credibility=3, reason="he was there")],
        known=DocumentData(publisher="Harbor Dispatch", date="2015-07-09"),
    )
    (row,) = rows(made)
    assert (row["outlet"], row["date"]) == ("Harbor Dispatch", "2015-07-09")
    assert row["reason"] == "he was there"


def test_a_link_and_its_reason_stand_in_the_rows_of_both_ends() -> None:
    found = {row["id"]: row for row in rows(*weighed())}
    assert found["A3"]["links"] == "disputes A1 (Ana Brandt): he *was* there\nsupports gone"
    assert found["A1"]["linked_from"] == (
        "disputed by A3 (Veld Port | Holding): he *was* there\n"
        "repeated by ledger.txt#B1 (Ana Brandt)"
    )
    assert found["B1"]["links"].startswith("repeats harbour.txt#A1 (Ana Brandt)\n")
    assert (found["A4"]["links"], found["A4"]["linked_from"]) == ("", "")


def test_a_judgement_stands_in_the_rows_of_what_it_cites_with_its_side() -> None:
    first, *others = weighed()
    sided = [replace(one, against=("ledger.txt#B1",)) for one in first.notes.judgements[:1]]
    judged = (*first.notes.judgements[1:], *sided)
    first = replace(first, notes=replace(first.notes, judgements=judged))
    found = {row["id"]: row["judgements"] for row in rows(first, *others)}
    assert found["A1"] == "for J4: The port will stay open."
    assert found["B1"] == "against J4: The port will stay open."
    assert found["A8"].startswith("cited by J1: It is likely, with low confidence, that")
    assert found["A4"] == ""


def test_the_codebook_has_a_row_for_each_tag() -> None:
    book = Codebook((Tag("claim", key="c"), Tag("claim/denial", quick=3, description="=no, «no»")))
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", "day")], codebook=book)
    text = export("codebook", [made]).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["tag"] for row in found] == ["claim", "claim/denial", "day"]
    assert found[1] == {
        "tag": "claim/denial",
        "description": "'=no, «no»",
        "key": "",
        "quick": "3",
        "color": "",
        "rule": "",
        "heading": "",
    }


def test_the_codebook_is_imported_again() -> None:
    made = exported(HARBOUR, [], codebook=Codebook((Tag("claim/denial", description="No."),)))
    book = load(export("codebook", [made]), "c.csv").codebook
    assert book.by_name["claim/denial"].description == "No."


def test_a_source_has_the_grade_of_another_article_where_its_own_gives_none() -> None:
    documents = [
        exported(
            HARBOUR,
            [mark("A", HARBOUR, "Monday", source="s")],
            sources=[Source("s", "Ministry", reliability=grade)],
        )
        for grade in ("C", "", "D")
    ]
    assert [row["reliability"] for row in rows(*documents[:2])] == ["C", "C"]
    assert [row["reliability"] for row in rows(*documents)] == ["C", "C/D", "D"]
