"""The tree of a report: its sections in order, and that every format has each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import pytest

from tui.export import ExportDocument, ReportDetails, export, report_sections
from tui.export.assessment import Assessment
from tui.export.report_nodes import (
    Heading,
    List,
    Node,
    Paragraph,
    PassageList,
    QuotedPassage,
    Reference,
    Strong,
    Table,
    Text,
)
from tui.export.report_sections import SECTIONS, build
from tui.export.zip_archive import unzipped

from .dossier import dossier
from .samples import exported, harbour, ledger, weighed


def nodes(kind: str, documents: Sequence[ExportDocument]) -> Sequence[Node]:
    return build(kind, documents, ReportDetails()).nodes


def headings(kind: str, documents: Sequence[ExportDocument], level: int = 2) -> list[str]:
    found = nodes(kind, documents)
    return [node.text for node in found if isinstance(node, Heading) and node.level == level]


def references(found: Iterable[Node]) -> Iterator[Reference]:
    """All citations of some nodes in the order in which a reader meets them."""
    for node in found:
        texts: list[Text] = []
        match node:
            case Paragraph():
                texts = [node.text]
            case List():
                texts = [*node.items]
            case Table():
                texts = [text for row in node.rows for text in row]
            case QuotedPassage():
                texts = [(node.reference,), *node.links]
        yield from (piece for text in texts for piece in text if isinstance(piece, Reference))


def quoted(documents: Sequence[ExportDocument]) -> list[str]:
    """The words of a report that stand in quotation marks: in findings and in tables."""
    found = []
    for node in nodes("assessment", documents):
        if isinstance(node, QuotedPassage):
            found.append(node.quotation)
        elif isinstance(node, Table):
            found += [str(text[0]) for row in node.rows for text in row if text]
    return [words for words in found if words]


def test_sections_follow_each_other_in_the_order_of_the_table() -> None:
    last = ["Sources", "Passages", "Appendix"]
    assert headings("findings", dossier()) == [
        "Findings by topic",
        "Findings by other tags",
        "Findings without a tag",
        *last,
    ]
    assert headings("assessment", dossier()) == [
        "Key judgements",
        "Disputed claims",
        "Findings by topic",
        "Findings by other tags",
        "Findings without a tag",
        "Unattributed or unconfirmed",
        *last,
    ]


def test_a_section_without_content_has_no_heading() -> None:
    bare = [exported("Nothing yet.\n", [])]
    assert headings("assessment", bare) == ["Findings", "Sources", "Appendix"]


def test_the_samples_have_every_kind_of_node() -> None:
    reports = [weighed(), [exported("Nothing yet.\n", [])]]
    found = {type(node) for report in reports for node in nodes("assessment", report)}
    assert found == set(get_args(Node))


def test_the_first_finding_on_a_passage_is_the_target_of_its_citations() -> None:
    found = nodes("findings", [harbour(), ledger()])
    findings = [node for node in found if isinstance(node, QuotedPassage)]
    first = [node.reference.number for node in findings if node.is_first]
    [passages] = [node for node in found if isinstance(node, PassageList)]
    assert len(findings) > len(first)
    assert sorted(first) == [passage.number for passage in passages.passages]


@pytest.mark.parametrize("documents", [weighed(), dossier()])
def test_each_passage_is_quoted_once(documents: Sequence[ExportDocument]) -> None:
    words = quoted(documents)
    for document in documents:
        for quote in {annotation.quote for annotation in document.notes.annotations}:
            inside = [each for each in words if each.strip("“”‘’ ") == quote.strip("“”")]
            assert len(inside) == 1, quote


def test_each_annotation_is_one_finding() -> None:
    found = [node for node in nodes("assessment", dossier()) if isinstance(node, QuotedPassage)]
    assert sorted(node.reference.number for node in found) == [*range(1, 27)]
    elsewhere = [node for node in found if not node.quotation]
    assert {node.elsewhere for node in elsewhere} == {"quoted under Disputed claims"}


@pytest.mark.parametrize("kind", SECTIONS)
def test_the_first_citation_of_a_passage_names_its_document(kind: str) -> None:
    seen: set[int] = set()
    named = ("The Meridian, 8 April 2026, ¶", "Valley Courier, 9 April", "Brana Gazette, 11 April")
    for reference in references(nodes(kind, dossier())):
        if reference.number not in seen:
            assert reference.source.startswith(named)
            seen.add(reference.number)
    assert seen == {*range(1, 27)}


def test_every_tag_is_shown_with_every_finding_that_has_it() -> None:
    found = nodes("assessment", dossier())
    tags = {n.reference.number: n.tags for n in found if isinstance(n, QuotedPassage)}
    assert tags[3] == ("topic/dam", "claim/event", "source/witness")
    shown = {*headings("assessment", dossier(), 3)}
    for node in found:
        if isinstance(node, List):
            shown |= {
                piece.text
                for item in node.items
                for piece in item[:1]
                if piece != "" and isinstance(piece, Strong)
            }
    assert {"Dam", "Evacuation", "Money", "Claim: event", "Claim: figure", "Claim: denial"} <= shown
    assert {"Source: official", "Source: witness", "Basis: unconfirmed"} <= shown


def test_links_and_reasons_stand_under_both_passages() -> None:
    found = nodes("assessment", dossier())
    links = {n.reference.number: n.links for n in found if isinstance(n, QuotedPassage)}
    assert ("Supports Shift foreman ", Reference(3), ": saw gate 4 himself") in links[14]
    assert ("Supported by Diver ", Reference(14), ": saw gate 4 himself") in links[3]


def test_a_count_of_sources_names_them() -> None:
    report = export("report", dossier()).decode()
    assert "**For:** 3 independent sources: Shift foreman [3]; Log of the operator" in report
    assert "**Against:** one source: Tereza Malik [2]" in report
    assert "claims have one source each: Tereza Malik [1]" in report


@pytest.mark.parametrize("format", ["report", "markdown"])
def test_offsets_and_hashes_are_in_the_appendix_only(format: str) -> None:
    report, appendix, rest = export(format, dossier()).decode().partition("## Appendix")
    assert appendix
    assert not re.search(r"\d, \d+\)|[0-9a-f]{64}|\.txt|of a kind that|[A-C]\d#", report)
    assert len(re.findall(r"\\\[\d+, \d+\)", rest)) == 26
    assert "source not graded, 3" in report


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
