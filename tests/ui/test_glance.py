"""The first lines, painted before the program is there, stand where it will have them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from tests.hostile.terminal import Terminal, plain, run
from tui import glance
from tui.config import bundled
from tui.glance import colors, lines
from tui.readers.plain import read_text
from tui.ui.widgets.article_layout import Flow, Row

ARTICLE = "Harbour gates stay shut\n\n" + "\n\n".join(
    f"On day {number} the council met again, and the crane drivers waited at the gate for word. "
    "Nobody had told them what the ministry wanted, and so they went home in the rain. " * 2
    for number in range(1, 9)
)


def shown(text: str, width: int, height: int) -> list[tuple[str, str]]:
    """The rows of the real first frame: the text of each, and the kind of its Block."""
    document = read_text(text, "stem")
    flow, found = Flow(document, width), []
    for number, row in flow.rows(Row(0, 0), height) if document.blocks else []:
        layout = flow.layout(number)
        line = row - layout.gap
        parts = layout.pieces(line) if line >= 0 else []
        drawn = " " * layout.inset(line) if line >= 0 else ""
        drawn += "".join(text[start:end] for start, end in parts)
        found.append((drawn, layout.block.kind))
    return found


def agrees(text: str, width: int = 60, height: int = 30) -> int:
    """How many rows are painted, each of which stands where the program has it."""
    real = shown(text, width, height)
    painted = list(lines.rows(text, width, height))
    for row, line, look in painted:
        drawn, kind = real[row]
        assert drawn == line
        # Only the colour of the other looks is a guess.
        assert look in ("line", "quiet", kind)
    return len(painted)


def test_a_plain_article_is_painted_to_the_last_row() -> None:
    assert agrees(ARTICLE) >= 20


def test_what_looks_like_a_caption_or_a_headline_is_painted_too() -> None:
    body = ARTICLE.partition("\n\n")[2]
    caption = (
        "In this photo of Tuesday cranes stand idle above the harbour of Saltmarsh, where " * 2
    )
    assert agrees(f"{caption} nobody works. (AP Photo) (Uncredited/AP)\n\n— {body}") >= 20
    assert agrees(f"Gates shut after 20 days, 3 drivers say\n\n{body}") == 1
    told = "The harbour\n\n" + "The gates are shut. " * 9 + "\n\nA headline\n\n"
    assert agrees(told + body) >= 20


@pytest.mark.parametrize(
    ("term", "color_term", "system"),
    [
        ("xterm-256color", "truecolor", ColorSystem.TRUECOLOR),
        ("xterm-256color", "", ColorSystem.EIGHT_BIT),
        ("xterm", "", ColorSystem.STANDARD),
    ],
)
def test_colours_are_those_that_the_terminal_has(
    term: str, color_term: str, system: ColorSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", color_term)
    chance = random.Random(term)
    values = ["#000000", "#ffffff", *(f"#{chance.randrange(1 << 24):06x}" for _ in range(2_000))]
    values += [f"#{gray:02x}{gray + 3:02x}{gray:02x}" for gray in range(250)]
    for value in values:
        color = Color.parse(value).downgrade(system)
        assert colors.told(38, value) == ";".join(color.get_ansi_codes(foreground=True))
        assert colors.told(48, value) == ";".join(color.get_ansi_codes(foreground=False))


def test_the_samples_and_real_articles_agree(corpora: Path) -> None:
    paths = [*bundled("sample_data").glob("*.txt"), *corpora.rglob("*.txt")][:400]
    assert sum(agrees(path.read_text("utf-8", "replace").replace("\r", "")) for path in paths)


LINES = st.sampled_from(
    [
        "Harbour gates stay shut",
        "By Ada Finch",
        "Read more",
        "Read more: the gates",
        "- an item",
        "1. An item",
        "> quoted",
        "Daily Ledger, 9 July 2015",
        "A heading of its own",
        " ",
        "The gates stay shut.",
        "IV.",
        "e.g.",
        "Why? Nobody says.",
        "“We wait,” she said.",
        "Photo: Ada Finch",
        "Ein Tor (Foto)",
        "日本語の行です。",
        "naïve café…",
        "two  spaces  here.",
        "By the gate the drivers waited.",
        "“Read more”",
        "(An aside.)",
        "—",
        "…",
        "U.S.",
        "She left in 2014.",
        "An undated handout.",
        "https://example.org/a",
        "With material from AP.",
        "",
        "A long line " * 20 + "ends.",
        "A longer one " * 40 + "ends here (AP Photo)",
        "x" * 200,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12), st.integers(20, 90))
def test_whatever_is_painted_stands_where_the_program_has_it(lines: list[str], width: int) -> None:
    agrees("\n".join(lines), width)
    agrees("\n\n".join(lines), width)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "gates.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_the_first_lines_come_first_and_keys_typed_meanwhile_count(
    article: Path, home: Path
) -> None:
    terminal = Terminal(str(article), home=home)
    try:
        drawn = terminal.step("jj", until="3/", seconds=20)
        assert plain(drawn).index("Harbour gates") < plain(drawn).index("TAGS")
        # The screen is not entered, and so not cleared, a second time.
        assert drawn.count(b"\x1b[?1049h") <= 1
        drawn += terminal.step("q")
        code, rest = terminal.end()
        assert code == 0
        assert b"\x1b[?1049l" in rest + drawn
    finally:
        terminal.close()


def test_what_goes_wrong_afterwards_is_said_on_the_ordinary_screen(
    article: Path, home: Path
) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('theme = "ink"\n', encoding="utf-8")
    article.write_bytes(ARTICLE.encode() + b"\n\n%PDF" + bytes(range(32)) * 4000)
    code, drawn = run(str(article), home=home)
    assert code == 1
    left = drawn.rfind(b"\x1b[?1049l")
    assert "reader:" in plain(drawn[max(left, 0) :])


def test_nothing_is_painted_where_it_is_not_sure(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glance.os, "isatty", lambda handle: False)
    glance.paint(str(article))
    assert glance.before is None
    assert not glance.standing


def test_settings_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "dusk"  # dark\nmeasure = 60 # cells\n[keys]\nundo = "z"\n')
    found = glance._pairs(str(path))
    assert (found["theme"], found["measure"]) == ("dusk", "60")
    assert re.fullmatch("z", found["undo"])


@pytest.mark.parametrize("encoding", ["", 'encoding = "koi8-r"\n'])
def test_nothing_is_painted_of_a_text_whose_notes_choose_an_encoding(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    notes = path.with_name("harbour.txt.notes.toml")
    notes.write_text(f'format = 1\n[document]\npath = "harbour.txt"\n{encoding}')
    assert bool(glance._beginning(str(path))) == (not encoding)
