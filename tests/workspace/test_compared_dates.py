"""As of when a figure is said: never as of the date with which it is only compared."""

from __future__ import annotations

import datetime

import pytest

from tui.model.annotation import Notes
from tui.readers import read_bytes
from tui.workspace.suggested_mentions import suggest_mentions

TODAY = datetime.date(2019, 7, 9)


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The turnout was about 71%, up from 47% in 2015.", ["2019-07-09", "2015"]),
        ("Some 40 mills are open, compared with 60 in 2015.", ["2019-07-09", "2015"]),
        ("Some 40 mills are open, 20 more than in 2015.", ["2019-07-09", "2019-07-09"]),
        ("Turnout was 25% higher than last year.", ["2019-07-09"]),
        ("Turnout was down by 1.5% of voters from the 2017 vote.", ["2019-07-09"]),
        (
            "Turnout was down by 1.5% of voters from the 2017 vote, with this time about 67.3%.",
            ["2019-07-09", "2019-07-09"],
        ),
        ("Deaths fell from the 2017 level, to 60 people.", ["2019-07-09"]),
        ("From the 2017 vote on, 60 people served.", ["2017"]),
        ("Compared with 2015, the town has 40 mills.", ["2019-07-09"]),
        ("The toll rose from 20 in 2014 to 30.", ["2014", "2019-07-09"]),
        ("The toll rose from 20 in 2014 to 30 in 2015.", ["2014", "2015"]),
        ("The town had 40 mills in 2015.", ["2015"]),
        ("In 2015, the town had 40 mills.", ["2015"]),
        ("On Monday, the town sold 40 mills, more than in 2015.", ["2019-07-08"]),
    ],
)
def test_a_date_of_comparison_is_not_that_of_the_figure(sentence: str, dates: list[str]) -> None:
    document = read_bytes(f"Harbour news\n\n{sentence}\n".encode(), stem="case")
    found = suggest_mentions(document, TODAY, Notes())
    assert [figure.as_of for figure in found.figures] == dates
