"""The command export, of an article and of a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.noted import Run, tag


def test_export_to_standard_output(run: Run, article: Path) -> None:
    made = tag(run, article, "an engineer")
    done = run("export", article, "--to", "json")
    assert done.code == 0
    assert made in json.dumps(json.loads(done.out))
    assert run("export", article, "--to", "json", "-o", "-").out == done.out


@pytest.mark.parametrize("to", ["html", "report-html"])
def test_the_full_text_is_exported_only_on_demand(run: Run, article: Path, to: str) -> None:
    tag(run, article, "an engineer")
    whole = run("export", article, "--to", to, "--full-text")
    assert "Two drivers" in whole.out
    assert "Two drivers" not in run("export", article, "--to", to).out
    assert "Two drivers" not in run("export", article, "--to", to, "--without", "texts").out
    wrong = run("export", article, "--to", to, "--full-text", "--without", "texts")
    assert wrong.code == 2
    assert "--full-text and --without texts: take one of them" in wrong.err


@pytest.mark.parametrize("to", ["markdown", "csv", "json"])
def test_export_into_a_file(run: Run, article: Path, tmp_path: Path, to: str) -> None:
    tag(run, article, "an engineer")
    target = tmp_path / "out"
    target.write_text("old")
    done = run("export", article, "--to", to, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert "what was there before is kept" in done.err
    assert target.read_text(encoding="utf-8-sig") == run(
        "export", article, "--to", to
    ).out.removeprefix("\ufeff").replace("\r\n", "\n")


def test_export_is_narrowed_by_tags_and_their_children(run: Run, article: Path) -> None:
    tag(run, article, "an engineer", "--tag", "topic/actor")
    tag(run, article, "Two drivers", "--tag", "claim/event")
    tag(run, article, "at dawn", "--tag", "use/key")
    done = run("export", article, "--to", "csv", "--tag", "topic", "--tag", "use/key")
    assert "an engineer" in done.out
    assert "at dawn" in done.out
    assert "Two drivers" not in done.out


def test_export_of_a_folder_takes_articles_with_notes(run: Run, folder: Path) -> None:
    tag(run, folder / "bridge.txt", "an engineer")
    out = run("export", folder, "--to", "markdown").out
    assert "bridge" in out
    assert "ferry" not in out
    tag(run, folder / "ferry.md", "sank")
    assert "ferry" in run("export", folder, "--to", "markdown").out


def test_export_of_a_folder_without_notes_is_one_line(run: Run, folder: Path) -> None:
    done = run("export", folder, "--to", "csv")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("name", ["bridge.txt", "bridge.txt.notes.toml", "codebook.toml"])
def test_export_never_overwrites_what_it_is_made_from(run: Run, article: Path, name: str) -> None:
    tag(run, article, "an engineer", "--tag", "new/tag")
    before = (article.parent / name).read_bytes()
    done = run("export", article, "--to", "csv", "-o", article.parent / "." / name)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert (article.parent / name).read_bytes() == before


@pytest.mark.parametrize("target", [".", "", "/", "missing/out.csv", "loop/x", "n" * 300])
def test_export_where_no_file_can_be_is_one_line(
    run: Run, article: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(run, article, "an engineer")
    monkeypatch.chdir(article.parent)
    Path("loop").symlink_to("loop")
    done = run("export", article, "--to", "csv", "-o", target)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_export_into_a_pipe_leaves_it_one(run: Run, article: Path, tmp_path: Path) -> None:
    tag(run, article, "an engineer")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_RDWR)
    try:
        assert run("export", article, "--to", "csv", "-o", pipe).code == 0
        assert b"an engineer" in os.read(handle, 1 << 16)
    finally:
        os.close(handle)
    assert pipe.is_fifo()


def test_a_folder_means_the_folders_below_it_too(run: Run, folder: Path) -> None:
    below = folder / "older" / "2014"
    below.mkdir(parents=True)
    (below / "report.txt").write_text("A bridge was closed.\n", encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "not.txt").write_text("A bridge was closed.\n", encoding="utf-8")
    run("tag", str(below / "report.txt"), "--quote", "A bridge", "--tag", "place")
    (below / "gone.txt.notes.toml").write_text("format = 1\n", encoding="utf-8")
    assert '"place"' in run("notes", str(folder), "--json").out
    assert "gone.txt" in run("check", str(folder)).out
    hits = run("search", "bridge was closed", str(folder), "--json").out
    assert "report.txt" in hits
    assert "not.txt" not in hits
