"""Tests of wrapping: each visible character is in one line, no wide line, no split cluster."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.document import Span
from tui.model.graphemes import boundaries
from tui.ui.display import cell_width
from tui.ui.wrap import drawn_text, is_hard_wrapped, visible_spans, wrap

word = st.text(
    st.sampled_from("abcé日本“”’-\u0301\u200d\u200b\x1b👩👧🏽ﷺक्ष"), min_size=1, max_size=9
)
prose = st.lists(word, max_size=30).map(" ".join)
widths = st.integers(min_value=8, max_value=40)


def lines_of(text: str, width: int, hidden: tuple[Span, ...] = ()) -> list[str]:
    """The drawn text of each line."""
    return [
        "".join(drawn_text(text[a:b]) for a, b in visible_spans(start, end, hidden))
        for start, end in wrap(text, width, hidden)
    ]


@given(prose, widths)
def test_every_character_is_on_one_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    covered = [at for start, end in lines for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


@given(prose, widths)
def test_no_line_is_too_wide(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in lines_of(text, width))


@given(prose, widths)
@example("a a aa \u200da", 8)
def test_no_cluster_is_split(text: str, width: int) -> None:
    borders = set(boundaries(text))
    assert all(start in borders and end in borders for start, end in wrap(text, width))


@given(st.text("ab ", max_size=200), widths)
def test_a_line_is_full(text: str, width: int) -> None:
    """The first word of the next line would not have fitted on this one."""
    for line, after in pairwise(lines_of(text, width)):
        first = after.split(" ", 1)[0]
        assert len(line.rstrip(" ")) + 1 + len(first) > width or line.endswith(" ")


@given(st.text("ab \n", max_size=200), widths, st.data())
def test_hidden_spans_take_no_cells(text: str, width: int, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    hidden = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    kept = "".join(text[a:b] for a, b in visible_spans(0, len(text), hidden))
    assert lines_of(text, width, hidden) == lines_of(kept, width)


def test_ascii() -> None:
    assert lines_of("the quick brown fox jumps", 10) == ["the quick", "brown fox", "jumps"]


def test_a_word_as_wide_as_the_line_stays_whole() -> None:
    assert lines_of("abcdefghij klm", 10) == ["abcdefghij", "klm"]


def test_a_longer_word_is_cut() -> None:
    assert lines_of("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_spaces_at_a_break_are_on_no_line() -> None:
    assert wrap("abcdef    ghijkl", 8)[1].start == 10


def test_wide_text_breaks_anywhere_but_before_its_full_stop() -> None:
    assert lines_of("这是很长的句子。这是", 14) == ["这是很长的句", "子。这是"]


def test_a_quotation_mark_does_not_end_a_wide_line() -> None:
    assert lines_of("这是很长「句子」", 10) == ["这是很长", "「句子」"]


def test_an_emoji_sequence_takes_two_cells_and_is_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert lines_of(family * 5, 4) == [family * 2, family * 2, family]


def test_a_control_takes_the_cell_in_which_it_is_shown() -> None:
    assert lines_of("\x1b[31m" * 4, 10) == ["\u241b[31m" * 2, "\u241b[31m" * 2]


def test_short_lines_stay_lines() -> None:
    assert lines_of("Roses are red,\nviolets blue", 40) == ["Roses are red,", "violets blue"]


HARD = "These lines were broken by an editor that\nfilled each as far as it went, so that it\nshould be filled anew."  # noqa: E501


def test_hard_wrapped_lines_are_filled_anew() -> None:
    assert is_hard_wrapped(HARD)
    assert len(lines_of(HARD, 200)) == 1


def test_code_keeps_its_line_breaks() -> None:
    assert len(wrap(HARD, 200, keep_breaks=True)) == 3


@pytest.mark.parametrize("text", ["one line", "a\nb", HARD.replace("an editor that", "that")])
def test_other_text_is_not_hard_wrapped(text: str) -> None:
    assert not is_hard_wrapped(text)


def test_blank_lines_are_lines() -> None:
    assert lines_of("a\n\nb", 10) == ["a", "", "b"]


def test_no_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [Span(0, 0)]


def test_text_that_is_all_hidden_is_one_empty_line() -> None:
    assert [end - start for start, end in wrap("abc", 10, [Span(0, 3)])] == [0]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "word " * 200_000, "é" * 100_000])
def test_a_long_line_is_wrapped_whole(text: str) -> None:
    lines = wrap(text, 72)
    assert lines[0].start == 0
    assert lines[-1].end == len(text.rstrip()) or lines[-1].end == len(text)
