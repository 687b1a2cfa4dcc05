"""Figures and dates of hostile and of long texts."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.figures.test_figure_cases import document_of, figures_of
from tests.sampling import sampled
from tui.dates import find_dates, first_date, first_day_of
from tui.model.document import Document

DAYS = st.dates()
WORDS = """
    at least|between|20|1,234|and|to|-|$|US|million|dozens of|half|a|%|km|people|killed|were|three
    |hundred|twenty|five|July|9|2015|last|next|Monday|the following|year|ago|years|later|,|.|(|)
    |/|:|“|”|1.5|in|of|and a half|’s|1970s|19th century|0000-00-00|9999-12-31|the weekend|month
"""
PIECES = st.sampled_from([word.strip() for word in WORDS.split("|")] + ["\n\n"])


@example("20 $ 20", datetime.date(2015, 7, 9))
@given(st.lists(PIECES, max_size=40).map(" ".join), DAYS)
def test_spans_are_ordered_disjoint_and_inside_the_text(text: str, today: datetime.date) -> None:
    document = document_of(text)
    dates = find_dates(document, today)
    figures = figures_of(document)
    for found in (dates, figures):
        spans = [each.span for each in found]
        assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(figure.low is not None or figure.high is not None for figure in figures)
    assert all(
        figure.low <= figure.high
        for figure in figures
        if figure.low is not None and figure.high is not None
    )
    for each in dates:
        assert not each.date or first_day_of(each.date).year >= 1


@pytest.mark.parametrize("today", [datetime.date.min, datetime.date.max])
def test_dates_at_the_ends_of_the_calendar(today: datetime.date) -> None:
    text = (
        "Last week, next week, 5 days ago, 900 years ago, next year, last January, next December,"
        " the weekend, next weekend, next Monday, last Friday, yesterday, tomorrow, the following"
        " day, a year later, two months later, on 29 February, this month."
    )
    assert len(find_dates(document_of(text), today)) > 12
    assert all(not each.date for each in find_dates(document_of(text), None))


def test_the_date_of_an_article_is_read_from_a_line() -> None:
    assert first_date("Published on Thursday, 9 July 2015, 10:30") == datetime.date(2015, 7, 9)
    assert first_date("2015-07-09T10:30:00Z") == datetime.date(2015, 7, 9)
    assert first_date("July 2015") is None
    assert first_date("") is None


HOSTILE = {
    "digits": "1" * 1000,
    "digits in groups": ",111" * 250,
    "digits with spaces": "1 " * 500,
    "numbers with dashes": "1-" * 500,
    "hundreds": "hundred " * 120,
    "thousands of thousands": "thousands of " * 80,
    "and a half": "two and a half " * 70,
    "between": "between 1 and " * 70,
    "months": "May " * 250,
    "days": "9 July " * 140,
    "years": "2014–" * 200,
    "commas": "aged 1, " * 120,
    "currencies": "US$" * 330,
    "people": "20 people killed " * 60,
}


def seconds(document: Document) -> float:
    begin = time.process_time()
    figures_of(document)
    return time.process_time() - begin


@pytest.mark.parametrize("kind", sampled(HOSTILE, [*HOSTILE][::2]))
def test_the_time_is_in_proportion_to_the_text(kind: str) -> None:
    short = document_of(HOSTILE[kind] * 10)
    long = document_of(HOSTILE[kind] * 80)
    for document in (short, long):
        document.passage_counts()
    assert seconds(long) < 24 * min(seconds(short) for _ in range(3)) + 0.05
