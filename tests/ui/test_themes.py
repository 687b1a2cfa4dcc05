"""Tests of themes: each text and mark has enough contrast (WCAG 2.2) on each of its backgrounds."""

from __future__ import annotations

import colorsys
import math
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.theme import Theme

from tui.model.errors import ReaderError
from tui.ui import colors, themes
from tui.ui.colors import contrast, ensure_contrast, luminance, tint
from tui.ui.reduced_themes import reduce_theme
from tui.ui.themes import PALETTE, SIGN_CONTRAST, TAG_CONTRAST, ReaderTheme

FOLDER = Path(__file__).resolve().parents[2] / "themes"
THEMES, PROBLEMS = themes.load_themes([FOLDER])
BACKGROUNDS = ("background", "caret", "selection", "hit", "hit-current")

REDUCED = {f"{name} in 256 colours": reduce_theme(theme) for name, theme in THEMES.items()}
"""The shipped themes as a terminal with 256 colours shows them."""

EVERY = THEMES | REDUCED
every_theme = pytest.mark.parametrize("theme", list(EVERY.values()), ids=list(EVERY))
any_color = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def backgrounds(theme: ReaderTheme) -> dict[str, str]:
    return dict(zip(BACKGROUNDS, theme.backgrounds, strict=True))


def words(theme: ReaderTheme) -> dict[str, str]:
    """The colours of all texts in the article pane, and of all marks of tags, by name."""
    reading = theme.reading._asdict()
    written = {name: reading[name] for name in ("text", "muted", "heading", "link", "target")}
    return written | {f"tag {name}": theme.color(name) for name in theme.palette}


def too_weak(theme: ReaderTheme, drawn: dict[str, str], on: dict[str, str]) -> list[str]:
    return [
        f"{what} on {where}: {contrast(color, background):.2f}"
        for what, color in drawn.items()
        for where, background in on.items()
        if contrast(color, background) < least_contrast(theme, what, where)
    ]


def least_contrast(theme: ReaderTheme, what: str, where: str) -> float:
    """The theme's contrast; less for tags in 256 colours, few of which have so much."""
    if not (theme.is_reduced and what.startswith("tag ")):
        return theme.contrast
    return SIGN_CONTRAST if where.endswith(BACKGROUNDS[1:]) else TAG_CONTRAST


