"""The library without a screen: what it lists, finds and keeps, and what of that it reads anew."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.shore import FERRY, FOG, annotate, found, library, shore_in, write
from tui.config import Config, folders
from tui.library import (
    Library,
    caches,
)
from tui.library import passage_index as records
from tui.readers import read
from tui.store import progress


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    return shore_in(tmp_path)


def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that are read from here on."""
    names: list[str] = []
    monkeypatch.setattr(
        records, "read", lambda path, *options: names.append(path.name) or read(path, *options)
    )
    return names


# Listing


def test_lists_what_lies_below_with_what_is_known(shore: Path) -> None:
    annotate(shore / "ferry.txt", "Nobody saw the lighthouse.", tags=["claim/event"], note="who?")
    entries = library(shore).entries()
    assert [e.name for e in entries] == ["ferry.txt", "north/fog.txt"]
    ferry = entries[0]
    assert (ferry.title, ferry.words, ferry.passages) == ("The ferry left late", 15, 4)
    assert (ferry.annotations, ferry.tags, ferry.known) == (1, ("claim/event",), True)


def test_hidden_folders_notes_and_loops_are_left_out(shore: Path) -> None:
    (shore / ".git").mkdir()
    write(shore / ".git" / "x.txt", "Hidden.")
    (shore / "north" / "again").symlink_to(shore)
    (shore / "codebook.toml").write_text("format = 1\n")
    assert [e.name for e in library(shore).entries()] == ["ferry.txt", "north/fog.txt"]


def test_before_anything_is_read_the_names_are_there(shore: Path) -> None:
    new = Library(shore, folders(), Config())
    new.scan()
    assert new.stale() == 2
    assert [(e.name, e.known) for e in new.entries()] == [
        ("ferry.txt", False), ("north/fog.txt", False),
    ]  # fmt: skip
    assert new.collection.finder.find("ferry") == []


def test_progress_is_the_share_of_passages_read(shore: Path) -> None:
    path = shore / "ferry.txt"
    at = FERRY.index("Nobody")
    progress.save(folders().state, os.path.realpath(path), progress.Progress(at, at))
    assert [e.progress for e in library(shore).entries()] == [3 / 4, 0.0]


def test_what_cannot_be_read_says_why(shore: Path) -> None:
    (shore / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    bad = library(shore).entries()[0]
    assert bad.unreadable
    assert "bad.txt" in bad.problem
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]


# What the cache is worth


def test_nothing_is_read_twice(shore: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(shore)
    names = readings(monkeypatch)
    assert found(shore, "lighthouse keeper") == ["The lighthouse keeper said nothing."]
    assert names == []


def test_only_what_changed_is_read(shore: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(shore)
    write(shore / "north" / "fog.txt", FOG.replace("Gulls", "Herons"), back=60)
    write(shore / "new.txt", "A new one\n\nPelicans came.\n")
    names = readings(monkeypatch)
    again = library(shore)
    assert sorted(names) == ["fog.txt", "new.txt"]
    assert found(again, "herons") == ["Herons sat on the ferry."]
    assert found(again, "pelicans") == ["Pelicans came."]
    assert "Gulls sat on the ferry." not in found(again, "gulls")
    for hit in again.collection.finder.find("the ferry lighthouse"):
        where = again.collection.locate(hit.item)
        text = read(shore / where.name).text
        assert text[where.start : where.end] == again.collection.text(hit.item)


def test_a_touched_file_with_the_same_bytes_is_not_read(
    shore: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(shore)
    os.utime(shore / "ferry.txt", (5, 5))
    names = readings(monkeypatch)
    assert library(shore).stale() == 0
    assert names == []


def test_a_change_that_leaves_size_and_time_is_seen_while_the_file_is_fresh(shore: Path) -> None:
    path = shore / "ferry.txt"
    path.write_text(FERRY)
    before = path.stat()
    library(shore)
    path.write_text(FERRY.replace("mayor", "baker"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(shore, "baker") == ["The baker denied it."]


def test_a_deleted_file_is_gone(shore: Path) -> None:
    library(shore)
    (shore / "ferry.txt").unlink()
    again = library(shore)
    assert [e.name for e in again.entries()] == ["north/fog.txt"]
    assert found(again, "mayor") == []
    assert found(again, "gulls") == ["Gulls sat on the ferry."]


def test_new_notes_are_seen_without_indexing_anew(shore: Path) -> None:
    first = library(shore)
    annotate(shore / "ferry.txt", "The mayor denied it.", tags=["claim/denial"])
    again = library(shore)
    assert found(again, "tag:denial") == ["The mayor denied it."]
    assert again.collection.passages.id == first.collection.passages.id


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "text", "gone"])
@pytest.mark.parametrize("which", ["facts.json", "passages"])
def test_a_damaged_cache_is_made_anew(shore: Path, harm: str, which: str) -> None:
    library(shore)
    (path,) = [p for p in folders().cache.rglob("*") if p.name.endswith(which)]
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        half = len(data) // 2
        flipped = data[:half] + bytes([data[half] ^ 4]) + data[half + 1 :]
        path.write_bytes({"cut": data[:half], "flip": flipped, "empty": b"", "text": b"{}"}[harm])
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]
    again = Library(shore, folders(), Config())
    again.scan()
    assert again.stale() == 0


def test_a_cache_that_cannot_be_written_only_costs_time(shore: Path) -> None:
    folders().cache.parent.mkdir(parents=True, exist_ok=True)
    folders().cache.write_text("a file in its place")
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]


def test_old_indexes_do_not_pile_up(shore: Path) -> None:
    for number in range(4):
        write(shore / f"{number}.txt", f"Number {number} came.\n")
        library(shore)
    assert len(list(folders().cache.rglob("*.passages"))) == 1
    assert not list(folders().cache.rglob("*.tmp"))


def test_two_writers_at_once_leave_a_sound_cache(shore: Path) -> None:
    def work(name: str) -> None:
        for number in range(5):
            write(shore / f"{name}.txt", f"{name} came {number} times.\n", back=100 + number)
            library(shore)

    with ThreadPoolExecutor() as pool:
        list(pool.map(work, ("anna", "boris")))
    assert found(shore, "anna") == ["anna came 4 times."]
    assert found(shore, "boris") == ["boris came 4 times."]
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]


