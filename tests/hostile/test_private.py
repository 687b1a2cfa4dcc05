"""In the program on the screen too, a private article leaves nothing in the user's folders."""

from __future__ import annotations

from pathlib import Path

from .terminal import Terminal

TEXT = "Harbour stays shut\n\nOne ferry sank. Nobody was seen again.\n"


def test_reading_typing_and_leaving_a_private_article(tmp_path: Path, home: Path) -> None:
    (tmp_path / ".reader.toml").write_text("private = true\n", encoding="utf-8")
    article = tmp_path / "harbour.txt"
    article.write_text(TEXT, encoding="utf-8")
    terminal = Terminal(str(article), home=home)
    terminal.step("", "ferry")
    terminal.step("j1n", "Note on")
    terminal.step("half a thought", "thought", quiet=0.5)
    drafts = list((tmp_path / ".reader" / "drafts").rglob("*.json"))
    terminal.step("\x1b")
    terminal.send("q")
    code, _ = terminal.end()
    terminal.close()
    assert code == 0
    assert drafts
    assert list((tmp_path / ".reader" / "progress").glob("*.json"))
    assert [str(p.relative_to(home)) for p in home.rglob("*") if p.is_file()] == []
