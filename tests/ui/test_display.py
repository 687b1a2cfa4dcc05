"""Tests of visible text: none of it acts on the terminal, and offsets stay the same."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.model.graphemes import boundaries
from tui.ui.display import cell_width, is_single_width, one_line, visible

HARMFUL = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\x1b\x7f\x9b\u00ad\u200b\u200d\u200c\u202e\u2028\ufe0f\ufeff\ud800"
        ),
    )
)


@given(hostile)
def test_no_control_character_is_left_and_offsets_stay_the_same(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in HARMFUL or c in BIDI]


@given(hostile)
def test_line_feeds_are_kept_on_request(text: str) -> None:
    shown = visible(text, keep="\n")
    assert [i for i, c in enumerate(shown) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]


@given(hostile)
def test_visible_text_is_unchanged(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(hostile)
def test_one_line_is_one_line(text: str) -> None:
    shown = one_line(text)
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]52;c;aGk=\x07b", "a\u241b]52;c;aGk=\u2407b"),
        ("\x9b31mred", "\ufffd31mred"),
        ("a\x7f", "a\u2421"),
        ("ad\u202emin\u2069", "ad\ufffdmin\ufffd"),
        ("pass\u200bword", "pass·word"),
        ("pass\u200dword", "pass·word"),
        ("soft\u00adhyphen", "soft·hyphen"),
        ("a\u2028b", "a\u2424b"),
        ("\ud83d", "\ufffd"),
        ("A\U000e0041\U000e0042", "A··"),
        ("a\nb\tc", "a\u240ab\u2409c"),
    ],
)
def test_each_kind_has_its_stand_in(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "\U0001f44d\U0001f3fd",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "e\u0301",
        "„Größe“ — …",
    ],
)
def test_joiners_and_selectors_that_form_clusters_are_kept(text: str) -> None:
    assert visible(text) is text or visible(text) == text


def test_titles_have_spaces_for_line_breaks() -> None:
    assert one_line("one\ntwo\tthree\r\nfour\u2028five") == "one two three  four five"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), (FAMILY, 2), ("e\u0301", 1), ("日本", 4), ("❤\ufe0f", 2), ("", 0), ("“x”", 3)],
)
def test_cells(text: str, expected: int) -> None:
    assert cell_width(text) == expected


@given(st.text())
def test_cells_are_those_that_the_compositor_computes(text: str) -> None:
    assert cell_width(text) == cell_len(text) or is_single_width(text)
    if is_single_width(text):
        assert cell_len(text) == len(text)
        assert boundaries(text) == list(range(len(text) + 1))


@given(hostile)
def test_clusters_never_take_fewer_cells_together_than_the_whole(text: str) -> None:
    """A line that was measured cluster by cluster therefore always fits."""
    shown, borders = visible(text), boundaries(text)
    parts = [cell_width(shown[a:b]) for a, b in itertools.pairwise(borders)]
    assert sum(parts) >= cell_width(shown)
