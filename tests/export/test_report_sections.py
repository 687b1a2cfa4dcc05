"""The tree of a report: its sections in order, and that every format has each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from tui.export import ReportDetails, export, report_sections
from tui.export.assessment import Assessment
from tui.export.report_nodes import (
    Heading,
    Node,
    Paragraph,
)
from tui.export.report_sections import SECTIONS
from tui.export.zip_archive import unzipped
from tui.model.annotation import Source

from .dossier import dossier
from .report_trees import headings, nodes
from .samples import HARBOUR, exported, ledger, mark, weighed


def test_sections_follow_each_other_in_the_order_of_the_table() -> None:
    last = ["Figures", "Chronology", "Sources", "Passages", "Appendix"]
    assert headings("findings", dossier()) == [
        "Findings by topic",
        "Further findings",
        "Findings without a tag",
        *last,
    ]
    assert headings("assessment", dossier()) == [
        "Key judgements",
        "Disputed claims",
        "Findings by topic",
        "Further findings",
        "Findings without a tag",
        "Unattributed or unconfirmed",
        *last,
    ]


def test_a_section_without_content_has_no_heading() -> None:
    bare = [exported("Nothing yet.\n", [])]
    assert headings("assessment", bare) == ["Findings", "Sources", "Appendix"]


def test_where_every_finding_has_a_topic_there_are_no_further_findings() -> None:
    made = [exported(HARBOUR, [mark("A", HARBOUR, "Monday", "topic/port", "claim/event")])]
    assert headings("findings", made)[:2] == ["Findings by topic", "Chronology"]


def test_the_samples_have_every_kind_of_node() -> None:
    reports = [weighed(), [exported("Nothing yet.\n", [])]]
    found = {type(node) for report in reports for node in nodes("assessment", report)}
    assert found == set(get_args(Node))


@pytest.mark.parametrize("format", ["report", "markdown"])
def test_offsets_and_hashes_are_in_the_appendix_only(format: str) -> None:
    report, appendix, rest = export(format, dossier()).decode().partition("## Appendix")
    assert appendix
    assert not re.search(r"\d, \d+\)|[0-9a-f]{64}|\.txt|of a kind that|[A-C]\d#", report)
    assert len(re.findall(r"\\\[\d+, \d+\)", rest)) == 26
    assert "source not graded" not in report
    assert "(statement graded 3)" in report


@pytest.mark.parametrize("format", ["report", "report-html", "report-docx"])
def test_every_format_has_a_section_that_is_added_to_the_table(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extra(assessment: Assessment) -> Iterator[Node]:
        yield Heading(2, "Extra")
        yield Paragraph((f"{len(assessment.documents)} documents were compared",))

    sections = {**SECTIONS, "assessment": (*SECTIONS["assessment"], extra)}
    monkeypatch.setattr(report_sections, "SECTIONS", sections)
    written = export(format, weighed())
    if format == "report-docx":
        written = unzipped(written)["word/document.xml"]
    assert b"Extra" in written
    assert b"2 documents were compared" in written


def test_the_top_tells_the_days_of_the_documents_and_what_the_signs_mean() -> None:
    key = next(node for node in nodes("assessment", dossier()) if isinstance(node, Paragraph))
    (words,) = key.text
    assert isinstance(words, str)
    assert words.startswith("3 documents from 8 April 2026 to 11 April 2026. A number in brackets")
    assert "¶ counts" in words
    assert "(B2)" in words
    undated = next(node for node in nodes("findings", [ledger()]) if isinstance(node, Paragraph))
    assert str(undated.text[0]).startswith("A number in brackets")


@pytest.mark.parametrize("format", ["report", "report-html", "report-docx", "report-odt"])
def test_every_format_has_the_front_note_under_the_title(format: str) -> None:
    note = "All **made up**, <b>`harbour.txt`</b> too.\n\n- no seal\n%% ask Ada"
    details = ReportDetails("Seals", "Jo Marsh", note=note)
    written = export(format, dossier(), (), details)
    if written.startswith(b"PK"):
        files = unzipped(written)
        written = files["word/document.xml" if "docx" in format else "content.xml"]
    text = written.decode()
    title, note_at, first = (text.rindex("Seals"), text.index("made up"), text.index("judgements"))
    assert title < note_at < first
    assert not re.search(r"(?<!\\)<b>", text)
    assert text.index("no seal") < first
    assert "ask Ada" not in text


def test_a_grade_has_its_reason_once() -> None:
    marks = [mark("A", HARBOUR, "Monday", source="s", credibility=2, reason="he counted")]
    made = exported(HARBOUR, marks, sources=[Source("s", "S", reliability="B")])
    assert "— S (B2: he counted) · [1]" in export("report", [made]).decode()
