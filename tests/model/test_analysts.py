"""The initials of analysts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.model.analysts import initials


def test_initials_are_those_of_the_first_and_last_word_or_two_letters() -> None:
    names = ["Anna de Vries", "Bob", " é", "李 明", "x"]
    assert list(initials(names).values()) == ["AV", "Bo", "é", "李明", "x"]


def test_equal_initials_get_a_number() -> None:
    names = ["Anna Berg", "Ada Brandt", "Al Bo", "AB2 x"]
    assert list(initials(names).values()) == ["AB", "AB2", "AB3", "Ax"]


@given(st.lists(st.text(max_size=8), unique=True, max_size=8))
def test_no_two_analysts_have_the_same_initials(names: list[str]) -> None:
    found = initials(names)
    assert set(found) == set(names)
    assert len(set(found.values())) == len(names)
    assert all(found.values())
