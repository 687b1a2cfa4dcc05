"""Tests of the start of the program, up to its first frame."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.hostile.terminal import ROOT, Terminal

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
    words = [sys.executable, "-m", "tests.ui.first_frame", str(article)]
    environment = {**os.environ, "READER_HOME": str(home)}
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.split())
    assert "tui.ui.app" in imported
    added = imported - set(LISTED.read_text("utf-8").split()) - WITHIN_PYTHON
    assert sorted(added) == [], f"import them after the first frame, or list them in {LISTED.name}"
