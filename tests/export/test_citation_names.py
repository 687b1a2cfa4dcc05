"""How a report names documents, dates and paper, and sets words in quotation marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.arrangement import capitalized, plain_name
from tui.export.assessment import Assessment
from tui.export.citation_names import (
    document_names,
    in_marks,
    readable_date,
    readable_period,
    short_names,
)
from tui.export.report_details import paper_of
from tui.export.text_values import unbroken
from tui.export.zip_archive import unzipped
from tui.model.annotation import DocumentData, Link, Source
from tui.model.codebook import Codebook, Tag
from tui.model.document import Mark

from .samples import HARBOUR, exported, mark

TEXT = "A title\n\nIt is **very** late.\nSo they say.\n\nThe end.\n"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2015-07-09", "9 July 2015"),
        ("2015-07-09T10:30:00Z", "9 July 2015"),
        ("2015-07", "July 2015"),
        ("2015", "2015"),
        ("2015-13-01", "2015-13-01"),
        ("Thursday\n9 July", "Thursday 9 July"),
        ("", ""),
    ],
)
def test_dates_are_set_as_one_reads_them(date: str, shown: str) -> None:
    assert readable_date(date) == shown


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2015-W28", "week of 6 July 2015"),
        ("2007/2014", "2007 to 2014"),
        ("2015-07-04/2015-07-05", "4 July 2015 to 5 July 2015"),
        ("2015-07", "July 2015"),
        ("", ""),
    ],
)
def test_periods_are_set_as_one_reads_them(period: str, shown: str) -> None:
    assert readable_period(period) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The end.", "“The end.”"),
        ("“The end.”", "“The end.”"),
        ('"The end."', '"The end."'),
        ("“No,” he said.", "“‘No,’ he said.”"),
        ("“No,” he said. “Never.”", "“‘No,’ he said. ‘Never.’”"),
        ("He called it “an invention”.", "“He called it ‘an invention’.”"),
        ('"No," he said. "Never."', "“'No,' he said. 'Never.'”"),
        ('a pipe of 5" or so', '“a pipe of 5" or so”'),
        ("half “a quotation", "“half ‘a quotation”"),
        ("that’s it", "“that’s it”"),
    ],
)
def test_marks_inside_a_quotation_are_single(words: str, shown: str) -> None:
    assert in_marks(words) == shown


def published(**data: str) -> ExportDocument:
    return exported(TEXT, [], known=DocumentData(**data))


@pytest.mark.parametrize(
    ("citation", "shown"),
    [
        ("Wire, 8 July 2015, ¶12", "Wire, 8_July 2015,_¶12"),
        ("Wire, 18 July, p. 4, ¶1", "Wire, 18_July, p. 4,_¶1"),
        ("Channel 4 of 2015 July", "Channel 4 of 2015 July"),
    ],
)
def test_no_line_ends_inside_a_date_or_before_a_paragraph(citation: str, shown: str) -> None:
    assert unbroken(citation).replace("\u00a0", "_") == shown


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (
            {"publisher": "Ledger", "author": "Jo Marsh", "date": "2015-07-09"},
            "Ledger, 9 July 2015",
        ),
        ({"author": "Jo Marsh", "date": "2015"}, "Jo Marsh, 2015"),
        ({"date": "2015-07-09"}, "“A title”, 9 July 2015"),
        ({}, "“A title”"),
    ],
)
def test_a_document_is_named_by_what_is_known(data: dict[str, str], name: str) -> None:
    assert document_names([published(**data)]) == [name]


def test_documents_of_one_name_are_told_apart() -> None:
    one, two = (published(publisher="Ledger", title=title) for title in ("One", "Two"))
    assert document_names([one, two]) == ["“One”, Ledger", "“Two”, Ledger"]
    assert document_names([one, one]) == [
        "“One”, Ledger (document 1)",
        "“One”, Ledger (document 2)",
    ]


def test_a_document_that_was_named_goes_by_its_publisher_where_that_is_clear() -> None:
    ledger, other, courier = (
        published(publisher=publisher, date=date)
        for publisher, date in (
            ("Ledger", "2015-07-08"),
            ("Ledger", "2015-07-09"),
            ("Courier", "2015-07-09"),
        )
    )
    assert short_names([ledger, courier]) == ["Ledger", "Courier"]
    assert short_names([ledger, other, courier]) == [
        "Ledger, 8 July 2015",
        "Ledger, 9 July 2015",
        "Courier",
    ]
    assert short_names([published(date="2015-07-09")]) == ["“A title”"]


def test_a_quotation_has_no_markup_and_no_line_breaks_inside_a_paragraph() -> None:
    passage = "It is **very** late.\nSo they say."
    made = exported(TEXT, [mark("A", TEXT, passage), mark("B", TEXT, f"{passage}\n\nThe end.")])
    at = TEXT.index("**")
    marks = (Mark(at, at + 2, "hidden"), Mark(at + 6, at + 8, "hidden"))
    title, one, two, last = made.document.blocks
    blocks = (title, one._replace(end=two.end), last)
    document = replace(made.document, marks=marks, blocks=blocks)
    assessment = Assessment([replace(made, document=document)])
    short, long = (assessment.quotation(assessment.citations[0, id]) for id in "AB")
    assert short == "“It is very late. So they say.”"
    assert long == "“It is very late.\nSo they say.\n\nThe end.”"


@pytest.mark.parametrize(
    ("tag", "heading"),
    [
        ("topic/actor", "Actor"),
        ("topic", "Topic"),
        ("topic/front/west", "Front: west"),
        ("claim/denial", "Denial"),
        ("use", "Use"),
        ("source/media-report", "Media report"),
    ],
)
def test_a_tag_as_a_heading(tag: str, heading: str) -> None:
    assert capitalized(plain_name(tag)) == heading


def test_a_tag_with_a_heading_of_its_own_has_it_everywhere_in_a_report() -> None:
    book = Codebook((Tag("topic/date", heading="Timing", description="When it was."),))
    links = (Link("A", "disputes"),)
    marks = [
        mark(
            "A", HARBOUR, "took its first ship on Monday", "topic/date", "claim/event", source="a"
        ),
        mark("B", HARBOUR, "denied that it had paid anything", "claim/denial", links=links),
    ]
    document = exported(HARBOUR, marks, codebook=book, sources=[Source("a", "Ana")])
    report = export("report", [document]).decode()
    assert "### Timing\n" in report
    assert "- **Timing:** " in report
    assert "- **Timing**: When it was. [1]" in report
    assert "Date\n" not in report
    vault = unzipped(export("obsidian", [document]))
    assert "# Timing\n" in vault["Tags/topic/date.md"].decode()


@pytest.mark.parametrize(
    ("environment", "paper"),
    [
        ({}, "A4"),
        ({"LANG": "en_US.UTF-8"}, "Letter"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "de_DE.UTF-8"}, "A4"),
        ({"LANG": "de_DE", "LC_PAPER": "de_DE", "LC_ALL": "es_MX@x"}, "Letter"),
        ({"LANG": "C.UTF-8"}, "A4"),
        ({"LANG": "en_CA", "LC_ALL": ""}, "Letter"),
    ],
)
def test_the_paper_is_that_of_the_locale(environment: dict[str, str], paper: str) -> None:
    assert paper_of(environment) == paper
