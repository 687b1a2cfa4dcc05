"""Paint a line of the article with its marks as a Strip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ...model import graphemes
from ...model.document import Block, Document, MarkStyle, Span
from ..display import visible
from ..wrap import drawn_text
from .article_layout import GUTTER, MAP_WIDTH, BlockLayout, PageFrame
from .article_scene import Highlight, Scene

LABELS = GUTTER - 2
"""The cells of the gutter for the labels of tags."""

MARK, OVERLAP, TARGET, CARET, HIT, CURRENT_HIT, QUOTE_BAR, COMMON = "▌█►›•◆│≡"
"""Glyphs of the gutter, distinct without colour."""


class _TextStyle(NamedTuple):
    """The colours ("#rrggbb") and attributes of a piece of text.

    It is a NamedTuple because many are made for each page, faster than dataclasses.
    """

    color: str
    background: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


@lru_cache(maxsize=1024)
def _rich_style(style: _TextStyle) -> Style:
    return Style(
        color=style.color,
        bgcolor=style.background,
        bold=style.bold or None,
        italic=style.italic or None,
        underline=style.underline or None,
        reverse=style.reverse or None,
    )


def blank(page: PageFrame, scene: Scene) -> Strip:
    """A row without text, without the column of the map."""
    style = _rich_style(_TextStyle(scene.colors.text, scene.colors.background))
    return Strip.blank(page.width - MAP_WIDTH, style)


def paint(
    document: Document, layout: BlockLayout, line: int, page: PageFrame, scene: Scene
) -> Strip:
    """A line of a Block (from 0) across the widget, without the column of the map."""
    extent, parts = layout.extent(line), layout.visible_spans(line)
    shown = Span(parts[0].start, parts[-1].end) if parts else Span(extent.start, extent.start)
    here = [h for h in scene.highlights(*extent) if h.start < extent.end and h.end > extent.start]
    marked = [highlight for highlight in here if not highlight.common]
    ground = _TextStyle(scene.colors.text, scene.colors.background)
    left, right = _edges(scene, shown, ground)

    row = _Row()
    row.add(" " * page.left, ground)
    _add_gutter(row, scene, extent, [h for h in marked if h.end > shown.start], ground)
    sign = _sign(scene, extent, is_common=len(here) > len(marked))
    sign_color = scene.colors.muted if sign == COMMON else scene.colors.text
    row.add(sign, left._replace(color=sign_color, bold=sign != COMMON) if sign != " " else left)
    _add_inset(row, layout, line, scene, left)
    _add_text(row, document, layout, parts, marked, scene)
    if scene.character and shown.end <= scene.character.start < extent.end:
        # The caret is on the space at which the line is broken.
        row.add(" ", _on_character(ground, scene))
    row.add(" " * (page.right - row.cells), right)
    row.add(" " * (page.width - MAP_WIDTH - row.cells), ground)
    return row.strip().adjust_cell_length(page.width - MAP_WIDTH)


class _Row:
    """The segments of a row so far, and their width in cells."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.cells = 0

    def add(self, text: str, style: _TextStyle) -> None:
        if not text:
            return
        rich_style = _rich_style(style)
        self.cells += cell_len(text)
        if self.segments and self.segments[-1].style is rich_style and text.isspace():
            # Fewer segments are composed faster. Only white space is joined to the text before,
            # because a joining character at the start of other text would change its width.
            text = self.segments.pop().text + text
        self.segments.append(Segment(text, rich_style))

    def strip(self) -> Strip:
        return Strip(self.segments, self.cells)


def _edges(scene: Scene, shown: Span, ground: _TextStyle) -> tuple[_TextStyle, _TextStyle]:
    """The styles of the page left and right of a line, where a marked span reaches the edge."""
    left = right = ground
    for span, restyle in ((scene.passage, _on_passage), (scene.selection, _selected)):
        if span is None or span.end <= shown.start or span.start >= max(shown.end, shown.start + 1):
            continue
        if span.start <= shown.start:
            left = restyle(ground, scene)
        if span.end >= shown.end:
            right = restyle(ground, scene)
    return left, right


def _add_gutter(
    row: _Row, scene: Scene, extent: Span, marked: Sequence[Highlight], ground: _TextStyle
) -> None:
    """Add the mark of a line's highlights, and the labels of those that begin on the line."""
    top = _topmost(marked)
    if top is None:
        row.add(" " * (1 + LABELS), ground)
        return
    if [highlight for highlight in marked if highlight.target]:
        row.add(TARGET, _TextStyle(scene.colors.target, ground.background, bold=True))
    else:
        row.add(OVERLAP if len(marked) > 1 else MARK, _TextStyle(top.color, ground.background))
    begun = [h.labels for h in marked if h.start >= extent.start]
    labels = dict.fromkeys([label for labels in begun for label in labels if label[0]])
    room = LABELS
    for number, (label, color) in enumerate(labels, 1):
        text = visible(label)
        cells = cell_len(text)
        if cells > room - (number < len(labels)):
            row.add("+", _TextStyle(scene.colors.muted, ground.background, bold=True))
            room -= 1
            break
        row.add(text, _TextStyle(color, ground.background, bold=True))
        room -= cells
    row.add(" " * room, ground)


def _sign(scene: Scene, extent: Span, is_common: bool) -> str:
    """The glyph left of the text, if the caret's passage or a hit begins on the line.

    Else that of text which stands in another article too.
    """
    if scene.passage and extent.start <= scene.passage.start < extent.end:
        return CARET
    found = [hit for hit in scene.hits.touching(*extent) if hit[0].start >= extent.start]
    if not found:
        return COMMON if is_common else " "
    return CURRENT_HIT if any(current for _, _, current in found) else HIT