def test_the_cache_of_another_folder_in_the_same_place_is_not_taken(shore: Path) -> None:
    library(shore)
    facts = next(folders().cache.rglob("facts.json"))
    other = shore / "north"
    home = facts.parent.rename(facts.parent.with_name("x"))
    library(other)
    (there,) = [p.parent for p in folders().cache.rglob("facts.json") if p.parent != home]
    for path in list(there.iterdir()):
        path.unlink()
    for path in home.iterdir():
        path.rename(there / path.name)
    assert [e.name for e in library(other).entries()] == ["fog.txt"]
    assert found(other, "mayor") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "sparse"])
def test_what_stands_in_the_place_of_the_index_is_not_opened(shore: Path, kind: str) -> None:
    library(shore)
    index = next(folders().cache.rglob("*.passages"))
    elsewhere = index.rename(shore / "elsewhere")
    if kind == "pipe":
        os.mkfifo(index)
    elif kind == "link":
        index.symlink_to(elsewhere)
    elif kind == "folder":
        index.mkdir()
    else:
        with index.open("wb") as file:
            file.truncate(1 << 40)
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]


def test_stopping_keeps_what_was_read(shore: Path) -> None:
    done: list[int] = []
    half = Library(shore, folders(), Config())
    half.scan()
    half.update(lambda at, total: done.append(at), lambda: bool(done))
    assert done == [1]
    assert found(half, "mayor") == ["The mayor denied it."]
    rest = Library(shore, folders(), Config())
    rest.scan()
    assert rest.stale() == 1
    assert rest.update()
    assert found(rest, "gulls") == ["Gulls sat on the ferry."]


def test_private_articles_leave_nothing_in_the_user_s_folders(shore: Path) -> None:
    (shore / "north" / ".reader.toml").write_text("private = true\n")
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]
    assert found(shore, "mayor") == ["The mayor denied it."]
    kept = [p for p in folders().cache.rglob("*") if p.is_file()]
    assert kept
    assert not any(b"Gulls" in p.read_bytes() or b"fog.txt" in p.read_bytes() for p in kept)
    assert list((shore / "north" / ".reader").rglob("facts.json"))


def test_a_private_folder_keeps_one_cache_beside_it(shore: Path) -> None:
    (shore / ".reader.toml").write_text("private = true\n")
    assert found(shore, "gulls") == ["Gulls sat on the ferry."]
    assert not folders().cache.exists()
    assert len(list(shore.rglob("facts.json"))) == 1


def test_what_is_kept_of_an_article_can_be_named(shore: Path) -> None:
    library(shore)
    named = caches(shore / "north" / "fog.txt", folders())
    assert set(named) == {p for p in folders().cache.rglob("*") if p.is_file()}
    assert caches(shore.parent / "elsewhere.txt", folders()) == []


def test_a_library_is_headless() -> None:
    code = "import sys, tui.library; print({'textual', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
