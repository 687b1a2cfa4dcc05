"""The ODT report: a valid package that our own reader and the citations find their way through."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.export import ExportDocument, ReportDetails, export
from tui.export.report_details import Paper
from tui.export.zip_archive import unzipped
from tui.readers.docx import read as read_docx
from tui.readers.odt import read

from .dossier import dossier
from .samples import HARBOUR, exported, harbour, ledger, mark, weighed

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
PARTS = ["content.xml", "styles.xml", "meta.xml"]


def content(*report: ExportDocument, form: str = "report-odt") -> ElementTree.Element:
    return ElementTree.fromstring(unzipped(export(form, report))["content.xml"])


def test_the_mimetype_comes_first_and_the_manifest_lists_every_part() -> None:
    archive = zipfile.ZipFile(BytesIO(export("report-odt", weighed())))
    first, *others = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert [other.filename for other in others] == [*PARTS, "META-INF/manifest.xml"]
    listed = ElementTree.fromstring(archive.read("META-INF/manifest.xml"))
    space = listed.tag.partition("}")[0] + "}"
    assert [each.get(f"{space}full-path") for each in listed] == ["/", *PARTS]


@pytest.mark.parametrize("reports", ["one", "weighed", "dossier"])
def test_our_reader_finds_the_words_that_it_finds_in_the_docx(reports: str) -> None:
    documents = {"one": [harbour()], "weighed": weighed(), "dossier": dossier()}[reports]
    odt = read(export("report-odt", documents), "report")
    docx = read_docx(export("report-docx", documents), "report")
    assert odt.title == docx.title
    assert odt.text.split() == docx.text.split()
    headings = [odt.text[b.start : b.end] for b in odt.blocks if b.kind == "heading"]
    assert headings == [docx.text[b.start : b.end] for b in docx.blocks if b.kind == "heading"]


def test_every_citation_leads_to_the_bookmark_of_its_passage() -> None:
    root = content(*weighed())
    links = {each.get(HREF) for each in root.iter(f"{TEXT}a")}
    marks = [each.get(f"{TEXT}name") for each in root.iter(f"{TEXT}bookmark-start")]
    ends = [each.get(f"{TEXT}name") for each in root.iter(f"{TEXT}bookmark-end")]
    inner = {link for link in links if link and link.startswith("#")}
    passages = [mark for mark in marks if mark and mark.startswith("passage-")]
    judgements = [f"judgement-{n}" for n, _ in enumerate(marks[len(passages) :], 1)]
    assert {link for link in inner if "passage" in link} == {f"#{mark}" for mark in passages}
    assert inner <= {f"#{mark}" for mark in marks}
    assert len(passages) == len(set(passages)) == 8
    assert {*marks} == {*passages, *judgements}
    assert marks == ends
    assert links - inner == {"https://example.org/harbour_1"}


def test_a_note_is_on_the_page_of_what_it_is_about() -> None:
    styles = [each.get(f"{TEXT}style-name") or "" for each in content(*dossier()).iter(f"{TEXT}p")]
    before = [style for style, following in pairwise(styles) if following == "Note" != style]
    assert before
    assert {*before} <= {"StandardKept", "AttributionKept", "MentionKept", "NoteKept"}
    inside = [
        each
        for each in content(*dossier()).iter(f"{TEXT}p")
        if "an hour:" in "".join(each.itertext())
    ]
    assert [each.get(f"{TEXT}style-name") for each in inside] == ["NoteKept"]


def test_the_list_of_passages_has_two_columns() -> None:
    (section,) = content(*dossier(), form="report-odt").iter(f"{TEXT}section")
    assert section.get(f"{TEXT}style-name") == "TwoColumns"
    assert len([*section.iter(f"{TEXT}a")]) == 26


@pytest.mark.parametrize("form", ["odt", "report-odt"])
def test_every_style_that_is_used_is_there(form: str) -> None:
    parts = unzipped(export(form, dossier()))
    roots = [ElementTree.fromstring(parts[name]) for name in ("content.xml", "styles.xml")]
    known = {
        each.get(f"{STYLE}name") for root in roots for each in root.iter() if each.tag in NAMED
    }
    used = {
        each.get(f"{space}style-name") for each in roots[0].iter() for space in (TEXT, TABLE)
    } - {None}
    assert used <= known
    assert {"Title", "Heading_20_1", "Quotations", "Attribution"} <= used


NAMED = (f"{STYLE}style", f"{TEXT}list-style")


def test_headings_have_levels_and_tables_a_head() -> None:
    root = content(*weighed())
    levels = [int(each.get(f"{TEXT}outline-level", "")) for each in root.iter(f"{TEXT}h")]
    assert set(levels) <= {1, 2, 3}
    assert levels[0] == 1
    for table in root.iter(f"{TABLE}table"):
        columns = len(table.findall(f"{TABLE}table-column"))
        rows = list(table.iter(f"{TABLE}table-row"))
        assert {len(row.findall(f"{TABLE}table-cell")) for row in rows} == {columns}
        assert len(list(table.iter(f"{TABLE}table-header-rows"))) == 1


@pytest.mark.parametrize(("paper", "width"), [("A4", "210mm"), ("Letter", "8.5in")])
def test_the_paper_and_the_properties(paper: Paper, width: str) -> None:
    made = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    details = ReportDetails("A <title> & more", "Jo\x1b Marsh", made, paper)
    parts = unzipped(export("report-odt", [harbour()], details=details))
    assert f'fo:page-width="{width}"'.encode() in parts["styles.xml"]
    values = {
        each.tag.rpartition("}")[2]: each.text
        for each in ElementTree.fromstring(parts["meta.xml"])[0]
    }
    assert values["title"] == "A <title> & more"
    assert values["creator"] == "Jo␛ Marsh"
    assert values["creation-date"] == "2026-01-05T09:30:00Z"


def test_nothing_in_it_tells_when_it_was_made_unless_it_is_asked_to() -> None:
    meta = unzipped(export("odt", [harbour(), ledger()]))["meta.xml"]
    assert b"date" not in meta
    assert b"creator" not in meta


@examples(0.5)
@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", text or "x", note=text, source=text)])
    for part in PARTS:
        ElementTree.fromstring(unzipped(export("report-odt", [made]))[part])


def test_white_space_is_kept() -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", "x", note="two  spaces\nand\ta tab")])
    text = read(export("odt", [made]), "x").text
    written = unzipped(export("odt", [made]))["content.xml"]
    assert b'two<text:s text:c="2"/>spaces<text:line-break/>and<text:tab/>a tab' in written
    assert "two spaces\nand a tab" in text


def test_a_page_has_the_title_its_number_and_how_many_there_are() -> None:
    made = export("report-odt", dossier(), (), ReportDetails("A & B"))
    footer = unzipped(made)["styles.xml"].decode()
    assert ">A &amp; B · page <text:page-number" in footer
    assert "</text:p>" in footer.partition(" of <text:page-count/>")[2]


def test_citations_of_a_disputed_claim_lead_to_the_table_that_quotes_it() -> None:
    content = unzipped(export("report-odt", dossier()))["content.xml"].decode()
    before, begin, after = content.partition('<text:bookmark-start text:name="passage-3"/>')
    assert begin
    assert before.count("<table:table ") > before.count("</table:table>")
    assert after.startswith("“A shift foreman")
    assert 'xlink:href="#passage-15">quoted under Disputed claims</text:a>' in content
