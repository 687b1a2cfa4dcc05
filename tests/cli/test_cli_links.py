"""Links in a folder that comes from somebody else: none brings in a file from outside of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.readers.folders import folders_below, listing

Run = Callable[..., Any]

SECRET = "The minister said no, in private."


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with one article, and links with notes beside them that lead out of it."""
    private = tmp_path / "private"
    private.mkdir()
    for name in ("secret.txt", "secret"):
        (private / name).write_text(f"{SECRET}\n")
    folder = tmp_path / "received"
    (folder / "sub").mkdir(parents=True)
    (folder / "plain.txt").write_text("The mayor said yes.\n")
    notes = 'format = 1\n[[annotation]]\nid = "A1"\nstart = 0\nend = 3\nquote = "The"\n'
    for name, target in (
        ("one.txt", private / "secret.txt"),
        ("two.log", private / "secret"),
        ("sub/three.txt", Path("../../private/secret.txt")),
    ):
        (folder / name).symlink_to(target)
        (folder / f"{name}.notes.toml").write_text(notes)
    (folder / "four").symlink_to(private)
    (folder / "five").symlink_to(folder.parent)
    return folder


LINKS = ("one.txt", "two.log", "sub/three.txt", "four", "five")
COMMANDS = (
    ["export", "--to", "html"], ["export", "--to", "json"], ["notes", "--json"],
    ["search", "private", "--json"], ["check"],
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_follows_a_link_out_of_a_folder(
    run: Run, received: Path, words: list[str]
) -> None:
    done = run(*words, received)
    assert "in private" not in done.out
    for name in LINKS:
        line = f"{received / name}: is a link that leads out of the folder, left out"
        assert (done.out if words == ["check"] else done.err).count(line) == 1
    assert done.code == (1 if words[0] in ("check", "export") else 0)


def test_a_link_that_the_user_names_is_opened(run: Run, received: Path) -> None:
    done = run("search", "private", received / "one.txt", "--json")
    assert [record["text"] for record in done.records] == [SECRET]
    done = run("search", "private", received / "four", "--json")
    assert [record["text"] for record in done.records] == [SECRET]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("The mayor said yes.\n")
    (tmp_path / "b.txt").symlink_to("real/a.txt")
    (tmp_path / "folder").symlink_to("real")
    assert [path.name for path in listing(tmp_path)] == ["b.txt"]
    assert len(list(folders_below(tmp_path))) == 1


def test_a_folder_that_is_a_link_itself_is_walked(tmp_path: Path) -> None:
    (tmp_path / "real" / "sub").mkdir(parents=True)
    (tmp_path / "real" / "sub" / "a.txt").write_text("The mayor said yes.\n")
    (tmp_path / "real" / "b.txt").symlink_to("sub/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert [path.name for path in listing(tmp_path / "link")] == ["b.txt"]
    assert list(folders_below(tmp_path / "link")) == [tmp_path / "link" / "sub"]
