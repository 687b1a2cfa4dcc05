"""The figures and dates of a report: only those that annotations quote, sourced and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tui.export import EXPORTERS, ExportDocument, ReportDetails, export
from tui.export.assessment import Assessment
from tui.export.mention_sections import dated_passages, stated_figures
from tui.export.zip_archive import unzipped
from tui.model.anchoring.anchors import Anchor
from tui.model.annotation import Annotation, DocumentData, Link, Source

from .samples import exported, mark
from .sheets import sheets

TEXT = """\
Counting from outside

On 9 July 2015 an official said no more than 20,000 people were left; a charity reckons with\
 60,000 to 70,000 people.

A doctor counted 64 bodies on Tuesday. Two nurses helped him. The town is nearly empty.

In 2014 some 15 wells were dug, and 3.5 km of pipes laid.
"""
OFFICIAL = "an official said no more than 20,000 people were left"
CHARITY = "a charity reckons with 60,000 to 70,000 people"
DOCTOR = "A doctor counted 64 bodies on Tuesday. Two nurses helped him."


def counted(*annotations: Annotation, **more: object) -> list[ExportDocument]:
    """The text with some annotations, of an article of Thursday, 9 July 2015."""
    speakers = [Source(name, name.title()) for name in ("official", "charity", "doctor")]
    known = DocumentData(date="2015-07-09")
    return [exported(TEXT, annotations, sources=speakers, known=known, **more)]  # type: ignore[arg-type]


def figures(documents: Sequence[ExportDocument]) -> list[tuple[str, str]]:
    """What is counted and the words of each figure."""
    return [(each.about, each.words) for each in stated_figures(Assessment(documents))]


def dates(documents: Sequence[ExportDocument]) -> list[tuple[str, str, bool]]:
    """Each date with its words, and whether it was resolved."""
    found = dated_passages(Assessment(documents))
    return [(each.date.date, each.words, each.date.is_relative) for each in found]


def test_only_what_annotations_quote_is_listed() -> None:
    assert figures(counted()) == []
    assert dates(counted()) == []
    documents = counted(mark("A", TEXT, DOCTOR))
    assert figures(documents) == [("bodies", "64 bodies")]
    assert dates(documents) == [("2015-07-07", "Tuesday", True)]


def test_a_passage_whose_place_is_not_sure_states_nothing() -> None:
    one = mark("A", TEXT, DOCTOR)
    for state in ("uncertain", "orphaned"):
        anchors = {"A": Anchor(one.start, one.end, state)}
        assert figures(counted(one, anchors=anchors)) == []
        assert dates(counted(one, anchors=anchors)) == []


def test_figures_for_one_thing_stand_together_the_smallest_first() -> None:
    marks = [mark("A", TEXT, CHARITY), mark("B", TEXT, OFFICIAL), mark("C", TEXT, DOCTOR)]
    assert figures(counted(*marks)) == [
        ("people", "no more than 20,000 people"),
        ("people", "60,000 to 70,000 people"),
        ("bodies", "64 bodies"),
    ]


def test_a_figure_of_which_a_part_is_quoted_keeps_its_words() -> None:
    assert figures(counted(mark("A", TEXT, "20,000 people were left"))) == [
        ("people", "no more than 20,000 people")
    ]


@pytest.mark.parametrize(("tags", "words"), [((), []), (("claim/figure",), ["Two nurses"])])
def test_a_small_number_in_words_is_a_figure_only_by_its_tag(
    tags: Sequence[str], words: list[str]
) -> None:
    found = figures(counted(mark("A", TEXT, "Two nurses helped him", *tags)))
    assert [stated for _, stated in found] == words


def test_figures_of_a_dispute_stand_under_its_topic() -> None:
    disputes = {"tags": ("claim/figure",), "links": (Link("A", "disputes"),)}
    marks = [
        mark("A", TEXT, OFFICIAL, "claim/figure", "topic/displacement", source="official"),
        replace(mark("B", TEXT, "64 bodies", source="doctor"), **disputes),  # type: ignore[arg-type]
    ]
    assert figures(counted(*marks)) == [
        ("Displacement", "64 bodies"),
        ("Displacement", "no more than 20,000 people"),
    ]


def test_what_repeats_a_figure_stands_beside_it() -> None:
    first = counted(mark("A", TEXT, OFFICIAL, source="official"))
    links = (Link("text.txt#A", "repeats"),)
    second = counted(mark("C", TEXT, OFFICIAL, source="charity", links=links), path="other.txt")
    (row,) = stated_figures(Assessment([*first, *second]))
    assert [each.key for each in row.statements] == [(0, "A"), (1, "C")]


def test_a_figure_belongs_to_the_shortest_passage_with_a_speaker() -> None:
    marks = [
        mark("A", TEXT, f"On 9 July 2015 {OFFICIAL}", source="official"),
        mark("B", TEXT, "no more than 20,000 people"),
    ]
    (quoted,) = Assessment(counted(*marks)).mentions.figures
    assert quoted.key == (0, "A")


def test_a_figure_is_as_of_the_date_in_its_sentence_else_of_the_article() -> None:
    marks = [
        mark("A", TEXT, "some 15 wells were dug, and 3.5 km of pipes laid"),
        mark("B", TEXT, "64 bodies"),
    ]
    found = Assessment(counted(*marks)).mentions.figures
    assert [(each.words, each.figure.as_of) for each in found] == [
        ("64 bodies", "2015-07-07"),
        ("some 15", "2014"),
        ("3.5 km", "2014"),
    ]


def test_dates_are_in_order_and_unresolved_ones_last() -> None:
    marks = [mark("A", TEXT, DOCTOR), mark("B", TEXT, "In 2014 some 15 wells were dug")]
    assert [day for day, _, _ in dates(counted(*marks))] == ["2014", "2015-07-07"]
    undated = [
        replace(each, notes=replace(each.notes, document=DocumentData()))
        for each in counted(*marks)
    ]
    assert dates(undated) == [("2014", "2014", False), ("", "Tuesday", True)]
    assert "Not resolved (“Tuesday”)" in export("report", undated).decode()


@pytest.mark.parametrize("format", ["markdown", "report", "html", "report-html"])
def test_reports_have_both_sections_unless_they_are_left_out(format: str) -> None:
    documents = counted(mark("A", TEXT, DOCTOR, source="doctor"))
    page = export(format, documents).decode()
    assert "64 bodies" in page
    assert "7 July 2015 (“Tuesday”)" in page
    for part, heading in (("figures", "Figures"), ("chronology", "Chronology")):
        assert f"{heading}\n" in page.replace("</h2>", "\n")
        without = export(format, documents, (), ReportDetails(left_out=[part])).decode()
        assert f"{heading}\n" not in without.replace("</h2>", "\n")


def test_without_figures_and_dates_there_are_no_sections() -> None:
    documents = counted(mark("A", TEXT, "The town is nearly empty"))
    page = export("report", documents).decode()
    assert "## Figures" not in page
    assert "## Chronology" not in page


def test_the_workbook_has_values_and_dates_to_compute_with() -> None:
    marks = [mark("A", TEXT, CHARITY, source="charity"), mark("B", TEXT, "3.5 km of pipes laid")]
    found = sheets(export("xlsx", counted(*marks)))
    head, *rows = found["Figures"]
    by_words = {row[head.index("figure")]: dict(zip(head, row, strict=True)) for row in rows}
    people, pipes = by_words["60,000 to 70,000 people"], by_words["3.5 km"]
    assert (people["value"], people["at least"], people["at most"]) == (None, 60_000, 70_000)
    assert (people["citation"], people["source"], people["unit"]) == (1, "Charity [1]", "people")
    assert (pipes["value"], pipes["as of"]) == (3.5, "2014")
    head, *rows = sheets(export("xlsx", counted(mark("A", TEXT, DOCTOR))))["Chronology"]
    assert rows[0][:4] == [1, "2015-07-07", "Tuesday", "yes"]


LASTING = """\
Some 30 people fled in May.

