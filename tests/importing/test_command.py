"""The command: articles, notes and codebook in a folder, and what it prints."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.export.samples import HARBOUR, harbour, ledger
from tui.cli import run
from tui.config import folders, sample
from tui.export import export
from tui.model.errors import ReaderError
from tui.model.file_names import DOSSIER_NAME, NOTES_SUFFIX
from tui.store import codebook_file as codebooks
from tui.store import dossier_format, notes_files, notes_format

QUOTE = "took its first ship on Monday"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


def notes_of(article: Path) -> list[str]:
    loaded = notes_files.load(article.with_name(article.name + NOTES_SUFFIX))
    assert not loaded.problem
    return [annotation.quote for annotation in loaded.value.annotations]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.qdpx"
    path.write_bytes(export("qdpx", [harbour(), ledger()]))
    return path


def round_trip(before: Path, after: Path) -> None:
    """Export the articles of a folder as a project, and import that into another one."""
    articles = sorted(str(p) for p in before.iterdir() if p.suffix in (".txt", ".md"))
    path = before.parent / "p.qdpx"
    assert run(["export", *articles, "--to", "qdpx", "-o", str(path)]) == 0
    assert run(["import", str(path), "--into", str(after)]) == 0


def test_the_sample_articles_come_back_byte_for_byte(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(sample(folders()), before)
    (before / DOSSIER_NAME).unlink()
    round_trip(before, after)
    assert contents(after) == contents(before)


def test_the_sources_of_the_sample_dossier_come_back_in_the_notes(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(sample(folders()), before)
    round_trip(before, after)
    data = (before / DOSSIER_NAME).read_bytes()
    known = {source.id: source for source in dossier_format.loads(data, "dossier").sources}
    found = {
        source.id: source
        for path in after.glob("*.notes.toml")
        for source in notes_format.loads(path.read_bytes(), "notes").sources
        if source.id in known
    }
    assert found
    assert found == {id: known[id] for id in found}
    texts = [name for name in contents(before) if not name.endswith(".notes.toml")]
    assert {name: contents(after).get(name) for name in texts if name != DOSSIER_NAME} == {
        name: contents(before)[name] for name in texts if name != DOSSIER_NAME
    }


def test_importing_twice_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    assert run(["import", str(project), "--into", str(folder)]) == 0
    once = contents(folder)
    said = capsys.readouterr()
    assert "not carried over" not in said.err
    assert said.out.endswith("not carried over: nothing\n")
    assert run(["import", str(project), "--into", str(folder)]) == 0
    assert contents(folder) == once
    assert once["harbour.txt"].decode() == HARBOUR


def test_nothing_is_written_over(project: Path, tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text("Something else.\n", encoding="utf-8")
    (tmp_path / "ledger.txt").write_bytes(ledger().document.text.encode("utf-16"))
    assert run(["import", str(project), "--into", str(tmp_path)]) == 0
    assert (tmp_path / "harbour.txt").read_text(encoding="utf-8") == "Something else.\n"
    assert QUOTE in notes_of(tmp_path / "harbour-2.txt")
    assert not (tmp_path / "ledger-2.txt").exists()
    assert len(notes_of(tmp_path / "ledger.txt")) == 1


@pytest.mark.parametrize("known", ["hash", "name", "address"])
def test_notes_on_an_article_that_is_at_hand(tmp_path: Path, known: str) -> None:
    article = tmp_path / ("harbour.txt" if known == "name" else "other.txt")
    before = "A line in front.\n\n" if known != "hash" else ""
    article.write_text(before + HARBOUR, encoding="utf-8")
    if known == "address":
        head = '+++\nurl = "https://example.org/harbour_1"\n+++\n\n'
        article = article.rename(tmp_path / "other.md")
        article.write_text(head + HARBOUR, encoding="utf-8")
        before = head
    path = tmp_path / "a.jsonld"
    path.write_bytes(export("jsonld", [harbour()]))
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    loaded = notes_files.load(article.with_name(article.name + NOTES_SUFFIX)).value
    (found,) = [a for a in loaded.annotations if a.quote == QUOTE]
    assert found.start == len(before) + HARBOUR.index(QUOTE)


def test_notes_wait_for_an_article_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    quote = {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": "Veld ", "suffix": "."}
    row = {"id": "x", "uri": "https://example.org/a/harbour", "tags": ["claim/event", "new one"]}
    path.write_text(json.dumps({"rows": [{**row, "target": [{"selector": [quote]}]}]}))
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    assert "save it as" in capsys.readouterr().out
    (tmp_path / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    assert run(["notes", str(tmp_path / "harbour.txt"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["quote"], record["state"]) == (QUOTE, "anchored")
    book = codebooks.loads((tmp_path / "codebook.toml").read_bytes(), "")
    assert "new one" in book.by_name


def test_a_codebook_here_gets_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = 'format = 1\n\n[[tag]]\nname = "claim"\nkey = "c"\ndescription = "Mine."\n'
    (tmp_path / "codebook.toml").write_text(mine)
    path = tmp_path / "c.qdc"
    path.write_bytes(export("qdc", [harbour()]))
    assert run(["import", str(path), "--into", str(tmp_path)]) == 0
    book = codebooks.loads((tmp_path / "codebook.toml").read_bytes(), "")
    assert book.by_name["claim"].description == "Mine."
    assert book.by_name["claim"].color == "red"
    assert book.by_name["claim/figure"].quick == 1
    said = capsys.readouterr()
    assert "not carried over: the description" in said.err
    assert "not carried over: descriptions (1)" in said.out


@pytest.mark.parametrize(
    "name", ["../../up.txt", "/etc/x", "a\\b\x1b[31m.md", "x.notes.toml", ".."]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    from dataclasses import replace

    path, folder = tmp_path / "p.qdpx", tmp_path / "in" / "side"
    path.write_bytes(export("qdpx", [replace(ledger(), path=name)]))
    assert run(["import", str(path), "--into", str(folder)]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "p.qdpx"]
    assert [p.name for p in (tmp_path / "in").iterdir()] == ["side"]
    (article,) = [p for p in folder.iterdir() if p.suffix in (".txt", ".md")]
    assert article.name.isprintable()


def test_what_is_missing_or_unknown_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no such file"):
        run(["import", str(tmp_path / "none.qdpx")])
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(ReaderError, match="not a format"):
        run(["import", str(tmp_path / "a.doc")])
