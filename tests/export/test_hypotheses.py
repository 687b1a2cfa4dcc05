"""Competing hypotheses and the note on all articles, in every format that can hold them."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tui.export import ExportDocument, ReportDetails, export
from tui.export.export_document import include_referenced, select
from tui.export.redaction import redact
from tui.export.zip_archive import unzipped
from tui.model.annotation import DocumentData
from tui.model.document import Span
from tui.model.dossier import Hypothesis
from tui.model.shared_text import AlignedSpans, SharedText

from .samples import exported, mark
from .sheets import sheets
from .test_refi import PROJECT

TEXT = "The bridge\n\nThe bridge fell at noon.\n\nNobody saw it fall | or stand.\n"
OTHER = "The quay\n\nThe quay stands.\n"


def bridge() -> ExportDocument:
    """An article with two passages, and two hypotheses on them and on one of another article."""
    marks = (
        mark("A1", TEXT, "The bridge fell at noon.", "claim/event", credibility=1),
        mark("A2", TEXT, "Nobody saw it fall | or stand.", "claim"),
    )
    hypotheses = (
        Hypothesis("h1", "It *collapsed*.", {"A1": "+", "A2": "--", "b.txt#B1": "n/a"}),
        Hypothesis("h2", "It was taken down.", {"A1": "-", "A2": "0"}),
    )
    return replace(exported(TEXT, marks, path="a.txt"), hypotheses=hypotheses)


def quay() -> ExportDocument:
    """The other article."""
    return exported(OTHER, (mark("B1", OTHER, "The quay stands."),), path="b.txt")


def test_the_report_has_the_matrix_with_citations() -> None:
    report = export("report", [bridge(), quay()]).decode()
    section = report.partition("## Competing hypotheses")[2].partition("\n## ")[0]
    # "-" of a statement graded 1 weighs 1.2, "--" without a grade 2.
    first, second = (line for line in section.splitlines() if line.startswith(("- ", "* ")))
    assert "**H2**" in first
    assert "It was taken down. Weight against it: 1.2. " in first
    assert " for it." in first
    assert "**H1**" in second
    assert "Weight against it: 2." in second
    rows = [line for line in section.splitlines() if line.startswith("|")]
    heads = [cell.strip() for cell in rows[0].split("|")[1:-1]]
    assert heads == ["Evidence", "H2", "H1", "Weight", "Tells apart by"]
    assert rows[2].startswith("| “The bridge fell at noon.” [1] ")
    assert "[1]" in rows[2]
    assert [cell.strip() for cell in rows[2].split("|")[-3:-1]] == ["1.2", "2.4"]
    assert r"fall \| or stand" in rows[3]
    assert "The quay stands." in rows[4]
    assert "copies other evidence counts once" in section
    assert "1.4 for A and 1, 1.2 for B and 2" in section


@pytest.mark.parametrize("format", ["report", "report-html", "report-docx", "report-odt"])
def test_every_report_has_the_section(format: str) -> None:
    with_matrix, without = (
        export(format, [document, quay()])
        for document in (bridge(), replace(bridge(), hypotheses=()))
    )
    assert len(with_matrix) > len(without)
    if format in ("report", "report-html"):
        assert b"Competing hypotheses" in with_matrix
        assert b"Competing hypotheses" not in without


def test_the_workbook_has_a_sheet() -> None:
    found = sheets(export("xlsx", [bridge(), quay()]))["Hypotheses"]
    heads = ["citation", "evidence", "grade"]
    named = ["H2: It was taken down.", "H1: It *collapsed*."]
    assert found[0] == [*heads, *named, "weight", "tells"]
    assert found[1][1:] == [
        "The bridge fell at noon.",
        "statement graded 1",
        "-",
        "+",
        "1.2",
        "2.4",
    ]
    assert found[2][3:] == ["0", "--", "1", "2"]
    assert found[3][1] == "The quay stands."
    assert found[4][1:] == ["weight against it", None, "1.2", "2", None, None]
    assert "-- very inconsistent" in str(found[5][1])
    assert "Hypotheses" not in sheets(export("xlsx", [quay()]))


def test_what_the_hypotheses_cite_is_in_the_report() -> None:
    both = include_referenced([bridge()], lambda number, path: replace(quay(), path=path))
    assert [each.path for each in both] == ["a.txt", "b.txt"]
    alone = export("report", [bridge()]).decode()
    assert "a passage which is not among these documents" in alone


def test_tags_narrow_the_evidence() -> None:
    (narrowed,) = select([bridge()], ["claim/event"])
    assert [dict(one.evidence) for one in narrowed.hypotheses] == [{"A1": "+"}, {"A1": "-"}]
    (nothing,) = select([bridge()], ["use/key"])
    assert nothing.hypotheses == ()


def test_names_of_files_are_left_out() -> None:
    (bare,) = redact([bridge()], ["paths"])
    assert list(bare.hypotheses[0].evidence) == ["A1", "A2", "#B1"]


def test_copies_count_once_also_when_documents_are_sorted_by_date() -> None:
    undated, first = bridge(), quay()
    notes = replace(first.notes, document=DocumentData(date="2026-01-05"))
    text = SharedText("0", "1", 0.5, (AlignedSpans(Span(0, 36), Span(0, 28)),))
    cites = {"A1": "-", "b.txt#B1": "--"}
    documents = [
        replace(undated, hypotheses=(Hypothesis("h", "So.", cites),), shared={1: text}),
        replace(first, notes=notes),
    ]
    # Both have the grade of the bridge's passage, 1.2; "--" counts twice, the copy not again.
    report = export("report", documents).decode()
    assert "Weight against it: 2.4." in report
    assert report.count("counted once with") == 2
    apart = [replace(documents[0], shared={}), documents[1]]
    assert "Weight against it: 3.2." in export("report", apart).decode()


NOTE = "Made up *for practice*.\n\n%% Ask Mara.\n\nThe question: who moves next?"


def test_data_for_programs_has_hypotheses_and_the_note_on_all_articles() -> None:
    data = json.loads(export("json", [bridge(), quay()], (), ReportDetails(note=NOTE)))
    assert data["note"] == NOTE
    assert data["documents"][0]["hypotheses"] == [
        {
            "id": "h1",
            "text": "It *collapsed*.",
            "evidence": {"A1": "+", "A2": "--", "b.txt#B1": "n/a"},
        },
        {"id": "h2", "text": "It was taken down.", "evidence": {"A1": "-", "A2": "0"}},
    ]
    assert data["documents"][1]["hypotheses"] == []


def test_the_workbook_has_the_note_on_all_articles_as_people_read_it() -> None:
    found = sheets(export("xlsx", [bridge(), quay()], (), ReportDetails(note=NOTE)))
    assert found["Note on all articles"][1:] == [
        ["Made up for practice."],
        ["The question: who moves next?"],
    ]
    assert "Note on all articles" not in sheets(export("xlsx", [bridge(), quay()]))


def test_the_vault_has_the_matrix_with_links_and_an_index_with_the_note() -> None:
    notes = unzipped(export("obsidian", [bridge(), quay()], (), ReportDetails(note=NOTE)))
    matrix, index = notes["Competing hypotheses.md"].decode(), notes["Index.md"].decode()
    assert "It was taken down. Weight against it: 1.2." in matrix
    assert "[[Articles/The bridge#^A1|" in matrix
    assert r"**H1:** \--" in matrix
    assert "Made up *for practice*." in index
    assert "Mara" not in index
    assert "- [[Competing hypotheses|Competing hypotheses]]" in index
    assert "- [[Articles/The quay|The quay]]" in index


def test_a_project_is_described_by_the_note_and_has_the_hypotheses_as_a_note() -> None:
    details = ReportDetails(note=NOTE)
    root = ElementTree.fromstring(
        unzipped(export("qdpx", [bridge(), quay()], (), details))["project.qde"]
    )
    assert root.findtext(f"{PROJECT}Description") == NOTE
    (note,) = root.iter(f"{PROJECT}Note")
    assert [each.get("targetGUID") for each in root.findall(f"{PROJECT}NoteRef")] == [
        note.get("guid")
    ]
    assert (note.findtext(f"{PROJECT}PlainTextContent") or "").splitlines() == [
        "H1: It *collapsed*.",
        "- consistent: “The bridge fell at noon.” (“The bridge”, ¶2)",
        "- very inconsistent: “Nobody saw it fall | or stand.” (“The bridge”, ¶3)",
        "- not applicable: “The quay stands.” (“The quay”, ¶2)",
        "",
        "H2: It was taken down.",
        "- inconsistent: “The bridge fell at noon.” (“The bridge”, ¶2)",
        "- neutral: “Nobody saw it fall | or stand.” (“The bridge”, ¶3)",
    ]
