"""Painting: one line of the article, and all that is marked on it -> a Strip. Pure."""

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
from .article_layout import GUTTER, TRACK, BlockLayout, PageFrame
from .article_scene import Highlight, Scene

LABELS = GUTTER - 2
"""Cells for the labels of tags in the gutter."""

MARK, OVERLAP, TARGET, CARET, HIT, HIT_CURRENT, BAR = "▌█►›•◆│"
"""Glyphs of the gutter: each says without colour what its line holds."""


class _Look(NamedTuple):
    # Not a dataclass: a page of annotated lines makes a hundred of these, 0.4 ms less in this way.
    color: str
    background: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


@lru_cache(maxsize=1024)
def _style(look: _Look) -> Style:
    return Style(
        color=look.color,
        bgcolor=look.background,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
        reverse=look.reverse or None,
    )


def blank(page: PageFrame, scene: Scene) -> Strip:
    """A row without text, the map's column left out."""
    style = _style(_Look(scene.colors.text, scene.colors.background))
    return Strip.blank(page.width - TRACK, style)


def paint(
    document: Document, layout: BlockLayout, line: int, page: PageFrame, scene: Scene
) -> Strip:
    """A line of a Block (from 0) across the pane, the map's column left out."""
    reach, parts = layout.reach(line), layout.visible_spans(line)
    shown = Span(parts[0].start, parts[-1].end) if parts else Span(reach.start, reach.start)
    marked = [h for h in scene.highlights(*reach) if h.start < reach.end and h.end > reach.start]
    ground = _Look(scene.colors.text, scene.colors.background)
    left, right = _edges(scene, shown, ground)

    row = _Row()
    row.add(" " * page.left, ground)
    _gutter(row, scene, reach, [h for h in marked if h.end > shown.start], ground)
    sign = _sign(scene, reach)
    row.add(sign, left if sign == " " else left._replace(color=scene.colors.text, bold=True))
    _inset(row, layout, line, scene, left)
    _text(row, document, layout, parts, marked, scene)
    if scene.cursor and shown.end <= scene.cursor.start < reach.end:
        # The space at which the line was broken.
        row.add(" ", _under_cursor(ground, scene))
    row.add(" " * (page.right - row.cells), right)
    row.add(" " * (page.width - TRACK - row.cells), ground)
    return row.strip().adjust_cell_length(page.width - TRACK)


class _Row:
    """Segments put side by side, neighbours of one style joined."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.cells = 0

    def add(self, text: str, look: _Look) -> None:
        if not text:
            return
        style = _style(look)
        self.cells += cell_len(text)
        if self.segments and self.segments[-1].style is style and text.isspace():
            # Fewer segments are less to compose. Texts are not joined with one another: a joiner
            # at the seam would change their width.
            text = self.segments.pop().text + text
        self.segments.append(Segment(text, style))

    def strip(self) -> Strip:
        return Strip(self.segments, self.cells)


def _edges(scene: Scene, shown: Span, ground: _Look) -> tuple[_Look, _Look]:
    """How the page looks left and right of a line: as what is lit or selected up to there."""
    left = right = ground
    for span, lit in ((scene.lit, _lit), (scene.selection, _selected)):
        if span is None or span.end <= shown.start or span.start >= max(shown.end, shown.start + 1):
            continue
        if span.start <= shown.start:
            left = lit(ground, scene)
        if span.end >= shown.end:
            right = lit(ground, scene)
    return left, right


def _gutter(
    row: _Row, scene: Scene, reach: Span, marked: Sequence[Highlight], ground: _Look
) -> None:
    """The mark of a line's highlights, and the labels of those that begin on it."""
    top = _topmost(marked)
    if top is None:
        row.add(" " * (1 + LABELS), ground)
        return
    if any(highlight.target for highlight in marked):
        row.add(TARGET, ground._replace(color=scene.colors.target, bold=True))
    else:
        row.add(OVERLAP if len(marked) > 1 else MARK, ground._replace(color=top.color))
    begun = (h for h in marked if h.start >= reach.start)
    labels = dict.fromkeys(label for h in begun for label in h.labels if label[0])
    room = LABELS
    for number, (label, color) in enumerate(labels, 1):
        text = visible(label)
        if cell_len(text) > room - (number < len(labels)):
            row.add("+", ground._replace(color=scene.colors.muted, bold=True))
            room -= 1
            break
        row.add(text, ground._replace(color=color, bold=True))
        room -= cell_len(text)
    row.add(" " * room, ground)


def _sign(scene: Scene, reach: Span) -> str:
    """The glyph beside the text: where the caret's passage or a hit begins."""
    if scene.lit and reach.start <= scene.lit.start < reach.end:
        return CARET
    found = [hit for hit in scene.hits.touching(*reach) if hit[0].start >= reach.start]
    if not found:
        return " "
    return HIT_CURRENT if any(current for _, _, current in found) else HIT


