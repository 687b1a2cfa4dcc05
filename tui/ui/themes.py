"""Themes: TOML files with the colours of Textual's widgets, of the article pane and of the tags.

    name = "ink"
    dark = true
    contrast = 4.5    # the minimum WCAG ratio of text and marks on each background; 4.5 if absent
    [colors]          # every field of Colors
    [palette]         # every name of PALETTE, and optionally others
    [reading]         # every field of ArticleColors, "_" written "-"
    [variables]       # optional: further colour variables of Textual

Every colour is "#rrggbb". In style sheets they are `$tag-red`, `$reading-hit-current` and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from textual.theme import Theme

from .. import config as settings
from ..config import LARGEST, Config, Folders
from ..formats import toml
from ..model.errors import ReaderError
from ..model.patterns import lazily
from ..store import atomic_files
from . import colors

DEFAULT_THEME = "ink"
"""The name of the theme that is used until the user chooses another."""

PALETTE = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "gray")
"""The colour names that every theme defines, for use in codebooks."""

TAG_CONTRAST = 4.5
"""The least contrast ratio of a tag with the plain background of a reduced theme (WCAG 2.2, AA)."""
SIGN_CONTRAST = 3.0
"""The same on other backgrounds, where tags are signs only (WCAG 2.2, non-text contrast)."""

_NAME = lazily(r"[\w-]{1,40}")


class Colors(NamedTuple):
    """The `[colors]` table, from which Textual derives the colours of its widgets."""

    primary: str
    secondary: str
    accent: str
    foreground: str
    background: str
    surface: str
    panel: str
    success: str
    warning: str
    error: str


class ArticleColors(NamedTuple):
    """The `[reading]` table: the text colours of the article, then its backgrounds."""

    text: str
    muted: str
    heading: str
    link: str
    target: str
    rule: str
    caret: str
    cursor: str
    selection: str
    hit: str
    hit_current: str
    map: str


WORDS = ("text", "muted", "heading", "link", "target")
"""The ArticleColors of what is written; the others are those of lines and backgrounds."""


class ReaderTheme(NamedTuple):
    """One theme. All colours are "#rrggbb"; `contrast` is its minimum WCAG contrast ratio.

    If it `is_reduced`, all its colours are of those that every terminal with 256 colours has.
    """

    name: str
    dark: bool
    contrast: float
    colors: Colors
    palette: Mapping[str, str]
    reading: ArticleColors
    textual: Theme
    is_reduced: bool = False

    @property
    def backgrounds(self) -> tuple[str, ...]:
        """The backgrounds of the article's text and of the marks of tags."""
        r = self.reading
        return self.colors.background, r.caret, r.selection, r.hit, r.hit_current

    def color(self, name: str) -> str:
        """The colour of a mark, legible on all backgrounds; `name` is of the palette or "#rrggbb".

        Any other name, such as the "" of a tag without a colour, gives gray.
        """
        known = self.palette.get(name)
        if known or not colors.is_color(name):
            return known or self.palette["gray"]
        nearest = (max if self.dark else min)(self.backgrounds, key=colors.luminance)
        if self.is_reduced:
            from .xterm_colors import legible

            return legible(name.lower(), self.backgrounds, self.contrast)
        return colors.ensure_contrast(name.lower(), nearest, self.contrast)

    def tint(self, name: str, background: str = "") -> str:
        """A background mixed with the colour of a mark; "" is the theme's plain background."""
        background = background or self.colors.background
        tint = colors.tint(self.color(name), background)
        if self.is_reduced:
            from .xterm_colors import reduced_tint

            words = tuple(getattr(self.reading, name) for name in WORDS)
            least = dict.fromkeys(self.palette.values(), TAG_CONTRAST)
            least |= dict.fromkeys(words, self.contrast)
            return reduced_tint(tint, background, self.backgrounds, tuple(least.items()))
        return tint


def initial_theme(folders: Folders, config: Config) -> tuple[ReaderTheme, list[str]]:
    """The theme to start with, and one line for each problem with the user's themes.

    It is the one that was chosen last, else the configured one, else DEFAULT_THEME. Of the shipped
    themes only this one is read. Raises ReaderError if DEFAULT_THEME is needed and cannot be read.
    """
    themes, problems = load_themes([folders.config / "themes"])
    name = settings.remembered(folders.state).theme or config.theme
    if name not in themes:
        with suppress(ReaderError):
            themes[name] = load_theme(settings.bundled("themes") / f"{name}.toml")
    if name not in themes:
        problems.append(f"there is no theme {name}: press Ctrl+T to choose another")
        name = DEFAULT_THEME
    if name not in themes:
        themes[name] = load_theme(settings.bundled("themes") / f"{name}.toml")
    return themes[name], problems


def all_themes(folders: Folders) -> dict[str, ReaderTheme]:
    """All shipped themes and the user's, by name; a user's theme replaces a shipped one."""
    return load_themes([settings.bundled("themes"), folders.config / "themes"])[0]


