"""What the report counts, and that it says what that is: sources, statements and claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.assessment import Assessment
from tui.export.claim_counts import claim_counts
from tui.export.sources import timeline_rows
from tui.model.annotation import Annotation, Judgement, Link, Source
from tui.model.judgement_flags import conclusion_and_reasons

from .dossier import dossier
from .samples import HARBOUR, exported, mark, weighed

TESTIMONY = "Ada counted nine, by night. Ben counted ten. Cyd says nothing. Dan calls it shabby.\n"
_SPEAKERS = tuple(Source(name.casefold(), name) for name in ("Ada", "Ben", "Cyd", "Dan"))


def said(id: str, words: str, *tags: str, **more: object) -> Annotation:
    return mark(id, TESTIMONY, words, *tags, **more)


def weighed_testimony(**via: str) -> str:
    """The report on four short statements, with some sources that pass on what others said."""
    disputes = (Link("A", "disputes", "one more"),)
    marks = [
        said("A", "Ada counted nine, by night.", "claim/figure", "topic/ships", source="ada"),
        said("A2", "by night", "caveat/motive", source="ada"),
        said("B", "Ben counted ten.", "claim/figure", source="ben", links=disputes),
        said("C", "Cyd says nothing.", "claim/no-comment", source="cyd"),
        said("D", "Dan calls it shabby.", "claim/assessment", source="dan", credibility=2),
    ]
    sources = [replace(each, via=via.get(each.id, "")) for each in _SPEAKERS]
    return export("report", [exported(TESTIMONY, marks, sources=sources)]).decode()


def test_counts_say_what_they_count() -> None:
    report = weighed_testimony()
    assert "4 statements with a recorded speaker, 0 passages without one. A passage that " in report
    assert "**2 claims, each with what repeats, supports or disputes it:**\n\n" in report
    assert "- 1 is disputed, see Disputed claims.\n" in report
    assert "- 1 has one source, whose own assessment it is: Dan [5].\n" in report
    assert "A figure that contradicts a claim has one source: Ben [3] (against [1])." in report


@pytest.mark.parametrize("documents", [weighed(), dossier()])
def test_the_counts_of_claims_add_up(documents: Sequence[ExportDocument]) -> None:
    assessment = Assessment(documents)
    numbers = [int(str(line[0]).split()[0]) for line in claim_counts(assessment)]
    assert sum(numbers) == len(assessment.claims)
    assert len(numbers) > 1


def test_passages_without_a_speaker_are_named() -> None:
    marks = [said("A", "Ben counted ten.", source="ben"), said("B", "Cyd says nothing.")]
    report = export("report", [exported(TESTIMONY, marks, sources=_SPEAKERS)]).decode()
    assert "1 statement with a recorded speaker, 1 passage without one." in report
    assert "- No speaker is recorded for [2].\n" in report


def test_a_claim_of_one_source_does_not_name_those_who_repeat_it() -> None:
    marks = [
        said("A", "Ada counted nine, by night.", "claim/figure", source="ada"),
        said("B", "Ben counted ten.", source="ben", links=(Link("A", "repeats"),)),
    ]
    report = export("report", [exported(TESTIMONY, marks, sources=_SPEAKERS)]).decode()
    assert "- 1 has one source and nobody against: Ada [1].\n" in report


def test_a_source_that_only_declines_to_comment_needs_no_grade() -> None:
    assert "- Not graded: Ada; Ben; Dan.\n" in weighed_testimony()


def test_the_timeline_counts_statements_as_the_table_does() -> None:
    marks = [
        said("A2", "counted nine", source="ada"),
        said("A", "Ada counted nine, by night.", source="ada"),
        said("A3", "by night", source="ada"),
    ]
    documents = [exported(TESTIMONY, marks, sources=_SPEAKERS)]
    (row,) = timeline_rows(documents, Assessment(documents).graph, 100)
    assert len(row.spans) == Assessment(documents).sources.speaking[0].statements == 1


def test_sources_of_one_origin_are_counted_once_beside_the_number_of_voices() -> None:
    assert "\n4 sources in 1 document: " in weighed_testimony()
    report = weighed_testimony(ben="ada")
    assert "\n4 sources in 1 document (3 if those of one origin count once): " in report
    assert "From one origin, so counted as one source of a claim: Ada and Ben." in report


def test_a_claim_is_quoted_with_its_topic_and_its_speaker() -> None:
    report = weighed_testimony()
    assert '- **Ships:** <a id="passage-1"></a>“Ada counted nine, by night.” — Ada [1] ' in report
    assert "**For:** One source: Ada [1]\n\n  **Against:** One source: Ben [3] (one more)" in report


def test_disputes_on_one_topic_are_told_apart_by_the_tags_of_the_analyst() -> None:
    marks = [
        said("A", "Ada counted nine, by night.", "claim", "topic/ships", "quay/north"),
        said(
            "B",
            "Ben counted ten.",
            "claim",
            "topic/ships",
            "quay/south",
            links=(Link("A", "disputes"),),
        ),
        said("C", "Cyd says nothing.", "claim", "topic/ships", "quay/south"),
        said("D", "Dan calls it shabby.", "claim", links=(Link("C", "disputes"),)),
    ]
    report = export("report", [exported(TESTIMONY, marks, sources=_SPEAKERS)]).decode()
    assert "- **Ships, North:** " in report
    assert "- **Ships, South:** " in report
    alone = export("report", [exported(TESTIMONY, marks[:2], sources=_SPEAKERS)]).decode()
    assert "- **Ships:** " in alone


def test_sources_are_in_the_order_of_their_names_without_the_article() -> None:
    names = ("A clerk", "Zoe", "The Bank", "Dan")
    sources = [Source(name.casefold(), name, reliability="B") for name in names]
    marks = [said(name, "Ben counted ten.", source=name.casefold()) for name in names]
    report = export("report", [exported(TESTIMONY, marks, sources=sources)]).decode()
    assert "Graded B: The Bank; A clerk; Dan; Zoe." in report


def test_other_names_of_a_source_stand_in_its_remarks() -> None:
    documents = [
        exported(HARBOUR, [mark("A", HARBOUR, "Monday", source="s")], sources=[Source("s", name)])
        for name in ("Kadhimi", "Kazimi")
    ]
    report = export("report", documents).decode()
    assert "- **Kadhimi** (not graded) [1] [2]: also called Kazimi." in report
    aliased = Source("s", "Kadhimi", aliases=("Kazimi", "Qasimi"))
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", source="s")], sources=[aliased])
    assert "also called Kazimi and Qasimi." in export("report", [made]).decode()


def test_the_reasons_of_a_judgement_follow_its_confidence() -> None:
    judged = Judgement(
        "J", "They go.\n\nThree say so.\n \nNobody else does.", "likely", "low", ("A",)
    )
    made = exported(TESTIMONY, [said("A", "Ben counted ten.", source="ben")], sources=_SPEAKERS)
    made = replace(made, notes=replace(made.notes, judgements=(judged,)))
    report = export("report", [made]).decode()
    assert "**J1. Likely (55–80%):** They go. Confidence: low.\n\nThree say so.\n\nNobody" in report


def test_the_figures_of_a_dispute_stand_side_by_side() -> None:
    text = "At sea\n\nAda has 90.\nBen saw at most 40 of them.\nCyd read 90.\nDan says none.\n"
    said = {
        "A": ("Ada has 90.", ()),
        "B": ("Ben saw at most 40 of them.", (Link("A", "disputes"),)),
        "C": ("Cyd read 90.", (Link("A", "repeats"),)),
        "D": ("Dan says none.", (Link("A", "disputes"),)),
    }
    marks = [
        mark(id, text, words, "claim/figure", source=words[:3].casefold(), links=links)
        for id, (words, links) in said.items()
    ]
    report = export("report", [exported(text, marks, sources=_SPEAKERS)]).decode()
    assert "\n  Side by side: at most 40 (Ben [2]); 90 (Ada [1]).\n" in (report)
    alone = [exported(text, [marks[0], marks[3]], sources=_SPEAKERS)]
    assert "Side by side" not in export("report", alone).decode()


def test_a_judgement_of_several_paragraphs_is_a_conclusion_with_reasons() -> None:
    assert conclusion_and_reasons(" One.\n\t\n\nTwo,\nthree.\n\nFour. ") == (
        "One.",
        ["Two,\nthree.", "Four."],
    )
    assert conclusion_and_reasons("") == ("", [])
