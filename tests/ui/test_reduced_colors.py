"""Terminals with 256, 16 and no colours: hues keep their order, and text its contrast."""

from __future__ import annotations

import os
import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.color import Color
from textual.pilot import Pilot

from tests.hostile.terminal import Terminal
from tests.sampling import sampled
from tui.ui import themes
from tui.ui.color_filters import PlainFilter, XtermFilter, color_filter
from tui.ui.colors import contrast
from tui.ui.reduced_themes import reduce_theme
from tui.ui.themes import PALETTE, ReaderTheme
from tui.ui.xterm_colors import XTERM_COLORS, chroma, hue, number_of

from .pilot import keys
from .program import article, program

FOLDER = Path(__file__).resolve().parents[2] / "themes"
THEMES, _ = themes.load_themes([FOLDER])
REDUCED = {name: reduce_theme(theme) for name, theme in THEMES.items()}
HUES = [name for name in PALETTE if name != "gray"]

any_color = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
every_theme = pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))


def colors_of(theme: ReaderTheme) -> set[str]:
    """All colours of a theme, its tints, and the variables that style sheets use."""
    tints = {theme.tint(name, ground) for name in theme.palette for ground in theme.backgrounds}
    variables = theme.textual.variables.values()
    return {*theme.colors, *theme.palette.values(), *theme.reading, *tints, *variables}


def test_the_colours_are_those_of_every_terminal() -> None:
    assert len(set(XTERM_COLORS)) == len(XTERM_COLORS) == 240
    for number, color in enumerate(XTERM_COLORS, 16):
        assert RichColor.from_ansi(number).get_truecolor().hex == color
        assert number_of(color) == number


@every_theme
def test_a_reduced_theme_has_only_colours_of_the_terminal(theme: ReaderTheme) -> None:
    assert colors_of(REDUCED[theme.name]) <= set(XTERM_COLORS)


@every_theme
def test_the_hues_of_tags_keep_their_order(theme: ReaderTheme) -> None:
    palette = REDUCED[theme.name].palette
    hues = [hue(palette[name]) for name in HUES]
    turns = [(after - before) % 360 for before, after in pairwise([*hues, hues[0]])]
    assert all(turn > 9 for turn in turns), hues
    assert sum(turns) == pytest.approx(360), "once around the circle of hues"
    assert [name for name in HUES if chroma(palette[name]) < 0.04] == []


@every_theme
@given(color=any_color)
def test_any_colour_of_a_user_reads_in_256_colours(theme: ReaderTheme, color: str) -> None:
    reduced = REDUCED[theme.name]
    mark = reduced.color(color)
    assert mark in XTERM_COLORS
    assert all(contrast(mark, ground) >= theme.contrast for ground in reduced.backgrounds)


def drawn(style: Style, text: str, made: XtermFilter | PlainFilter) -> Style:
    """The style in which a filter draws a text."""
    (segment,) = made.apply([Segment(text, style)], Color(0, 0, 0))
    assert segment.text == text
    assert segment.style is not None
    return segment.style