def _inset(row: _Row, layout: BlockLayout, line: int, scene: Scene, ground: _Look) -> None:
    """What stands before the text: the bar of a quote, the marker of a list item."""
    inset = layout.inset(line)
    quiet = ground._replace(color=scene.colors.muted)
    if layout.block.kind == "quote" and inset:
        row.add(BAR, ground._replace(color=scene.colors.rule))
        row.add(" " * (inset - 1), ground)
    elif layout.marker and line == 0 and inset:
        row.add(f"{drawn_text(layout.marker)} "[-inset:].rjust(inset), quiet)
    else:
        row.add(" " * inset, ground)


def _text(
    row: _Row,
    document: Document,
    layout: BlockLayout,
    parts: Sequence[Span],
    marked: Sequence[Highlight],
    scene: Scene,
) -> None:
    """The text of a line, cut wherever its look changes."""
    if not parts:
        return
    start, end = parts[0].start, parts[-1].end
    marks = [m for m in layout.marks if m.start < end and m.end > start]
    letters = [
        (span, current)
        for passage, spans, current in scene.hits.touching(start, end)
        for span in (spans or [passage])
    ]
    edges = [span for span in (scene.lit, scene.selection, scene.cursor) if span]
    edges += [span for span, _ in letters]
    edges += [Span(m.start, m.end) for m in marks] + [Span(h.start, h.end) for h in marked]
    inner = {at for edge in edges for at in edge if start < at < end}
    cuts = sorted({graphemes.floor(document.text, at) for at in inner})
    base = _base(layout.block, scene)
    for part in parts:
        shown = drawn_text(document.text[part.start : part.end])
        low = part.start
        for high in (*(cut for cut in cuts if part.start < cut < part.end), part.end):
            look = _marked(base, scene, [m.style for m in marks if m.start <= low < m.end])
            look = _highlighted(look, [h for h in marked if h.start <= low < h.end])
            look = _covered(look, low, letters, scene)
            row.add(shown[low - part.start : high - part.start], look)
            low = high


def _base(block: Block, scene: Scene) -> _Look:
    """How the text of a Block looks by itself."""
    colors = scene.colors
    if block.kind in ("title", "heading"):
        return _Look(colors.heading, colors.background, bold=True)
    if block.kind in ("caption", "related"):
        return _Look(colors.muted, colors.background, italic=True)
    if block.kind == "byline":
        return _Look(colors.muted, colors.background)
    return _Look(colors.text, colors.background)


def _marked(look: _Look, scene: Scene, styles: Sequence[MarkStyle]) -> _Look:
    """A look with what the format asks for."""
    if not styles:
        return look
    color = look.color
    if "link" in styles:
        color = scene.colors.link
    elif "code" in styles:
        color = scene.colors.muted
    return look._replace(
        color=color,
        bold=look.bold or "strong" in styles,
        italic=look.italic or "emphasis" in styles,
    )


def _highlighted(look: _Look, covering: Sequence[Highlight]) -> _Look:
    """A look under highlights: the innermost gives the tint, an overlap is bold as well."""
    top = _topmost(covering)
    if top is None:
        return look
    bold = look.bold or len(covering) > 1
    return look._replace(background=top.tint, underline=True, bold=bold)


def _topmost(highlights: Sequence[Highlight]) -> Highlight | None:
    """The innermost: the one that begins last, the shorter of two that begin together."""
    return max(highlights, key=lambda h: (h.start, -h.end), default=None)


def _covered(look: _Look, at: int, letters: Sequence[tuple[Span, bool]], scene: Scene) -> _Look:
    """A look under what comes and goes: the caret, hits, the selection, the strongest last."""
    if scene.lit and scene.lit.start <= at < scene.lit.end:
        look = _lit(look, scene)
    for span, current in letters:
        if span.start <= at < span.end:
            background = scene.colors.hit_current if current else scene.colors.hit
            look = look._replace(color=scene.colors.text, background=background, bold=True)
            look = look._replace(reverse=scene.plain)
    if scene.selection and scene.selection.start <= at < scene.selection.end:
        look = _selected(look, scene)
    if scene.cursor and scene.cursor.start <= at < scene.cursor.end:
        look = _under_cursor(look, scene)
    return look


def _lit(look: _Look, scene: Scene) -> _Look:
    look = look._replace(color=_strong(look, scene), background=scene.colors.caret)
    return look._replace(bold=True) if scene.plain else look


def _selected(look: _Look, scene: Scene) -> _Look:
    look = look._replace(color=_strong(look, scene), background=scene.colors.selection)
    return look._replace(reverse=True) if scene.plain else look


def _under_cursor(look: _Look, scene: Scene) -> _Look:
    if scene.plain:
        return look._replace(reverse=not look.reverse, underline=True)
    return look._replace(color=scene.colors.background, background=scene.colors.cursor)


def _strong(look: _Look, scene: Scene) -> str:
    """Quiet text is as strong as the rest where it is lit, so that it can be read there."""
    return scene.colors.text if look.color == scene.colors.muted else look.color
