"""Evidence in reports: what judgements and disputed claims rest on, and what qualifies it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.zip_archive import unzipped
from tui.model.annotation import Judgement, Link, Source

from .dossier import dossier
from .samples import exported, mark


def test_evidence_of_a_judgement_has_two_sides_only_where_citations_contradict_each_other() -> None:
    report = export("report", dossier()).decode()
    assert (
        "Evidence on one side: Shift foreman [3] (disputed by Tereza Malik [2]); "
        "Log of the operator [12]; Diver [14]. "
        "On the other side: Tereza Malik [13].\n"
    ) in report
    assert "Evidence: Water board [8]; Contractor [16] (disputed by Water board [15]).\n" in report


DOUBTED = "Anna saw it. Bert saw it. Carl heard it only. Dora denies what Bert says. So it is.\n"


def doubted(*judgements: Judgement) -> list[ExportDocument]:
    """Anna, whom Bert supports, whom Carl qualifies and Dora disputes, and a line by nobody."""
    one, two, three, four, five = (f"{words}." for words in DOUBTED.strip(".\n").split(". "))
    marks = [
        mark("A", DOUBTED, one, "claim", source="anna"),
        mark("B", DOUBTED, two, "claim", source="bert", links=(Link("A", "supports"),)),
        mark("C", DOUBTED, three, "claim", source="carl", links=(Link("B", "qualifies", "ears"),)),
        mark("D", DOUBTED, four, "claim", source="dora", links=(Link("B", "disputes", "never"),)),
        mark("E", DOUBTED, five, "claim"),
    ]
    sources = [Source(name.casefold(), name) for name in ("Anna", "Bert", "Carl", "Dora")]
    made = exported(DOUBTED, marks, sources=sources)
    return [replace(made, notes=replace(made.notes, judgements=judgements))]


def test_who_disputes_evidence_is_named_unless_it_is_cited() -> None:
    for cites, expected in (
        (("A", "B"), "Evidence: Anna [1]; Bert [2] (disputed by Dora [4]).\n"),
        (("D",), "Evidence: Dora [4] (disputed by Bert [2]).\n"),
    ):
        page = export("report", doubted(Judgement("J", "It is so.", cites=cites))).decode()
        assert expected in page


def test_a_source_that_contradicts_itself_in_one_article_is_named() -> None:
    page = export("report", doubted(Judgement("J", "It is so.", cites=("A",)))).decode()
    assert "Contradicts itself" not in page
    one, two = DOUBTED.split(". ")[:2]
    marks = [
        mark("A", DOUBTED, one, "claim", source="anna"),
        mark("B", DOUBTED, two, "claim", source="anna", links=(Link("A", "disputes"),)),
    ]
    page = export("report", [exported(DOUBTED, marks, sources=[Source("anna", "Anna")])]).decode()
    assert "Contradicts itself within one article: Anna." in page


def test_what_qualifies_evidence_stands_beside_it() -> None:
    judged = Judgement("J", "It is so.", cites=("A", "B", "C", "D", "E"))
    assert (
        "Evidence on one side: Anna [1]; Bert [2] (qualified by Carl [3]). "
        "On the other side: Dora [4]. Also cited: “So it is.” [5].\n"
    ) in export("report", doubted(judged)).decode()


@pytest.mark.parametrize(
    ("likelihood", "against", "expected"),
    [
        ("likely", ("D", "E"), "For: Anna [1]; Bert [2] (qualified by Carl [3]). "
         "Against: Dora [4]; “So it is.” [5]."),
        ("", (), "For: Anna [1]; Bert [2] (qualified by Carl [3]); Dora [4]; “So it is.” [5]."),
        ("unlikely", ("D", "E"), "For what is judged unlikely: Anna [1]; Bert [2] (qualified by "
         "Carl [3]). Against it: Dora [4]; “So it is.” [5]."),
        ("almost no chance", tuple("ABCDE"), "Against what is judged to have almost no chance: "
         "Anna [1]; Bert [2] (qualified by Carl [3]); Dora [4]; “So it is.” [5]."),
        ("very unlikely", ("C", "F"), "For what is judged very unlikely: Anna [1]; Bert [2]; "
         "Dora [4]; “So it is.” [5]. Against it: Carl [3] (qualifies [2])."),
    ],
)  # fmt: skip
def test_evidence_is_for_or_against_what_a_judgement_says(
    likelihood: str, against: tuple[str, ...], expected: str
) -> None:
    judged = Judgement("J", "It is so.", likelihood, cites=tuple("ABCDE"), against=against)
    report = export("report", doubted(judged)).decode()
    assert f"\n{expected}\n" in report
    has_scale = "What stands under For speaks for the event" in report
    assert has_scale == bool(likelihood)


REPEATED = "The Cat is out. It is out again. It rained, not the cat. It is said.\n"


def test_what_repeats_evidence_of_its_side_stands_beside_it() -> None:
    one, two, three, four = (f"{words}." for words in REPEATED.strip(".\n").split(". "))
    marks = [
        mark("A", REPEATED, one, "claim", source="anna"),
        mark("B", REPEATED, two, "claim", source="a-clerk", links=(Link("A", "repeats"),)),
        mark("C", REPEATED, three, "claim", source="anna", links=(Link("B", "qualifies"),)),
        mark("D", REPEATED, four, "claim", source="bert", links=(Link("A", "repeats"),)),
    ]
    sources = [Source("anna", "Anna"), Source("a-clerk", "A clerk"), Source("bert", "Bert")]
    made = exported(REPEATED, marks, sources=sources)
    judged = Judgement("J", "So.", cites=("A", "B", "C", "D"), against=("D",))
    written = [replace(made, notes=replace(made.notes, judgements=(judged,)))]
    report = export("report", written).decode()
    assert (
        "\nFor: Anna [1] (repeated by a clerk [2]; qualified by Anna [3]). Against: Bert [4].\n"
    ) in report
    assert "Qualifies a clerk [2]" in report


@pytest.mark.parametrize(("cites", "is_named"), [("A", True), ("B", False), ("D", False)])
def test_a_dispute_names_only_judgements_that_cite_its_claim(cites: str, is_named: bool) -> None:
    report = export("report", doubted(Judgement("J", "It is so.", cites=(cites,)))).decode()
    assert ("See [J1](#judgement-1)." in report) == is_named
    assert '<a id="judgement-1"></a>**J1.**' in report


@pytest.mark.parametrize("format", ["report-html", "report-docx", "report-odt", "obsidian"])
def test_the_number_of_a_judgement_leads_to_it(format: str) -> None:
    written = export(format, doubted(Judgement("J", "It is so.", cites=("A",))))
    if format != "report-html":
        written = b"".join(unzipped(written).values())
    targets = {
        "report-html": (b'<strong id="judgement-1">', b'<a href="#judgement-1">J1</a>'),
        "report-docx": (b'w:name="judgement-1"', b'w:anchor="judgement-1"'),
        "report-odt": (b'bookmark-start text:name="judgement-1"', b'xlink:href="#judgement-1"'),
        "obsidian": (b"**J1.**", b"[[Judgements|J1]]"),
    }
    assert all(part in written for part in targets[format])


def test_what_qualifies_a_supporter_stands_beside_it_in_the_row_of_the_claim() -> None:
    report = export("report", doubted()).decode()
    disputed = report.partition("## Disputed claims")[2].partition("## ")[0]
    assert disputed.count("**For:**") == 1
    assert "Bert [2] (qualified by Carl [3]: ears)\n" in disputed
    assert disputed.count("[3]") == 1
    assert "**Against:** One source: Dora [4] (disputes [2]: never)" in disputed
