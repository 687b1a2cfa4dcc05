"""The DOCX report: opens again, has real headings, and citations that lead on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.export import ExportDocument, ReportDetails, export
from tui.export.report_details import Paper
from tui.export.zip_archive import unzipped

from .dossier import dossier
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
    assert headings[0] == ("Title", "Harbour reopens after the strike, and 1 other article")
    assert ("Heading 1", "Findings by tag") in headings
    assert ("Heading 2", "Event") in headings


def test_quotations_lists_and_tables_have_the_styles_of_word() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Quote", "List Bullet"} <= styles
    assert {table.style.name for table in document.tables} == {"Table Grid"}
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert any(quote.startswith("Three buses stood empty") for quote in quotes)
    assert all(any(quote in each.document.text for each in dossier()) for quote in quotes)


def test_every_citation_is_a_number_that_leads_to_its_passage() -> None:
    body = opened(harbour(), ledger()).element.body
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    marks = [start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")]
    assert sorted(set(links)) == sorted(marks) == [f"passage-{n}" for n in range(1, 9)]
    for link in body.iter(f"{W}hyperlink"):
        words = "".join(text.text for text in link.iter(f"{W}t"))
        assert re.fullmatch(r"\[\d+\]|quoted above", words)


def test_citations_of_a_disputed_claim_lead_to_the_table_that_quotes_it() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    (start,) = (
        each
        for each in document.element.body.iter(f"{W}bookmarkStart")
        if each.get(f"{W}name") == "passage-3"
    )
    cell = next(each for each in start.iterancestors() if each.tag == f"{W}tc")
    assert "“A shift foreman" in "".join(text.text for text in cell.iter(f"{W}t"))
    words = [
        "".join(text.text for text in link.iter(f"{W}t"))
        for link in document.element.body.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor") == "passage-15"
    ]
    assert "quoted under Disputed claims" in words


def test_the_figures_stand_in_a_table_with_a_head() -> None:
    table, _ = opened(harbour(), ledger()).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["About", "Figure", "Who says so", "As of"]
    assert rows[1] == ["Sum", "2 million", "clerk [5]", "5 January 2026"]
    assert next(table._tbl.iter(f"{W}tblHeader")) is not None


def test_nothing_in_it_tells_when_it_was_made_unless_it_is_given() -> None:
    about = opened(harbour()).core_properties
    assert about.created.year == about.modified.year == 2000
    assert about.author == ""


def test_the_properties_are_those_of_the_report() -> None:
    made = datetime(2026, 4, 12, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    details = ReportDetails("The dam", "Kara Thorne", made)
    document = Document(BytesIO(export("report-docx", dossier(), (), details)))
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by) == (
        "The dam",
        "Kara Thorne",
        "Kara Thorne",
    )
    assert about.created == about.modified == datetime(2026, 4, 12, 7, 30, tzinfo=UTC)
    assert [p.text for p in document.paragraphs[:2]] == ["The dam", "Kara Thorne · 12 April 2026"]


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_paper_is_the_one_that_is_asked_for(paper: Paper, size: tuple[int, int]) -> None:
    details = ReportDetails(paper=paper)
    for section in Document(BytesIO(export("docx", [harbour()], (), details))).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_the_list_of_passages_has_two_columns_and_no_page_of_its_own() -> None:
    sections = Document(BytesIO(export("report-docx", dossier()))).sections
    columns = [section._sectPr.find(f"{W}cols").get(f"{W}num") for section in sections]
    assert columns == ["1", "2", "1"]
    assert [section.start_type for section in sections][1:] == [WD_SECTION.CONTINUOUS] * 2
    bare = export("report-docx", dossier(), (), ReportDetails(left_out=("passages",)))
    assert len(Document(BytesIO(bare)).sections) == 1


def test_a_paragraph_of_a_note_is_on_the_page_of_the_list_after_it() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    (paragraph,) = (p for p in document.paragraphs if p.text.endswith("Two orders within an hour:"))
    assert paragraph.paragraph_format.keep_with_next


def test_a_note_is_on_the_page_of_what_it_is_about() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    before = [
        paragraph
        for paragraph, following in pairwise(document.paragraphs)
        if following.style.name == "Note" and not paragraph.style.name.startswith("Note")
    ]
    assert before
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in before)


def test_a_quotation_has_a_bar_beside_it() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    look = document.styles["Quote"].element.pPr
    order = [each.tag.removeprefix(W) for each in look]
    assert order.index("keepNext") < order.index("pBdr") < order.index("spacing")


def test_markdown_in_notes_becomes_styles() -> None:
    note = "One *word*, **two**.\n\n- item\n\n[page](https://example.org/a) [x](javascript:y)"
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", note=note)])
    document = opened(made)
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["word"].italic
    assert runs["two"].bold
    assert [p.text for p in document.paragraphs if p.style.name == "Note List Bullet"] == ["item"]
    fields = [field.get(f"{W}instr") for field in document.element.body.iter(f"{W}fldSimple")]
    assert fields == [' HYPERLINK "https://example.org/a" ']
    assert "[x](javascript:y)" in "".join(p.text for p in document.paragraphs)


@examples(0.5)
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


def test_a_page_has_the_title_its_number_and_how_many_there_are() -> None:
    made = export("report-docx", dossier(), (), ReportDetails("A & B"))
    sections = Document(BytesIO(made)).sections
    assert len(sections) == 3
    for footer in (section.footer.paragraphs[0] for section in sections):
        assert footer.text == "A & B · page  of "
        fields = [each.get(f"{W}instr") for each in footer._p.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        order = [child.tag.removeprefix(W) for child in footer._p if not child.tag.endswith("pPr")]
        assert order == ["r", "fldSimple", "r", "fldSimple"]


def test_notes_have_a_background_and_cells_a_margin() -> None:
    document = Document(BytesIO(export("report-docx", dossier())))
    for name in ("Note", "NoteQuote", "Note List", "Note List Bullet 3", "Note List Continue"):
        style = document.styles[name]
        while style is not None and style.element.find(f".//{W}shd") is None:
            style = style.base_style
        assert style is not None, name
    for table in document.tables:
        margins = next(table._tbl.iter(f"{W}tblCellMar"))
        assert all(int(side.get(f"{W}w")) >= 40 for side in margins)


def test_the_picture_of_the_empty_template_is_left_out() -> None:
    members = unzipped(export("docx", [harbour()]))
    assert not [name for name in members if "thumbnail" in name]
    assert b"thumbnail" not in members["_rels/.rels"]
