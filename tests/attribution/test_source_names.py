"""Which names are likely to mean one source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.attribution.source_names import LIKELY, likely_duplicates, similarity

SAME = [
    ("al-Kazimi", "al-Kadhimi"),
    ("Mustafa al-Kazimi", "Mustafa al-Kadhimi"),
    ("Gen. Soleimani", "Qasem Soleimani"),
    ("Qassem Soleimani", "Qasem Suleimani"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Ministry of Defense", "Defence ministry"),
    ("the Ministry of Defence", "Ministry of Defense"),
    ("Iraqi Ministry of Defense", "Ministry of Defense"),
    ("UN", "United Nations"),
    ("U.N.", "United Nations"),
    ("BBC", "BBC News"),
    ("Bill Carter", "William Carter"),
    ("Carter, William", "W. Carter"),
    ("William R. Carter IV", "Rep. William Carter"),
    ("Ada Berg", "ADA BERG"),
    ("Ada Berg", "Ada Bergg"),
    ("Zoë Quill", "Zoe Quill"),
    ("Prime Minister Kazimi", "Mustafa al-Kadhimi"),
]
DIFFERENT = [
    ("Ali Hassan", "Ali Hussein"),
    ("Hasan Ali", "Husain Ali"),
    ("Ministry of Defense", "Ministry of the Interior"),
    ("Ministry of Defense", "Minister of Defense"),
    ("Mike Johnson", "Ron Johnson"),
    ("Mark Kelly", "Mike Kelly"),
    ("Salman bin Muhammad", "Muhammad bin Salman"),
    ("Nessim ben Ali Sahraoui", "Nessim ben Romdhane Sahraoui"),
    ("John A. Carter", "John B. Carter"),
    ("a U.S. official", "a senior U.S. official"),
    ("officials", "an official"),
    ("the port", "port authority"),
    ("Deutsche Bank", "Deutsche Bank Trust Company"),
    ("UN", "Ada Berg"),
    ("Popular Mobilization", "Spokesman, Popular Mobilization"),
    ("", "Ada Berg"),
    ("Владимир Путин", "Дмитрий Медведев"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_spellings_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= LIKELY
    assert similarity(other, one) == similarity(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_others_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < LIKELY
    assert similarity(other, one) == similarity(one, other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_names_can_be_compared(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    likely_duplicates([one, other])


def test_every_pair_that_is_alike_is_found() -> None:
    names = list(dict.fromkeys(name for pair in SAME[:12] for name in pair))
    found = {frozenset(each[:2]) for each in likely_duplicates(names)}
    pairs = {frozenset(pair) for pair in SAME[1:2] + SAME[5:7] + SAME[11:12]}
    assert pairs <= found
    assert [each.score for each in likely_duplicates(names)] == sorted(
        (each.score for each in likely_duplicates(names)), reverse=True
    )


def test_a_last_name_that_could_be_several_is_not_proposed() -> None:
    assert likely_duplicates(["Johnson", "Mike Johnson"])
    assert likely_duplicates(["Johnson", "Mike Johnson", "Ron Johnson"]) == []
    assert len(likely_duplicates(["Johnson", "Mike Johnson", "Michael Johnson"])) == 3


def test_those_known_to_be_different_are_left_out() -> None:
    names = ["al-Kazimi", "al-Kadhimi"]
    assert likely_duplicates(names)
    assert likely_duplicates(names, lambda one, other: {one, other} == {*names}) == []
