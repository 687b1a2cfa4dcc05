"""How articles are shared out: everybody the same number, two for some, and always the same."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import dossier_changes as change
from tui.model.assignments import shared_out
from tui.model.dossier import Assignment, Dossier
from tui.model.references import retargeted_reference

PATHS = [f"sub/{number}.txt" for number in range(60)]


def loads(given_out: list[Assignment]) -> Counter[str]:
    return Counter(name for each in given_out for name in each.analysts)


@given(
    st.lists(st.sampled_from(PATHS), unique=True),
    st.lists(st.sampled_from("abcd"), min_size=1, unique=True),
    st.integers(0, 100),
    st.text(max_size=3),
)
def test_loads_are_even_and_the_share_is_kept(
    paths: list[str], analysts: list[str], percent: int, seed: str
) -> None:
    found = shared_out(paths, analysts, percent, seed)
    assert [each.path for each in found] == paths
    counts = loads(found)
    every = [counts[name] for name in analysts]
    assert max(every) - min(every) <= 1
    twice = sum(len(each.analysts) == 2 for each in found)
    assert twice == ((percent * len(paths) + 50) // 100 if len(analysts) > 1 else 0)
    assert shared_out(paths, analysts, percent, seed) == found


def test_all_pairs_share_about_the_same_number() -> None:
    found = shared_out(PATHS, ["a", "b", "c", "d"], 100)
    pairs = Counter(each.analysts for each in found)
    assert {*pairs} == {*combinations("abcd", 2)}
    assert max(pairs.values()) - min(pairs.values()) <= 1


def test_the_order_of_the_articles_does_not_matter() -> None:
    forward = {each.path: each for each in shared_out(PATHS, ["a", "b"], 20)}
    backward = {each.path: each for each in shared_out(PATHS[::-1], ["a", "b"], 20)}
    assert forward == backward


def test_another_seed_deals_them_differently() -> None:
    assert shared_out(PATHS, ["a", "b"], 20, "1") != shared_out(PATHS, ["a", "b"], 20, "2")


@pytest.mark.parametrize("before", [0, 1, 10, 59, 60])
def test_what_is_assigned_stays_and_counts(before: int) -> None:
    first = shared_out(PATHS[:before], ["a", "b", "c"], 20)
    present = {each.path: each for each in first}
    more = shared_out(PATHS, ["a", "b", "c"], 20, "", present)
    assert [each.path for each in more] == PATHS[before:]
    counts = loads([*first, *more])
    assert max(counts.values()) - min(counts.values()) <= 1
    assert sum(len(each.analysts) > 1 for each in (*first, *more)) == 12


def test_unknown_keys_of_an_assignment_survive_another_one() -> None:
    dossier = Dossier(assignments=(Assignment("a.txt", ("x",), {"due": "May"}),))
    again = change.put_assignments(dossier, [Assignment("a.txt", ("y",))])
    assert again.assignments == (Assignment("a.txt", ("y",), {"due": "May"}),)
    assert change.remove_assignments(again, ["a.txt"]).assignments == ()


def test_an_assignment_follows_an_article_that_is_moved() -> None:
    dossier = Dossier(assignments=(Assignment("a.txt", ("x",)), Assignment("b.txt", ("y",))))
    here = "/f/dossier.toml"

    def moved(reference: str) -> str:
        return retargeted_reference(reference, here, here, "/f/a.txt", "/f/sub/c.txt")

    found = change.with_references(dossier, moved).assignments
    assert found == (Assignment("sub/c.txt", ("x",)), Assignment("b.txt", ("y",)))