@given(any_color, any_color)
def test_text_in_256_colours_keeps_its_contrast(color: str, background: str) -> None:
    style = drawn(Style(color=color, bgcolor=background, bold=True), "a", XtermFilter())
    assert style.bold
    assert style.color
    assert style.bgcolor
    assert style.color.type == style.bgcolor.type == ColorType.EIGHT_BIT
    kept = contrast(style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
    assert kept >= 4.5 or contrast(color, background) < 4.5


@every_theme
@pytest.mark.parametrize("hues", [True, False])
def test_text_in_16_colours_or_none_is_in_the_terminals_own(theme: ReaderTheme, hues: bool) -> None:
    made = PlainFilter(theme.colors.background, hues=hues)
    for background in colors_of(theme):
        for color in (theme.reading.text, *theme.palette.values()):
            style = drawn(Style(color=color, bgcolor=background), "the port?", made)
            assert style.color == style.bgcolor == RichColor.default()


@every_theme
def test_what_is_selected_is_reversed_without_colours(theme: ReaderTheme) -> None:
    made = PlainFilter(theme.colors.background, hues=False)
    for background in (theme.reading.selection, theme.reading.cursor, theme.colors.primary):
        assert drawn(Style(color=theme.reading.text, bgcolor=background), "a", made).reverse
        assert drawn(Style(bgcolor=background, reverse=True), "a", made).reverse
    plain = (theme.colors.background, theme.colors.surface, theme.colors.panel, theme.reading.map)
    for background in plain:
        assert not drawn(Style(color=theme.reading.text, bgcolor=background), "a", made).reverse


ANSI = {"red": 1, "orange": 3, "yellow": 11, "green": 2, "teal": 6, "blue": 4, "purple": 5}


@every_theme
def test_signs_of_tags_have_a_hue_in_16_colours(theme: ReaderTheme) -> None:
    made = PlainFilter(theme.colors.background, hues=True)
    for name, number in {**ANSI, "pink": 13}.items():
        style = drawn(Style(color=theme.palette[name]), "■ ", made)
        assert style.color
        assert style.color.number == number, name
    assert drawn(Style(color=theme.palette["gray"]), "■", made).color == RichColor.default()


@pytest.mark.parametrize(
    ("system", "no_color", "kind"),
    [
        ("truecolor", False, type(None)),
        ("256", False, XtermFilter),
        ("standard", False, PlainFilter),
        ("windows", False, PlainFilter),
        (None, False, PlainFilter),
        ("truecolor", True, PlainFilter),
        ("256", True, PlainFilter),
    ],
)
def test_the_filter_is_that_of_the_terminal(
    system: str | None, no_color: bool, kind: type[object]
) -> None:
    assert type(color_filter(system, no_color, "#14171d")) is kind


SGR = re.compile(rb"\x1b\[([0-9;]*)m")
SHAPES = {
    "256": r"[34]8;5;\d+",
    "16": r"(3[0-79]|9[0-7]|49)",
    "none": r"[34]9",
}
"""What sets a colour, in each kind of terminal."""


TERMINALS = [
    ("256", {"TERM": "xterm-256color", "COLORTERM": ""}),
    ("16", {"TERM": "xterm", "COLORTERM": ""}),
    ("none", {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}),
    ("none", {"TERM": "xterm-256color", "COLORTERM": "", "NO_COLOR": "1"}),
]


@pytest.mark.parametrize(("kind", "more"), sampled(TERMINALS, TERMINALS[1:2]))
def test_the_program_sends_only_colours_of_the_terminal(
    tmp_path: Path, home: Path, kind: str, more: dict[str, str]
) -> None:
    terminal = Terminal(str(article(tmp_path)), home=home, **more)
    try:
        sent = terminal.step("", "Two officials")
        sent += terminal.step("j1/harbour", "found")
        sent += terminal.step("\r", quiet=0.5)
        sent += terminal.step("t", "and stay")
        os.write(terminal.handle, b"\x1bq")
        code, rest = terminal.end()
    finally:
        terminal.close()
    assert code == 0
    one = rf"(0|1|2|3|4|7|9|22|23|24|27|29|{SHAPES[kind]})"
    allowed = re.compile(f"({one}(;{one})*)?".encode())
    assert {found for found in SGR.findall(sent + rest) if not allowed.fullmatch(found)} == set()


DIALOGS = [*product(["space", "ctrl+t", "T", "i"], ["dusk", "paper"])]


@pytest.mark.parametrize(("key", "theme"), sampled(DIALOGS, [("space", "dusk")]))
async def test_without_colours_a_dialog_leaves_the_article_above_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with program(article(tmp_path), size=(100, 40), theme=theme) as pilot:
        await keys(pilot, "j j")
        before = reversed_texts(pilot)
        await keys(pilot, key)
        assert reversed_texts(pilot) == before


def reversed_texts(pilot: Pilot[int]) -> list[str]:
    """What the first ten lines of the screen show in reverse video."""
    app = pilot.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    lines = [*update.strips][:10]
    shown = [segment for line in lines for strip in line for segment in strip]
    return [s.text for s in shown if s.style and s.style.reverse and s.text.strip()]
