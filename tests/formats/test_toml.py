"""Bounds on time and memory in parsing TOML, wherever a text comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import config
from tui.formats import toml
from tui.importing.values import Values
from tui.model.errors import ReaderError
from tui.readers import read_bytes
from tui.store import damaged_toml
from tui.ui import themes

SIZE = 1 << 18
COSTLY = {
    "digits": ("x = " + "9" * SIZE, "a number of more than 4300 digits"),
    "a dotted key": ("a." * 200 + "b = 1\n" + "c." * 200 + "d = 2", "nested too deeply"),
}


@pytest.mark.parametrize("case", COSTLY)
def test_the_line_and_the_reason_are_said(case: str) -> None:
    text, what = COSTLY[case]
    with pytest.raises(toml.CostlyError) as caught:
        toml.loads(f"\n{text}")
    assert (caught.value.line, caught.value.what) == (2, what)


@pytest.mark.parametrize("case", COSTLY)
def test_every_file_of_tables_is_parsed_within_the_bounds(case: str, tmp_path: Path) -> None:
    text, what = COSTLY[case]
    path = tmp_path / config.CONFIG
    path.write_text(text)
    settings, problems = config.load(tmp_path)
    assert settings == config.Config()
    assert what in problems[0]
    with pytest.raises(ReaderError, match=what):
        themes.load_theme(path)
    assert not damaged_toml.is_sound(text)
    assert "x" not in Values.kept(text)
    document = read_bytes(f"+++\n{text}\n+++\nThe ferry left.\n".encode(), stem="a", suffix=".md")
    assert "The ferry left." in document.text


@pytest.mark.parametrize("before", ["", 'x = """\nsome. words.\n""" # a. b.\n', "y = 'a.b'\n"])
@pytest.mark.parametrize("case", COSTLY)
def test_a_costly_line_is_found_whatever_is_before_it(case: str, before: str) -> None:
    text, what = COSTLY[case]
    with pytest.raises(toml.CostlyError, match=what):
        toml.loads(before + text.replace("x =", "z ="))


def test_long_texts_are_no_costly_lines() -> None:
    text = "x = '" + "a." * 5000 + "'"
    assert toml.loads(text) == {"x": "a." * 5000}
