"""The start of the program, up to its first frame."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.terminal import Terminal

ARTICLE = "Harbour gates stay shut\n\nOne ferry sank.\n\nNobody was seen again.\n\nIt rained.\n"


def test_keys_typed_before_the_first_frame_count(tmp_path: Path, home: Path) -> None:
    article = tmp_path / "gates.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    terminal = Terminal(str(article), home=home)
    try:
        drawn = terminal.step("jj", until="3/4", seconds=20)
        drawn += terminal.step("q")
        code, rest = terminal.end()
        assert code == 0
        assert (drawn + rest).count(b"\x1b[?1049h") == 1
        assert (drawn + rest).count(b"\x1b[?1049l") == 1
    finally:
        terminal.close()
