"""Words: found fast they are the same as found with their places; skeletons."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.folding import fold, keys, level, places, skeletons

TROUBLE = st.lists(
    st.sampled_from("ab'’.·U.S. 1,1,123-_éßж東ก\u0939\u093f\u1161\u3099\u0301\n“"), max_size=14
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S.-backed plan", ["the", "us", "backed", "plan"]),
        ("I don’t know", ["i", "dont", "know"]),
        ("’Twas the dogs’ own", ["twas", "the", "dogs", "own"]),
        ("U.S.'s a.b'c x'a.b.", ["us", "s", "ab", "c", "xa", "b"]),
        ("1,200 at 9.30", ["1200", "at", "9", "30"]),
        ("1,234,567 1.234.567 1'234'567", ["1234567"] * 3),
        ("1 234 567; 1\u00a0234\u00a0567; 1\u2009234\u202f567; 1’234’567", ["1234567"] * 4),
        ("12,34,567", ["1234567"]),
        ("1,234.56 1.234,56", ["1234", "56", "1234", "56"]),
        ("in 2015 300 people", ["in", "2015", "300", "people"]),
        ("1, 2, 300, 400", ["1", "2", "300", "400"]),
        ("1,23 1,2345 a1,234 1,234b", ["1", "23", "1", "2345", "a1", "234", "1", "234b"]),
        ("约1,234,567人", ["约", "1234567", "人"]),
        ("١٬٢٣٤٬٥٦٧", ["١٢٣٤٥٦٧"]),
        ("UK_urges_US", ["uk", "urges", "us"]),
        ("東京の市場", ["東", "京", "の", "市", "場"]),
        ("— … “”", []),
    ],
)
def test_keys(text: str, found: list[str]) -> None:
    assert keys(level(text)) == found


@given(st.one_of(st.text(max_size=40), TROUBLE.map("".join)))
@example("a.b'c x'a.b a'b'c ''a'' .a. a.b.c")
@example("1,234'567 1,234,567'8 a'1,234 1.a.b.234 東1,234 u.s.1,234")
def test_keys_are_what_lies_at_the_places(text: str) -> None:
    folded = fold(text).text
    assert level(text) == folded
    found = [re.sub("['., \u066c]", "", folded[start:end]) for start, end in places(folded)]
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