def _add_inset(row: _Row, layout: BlockLayout, line: int, scene: Scene, ground: _TextStyle) -> None:
    """Add the indent of a line, with the bar of a quote or the marker of a list item."""
    inset = layout.inset(line)
    quiet = ground._replace(color=scene.colors.muted)
    if layout.block.kind == "quote" and inset:
        row.add(QUOTE_BAR, ground._replace(color=scene.colors.rule))
        row.add(" " * (inset - 1), ground)
    elif layout.marker and line == 0 and inset:
        row.add(f"{drawn_text(layout.marker)} "[-inset:].rjust(inset), quiet)
    else:
        row.add(" " * inset, ground)


def _add_text(
    row: _Row,
    document: Document,
    layout: BlockLayout,
    parts: Sequence[Span],
    marked: Sequence[Highlight],
    scene: Scene,
) -> None:
    """Add the text of a line, one segment for each style."""
    if not parts:
        return
    start, end = parts[0].start, parts[-1].end
    marks = [m for m in layout.marks if m.start < end and m.end > start]
    letters = [
        (span, current)
        for passage, spans, current in scene.hits.touching(start, end)
        for span in (spans or [passage])
    ]
    edges = [span for span in (scene.passage, scene.selection, scene.character) if span]
    edges += [span for span, _ in letters]
    edges += [Span(m.start, m.end) for m in marks] + [Span(h.start, h.end) for h in marked]
    inner = {at for edge in edges for at in edge if start < at < end}
    cuts = sorted({graphemes.floor(document.text, at) for at in inner})
    base = _base(layout.block, scene)
    for part in parts:
        shown = drawn_text(document.text[part.start : part.end])
        low = part.start
        for high in (*(cut for cut in cuts if part.start < cut < part.end), part.end):
            style = _marked(base, scene, [m.style for m in marks if m.start <= low < m.end])
            style = _highlighted(style, [h for h in marked if h.start <= low < h.end])
            style = _covered(style, low, letters, scene)
            row.add(shown[low - part.start : high - part.start], style)
            low = high


def _base(block: Block, scene: Scene) -> _TextStyle:
    """The style of a Block's text without marks."""
    colors = scene.colors
    if block.kind in ("title", "heading"):
        return _TextStyle(colors.heading, colors.background, bold=True)
    if block.kind in ("caption", "related"):
        return _TextStyle(colors.muted, colors.background, italic=True)
    if block.kind == "byline":
        return _TextStyle(colors.muted, colors.background)
    return _TextStyle(colors.text, colors.background)


def _marked(style: _TextStyle, scene: Scene, styles: Sequence[MarkStyle]) -> _TextStyle:
    """A style with the emphasis and links of the file's own markup."""
    if not styles:
        return style
    color = style.color
    if "link" in styles:
        color = scene.colors.link
    elif "code" in styles:
        color = scene.colors.muted
    return style._replace(
        color=color,
        bold=style.bold or "strong" in styles,
        italic=style.italic or "emphasis" in styles,
    )


def _highlighted(style: _TextStyle, covering: Sequence[Highlight]) -> _TextStyle:
    """A style under highlights: the innermost gives the tint, and an overlap is bold."""
    top = _topmost(covering)
    if top is None:
        return style
    bold = style.bold or len(covering) > 1
    return style._replace(background=top.tint, underline=True, bold=bold)


def _topmost(highlights: Sequence[Highlight]) -> Highlight | None:
    """The innermost highlight: the one that begins last, and of those the shortest."""
    if len(highlights) < 2:
        return highlights[0] if highlights else None
    return max(highlights, key=lambda h: (h.start, -h.end))


def _covered(
    style: _TextStyle, at: int, letters: Sequence[tuple[Span, bool]], scene: Scene
) -> _TextStyle:
    """A style under the caret's passage, hits, the selection and the caret's character."""
    if scene.passage and scene.passage.start <= at < scene.passage.end:
        style = _on_passage(style, scene)
    for span, current in letters:
        if span.start <= at < span.end:
            background = scene.colors.hit_current if current else scene.colors.hit
            style = style._replace(color=scene.colors.text, background=background, bold=True)
            style = style._replace(reverse=scene.plain)
    if scene.selection and scene.selection.start <= at < scene.selection.end:
        style = _selected(style, scene)
    if scene.character and scene.character.start <= at < scene.character.end:
        style = _on_character(style, scene)
    return style


def _on_passage(style: _TextStyle, scene: Scene) -> _TextStyle:
    style = style._replace(color=_legible_color(style, scene), background=scene.colors.caret)
    return style._replace(bold=True) if scene.plain else style


def _selected(style: _TextStyle, scene: Scene) -> _TextStyle:
    style = style._replace(color=_legible_color(style, scene), background=scene.colors.selection)
    return style._replace(reverse=True) if scene.plain else style


def _on_character(style: _TextStyle, scene: Scene) -> _TextStyle:
    if scene.plain:
        return style._replace(reverse=not style.reverse, underline=True)
    return style._replace(color=scene.colors.background, background=scene.colors.cursor)


def _legible_color(style: _TextStyle, scene: Scene) -> str:
    """The colour of a text on a coloured background: muted text is not legible there."""
    return scene.colors.text if style.color == scene.colors.muted else style.color
