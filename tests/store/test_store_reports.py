"""Exports never cost anybody a file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store import report_files
from tui.store.report_files import Origin


@pytest.fixture
def harbour(tmp_path: Path) -> Origin:
    return Origin("/harbour.txt", tmp_path / "state")


@pytest.fixture
def bridge(tmp_path: Path) -> Origin:
    return Origin("/bridge.txt", tmp_path / "state")


def test_an_export_is_written_and_replaced_by_the_next(tmp_path: Path, harbour: Origin) -> None:
    path = tmp_path / "r.md"
    assert report_files.write(path, b"one", [harbour]) is None
    assert report_files.write(path, b"two", [harbour]) is None
    assert path.read_bytes() == b"two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.md", "state"]


@pytest.mark.parametrize("before", [b"my own text", b""])
def test_what_was_no_export_is_kept(tmp_path: Path, harbour: Origin, before: bytes) -> None:
    path = tmp_path / "r.md"
    path.write_bytes(before)
    backup = report_files.write(path, b"report", [harbour])
    assert backup
    assert backup.read_bytes() == before


def test_an_export_edited_by_hand_is_kept(tmp_path: Path, harbour: Origin) -> None:
    path = tmp_path / "r.md"
    report_files.write(path, b"one", [harbour])
    path.write_bytes(b"one, and my words")
    backup = report_files.write(path, b"two", [harbour])
    assert backup
    assert backup.read_bytes() == b"one, and my words"
    assert report_files.write(path, b"three", [harbour]) is None
    assert backup.read_bytes() == b"one, and my words"


def test_the_export_of_other_articles_is_kept(
    tmp_path: Path, harbour: Origin, bridge: Origin
) -> None:
    path = tmp_path / "r.md"
    report_files.write(path, b"one", [harbour])
    backup = report_files.write(path, b"two", [bridge])
    assert backup
    assert backup.read_bytes() == b"one"


@pytest.mark.parametrize("first", ["harbour", "both"])
@pytest.mark.parametrize("second", ["harbour", "both"])
def test_an_export_of_more_or_fewer_articles_replaces_what_nobody_edited(
    tmp_path: Path, harbour: Origin, bridge: Origin, first: str, second: str
) -> None:
    origins = {"harbour": [harbour], "both": [bridge, harbour]}
    path = tmp_path / "r.md"
    report_files.write(path, b"one", origins[first])
    assert report_files.write(path, b"two", origins[second]) is None
    path.write_bytes(b"two, and my words")
    backup = report_files.write(path, b"three", origins[first])
    assert backup
    assert backup.read_bytes() == b"two, and my words"


@pytest.mark.parametrize(
    "name", ["a.txt", "link.txt", "codebook.toml", "b.txt.notes.toml", "b.txt"]
)
def test_sources_are_refused(tmp_path: Path, name: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text("article")
    (tmp_path / "link.txt").symlink_to(article)
    (tmp_path / "b.txt").write_text("another")
    (tmp_path / "b.txt.notes.toml").write_text("format = 1\n")
    with pytest.raises(ReaderError, match="choose another name"):
        report_files.write(
            tmp_path / name, b"report", [Origin("a", tmp_path / "state", (article,))]
        )
    assert article.read_text() == "article"
    assert (tmp_path / "b.txt").read_text() == "another"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_new_report_can_be_read_by_others(tmp_path: Path, harbour: Origin) -> None:
    before = os.umask(0o022)
    try:
        report_files.write(tmp_path / "r.md", b"x", [harbour])
    finally:
        os.umask(before)
    assert (tmp_path / "r.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("is_there", [True, False])
def test_only_a_path_that_the_user_typed_is_written_through_a_link(
    tmp_path: Path, harbour: Origin, is_there: bool
) -> None:
    target, link = tmp_path / "far.md", tmp_path / "r.md"
    link.symlink_to(target)
    if is_there:
        target.write_bytes(b"precious")
    with pytest.raises(ReaderError, match=r"r\.md: is a symbolic link"):
        report_files.write(link, b"x", [harbour], is_typed=False)
    assert target.exists() == is_there
    backup = report_files.write(link, b"x", [harbour])
    assert target.read_bytes() == b"x"
    assert link.is_symlink()
    assert not is_there or (backup and backup.read_bytes() == b"precious")


def test_the_last_path_is_remembered_for_each_article(harbour: Origin, bridge: Origin) -> None:
    assert report_files.last_path(harbour.state, harbour.key) == ""
    report_files.remember_path(harbour.state, harbour.key, "/tmp/mine.md")
    assert report_files.last_path(harbour.state, harbour.key) == "/tmp/mine.md"
    assert report_files.last_path(bridge.state, bridge.key) == ""
    report_files.remember_path(harbour.state, harbour.key, "")
    assert report_files.last_path(harbour.state, harbour.key) == ""


@pytest.mark.parametrize("where", ["/home/u/.bashrc", "{folder}/../x.md", "{folder}/way-out/x.md"])
def test_a_folder_that_was_received_does_not_say_where_to_export_to(
    tmp_path: Path, where: str
) -> None:
    folder, state = tmp_path / "received", tmp_path / "received" / ".reader"
    folder.mkdir()
    (folder / "way-out").symlink_to(tmp_path)
    report_files.remember_path(state, "k", where.format(folder=folder))
    assert report_files.last_path(state, "k") == ""
    report_files.remember_path(state, "k", str(folder / "mine.md"))
    assert report_files.last_path(state, "k") == str(folder / "mine.md")


@pytest.mark.parametrize(
    "junk", [b"", b"[]", b"{", b"\xff", b'{"where": 3, "written": []}', b"[" * 5000]
)
def test_damaged_memory_costs_a_backup_and_nothing_else(
    tmp_path: Path, harbour: Origin, junk: bytes
) -> None:
    path = tmp_path / "r.md"
    report_files.write(path, b"one", [harbour])
    [memory] = (harbour.state / "exports").iterdir()
    memory.write_bytes(junk)
    assert report_files.write(path, b"two", [harbour])
    assert json.loads(memory.read_bytes())["written"]


def test_the_memory_is_bounded(tmp_path: Path, harbour: Origin) -> None:
    for number in range(report_files._MOST + 5):
        report_files.write(tmp_path / f"{number}.md", b"x", [harbour])
    [memory] = (harbour.state / "exports").iterdir()
    assert len(json.loads(memory.read_bytes())["written"]) == report_files._MOST
