"""Timelines of who speaks where, in a line of text and as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tui.export.speaker_timeline import TimelineRow, svg, text_row
from tui.model.document import Span
from tui.model.spans import coverage


def test_a_strip_shows_where_a_source_speaks() -> None:
    assert text_row([Span(0, 10), Span(50, 52)], 100, 10) == "█····▌····"
    assert text_row([], 100, 4) == "····"
    assert text_row([Span(99, 100)], 100, 4) == "···▌"


def test_no_part_of_an_empty_text_is_covered() -> None:
    assert coverage([Span(0, 5)], 0, 3) == [0.0, 0.0, 0.0]


spans = st.tuples(st.integers(0, 400), st.integers(1, 100)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=9), st.integers(1, 60))
def test_coverage_is_in_shares(found: list[Span], width: int) -> None:
    shares = coverage(found, 500, width)
    assert len(shares) == width
    assert all(0 <= share <= 1 for share in shares)
    assert any(shares) == bool(found)


def test_a_picture_is_sound_whatever_the_names() -> None:
    timeline_rows = [
        TimelineRow("<b>&\x1b[2J\u202e" + "x" * 90, "named", (Span(0, 9),)),
        TimelineRow("", "", ()),
    ]
    picture = svg(timeline_rows, 100, "a < b")
    tree = ElementTree.fromstring(picture)
    assert "\x1b" not in picture
    assert "\u202e" not in picture
    assert len(list(tree.iter("{http://www.w3.org/2000/svg}rect"))) == 3
