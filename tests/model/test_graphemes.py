"""Grapheme clusters: offsets that no span may cross."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import sampled
from tui.model import graphemes

CLUSTERS = [
    "a",
    "e\u0301",
    "👩‍👩‍👧",
    "🇩🇪",
    "👍🏽",
    "각",
    "\r\n",
    "\n",
    " ",
    "क्ष",
    "ש\u05b8",
    "1\ufe0f\u20e3",
]
TEXT = st.lists(st.sampled_from(CLUSTERS), max_size=12).map("".join) | st.text(max_size=12)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_a_cluster_is_one_step(cluster: str) -> None:
    text = f"x{cluster}y"
    assert graphemes.after(text, 1) == 1 + len(cluster)
    assert graphemes.before(text, 1 + len(cluster)) == 1
    assert list(graphemes.boundaries(text)) == [0, 1, 1 + len(cluster), len(text)]


@given(TEXT, st.data())
def test_every_function_agrees_with_the_boundaries(text: str, data: st.DataObject) -> None:
    found = graphemes.boundaries(text)
    offset = data.draw(st.integers(0, len(text)))
    assert graphemes.floor(text, offset) == max(b for b in found if b <= offset)
    assert graphemes.ceil(text, offset) == min(b for b in found if b >= offset)
    assert graphemes.before(text, offset) == max((b for b in found if b < offset), default=0)
    if offset in found:
        following = min((b for b in found if b > offset), default=len(text))
        assert graphemes.after(text, offset) == following


@given(TEXT, st.data())
def test_widening_reaches_whole_clusters_and_no_further(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = graphemes.widen(text, start, end)
    assert span.start <= start <= end <= span.end
    assert {span.start, span.end} <= set(graphemes.boundaries(text))
    assert graphemes.widen(text, *span) == span


@pytest.mark.parametrize("step", sampled([7, 1], [7]))
def test_what_is_told_at_a_look_is_what_the_standard_says(step: int) -> None:
    beside = "a \r\n\u00ad“…яこ漢"
    signs = [chr(c) for low, high in graphemes._NON_EXTENDING for c in range(ord(low), ord(high))]
    for sign in signs[::step]:
        text = "".join(f"{other}{sign}" for other in beside)
        assert len(regex.findall(r"\X", text)) == len(text) - text.count("\r\n"), hex(ord(sign))
        assert [graphemes.floor(text, at) for at in range(len(text))] == [
            at - (text[at - 1 : at + 1] == "\r\n") for at in range(len(text))
        ]


@pytest.mark.parametrize("offset", [-3, 99])
def test_offsets_outside_are_brought_inside(offset: int) -> None:
    assert graphemes.floor("abc", offset) in (0, 3)


def test_a_stretch_far_into_a_text_is_found_in_its_neighbourhood() -> None:
    text = "👩‍👩‍👧" * 1000
    assert graphemes.floor(text, 5 * 700 + 3) == 5 * 700
    assert graphemes.after(text, 5 * 700) == 5 * 701


@pytest.mark.parametrize("beside", "。\n\u0301😀")
def test_a_boundary_told_at_a_look_is_one_beside_every_character(beside: str) -> None:
    whole = regex.compile(r"\X")
    characters = (chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000)
    for pair in (pair for c in characters for pair in (beside + c, c + beside)):
        if graphemes._is_plain_boundary(pair, 1):
            match = whole.match(pair)
            assert match, ascii(pair)
            assert match.end() == 1, ascii(pair)


def test_looking_for_a_boundary_costs_the_same_wherever_it_is() -> None:
    looked_at = [0]

    class Counted(str):
        def __getitem__(self, key: object) -> str:
            looked_at[0] += 1
            return super().__getitem__(key)  # type: ignore[index]

    text = Counted("क। " * 10_000)
    for offset in range(0, len(text), 3):
        graphemes.floor(text, offset)
    assert looked_at[0] < 4 * len(text)
