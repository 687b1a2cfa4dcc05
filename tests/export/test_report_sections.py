"""The tree of a report: its sections in order, and that every format has each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from tui.export import export, report_sections
from tui.export.assessment import Assessment
from tui.export.report_nodes import Heading, Node, Paragraph, PassageList, QuotedPassage
from tui.export.report_sections import SECTIONS, build
from tui.export.zip_archive import unzipped

from .samples import exported, harbour, ledger, weighed


def headings(kind: str) -> list[str]:
    nodes = build(kind, weighed()).nodes
    return [node.text for node in nodes if isinstance(node, Heading) and node.level == 2]


def test_sections_follow_each_other_in_the_order_of_the_table() -> None:
    assert headings("findings") == ["Findings", "Sources", "Passages"]
    assert headings("assessment") == [
        "Source summary",
        "Key judgements",
        "Findings by topic",
        "Disputed claims",
        "Unattributed or unconfirmed",
        "Sources",
        "Passages",
    ]


def test_a_section_without_content_has_no_heading() -> None:
    nodes = build("assessment", [exported("Nothing yet.\n", [])]).nodes
    assert [node.text for node in nodes if isinstance(node, Heading)] == [
        "Source summary",
        "Findings by topic",
    ]


def test_the_samples_have_every_kind_of_node() -> None:
    reports = [weighed(), [exported("Nothing yet.\n", [])]]
    found = {type(node) for report in reports for node in build("assessment", report).nodes}
    assert found == set(get_args(Node))


def test_only_the_first_quotation_of_a_passage_is_its_target() -> None:
    nodes = build("findings", [harbour(), ledger()]).nodes
    quoted = [node for node in nodes if isinstance(node, QuotedPassage)]
    first = [node.citation.number for node in quoted if node.is_first]
    [passages] = [node for node in nodes if isinstance(node, PassageList)]
    assert len(quoted) > len(first)
    assert sorted(first) == [citation.number for citation in passages.citations]


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
