"""The DOCX report: opens again, has real headings, and citations that lead on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.export import ExportDocument, export
from tui.export.zip_archive import unzipped

from .samples import HARBOUR, exported, harbour, ledger, mark, weighed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(*report: ExportDocument) -> Any:
    return Document(BytesIO(export("docx", report)))


def test_headings_are_real() -> None:
    headings = [
        (p.style.name, p.text)
        for p in opened(harbour(), ledger()).paragraphs
        if p.style.name.startswith(("Heading", "Title"))
    ]
    assert headings[0] == ("Title", "Notes on 2 documents")
    assert ("Heading 1", "Findings") in headings
    assert ("Heading 2", "claim") in headings
    assert ("Heading 3", "claim/event") in headings


def test_every_citation_is_a_raised_number_that_leads_to_its_passage() -> None:
    body = opened(harbour(), ledger()).element.body
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    marks = [start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")]
    assert sorted(set(links)) == sorted(marks) == [f"passage-{n}" for n in range(1, 9)]
    for link in body.iter(f"{W}hyperlink"):
        assert next(link.iter(f"{W}vertAlign")).get(f"{W}val") == "superscript"


def test_the_sources_stand_in_a_table_with_a_head() -> None:
    (table,) = opened(harbour(), ledger()).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Source", "Role", "Grade", "Statements"]
    assert rows[1] == ["Ana Brandt", "head of the dockers' union", "B", "2"]
    assert next(table._tbl.iter(f"{W}tblHeader")) is not None


def test_nothing_in_it_tells_when_it_was_made() -> None:
    about = opened(harbour()).core_properties
    assert about.created.year == about.modified.year == 2000
    assert about.author == ""


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", text or "x", note=text, source=text)])
    assert Document(BytesIO(export("docx", [made]))).paragraphs


def test_all_members_have_the_same_fixed_moment() -> None:
    import zipfile

    archive = zipfile.ZipFile(BytesIO(export("docx", [harbour()])))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "word/document.xml" in unzipped(export("docx", [harbour()]))


def test_a_weighed_report_opens_and_its_citations_lead_on() -> None:
    body = Document(BytesIO(export("report-docx", weighed()))).element.body
    links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    marks = {start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")}
    assert links <= marks
