"""Private articles and reader forget: what is kept, where, and that nothing is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.config import Config, Folders, folders, folders_for, remember, remembered
from tui.model.codebook import Codebook, Tag
from tui.readers import read
from tui.store import codebook_file, drafts, faults, progress, report_files
from tui.store.locations import path_in_data_folder
from tui.store.private_data import COPIED_TEXT

Run = Callable[..., Any]


def settle(path: Path, where: Folders) -> None:
    """Leave every kind of trace of an article."""
    key = str(path.resolve())
    progress.save(where.state, key, progress.Progress(3, 7))
    drafts.keep(where.state, key, "n1", "half a thought")
    drafts.keep(where.state, key, "n2", "another")
    snapshot = where.state / "snapshots" / f"{read(path).text_sha256}.xz"
    index = where.cache / "indexes" / read(path).text_sha256[:32] / "words"
    for file in (snapshot, index):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    report_files.write(path.parent / "out.md", b"x", [report_files.Origin(key, where.state)])
    remember(where.state, theme="paper")


def kept(home: Path) -> set[str]:
    return {str(p.relative_to(home)) for p in home.rglob("*") if p.is_file()}


def test_forget_removes_every_trace_and_says_so(run: Run, article: Path, home: Path) -> None:
    other = article.with_name("other.txt")
    other.write_text("Another text.", encoding="utf-8")
    settle(other, folders())
    before = kept(home)
    settle(article, folders())
    added = kept(home) - before
    done = run("forget", article)
    assert (done.code, done.err) == (0, "")
    assert kept(home) == before
    assert len(added) == 6
    assert all(any(line.endswith(name) for line in done.out.splitlines()) for name in added)
    assert remembered(folders().state).theme == "paper"
    again = run("forget", article)
    assert (again.code, again.out) == (0, f"{article}: nothing else is kept outside its folder\n")
    assert article.exists()


def test_the_text_that_was_copied_last_is_forgotten(run: Run, article: Path) -> None:
    copied = folders().state / COPIED_TEXT
    copied.parent.mkdir(parents=True, exist_ok=True)
    copied.write_text("what he said", encoding="utf-8")
    assert f"removed {copied}" in run("forget", article).out
    assert not copied.exists()


@pytest.mark.parametrize("name", [b"plain.txt", b"a\x1b[31mb.txt", b"caf\xe9.txt"])
def test_the_details_of_faults_are_forgotten_under_any_name(
    run: Run, article: Path, name: bytes
) -> None:
    path = article.rename(article.with_name(os.fsdecode(name)))
    faults.log_fault(folders().state, ValueError("odd"), str(path))
    assert run("forget", path).code == 0
    assert not (folders().state / faults.NAME).exists()


def test_an_article_that_is_gone_is_forgotten_by_its_name(
    run: Run, article: Path, home: Path
) -> None:
    assert run("tag", article, "--quote", "an engineer", "--tag", "t").code == 0
    settle(article, folders())
    article.unlink()
    done = run("forget", article)
    assert done.code == 0
    assert "no such file" in done.err
    # The hash of its text is known from the notes.
    assert kept(home) == {"state/choices.toml"}


def test_notes_in_the_data_folder_go_only_when_asked(run: Run, article: Path, home: Path) -> None:
    away = path_in_data_folder(article, "", folders().data)
    away.parent.mkdir(parents=True)
    away.write_text("format = 1\n", encoding="utf-8")
    for name in (f".{away.name}.lock", f"{away.name}.bak"):
        away.with_name(name).write_bytes(b"")
    done = run("forget", article)
    assert "--notes" in done.err
    assert away.exists()
    assert run("forget", "--notes", article).out.count("removed") == 3
    assert kept(home) == set()


def test_a_folder_means_its_articles(run: Run, folder: Path, home: Path) -> None:
    for name in ("bridge.txt", "ferry.md"):
        settle(folder / name, folders())
    assert run("forget", folder).code == 0
    assert kept(home) == {"state/choices.toml"}


@pytest.mark.parametrize(
    ("files", "config", "private"),
    [
        ({}, False, False),
        ({}, True, True),
        ({".reader.toml": "private = true"}, False, True),
        ({"a/.reader.toml": "private = true"}, False, True),
        ({"a/.reader.toml": "private = false", ".reader.toml": "private = true"}, False, False),
        ({"a/.reader.toml": "private = true", ".reader.toml": "private = false"}, False, True),
        ({"a/.reader.toml": "", ".reader.toml": "private = true"}, False, True),
        ({".reader.toml": "private = false"}, True, False),
        ({".reader.toml": "private = [[["}, False, True),
        ({".reader.toml": 'private = "no"'}, False, True),
    ],
)
def test_the_nearest_file_says_what_is_private(
    tmp_path: Path, files: dict[str, str], config: bool, private: bool
) -> None:
    (tmp_path / "a").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    where = folders()
    own = folders_for(tmp_path / "a" / "x.txt", where, Config(private=config))
    beside = tmp_path / "a" / ".reader"
    assert own == (Folders(where.config, beside, beside, beside) if private else where)


def test_a_link_into_a_private_folder_leads_to_a_private_article(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / ".reader.toml").write_text("private = true", encoding="utf-8")
    (tmp_path / "vault" / "x.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "x.txt").symlink_to(tmp_path / "vault" / "x.txt")
    own = folders_for(tmp_path / "x.txt", folders(), Config())
    assert own.state == tmp_path / "vault" / ".reader"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_private_article_that_nothing_can_be_kept_beside_leaves_no_trace(
    run: Run, article: Path, home: Path
) -> None:
    (article.parent / ".reader.toml").write_text("private = true", encoding="utf-8")
    article.parent.chmod(0o500)
    try:
        assert run("tag", article, "--quote", "an engineer", "--tag", "t").code == 1
    finally:
        article.parent.chmod(0o700)
    assert kept(home) == set()


def test_notes_from_standard_input_are_private_too(
    run: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".reader.toml").write_text("private = true", encoding="utf-8")
    done = run("tag", "-", "--quote", "ferry", "--tag", "t", stdin=b"The ferry sank.")
    assert done.code == 0
    assert kept(home) == set()
    assert list((tmp_path / ".reader" / "notes").glob("stdin-*.notes.toml"))
    assert "t" in codebook_file.find(tmp_path, home).codebook.by_name
    again = run("tag", "-", "--quote", "sank", "--tag", "u", stdin=b"The ferry sank.")
    assert again.code == 0
    assert {"t", "u"} <= {*codebook_file.find(tmp_path, home).codebook.by_name}


@pytest.mark.parametrize("piped", [False, True])
def test_tags_of_a_private_article_are_not_added_to_the_user_s_codebook(
    run: Run, article: Path, home: Path, monkeypatch: pytest.MonkeyPatch, piped: bool
) -> None:
    monkeypatch.chdir(article.parent)
    (article.parent / ".reader.toml").write_text("private = true", encoding="utf-8")
    book = home / "config" / "codebook.toml"
    book.parent.mkdir()
    book.write_bytes(codebook_file.dumps(Codebook((Tag("mine"),))))
    before = book.read_bytes()
    words = ["--quote", "an engineer", "--tag", "the-mole"]
    done = run("tag", "-" if piped else article, *words, stdin=article.read_bytes())
    assert done.code == 0
    assert book.read_bytes() == before
    assert kept(home) == {"config/codebook.toml"}
    beside = codebook_file.find(article.parent, home).codebook
    assert {*beside.by_name} == {"mine", "the-mole"}


SECRETS = {"author": "Mole", "notes": "whispered", "paths": "bridge"}


@pytest.mark.parametrize("parts", [[], ["author"], ["notes"], ["paths"], list(SECRETS)])
@pytest.mark.parametrize("to", ["markdown", "csv", "json"])
def test_export_leaves_out_what_it_is_told(
    run: Run, tmp_path: Path, home: Path, to: str, parts: list[str]
) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('author = "Mole"', encoding="utf-8")
    article = tmp_path / "bridge.txt"
    article.write_text("the plan had slipped, an engineer said.\n", encoding="utf-8")
    words = ["--quote", "an engineer", "--tag", "t", "--note", "whispered at the docks"]
    assert run("tag", article, *words).code == 0
    words = ["--without", ",".join(parts)] if parts else []
    done = run("export", article, "--to", to, *words)
    assert done.code == 0
    assert "an engineer" in done.out
    for part, secret in SECRETS.items():
        assert (secret in done.out) == (part not in parts)


def test_what_cannot_be_left_out_is_wrong_usage(run: Run, article: Path) -> None:
    done = run("export", article, "--to", "csv", "--without", "author,quotes")
    assert done.code == 2
    assert "author, notes, paths" in done.err


def test_the_command_line_and_the_function_know_the_same_parts(run: Run, article: Path) -> None:
    from tests.cli.conftest import page
    from tui.export import redaction

    assert run("export", article, "--to", "csv", "--without", ",".join(redaction.PARTS)).code == 0
    assert [part for part in redaction.PARTS if f"{part} (" not in page("export")] == []


def test_parts_of_a_report_are_left_out(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("tag", article, "--quote", "The plan had slipped", "--tag", "topic/x").code == 0
    whole = run("export", article, "--to", "report-html").out
    for part, heading in (("appendix", "Appendix</h2>"), ("passages", "Passages</h2>")):
        assert heading in whole
        less = run("export", article, "--to", "report-html", "--without", part).out
        assert heading not in less
        assert "The plan had slipped" in less


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.docx", b"PK"), ("r.ODT", b"PK"), ("r.html", b"<!DOCTYPE"), ("r.md", b"# "), ("r", b"# ")],
)
def test_a_report_has_the_format_of_the_file_it_is_written_to(
    run: Run, article: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    assert run("tag", article, "--quote", "The plan had slipped", "--tag", "x").code == 0
    assert run("export", article, "--to", "report", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
