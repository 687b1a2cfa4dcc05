"""Which existing tags are named for one that may be a misspelling."""

from __future__ import annotations

import pytest

from tui.store import codebook_file
from tui.workspace.near_tags import near_tags

NAMES = [tag.name for tag in codebook_file.builtin().tags]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("clam/figure", "claim/figure"),
        ("claimfigure", "claim/figure"),
        ("Claim/Figurs", "claim/figure"),
        ("clam", "claim"),
        ("date", "topic/date"),
    ],
)
def test_the_nearest_tag_comes_first(wanted: str, first: str) -> None:
    assert near_tags(NAMES, wanted)[0] == first


@pytest.mark.parametrize("wanted", ["claim/zzz", "topic/x", "", "claim/figure/dead", "z" * 5000])
def test_a_name_of_its_own_has_no_near_ones(wanted: str) -> None:
    assert near_tags(NAMES, wanted) == []


def test_at_most_three_are_named() -> None:
    assert near_tags([f"tag{n}" for n in range(9)], "tag") == ["tag0", "tag1", "tag2"]
