"""Layout and painting of the article, without an app."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip

from tui.model.document import Block, BlockKind, Document, Mark, Span
from tui.readers.plain import read_text
from tui.ui.widgets.article_layout import LayoutRow, TextFlow, page
from tui.ui.widgets.article_map import ArticleMap, MapState
from tui.ui.widgets.article_paint import paint
from tui.ui.widgets.article_scene import Highlight, Hits, ReadingColors, Scene

COLORS = ReadingColors()


def document(
    *blocks: tuple[BlockKind, str], marks: tuple[Mark, ...] = (), **keys: object
) -> Document:
    """Blocks joined by a blank line, each sentence a passage."""
    made, start = [], 0
    for kind, text in blocks:
        made.append(Block(kind, start, start + len(text), **keys))  # type: ignore[arg-type]
        start += len(text) + 2
    text = "\n\n".join(text for _, text in blocks)
    return Document(
        text,
        tuple(made),
        "t",
        lambda text, lang: [m.span() for m in re.finditer(r"[^\s.][^.]*\.?|\.", text)],
        marks=marks,
    )


def scene(*highlights: Highlight, **keys: object) -> Scene:
    """A Scene with some highlights and other fields."""
    defaults = {"colors": COLORS, "highlights": lambda a, b: highlights, "hits": Hits()}
    return Scene(**{**defaults, **keys})  # type: ignore[arg-type]


def highlight(start: int, end: int, *labels: str, **keys: object) -> Highlight:
    """A red highlight."""
    shown = tuple((label, "#ff0000") for label in labels)
    return Highlight(f"{start}-{end}", start, end, shown, "#ff0000", "#330000", **keys)  # type: ignore[arg-type]


def painted(
    doc: Document, width: int = 40, block: int = 0, look: Scene | None = None
) -> list[Strip]:
    """The lines of a Block."""
    setting = page(width, 72)
    layout = TextFlow(doc, setting.text_width).layout(block)
    shown = look or scene()
    return [paint(doc, layout, line, setting, shown) for line in range(len(layout.lines))]


def styles(strip: Strip) -> dict[str, object]:
    """The last style of each stretch of text of a strip."""
    return {segment.text.strip(): segment.style for segment in strip if segment.text.strip()}


# Rows

DOC = document(
    *(("paragraph", f"Number {n} has a few words. And a few more."[: 12 + n]) for n in range(40))
)


@given(st.integers(1, 60), st.integers(0, 200), st.integers(-80, 80))
def test_going_and_coming_back(width: int, steps: int, count: int) -> None:
    flow = TextFlow(DOC, width)
    start = flow.advance(LayoutRow(0, 0), steps)
    there = flow.advance(start, count)
    if LayoutRow(0, 0) < there < flow.last():
        assert flow.advance(there, -count) == start


@given(st.integers(1, 60))
def test_rows_are_the_whole_text_in_order(width: int) -> None:
    flow = TextFlow(DOC, width)
    rows = flow.rows(LayoutRow(0, 0), 10_000)
    assert rows == sorted(set(rows))
    assert rows[-1] == flow.last()
    assert len(rows) == sum(flow.layout(n).height for n in range(len(DOC.blocks)))
    assert [flow.advance(LayoutRow(0, 0), n) for n in range(len(rows))] == rows


@given(st.integers(1, 60), st.integers(0, len(DOC.text) - 1))
def test_an_offset_is_found_at_any_width(width: int, offset: int) -> None:
    flow = TextFlow(DOC, width)
    row = flow.row_of(offset)
    layout = flow.layout(row.block)
    extent = layout.extent(row.row - layout.gap)
    assert extent.start <= offset
    assert offset < extent.end or offset >= layout.block.end


@given(st.integers(4, 60), st.integers(0, len(DOC.text) - 1))
def test_the_column_of_an_offset_is_where_it_is_hit(width: int, offset: int) -> None:
    flow = TextFlow(DOC, width)
    row = flow.row_of(offset)
    layout = flow.layout(row.block)
    start, end = layout.lines[row.row - layout.gap]
    if start <= offset < end:
        assert flow.offset_at(row, flow.column(row, offset)) == offset


def test_a_hit_beside_the_line_is_its_end() -> None:
    flow = TextFlow(DOC, 40)
    assert flow.offset_at(LayoutRow(3, 1), 39) == flow.layout(3).lines[0].end - 1
    assert flow.offset_at(LayoutRow(3, 1), -3) == flow.layout(3).lines[0].start


def test_both_cells_of_a_wide_character_hit_it() -> None:
    flow = TextFlow(document(("paragraph", "日\U0001f468\u200d\U0001f469x")), 40)
    assert [flow.offset_at(LayoutRow(0, 1), column) for column in range(5)] == [0, 0, 1, 1, 4]


def test_the_lines_of_a_block_reach_over_all_of_it() -> None:
    doc = document(
        ("paragraph", "One two three four five six seven."), marks=(Mark(0, 4, "hidden"),)
    )
    layout = TextFlow(doc, 10).layout(0)
    extents = [layout.extent(line) for line in range(len(layout.lines))]
    assert extents[0].start == 0
    assert extents[-1].end == 34
    assert all(a.end == b.start for a, b in itertools.pairwise(extents))


# The page


@pytest.mark.parametrize("width", range(0, 200, 7))
def test_the_page_fits(width: int) -> None:
    setting = page(width, 72)
    assert 1 <= setting.text_width <= 72
    assert setting.right <= max(width - 1, 7)


def test_a_narrow_pane_is_used_whole_and_a_wide_one_has_margins() -> None:
    assert (page(50, 72).left, page(50, 72).text_width) == (0, 43)
    assert page(160, 72).left > 30


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from(" \x1b\u200b\u200d\u202e\u0301日👩\t\n.")),
    max_size=120,
)


@given(hostile, st.integers(12, 60), st.data())
def test_every_line_fills_the_pane_exactly(text: str, width: int, data: st.DataObject) -> None:
    doc = document(("paragraph", f"x{text}."))
    offsets = st.integers(0, len(doc.text))
    spans = [Span(*sorted((data.draw(offsets), data.draw(offsets)))) for _ in range(4)]
    look = scene(
        highlight(*spans[0], "3"),
        passage=spans[1],
        selection=spans[2],
        hits=Hits([(spans[3], [])], 0),
    )
    for strip in painted(doc, width, look=look):
        assert sum(cell_len(segment.text) for segment in strip) == width - 1
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", strip.text)


# Blocks


def texts(doc: Document, block: int = 0, width: int = 40) -> list[str]:
    """The lines of a Block as they are drawn, without the gutter."""
    return [strip.text[5:].rstrip() for strip in painted(doc, width, block)]


def test_a_quote_has_a_bar() -> None:
    doc = document(("quote", "A quote that is longer than a single line of it."))
    assert all(text.startswith("│ ") for text in texts(doc))


def test_a_list_hangs() -> None:
    doc = document(("list", "An item that is longer than a single line."), marker="•", level=2)
    assert texts(doc) == ["  • An item that is longer than a", "    single line."]


def test_a_list_with_its_own_marks_hangs_as_well() -> None:
    doc = document(("list", "12. An item that is longer than a single line."))
    assert texts(doc) == ["12. An item that is longer than a", "    single line."]


def test_list_items_stand_close_and_a_title_has_air() -> None:
    doc = document(("title", "T"), ("list", "a"), ("list", "b"), ("paragraph", "c"))
    flow = TextFlow(doc, 40)
    assert [flow.layout(n).gap for n in range(4)] == [1, 2, 0, 1]


def test_the_rows_of_a_table_stay_lines_however_long_they_are() -> None:
    rows = [f"2015-07-09 04:00:1{n} ERROR could not open the port of Veld" for n in range(5)]
    made = document(("table", "\n".join(rows)))
    wide, narrow = (TextFlow(made, width).layout(0) for width in (80, 40))
    assert [made.text[a:b] for a, b in wide.lines] == rows
    assert [wide.inset(line) for line in range(5)] == [0] * 5
    assert [narrow.inset(line) for line in range(10)] == [0, 2] * 5
    assert max(b - a + narrow.inset(line) for line, (a, b) in enumerate(narrow.lines)) <= 40


def test_hidden_syntax_is_not_drawn() -> None:
    doc = document(
        ("paragraph", "**Bold** text."), marks=(Mark(0, 2, "hidden"), Mark(6, 8, "hidden"))
    )
    assert texts(doc) == ["Bold text."]


def test_markup_of_a_toolkit_is_only_text() -> None:
    evil = "[@click=app.quit]x[/] [bold]y"
    assert texts(document(("paragraph", evil))) == [evil]


@pytest.mark.parametrize(
    ("kind", "attribute"),
    [("title", "bold"), ("heading", "bold"), ("caption", "italic"), ("related", "italic")],
)
def test_kinds_differ_by_more_than_colour(kind: BlockKind, attribute: str) -> None:
    style = styles(painted(document((kind, "Text.")))[0])["Text."]
    assert getattr(style, attribute)


# Marks

TEXT = document(("paragraph", "One two three. Four five six."))


def test_a_tagged_span_is_tinted_and_underlined() -> None:
    found = styles(painted(TEXT, look=scene(highlight(4, 7, "3")))[0])
    assert found["two"].underline
    assert found["two"].bgcolor.name == "#330000"
    assert not found["One"].underline


def test_an_overlap_is_bold_as_well() -> None:
    found = styles(painted(TEXT, look=scene(highlight(0, 7), highlight(4, 14)))[0])
    assert (bool(found["One"].bold), bool(found["two"].bold)) == (False, True)


@pytest.mark.parametrize(
    ("highlights", "gutter"),
    [
        ([], "     "),
        ([highlight(0, 3, "3")], "▌3   "),
        ([highlight(0, 3, "3", "1")], "▌31  "),
        ([highlight(0, 3, "cd", "1")], "▌cd1 "),
        ([highlight(0, 3, "cd", "ab")], "▌cd+ "),
        ([highlight(0, 3, "1", "2", "3", "4")], "▌12+ "),
        ([highlight(0, 3, "3"), highlight(0, 7, "3")], "█3   "),
        ([highlight(0, 3, "3", target=True)], "►3   "),
        ([highlight(0, 3, "\x1b")], "▌\u241b   "),
        ([highlight(0, 3)], "▌    "),
        ([highlight(100, 300, "3")], "     "),
    ],
)
def test_the_gutter(highlights: list[Highlight], gutter: str) -> None:
    assert painted(TEXT, look=scene(*highlights))[0].text[:5] == gutter


def test_labels_stand_on_the_first_line_and_the_mark_on_all() -> None:
    found = [strip.text[:4] for strip in painted(TEXT, 20, look=scene(highlight(0, 29, "3")))]
    assert found == ["▌3  ", "▌   ", "▌   "]


def on(strip: Strip, color: str) -> str:
    """The text of a strip that is drawn on a background."""
    return "".join(s.text for s in strip if s.style and s.style.bgcolor.name == color)


def test_a_passage_that_is_a_whole_line_is_lit_from_edge_to_edge() -> None:
    strip = painted(TEXT, 25, look=scene(passage=Span(0, 14)))[0]
    assert on(strip, COLORS.caret) == "›One two three.     "


def test_a_passage_inside_a_line_is_lit_alone() -> None:
    strip = painted(TEXT, 60, look=scene(passage=Span(0, 14)))[0]
    assert on(strip, COLORS.caret) == "›One two three."


def test_a_selection_is_drawn_over_the_lit_passage() -> None:
    strip = painted(TEXT, 60, look=scene(passage=Span(0, 14), selection=Span(4, 19)))[0]
    assert on(strip, COLORS.selection) == "two three. Four"


def test_the_character_caret_at_a_broken_space_is_drawn() -> None:
    doc = document(("paragraph", "One two three."))
    strip = painted(doc, 17, look=scene(character=Span(7, 8)))[0]
    assert [s.text for s in strip if s.style and s.style.bgcolor.name == COLORS.cursor] == [" "]


def test_matched_letters_and_the_current_hit() -> None:
    hits = Hits([(Span(0, 14), [Span(0, 3)]), (Span(15, 29), [Span(15, 19)])], 1)
    strip = painted(TEXT, look=scene(hits=hits))[0]
    found = styles(strip)
    assert found["One"].bgcolor.name == COLORS.hit
    assert found["Four"].bgcolor.name == COLORS.hit_current
    assert strip.text[4] == "◆"


def test_without_colour_every_mark_has_an_attribute() -> None:
    look = scene(passage=Span(0, 14), selection=Span(4, 7), character=Span(6, 7), plain=True)
    found = styles(painted(TEXT, look=look)[0])
    assert found["One"].bold
    assert not found["One"].reverse
    assert found["tw"].reverse
    assert found["o"].underline
    assert not found["o"].reverse
    hits = Hits([(Span(0, 14), [Span(0, 3)])], 0)
    assert styles(painted(TEXT, look=scene(hits=hits, plain=True))[0])["One"].reverse


# The map


@given(st.integers(1, 80), st.integers(1, 5000))
def test_every_offset_is_in_the_span_of_its_row(height: int, length: int) -> None:
    article_map = ArticleMap(height, length, lambda a, b: "")
    for offset in range(0, length, max(1, length // 50)):
        start, end = article_map.span(article_map.row(offset))
        assert start <= offset < end
    assert article_map.span(height - 1).end == length


def test_the_map_shows_the_strongest() -> None:
    article_map = ArticleMap(5, 50, lambda a, b: "#ff0000" if a < 40 else "")
    seen = MapState(0, Span(0, 2), frozenset([0, 1]))
    assert [article_map.cell(row, seen, COLORS).text for row in range(5)] == [
        "◄",
        "•",
        "▐",
        "▐",
        " ",
    ]
    assert ArticleMap(5, 50, lambda a, b: "").cell(0, MapState(4, Span(0, 2)), COLORS).text == "│"


def test_colours_of_the_map_are_asked_for_once() -> None:
    asked: list[int] = []
    article_map = ArticleMap(5, 50, lambda a, b: asked.append(a) or "")
    for _ in range(3):
        article_map.color(2)
    assert asked == [20]
    assert list(article_map.discard(15, 31)) == [1, 2, 3]
    article_map.color(2)
    assert asked == [20, 20]


def test_a_word_divided_at_the_end_of_a_line_is_drawn_whole() -> None:
    made = read_text("The minister said that the govern-\nment would not negotiate.", "t")
    layout = TextFlow(made, 72).layout(0)
    parts = (piece for line in range(len(layout.lines)) for piece in layout.visible_spans(line))
    drawn = "".join(made.text[start:end] for start, end in parts)
    assert drawn == "The minister said that the government would not negotiate."
