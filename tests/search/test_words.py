"""Words: found fast they are the same as found with their places; skeletons."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.search.fold import fold, level
from tui.search.words import keys, places, skeletons

TROUBLE = st.lists(
    st.sampled_from("ab'’.·U.S. 1,-_éßж東ก\u0939\u093f\u1161\u3099\u0301\n“"), max_size=14
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S.-backed plan", ["the", "us", "backed", "plan"]),
        ("I don’t know", ["i", "dont", "know"]),
        ("’Twas the dogs’ own", ["twas", "the", "dogs", "own"]),
        ("U.S.'s a.b'c x'a.b.", ["us", "s", "ab", "c", "xa", "b"]),
        ("1,200 at 9.30", ["1", "200", "at", "9", "30"]),
        ("UK_urges_US", ["uk", "urges", "us"]),
        ("東京の市場", ["東", "京", "の", "市", "場"]),
        ("— … “”", []),
    ],
)
def test_keys(text: str, found: list[str]) -> None:
    assert keys(level(text)) == found


@given(st.one_of(st.text(max_size=40), TROUBLE.map("".join)))
@example("a.b'c x'a.b a'b'c ''a'' .a. a.b.c")
def test_keys_are_what_lies_at_the_places(text: str) -> None:
    folded = fold(text).text
    assert level(text) == folded
    found = [folded[start:end].replace("'", "").replace(".", "") for start, end in places(folded)]
    assert keys(folded) == found
    assert all(found)


@pytest.mark.parametrize(
    ("words", "bones"),
    [
        ("suleimani soleimani sulaymani suleymanee", "slmn"),
        ("kadhimi kazimi", "ksm"),
        ("mohammed muhamad mohamed", "mmd"),
        ("amman", "amn"),
        ("philip filip", "flp"),
    ],
)
def test_spellings_share_a_skeleton(words: str, bones: str) -> None:
    lines = words.split()
    assert skeletons("\n".join(lines)).split("\n") == [bones] * len(lines)
