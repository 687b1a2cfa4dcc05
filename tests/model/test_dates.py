"""Written dates: the forms with one meaning become ISO 8601, the others stay text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export.citation_names import day_of
from tui.model.dates import date_meanings, iso_date


@pytest.mark.parametrize(
    "text",
    [
        "2015-07-09", "9 July 2015", "09 JUL 2015", " July  9, 2015 ", "Jul. 9, 2015",
        "Thursday, July 9th, 2015", "Thu 9 July 2015", "9th of July 2015", "9.7.2015",
        "09. 07. 2015", "2015/07/09", "2015.7.9", "9. Juli 2015", "le 9 juillet 2015",
        "9 de julio de 2015", "9 июля 2015 г.", "2015年7月9日", "2015-07-09T10:20:30.123+02:00",
        "9 July 2015, 14:05 GMT", "July 9, 2015 at 2:05 p.m.",
    ],
)  # fmt: skip
def test_usual_forms_of_one_day(text: str) -> None:
    assert iso_date(text) == "2015-07-09"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015", "2015"), ("2015-07", "2015-07"), ("July 2015", "2015-07"),
        ("Sept. 2015", "2015-09"), ("13/9/2015", "2015-09-13"), ("9/13/2015", "2015-09-13"),
        ("7-7-2015", "2015-07-07"),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_written(text: str, iso: str) -> None:
    assert iso_date(text) == iso


def test_a_day_and_a_month_in_either_order_have_two_meanings() -> None:
    assert date_meanings("7/9/2015") == ("2015-09-07", "2015-07-09")
    assert iso_date("7/9/2015") == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "9 July", "July 9", "before 9 July 2015", "9 July 15", "31 June 2015",
        "30.2.2015", "2015-13-01", "2015-00-09", "2015-07-00", "13/13/2015", "1 2015", "9 7 2015",
        "summer 2015", "0 July 2015", "٩ July 2015 or later",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_text(text: str) -> None:
    assert date_meanings(text) == ()


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert iso_date(f"{day:%Y-%m-%d}") == iso_date(day_of(day)) == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_has_at_most_two_meanings(text: str) -> None:
    assert len(date_meanings(text)) <= 2