At least 143 people have been killed since late May.

Will it end this month?

This year 7 quays burned.

An earlier version of this article said that 80 people had fled on Monday.

Dead in two weeks: 64, 70, 100 or 143.
"""


def lasting(*tags: str) -> list[ExportDocument]:
    """The paragraphs of LASTING as passages of an article of 9 July 2015, with some tags."""
    words = LASTING.strip().split("\n\n")
    marks = [mark(f"A{n}", LASTING, paragraph, *tags) for n, paragraph in enumerate(words)]
    return [exported(LASTING, marks, known=DocumentData(date="2015-07-09"))]


def test_a_figure_counted_since_a_date_is_not_as_of_that_date() -> None:
    found = {each.words: each for each in stated_figures(Assessment(lasting()))}
    assert found["Some 30 people"].as_of == "May 2015"
    assert found["At least 143 people"].as_of == "9 July 2015, since late May"
    assert "| 9 July 2015, since late May |" in export("report", lasting()).decode()


def test_figures_in_other_words_or_of_another_day_stand_in_rows_of_their_own() -> None:
    text = "Ada has 90 bodies.\nBen has about 90 bodies.\nCyd has 90 bodies.\n"
    lines = text.splitlines()
    links = (Link("A", "repeats"),)
    marks = [
        mark("A", text, lines[0]),
        mark("B", text, lines[1], links=links),
        mark("C", text, lines[2], links=links),
    ]
    (made,) = [exported(text, marks, known=DocumentData(date="2015-07-09"))]
    later = exported(
        text, [mark("D", text, lines[0], links=(Link("text.txt#A", "repeats"),))],
        path="late.txt", known=DocumentData(date="2015-07-10"),
    )  # fmt: skip
    rows = stated_figures(Assessment([made, later]))
    keys = [[each.key[1] for each in row.statements] for row in rows]
    assert sorted(keys) == [["A", "C"], ["B"], ["D"]]


def test_the_chronology_has_events_only() -> None:
    words = [each.words for each in dated_passages(Assessment(lasting()))]
    assert words == ["May", "since late May", "Monday"]


def test_a_beginning_and_a_retraction_are_marked_in_the_chronology() -> None:
    page = export("report", lasting("status/retracted")).decode()
    assert "| Since May 2015 (“since late May”)" in page
    assert "had fled on Monday.” (concerns a retraction)" in page
    assert "| No speaker recorded [" in page
    assert "(concerns a retraction)" not in export("report", lasting("status")).decode()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("“Today they fled,” Rana Aziz said.", "On or before 9 July 2015 (“Today”)"),
        ("“They fled. It was all quiet today,” she said.", "On or before 9 July 2015 (“today”)"),
        ("“Today they fled,” Rana Aziz said on Monday.", "6 July 2015 (“Today”)"),
        ("They fled today.", "9 July 2015 (“today”)"),
    ],
)
def test_today_in_a_quotation_is_the_day_of_the_article_at_the_latest(
    sentence: str, day: str
) -> None:
    text = f"Title\n\n{sentence}\n"
    known = DocumentData(date="2015-07-09")
    page = export("report", [exported(text, [mark("A", text, sentence)], known=known)]).decode()
    assert f"| {day} " in page.partition("## Chronology")[2]


def test_what_repeats_a_dated_passage_stands_in_its_row() -> None:
    first = counted(mark("A", TEXT, DOCTOR, source="doctor"))
    links = (Link("text.txt#A", "repeats"),)
    second = counted(mark("C", TEXT, DOCTOR, source="doctor", links=links), path="other.txt")
    page = export("report", [*first, *second]).decode()
    assert page.partition("## Chronology")[2].partition("## ")[0].count("“Tuesday”") == 1


def test_the_workbook_has_the_rows_of_the_table() -> None:
    documents = lasting("claim/figure")
    _, *rows = sheets(export("xlsx", documents))["Figures"]
    head = sheets(export("xlsx", documents))["Figures"][0]
    words = [row[head.index("figure")] for row in rows]
    assert words == [each.words for each in stated_figures(Assessment(documents))]
    listed = dict(zip(head, rows[words.index("64, 70, 100 or 143")], strict=True))
    assert {listed.get(each) for each in ("value", "at least", "at most")} == {None}


def test_the_vault_has_a_note_of_each() -> None:
    notes = unzipped(export("obsidian", counted(mark("A", TEXT, DOCTOR))))
    assert "64 bodies" in notes["Figures.md"].decode()
    assert "[[Articles/" in notes["Chronology.md"].decode()


def test_a_document_without_text_has_neither() -> None:
    assert figures([exported("", [])]) == []
    assert all(EXPORTERS[name].write([exported("", [])], ReportDetails()) for name in ("report",))
