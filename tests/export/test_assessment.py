"""The report that weighs sources: what is counted, what is flagged, what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.export import export, flags
from tui.export.assessment import Assessment
from tui.export.redaction import redact
from tui.model.annotation import Judgement

from .samples import harbour, ledger, weighed


def test_judgements_without_sure_ground_are_flagged() -> None:
    lines, remarks = flags("report", weighed())
    assert [line.partition(": ")[2] for line in lines] == [
        "judgement “It is likely, with low confidence, that *they* paid.”: "
        "rests on [1], which is uncertain",
        "judgement “<i>Nobody</i> paid.”: cites nowhere.txt#B1, which is not among these documents",
        "judgement “It ends | here.”: no citation",
    ]
    assert [line.partition("”: ")[2].split(":")[0] for line in remarks] == [
        "likelihood and confidence in one sentence",
        "“perhaps” is none of the seven likelihoods of ICD 203",
    ]
    assert flags("markdown", weighed()) == ([], [])


def test_sources_are_counted_once() -> None:
    sources = Assessment(weighed()).sources
    assert sources.describe(2) == (
        "3 sources in 2 documents: 1 named, 2 whose kind is not stated. "
        "4 statements with a recorded speaker, 5 passages without one."
    )
    assert [(p.name, p.statements, p.grade) for p in sources.sources] == [
        ("Ana Brandt", 2, "B"),
        ("Veld Port | Holding", 1, "D"),
        ("clerk", 1, ""),
    ]


def test_links_and_citations_lead_to_other_articles() -> None:
    (claim,) = [c for c in Assessment(weighed()).claims if "disputed" in c.counted]
    assert [s.key for s in claim.supporting] == [(0, "A1"), (1, "B1")]
    assert [s.key for s in claim.opposing] == [(0, "A3")]
    assert (claim.independent, claim.opposed) == (1, 1)


@pytest.mark.parametrize("format", ["report", "report-html", "json", "jsonld"])
@pytest.mark.parametrize(
    ("part", "secrets"),
    [
        ("author", ["kt"]),
        ("notes", ["First time she says", "he *was* there", "saw | it", "twice", "Read against"]),
        ("paths", ["harbour.txt", "ledger.txt"]),
    ],
)
def test_what_is_to_stay_behind_does(format: str, part: str, secrets: list[str]) -> None:
    def written(what: list[str]) -> str:
        return export(format, redact(weighed(), what)).decode().replace("\\", "")

    found = written([part])
    assert not [secret for secret in secrets if secret in found]


def test_without_paths_no_part_of_a_judgement_names_a_file() -> None:
    cite = "ledger.txt#B1"
    judged = Judgement("J", "So.", cites=(cite,), grounds={cite: "B2"}, against=(cite,))
    (first, *others) = weighed()
    first = replace(first, notes=replace(first.notes, judgements=(judged,)))
    (bare, *_) = redact([first, *others], ["paths"])
    assert bare.notes.judgements == (
        replace(judged, cites=("#B1",), grounds={"#B1": "B2"}, against=("#B1",)),
    )


def test_without_paths_links_still_lead_there() -> None:
    bare = Assessment(redact(weighed(), ["paths"]))
    (claim,) = [c for c in bare.claims if "disputed" in c.counted]
    assert [s.key for s in claim.supporting] == [(0, "A1"), (1, "B1")]
    (cited, *_) = [bare.cited_by(*one) for one in bare.judgements]
    assert len(cited) == 2


def test_a_narrowed_report_has_the_judgements_on_what_is_left() -> None:
    lines, _ = flags("report", weighed(), ["claim/denial"])
    assert lines == []
    report = export("report", weighed(), ["claim/event"]).decode()
    assert "The port will stay open" in report
    assert "It ends" not in report


def test_a_judgement_of_another_article_may_be_cited_from_there() -> None:
    judged = replace(
        ledger(),
        notes=replace(ledger().notes, judgements=(Judgement("J", "x", cites=("harbour.txt#A1",)),)),
    )
    assert flags("report", [harbour(), judged]) == ([], [])
    (line,) = flags("report", [judged])[0]
    assert "harbour.txt#A1" in line
