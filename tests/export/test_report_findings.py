"""The findings of a report: their passages, citations, sources and tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.citation_names import in_marks
from tui.export.report_nodes import (
    Heading,
    List,
    PassageList,
    QuotedPassage,
    QuotedWords,
    Reference,
    Strong,
    Table,
    Timeline,
)
from tui.export.report_sections import SECTIONS
from tui.model.annotation import Source
from tui.model.codebook import Codebook

from .dossier import dossier
from .report_trees import headings, nodes, quoted, references
from .samples import HARBOUR, exported, harbour, ledger, mark, weighed


def test_the_first_finding_on_a_passage_is_the_target_of_its_citations() -> None:
    found = nodes("findings", [harbour(), ledger()])
    findings = [node for node in found if isinstance(node, QuotedPassage)]
    first = [node.reference.number for node in findings if node.is_first]
    [passages] = [node for node in found if isinstance(node, PassageList)]
    assert len(findings) > len(first)
    assert sorted(first) == [passage.number for passage in passages.passages]


@pytest.mark.parametrize("documents", [weighed(), dossier()])
def test_each_passage_is_quoted_once(
    documents: Sequence[ExportDocument],
) -> None:
    words = quoted(documents)
    for document in documents:
        for quote in {annotation.quote for annotation in document.notes.annotations}:
            inside = [each for each in words if each in (quote, in_marks(quote))]
            assert len(inside) == 1, quote


def test_a_block_of_quoted_words_has_no_quotation_marks_but_those_of_the_article() -> None:
    found = [node for node in nodes("findings", dossier()) if isinstance(node, QuotedPassage)]
    texts = {each.document.text for each in dossier()}
    assert all(any(node.quotation in text for text in texts) for node in found)


def test_a_note_never_stands_without_the_words_that_it_is_on() -> None:
    found = [node for node in nodes("assessment", dossier()) if isinstance(node, QuotedPassage)]
    noted = [node for node in found if node.note]
    elsewhere = [node for node in noted if not node.quotation]
    assert 0 < len(elsewhere) < len(noted)
    assert all(node.elsewhere.startswith("“") for node in elsewhere)


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [
        ([1] * 8, 8),
        ([3, 2, 2, 2, 2, 2, 2, 1, 1], 7),
        ([2, *[1] * 12], 1),
        ([1] * 12, 8),
    ],
)
def test_the_timeline_has_all_or_none_of_the_sources_with_equally_many_statements(
    spoken: Sequence[int], shown: int
) -> None:
    text = "".join(f"Said {number}.\n" for number in range(sum(spoken)))
    owners = [f"s{source}" for source, many in enumerate(spoken) for _ in range(many)]
    marks = [
        mark(f"A{number}", text, f"Said {number}.", source=owner)
        for number, owner in enumerate(owners)
    ]
    made = exported(text, marks, sources=[Source(owner, owner) for owner in dict.fromkeys(owners)])
    (timeline,) = (node for node in nodes("findings", [made]) if isinstance(node, Timeline))
    assert (len(timeline.rows), timeline.left_out) == (shown, len(spoken) - shown)


def test_each_annotation_is_one_finding() -> None:
    found = [node for node in nodes("assessment", dossier()) if isinstance(node, QuotedPassage)]
    assert sorted(node.reference.number for node in found) == [*range(1, 27)]
    elsewhere = [node for node in found if not node.quotation]
    assert elsewhere
    assert all(node.elsewhere.endswith("quoted under Disputed claims") for node in elsewhere)


@pytest.mark.parametrize("kind", SECTIONS)
def test_each_passage_names_its_document_where_it_is_quoted(kind: str) -> None:
    found = nodes(kind, dossier())
    cells = (text for node in found if isinstance(node, Table) for row in node.rows for text in row)
    for text in cells:
        claims = {piece.number for piece in text if isinstance(piece, QuotedWords)}
        cited = [piece for piece in text if isinstance(piece, Reference)]
        assert {each.number for each in cited if each.source} == claims
    shown = [reference for reference in references(found) if reference.source]
    assert {reference.number for reference in shown} == {*range(1, 27)}


@pytest.mark.parametrize("kind", SECTIONS)
def test_below_each_heading_a_document_has_its_full_name_once(kind: str) -> None:
    days = {"The Meridian": "8 April", "Valley Courier": "9 April", "Brana Gazette": "11 April"}
    named: list[str] = []
    short = 0
    for node in nodes(kind, dossier()):
        if isinstance(node, Heading):
            named = []
        for reference in references([node]):
            if reference.source:
                name, *day, place = reference.source.split(", ")
                assert place.startswith("¶")
                assert day == ([] if name in named else [f"{days[name]} 2026"])
                short += name in named
                named.append(name)
    assert short > 10


def test_a_report_shows_no_tags_with_its_findings() -> None:
    found = [node for node in nodes("assessment", dossier()) if isinstance(node, QuotedPassage)]
    assert not any(node.tags for node in found)
    report = export("report", dossier()).decode().partition("## Appendix")[0]
    assert "Tagged" not in report
    assert not re.search(r"\b(?:topic|claim|basis|source|status)/", report)


@pytest.mark.parametrize(
    ("tags", "source", "words"),
    [
        (("basis/unconfirmed",), "s", "S (B; unconfirmed)"),
        (("basis/hearsay", "caveat/second-hand", "topic/x"), "s", "S (B; hearsay; second hand)"),
        (("status/retracted", "status/disputed"), "s", "S (B; concerns a retraction)"),
        (("basis/unattributed", "caveat/loaded-wording"), "", "Unattributed; loaded wording"),
        (("basis/unattributed",), "s", "S (B; unattributed)"),
        (("status/unverifiable",), "", "Cannot be verified"),
        (("status", "topic/x", "caveat/ours"), "", "Ours"),
        (("claim/event",), "", ""),
    ],
)
def test_what_warns_of_a_statement_stands_beside_its_speaker(
    tags: Sequence[str], source: str, words: str
) -> None:
    marks = [mark("A", HARBOUR, "Monday", *tags, source=source)]
    made = exported(HARBOUR, marks, sources=[Source("s", "S", reliability="B")])
    (finding,) = (n for n in nodes("assessment", [made]) if isinstance(n, QuotedPassage))
    assert finding.who.replace("B, statement not graded", "B") == words


def test_findings_show_every_tag_with_every_finding_that_has_it() -> None:
    found = nodes("findings", dossier())
    tags = {n.reference.number: n.tags for n in found if isinstance(n, QuotedPassage)}
    assert tags[3] == ("dam", "event", "witness")
    shown = {*headings("assessment", dossier(), 3)}
    for node in found:
        if isinstance(node, List):
            shown |= {
                piece.text
                for item in node.items
                for piece in item[:1]
                if piece != "" and isinstance(piece, Strong)
            }
    assert {"Dam", "Evacuation", "Money", "Event", "Figure", "Denial"} <= shown
    assert {"Official", "Witness", "Unconfirmed"} <= shown


def test_the_appendix_explains_tags_with_their_names_where_findings_show_tags() -> None:
    said = "Somebody who was there speaks. [3] [5]"
    report, notes = (export(kind, dossier()).decode() for kind in ("report", "markdown"))
    assert f"**Witness**: {said}" in report
    assert f"**Witness** (source/witness): {said}" in notes


def test_the_appendix_explains_all_tags_of_the_passages() -> None:
    tags = ("use/key", "status/disputed", "status/single-source", "status/retracted")
    made = [exported(HARBOUR, [mark("A", HARBOUR, "Monday", *tags)])]
    for kind in ("report", "markdown"):
        explained = export(kind, made).decode().partition("### Tags")[2].partition("### ")[0]
        assert explained.count("- **") == len(tags)


def test_each_link_is_given_with_its_reason_once() -> None:
    report = export("report", dossier()).decode()
    links = [link for each in dossier() for a in each.notes.annotations for link in a.links]
    for why in filter(None, (link.why for link in links)):
        assert report.count(why) == 1
    assert "Diver [14] (C2; saw gate 4 himself)" in report
    found = nodes("assessment", dossier())
    shown = {n.reference.number: n.links for n in found if isinstance(n, QuotedPassage)}
    assert shown[14] == (("See Disputed claims, ", Reference(3, naming="never")),)
    assert shown[3] == ()
    assert shown[15] == ()


def test_a_link_outside_of_disputes_stands_under_its_own_passage_only() -> None:
    found = nodes("findings", dossier())
    links = {n.reference.number: n.links for n in found if isinstance(n, QuotedPassage)}
    cited = Reference(3, naming="never")
    assert links[14] == (("Supports Shift foreman ", cited, ": saw gate 4 himself"),)
    assert links[3] == ()


def test_a_count_of_sources_names_them() -> None:
    report = export("report", dossier()).decode()
    assert "**For:** 3 sources: Shift foreman [3] (B2); Log of the operator" in report
    assert "**Against:** One source: Tereza Malik [2] (D4; “sound” cannot be" in report
    assert "have one source and nobody against: Tereza Malik [1]" in report


def test_a_source_has_one_name_and_one_grade_in_all_documents() -> None:
    documents = [
        exported(
            HARBOUR,
            [mark("A", HARBOUR, "Monday", source="s", credibility=4)],
            sources=[Source("s", name, reliability=grade)],
            path=f"{name}.txt",
        )
        for name, grade in (("Ministry", "C"), ("The clerk", ""))
    ]
    report = export("report", documents).decode()
    assert report.count("(C4)") == 2
    assert "Ministry (as The clerk) (C4)" in report
    regraded = replace(documents[1].notes, sources=(Source("s", "Ministry", reliability="D"),))
    report = export("report", [documents[0], replace(documents[1], notes=regraded)]).decode()
    assert report.count("(source graded C and D, statement graded 4)") == 2
    assert "Graded differently: Ministry, C in “Harbour reopens after the strike”" in report


@pytest.mark.parametrize(("name", "shown"), [("a clerk", "“a clerk”"), ("The clerk", "The clerk")])
def test_a_spelling_has_quotation_marks_only_if_the_article_has_it(name: str, shown: str) -> None:
    documents = [
        exported(HARBOUR, [mark("A", HARBOUR, "Monday", source="s")], sources=[Source("s", each)])
        for each in ("Harbour clerk", name)
    ]
    assert f"Harbour clerk (as {shown})" in export("report", documents).decode()


def test_a_passage_inside_another_one_says_so() -> None:
    marks = [mark("A", HARBOUR, "its first ship on Monday"), mark("B", HARBOUR, "first ship")]
    found = nodes("findings", [exported(HARBOUR, marks)])
    links = {n.reference.number: n.links for n in found if isinstance(n, QuotedPassage)}
    assert [text[0] for text in links[2]] == ["Part of "]
    assert not links[1]


def test_a_passage_that_begins_inside_another_one_says_so() -> None:
    marks = [mark("A", HARBOUR, "its first ship"), mark("B", HARBOUR, "ship on Monday")]
    found = nodes("findings", [exported(HARBOUR, marks)])
    links = {n.reference.number: n.links for n in found if isinstance(n, QuotedPassage)}
    assert [text[0] for text in links[2]] == ["Overlaps "]
    assert not links[1]


def test_key_passages_come_first() -> None:
    text = "One came. Two came. Three came. Four came.\n"
    tags = {"One": ("topic/b",), "Two": ("topic/a",), "Three": ("topic/a", "use/key")}
    marks = [mark(name, text, f"{name} came.", *each) for name, each in tags.items()]
    marks += [mark("Four", text, "Four came.", "topic/c", "use/key")]
    found = nodes("assessment", [exported(text, marks, codebook=Codebook(()))])
    shown = [n.reference.number for n in found if isinstance(n, QuotedPassage)]
    assert shown == [3, 2, 4, 1]


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (("basis/unattributed",), "No speaker recorded (statement graded 2; unattributed)"),
        (("source/collective",), "No speaker recorded, a group (statement graded 2)"),
        ((), "No speaker recorded (statement graded 2)"),
    ],
)
def test_a_missing_source_is_called_what_it_is(tags: tuple[str, ...], words: str) -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", *tags, credibility=2)])
    assert f"— {words} · [1]" in export("report", [made]).decode()
