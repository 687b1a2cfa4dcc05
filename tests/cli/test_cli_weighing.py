"""The report on the command line: what is flagged, and what it takes from other articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.__main__ import main

TEXT = "The ferry stays.\n\nThe crane moved. Nobody saw it.\n"
NOTES = """format = 1

[[source]]
id = "pilot"
name = "The pilot"

[[annotation]]
id = "{id}"
start = 0
end = 16
quote = "The ferry stays."
tags = ["claim/event"]
source = "pilot"
"""


def put(folder: Path, name: str, id: str, more: str = "") -> Path:
    path = folder / name
    path.write_text(TEXT, encoding="utf-8")
    notes = NOTES.format(id=id) + more
    path.with_name(f"{name}.notes.toml").write_text(notes, encoding="utf-8")
    return path


def judged(cites: str, text: str = "It stays.") -> str:
    return f'\n[[judgement]]\nid = "J"\ntext = "{text}"\nlikelihood = "likely"\ncites = {cites}\n'


@pytest.mark.parametrize("format", ["report", "report-html", "report-docx"])
def test_a_judgement_without_a_citation_is_flagged(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "a.txt", "A1", judged("[]"))
    out = tmp_path / "out"
    assert main(["export", str(path), "--to", format, "-o", str(out)]) == 1
    assert "“It stays.”: no citation" in capsys.readouterr().err
    assert out.stat().st_size > 500


def test_a_judgement_on_a_passage_that_is_gone_is_flagged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "a.txt", "A1", judged('["A1"]'))
    assert main(["export", str(path), "--to", "report", "-o", str(tmp_path / "1.md")]) == 0
    path.write_text("Something else altogether stands here now.\n", encoding="utf-8")
    assert main(["export", str(path), "--to", "report", "-o", str(tmp_path / "2.md")]) == 1
    assert "rests on [1], which is orphaned" in capsys.readouterr().err
    assert "Flagged:" in (tmp_path / "2.md").read_text(encoding="utf-8")


def test_words_that_may_stand_are_told_and_are_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "With high confidence, it is likely to stay."
    path = put(tmp_path, "a.txt", "A1", judged('["A1"]', text))
    assert main(["export", str(path), "--to", "report", "-o", str(tmp_path / "1.md")]) == 0
    assert "likelihood and confidence in one sentence" in capsys.readouterr().err


def test_what_another_article_is_cited_for_is_taken_from_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = 'links = [{ to = "b/b.txt#B1", rel = "supports" }]\n'
    path = put(tmp_path, "a.txt", "A1", links + judged('["A1", "b/b.txt#B1"]'))
    (tmp_path / "b").mkdir()
    put(tmp_path / "b", "b.txt", "B1", 'note = "not asked for"\n')
    out = tmp_path / "1.md"
    assert main(["export", str(path), "--to", "report", "-o", str(out)]) == 0
    report = out.read_text(encoding="utf-8")
    assert "It stays.\n\nEvidence: The pilot [1] [2]." in report
    assert str(tmp_path / "b" / "b.txt") in report
    bare = [*("export", str(path), "--to", "report", "--without", "paths"), "-o", str(out)]
    assert main(bare) == 0
    assert "b.txt" not in out.read_text(encoding="utf-8")
    assert main(["export", str(tmp_path), "--to", "report", "-o", str(out)]) == 0
    assert "2 documents" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().err.count("no citation") == 0


def test_links_that_nobody_knows_are_kept_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = 'links = [{ to = "gone.txt#X", rel = "echoes", why = "w", by = "kt" }]\n'
    path = put(tmp_path, "a.txt", "A1", links)
    assert main(["tag", str(path), "--quote", "The crane moved.", "--tag", "claim"]) == 0
    notes = path.with_name("a.txt.notes.toml").read_text(encoding="utf-8")
    assert '{ to = "gone.txt#X", rel = "echoes", why = "w", by = "kt" }' in notes
    assert main(["check", str(path)]) == 1
    assert "gone.txt#X" in capsys.readouterr().out
