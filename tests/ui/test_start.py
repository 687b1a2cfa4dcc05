"""Tests of the start of the program, up to its first frame."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.terminal import ROOT, Terminal
from tests.sampling import sampled
from tests.ui.imports_at_rest import parts
from tui.config import folders
from tui.ui.reading.loading_screen import takes_long

ARTICLE = "Harbour gates stay shut\n\nOne ferry sank.\n\nNobody was seen again.\n\nIt rained.\n"


def test_keys_typed_before_the_first_frame_are_handled(tmp_path: Path, home: Path) -> None:
    article = tmp_path / "gates.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    terminal = Terminal(str(article), home=home)
    try:
        drawn = terminal.step("jj", until="3/4")
        terminal.send("q")
        code, rest = terminal.end()
        assert code == 0
        assert (drawn + rest).count(b"\x1b[?1049h") == 1
        assert (drawn + rest).count(b"\x1b[?1049l") == 1
    finally:
        terminal.close()


LISTED = Path(__file__).with_name("first_frame_modules.txt")
WITHIN_PYTHON = {"encodings", "_sha2", "_sha256"}
"""Modules that Python itself imports in some versions, or for some files."""


def test_the_first_frame_needs_no_more_modules_than_those_listed(
    tmp_path: Path, home: Path
) -> None:
    article = tmp_path / "gates.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    imported = _printed("tests.ui.first_frame", article, home)
    assert "tui.ui.app" in imported
    added = imported - _listed() - WITHIN_PYTHON
    assert sorted(added) == [], f"import them after the first frame, or list them in {LISTED.name}"


@pytest.mark.parametrize("times", sampled([1, 8000], [1]))
def test_an_article_at_rest_needs_no_more_layers_and_packages_than_its_first_frame(
    tmp_path: Path, home: Path, times: int
) -> None:
    article = tmp_path / "gates.txt"
    article.write_text(ARTICLE * times, encoding="utf-8")
    assert takes_long(article, folders()) == (times > 1)
    added = _printed("tests.ui.imports_at_rest", article, home) - parts(_listed())
    assert sorted(added) == [], "import them once the user needs them: they take much memory"


def _listed() -> set[str]:
    return set(LISTED.read_text("utf-8").split())


def _printed(module: str, article: Path, home: Path) -> set[str]:
    """The words that a module prints about an article, run in a Python of its own."""
    words = [sys.executable, "-m", module, str(article)]
    environment = {**os.environ, "READER_HOME": str(home)}
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())
