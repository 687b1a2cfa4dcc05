"""The figures of a page on how tags were used: every number is text, not only a colour."""

from __future__ import annotations

import re

from tui.export import export
from tui.export.html_tag_figures import tag_figures
from tui.export.tag_figure_node import TagFigures

from .samples import exported, weighed


def shown(node: TagFigures) -> str:
    return "\n".join(tag_figures(node))


def test_bars_have_their_numbers_and_are_as_long_as_their_share() -> None:
    page = shown(TagFigures((("claim", 4, 2), ("use", 1, 1)), 3, (), (), 0))
    assert re.findall(r'width="([\d.]+)"', page) == ["100.0", "25.0"]
    assert 'aria-label="claim: 4 annotations in 2 documents"' in page
    assert "<span>4</span>" in page
    assert "3 more tags, not shown." in page
    assert "overlap" not in page


def test_the_map_has_a_number_in_each_square_and_none_for_tags_that_do_not_meet() -> None:
    pairs = ((0, 2, 0), (2, 0, 1), (0, 1, 0))
    page = shown(TagFigures((("a", 2, 1),), 0, ("a", "b", "c"), pairs, 1))
    opacities = re.findall(r'fill-opacity="([\d.]+)"/><text class="number"[^>]*>(\d+)<', page)
    assert opacities == [("0.45", "2"), ("0.45", "2"), ("0.23", "1"), ("0.23", "1")]
    assert "1 more tag, not shown." in page


def test_names_of_tags_are_no_markup() -> None:
    page = shown(TagFigures((("<b>x", 1, 1),), 0, ("<b>x", "<i>y"), ((0, 1), (1, 0)), 0))
    assert "<b>" not in page
    assert "<i>" not in page


def test_a_report_without_tags_has_no_figures_and_one_with_tags_has_both() -> None:
    figure = b"How often each tag was used."
    assert figure not in export("report-html", [exported("Nothing yet.\n", [])])
    page = export("report-html", weighed())
    assert page.count(figure) == 1
    assert b"How often two tags overlap." in page
    assert figure.decode() not in export("report", weighed()).decode()