def load_themes(folders: Sequence[Path]) -> tuple[dict[str, ReaderTheme], list[str]]:
    """Load the themes in some folders, by name, and one line for each file that is not a theme.

    Of two themes with one name, that of the later folder is used. Folders may be missing.
    """
    found: dict[str, ReaderTheme] = {}
    problems: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                theme = load_theme(path)
            except ReaderError as error:
                problems.append(str(error))
            else:
                found[theme.name] = theme
    return found, problems


def load_theme(path: Path) -> ReaderTheme:
    """Load the theme in a file. Raises ReaderError if it cannot be read or is not a theme."""
    try:
        found = atomic_files.read(path, limit=LARGEST)
        if found is None:
            raise ReaderError("no such file")
        return parse_theme(toml.loads(found[0].decode("utf-8-sig")))
    except (ReaderError, ValueError, RecursionError) as error:
        why = str(error).removeprefix(f"{path}: ")
        raise ReaderError(f"theme {path} is left out: {why}") from error


def parse_theme(data: Mapping[str, Any]) -> ReaderTheme:
    """Make a theme from the data of a TOML file. Raises ValueError with what is wrong."""
    name, dark, contrast = data.get("name"), data.get("dark"), data.get("contrast", 4.5)
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        raise ValueError("name must be letters, digits, - and _")
    if not isinstance(dark, bool):
        raise ValueError("dark must be true or false")
    if isinstance(contrast, bool) or not isinstance(contrast, (int, float)):
        raise ValueError("contrast must be a number")
    base = Colors(**_color_table(data, "colors", _keys(Colors)))
    palette = _color_table(data, "palette", PALETTE, allow_more=True)
    read = _color_table(data, "reading", _keys(ArticleColors))
    reading = ArticleColors(**{key.replace("-", "_"): color for key, color in read.items()})
    variables = _color_table(data, "variables", (), allow_more=True)
    textual = textual_theme(name, dark, base, palette, reading, variables)
    return ReaderTheme(name, dark, float(contrast), base, palette, reading, textual)


def textual_theme(
    name: str,
    dark: bool,
    base: Colors,
    palette: Mapping[str, str],
    reading: ArticleColors,
    variables: Mapping[str, str],
) -> Theme:
    """Textual's theme with some colours; `variables` are added to those that follow from them."""
    every = _variables(base, palette, reading) | dict(variables)
    return Theme(name, dark=dark, variables=every, **base._asdict())


def _keys(table: type[Colors] | type[ArticleColors]) -> list[str]:
    return [name.replace("_", "-") for name in table._fields]


def _color_table(
    data: Mapping[str, Any], name: str, required: Sequence[str], allow_more: bool = False
) -> dict[str, str]:
    """The colours in a table of a theme file; other keys than the required ones may be kept."""
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name} must be a table")
    found: dict[str, str] = {}
    for key, value in table.items():
        # A colour where Textual expects a style would break every style sheet that uses it.
        if not (isinstance(value, str) and colors.is_color(value)) or key.endswith("-style"):
            raise ValueError(f"[{name}] {key!r} must be a colour, #rrggbb")
        found[key] = value.lower()
    if missing := [key for key in required if key not in found]:
        raise ValueError(f"[{name}] lacks {', '.join(missing)}")
    return found if allow_more else {key: found[key] for key in required}


def _variables(base: Colors, palette: Mapping[str, str], reading: ArticleColors) -> dict[str, str]:
    """The colour variables of a theme: its own, and those that Textual would mix by transparency.

    Colours mixed by transparency would not keep the contrast of the theme.
    """
    found = {f"tag-{name}": color for name, color in palette.items()}
    found |= {f"reading-{k.replace('_', '-')}": v for k, v in reading._asdict().items()}
    kinds = ("primary", "secondary", "accent", "success", "warning", "error")
    found |= {f"text-{kind}": getattr(base, kind) for kind in kinds}
    bars = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    found |= dict.fromkeys((*bars, "scrollbar-corner-color"), base.background)
    return found | {
        "text-muted": reading.muted,
        "foreground-muted": reading.muted,
        "border": base.primary,
        "border-blurred": reading.rule,
        "scrollbar": reading.rule,
        "scrollbar-hover": reading.muted,
        "scrollbar-active": base.primary,
        "block-cursor-foreground": base.foreground,
        "block-cursor-background": reading.selection,
        "block-cursor-blurred-foreground": base.foreground,
        "block-cursor-blurred-background": reading.caret,
        "block-hover-background": reading.caret,
        "input-cursor-foreground": base.background,
        "input-cursor-background": reading.cursor,
        "input-selection-background": reading.selection,
        "screen-selection-background": reading.selection,
        "link-color": reading.link,
        "link-color-hover": reading.link,
        "link-background-hover": reading.selection,
        "button-color-foreground": base.background,
    }