def oklab(color: str) -> tuple[float, float, float]:
    """A colour in a perceptually uniform space (https://bottosson.github.io/posts/oklab/)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colors.channels(color)
    )
    l_ = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    m_ = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    s_ = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


def difference(one: str, other: str) -> float:
    return math.dist(oklab(one), oklab(other))


def test_the_shipped_themes_are_sound_and_enough() -> None:
    assert PROBLEMS == []
    assert themes.DEFAULT_THEME in THEMES
    assert len(THEMES) == len(list(FOLDER.glob("*.toml"))) >= 5
    assert all(theme.contrast >= 4.5 for theme in THEMES.values())
    assert {theme.dark for theme in THEMES.values() if theme.contrast >= 7} == {True, False}
    assert all(theme.contrast >= 7 for name, theme in THEMES.items() if "contrast" in name)


@every_theme
def test_text_and_marks_read_on_every_background(theme: ReaderTheme) -> None:
    assert too_weak(theme, words(theme), backgrounds(theme)) == []


@every_theme
def test_text_and_marks_read_on_every_tint(theme: ReaderTheme) -> None:
    tints = {
        f"{name} tint on {where}": theme.tint(name, background)
        for name in theme.palette
        for where, background in backgrounds(theme).items()
        if where in ("background", "caret")
    }
    assert too_weak(theme, words(theme), tints) == []


@every_theme
def test_text_reads_on_a_tint_under_selection_and_hits(theme: ReaderTheme) -> None:
    tints = {
        f"{name} tint on {where}": theme.tint(name, background)
        for name in theme.palette
        for where, background in backgrounds(theme).items()
    }
    assert too_weak(theme, {"text": theme.reading.text}, tints) == []


@every_theme
def test_marks_read_on_the_map_and_text_under_the_cursor(theme: ReaderTheme) -> None:
    marks = {f"tag {name}": theme.color(name) for name in theme.palette}
    assert too_weak(theme, marks, {"map": theme.reading.map}) == []
    cursor = {"cursor": theme.reading.cursor}
    assert too_weak(theme, {"background": theme.colors.background}, cursor) == []


@every_theme
def test_the_colours_of_widgets_read_on_what_widgets_lie_on(theme: ReaderTheme) -> None:
    base = theme.colors._asdict()
    lying = {name: base.pop(name) for name in ("background", "surface", "panel")}
    tags = {f"tag {name}": color for name, color in theme.palette.items()}
    drawn = base | {"muted": theme.reading.muted} | tags
    assert too_weak(theme, drawn, lying) == []
    rows = {"caret": theme.reading.caret, "selection": theme.reading.selection}
    assert too_weak(theme, {"foreground": theme.colors.foreground}, rows) == []


@every_theme
def test_each_background_differs_visibly_from_the_others(theme: ReaderTheme) -> None:
    for (one, color), (other, another) in combinations(backgrounds(theme).items(), 2):
        assert difference(color, another) >= 0.05, f"{one} and {other}"
    for background in (theme.reading.caret, theme.reading.selection):
        assert contrast(background, theme.colors.background) >= 1.1


@every_theme
def test_the_colours_of_tags_are_told_apart(theme: ReaderTheme) -> None:
    assert set(theme.palette) >= set(PALETTE)
    for one, other in combinations(PALETTE, 2):
        assert difference(theme.palette[one], theme.palette[other]) >= 0.06, f"{one} and {other}"


@every_theme
def test_dark_themes_are_dark(theme: ReaderTheme) -> None:
    darker = luminance(theme.colors.background) < luminance(theme.reading.text)
    assert theme.dark == darker == theme.textual.dark


@every_theme
async def test_textual_takes_the_theme_and_style_sheets_see_its_colours(theme: ReaderTheme) -> None:
    class Page(App[None]):
        CSS = "Screen { background: $reading-hit-current; color: $tag-red; }"

        def __init__(self) -> None:
            super().__init__()
            self.register_theme(theme.textual)
            self.theme = theme.name

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return theme.textual.variables

    app = Page()
    async with app.run_test():
        assert app.screen.styles.background.hex.lower() == theme.reading.hit_current
        assert app.screen.styles.color.hex.lower() == theme.palette["red"]
        assert isinstance(theme.textual, Theme)


@every_theme
@given(color=any_color)
def test_any_colour_of_a_user_reads_on_every_background(theme: ReaderTheme, color: str) -> None:
    mark = theme.color(color)
    assert all(contrast(mark, background) >= theme.contrast for background in theme.backgrounds)
    background = tint(mark, theme.colors.background)
    assert contrast(theme.reading.text, background) >= theme.contrast


@pytest.mark.parametrize("name", ["", "mauve", "#12", "[red]", "#gggggg"])
def test_a_colour_that_is_none_is_gray(name: str) -> None:
    theme = THEMES[themes.DEFAULT_THEME]
    assert theme.color(name) == theme.palette["gray"]


# The ratios are those of https://webaim.org/resources/contrastchecker/.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("color", ["red", "#fff", "#12345", "#1234567", "#gggggg", "# 1 2 3", ""])
def test_only_rrggbb_is_a_colour(color: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        colors.channels(color)


@given(any_color)
def test_channels_come_back(color: str) -> None:
    assert colors.to_hex(*colors.channels(color)) == color


@given(any_color, any_color)
def test_ensure_contrast_reaches_the_ratio_if_any_colour_can(color: str, background: str) -> None:
    # Black or white reaches 4.58 on everything.
    assert contrast(ensure_contrast(color, background, 4.5), background) >= 4.5


@given(any_color, any_color)
def test_ensure_contrast_leaves_alone_what_can_be_read(color: str, background: str) -> None:
    if contrast(color, background) >= 4.5:
        assert ensure_contrast(color, background, 4.5) == color


@given(any_color, any_color)
def test_ensure_contrast_keeps_the_hue(color: str, background: str) -> None:
    hue, _, saturation = colorsys.rgb_to_hls(*colors.channels(color))
    moved, lightness, left = colorsys.rgb_to_hls(
        *colors.channels(ensure_contrast(color, background, 4.5))
    )
    if saturation > 0.5 and left > 0.5 and 0.2 < lightness < 0.8:
        assert min(abs(hue - moved), 1 - abs(hue - moved)) < 0.02


@given(any_color, any_color)
def test_ensure_contrast_goes_no_further_than_needed(color: str, background: str) -> None:
    hue, lightness, saturation = colorsys.rgb_to_hls(*colors.channels(color))
    moved = colorsys.rgb_to_hls(*colors.channels(ensure_contrast(color, background, 4.5)))[1]
    if abs(moved - lightness) > 0.02 and 0.01 < moved < 0.99:
        nearer = moved - math.copysign(0.015, moved - lightness)
        shade = colors.to_hex(*colorsys.hls_to_rgb(hue, nearer, saturation))
        assert contrast(shade, background) < 4.5


def test_ensure_contrast_does_its_best_where_nothing_suffices() -> None:
    assert ensure_contrast("#ff0000", "#777777", 21) == "#000000"
    assert ensure_contrast("#ff0000", "#707070", 21) == "#ffffff"


@given(any_color, any_color)
def test_a_tint_has_little_contrast(color: str, background: str) -> None:
    assert contrast(tint(color, background), background) <= colors.MAX_TINT_CONTRAST


@every_theme
def test_a_tint_is_visible(theme: ReaderTheme) -> None:
    for name in PALETTE:
        assert difference(theme.tint(name), theme.colors.background) >= 0.02, name


def test_a_theme_of_the_user_comes_before_the_shipped_one(tmp_path: Path) -> None:
    text = (FOLDER / "ink.toml").read_text(encoding="utf-8")
    mine = text.replace(THEMES["ink"].reading.heading, "#ABCDEF")
    (tmp_path / "mine.toml").write_text("\ufeff" + mine, encoding="utf-8")
    found, problems = themes.load_themes([FOLDER, tmp_path, tmp_path / "absent"])
    assert problems == []
    assert found["ink"].reading.heading == "#abcdef"
    assert list(found) == list(THEMES)


INK = (FOLDER / "ink.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        ("", "name must be"),
        ("name = = 1", "line 1"),
        (INK.replace('"ink"', '"two, names"'), "name must be"),
        (INK.replace("dark = true", 'dark = "yes"'), "dark must be"),
        (INK.replace("contrast = 4.5", "contrast = true"), "contrast must be"),
        (INK.replace("[palette]", "[colours]"), "[palette] lacks red, orange"),
        (INK.replace("hit-current", "hit-other"), "[reading] lacks hit-current"),
        (INK.replace(THEMES["ink"].palette["red"], "[bold]"), "[palette] 'red' must be a colour"),
        (INK.replace(THEMES["ink"].palette["red"], "#f00"), "[palette] 'red' must be a colour"),
        (INK + '[variables]\nlink-style = "#aabbcc"\n', "'link-style' must be a colour"),
        (INK + '[variables]\n"a\\nb" = "x"\n', "'a\\nb' must be a colour"),
        ("palette = 1\n" + INK.replace("[palette]", "[other]"), "palette must be a table"),
        ("x = " + "[" * 5000, "is left out"),
    ],
)
def test_a_damaged_theme_is_skipped_and_named(tmp_path: Path, damaged: str, said: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(damaged, encoding="utf-8")
    found, (problem,) = themes.load_themes([tmp_path, FOLDER])
    assert found.keys() == THEMES.keys()
    assert str(path) in problem
    assert said in problem
    assert "\n" not in problem


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(ReaderError, match="broken"):
        themes.load_theme(tmp_path / "broken.toml")
