"""Folders that come from somebody else: no command writes or reads anything outside of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.config import folders
from tui.store import codebook_file

Run = Callable[..., Any]

NOTES = """\
format = 1
[[annotation]]
id = "01KAMN6E7Q0000000000000000"
start = 0
end = 13
quote = "The spokesman"
tags = ["claim/intent"]
"""
SECRET = "root:x:0:0:a system file"


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with an annotated article."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "art.txt").write_text("The spokesman said we go. Another sentence.\n")
    (folder / "art.txt.notes.toml").write_text(NOTES)
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside that the article may not show, with notes on it."""
    path = tmp_path / "secret.txt"
    path.write_text(f"{SECRET}\n")
    path.with_name("secret.txt.notes.toml").write_text(
        f'format = 1\n[[annotation]]\nid = "S1"\nstart = 0\nend = 6\nquote = "{SECRET[:6]}"\n'
    )
    return path


def outside(folder: Path) -> dict[str, bytes]:
    """What lies beside a folder."""
    paths = [path for path in folder.parent.iterdir() if path.is_file()]
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.parametrize("to", ["report", "report-html", "report-docx", "html", "json"])
@pytest.mark.parametrize("field", ["links", "cites"])
@pytest.mark.parametrize("reference", ["{secret}#S1", "../secret.txt#S1", "way-out#S1", "{etc}#x"])
def test_no_reference_out_of_the_dossier_is_followed(
    run: Run, received: Path, secret: Path, to: str, field: str, reference: str
) -> None:
    (received / "way-out").symlink_to(secret)
    named = reference.format(secret=secret, etc="/etc/passwd")
    links = f'links = [{{ to = "{named}", rel = "disputes" }}]\n'
    cites = f'[[judgement]]\nid = "J"\ntext = "So."\ncites = ["{named}"]\n'
    added = links if field == "links" else cites
    (received / "art.txt.notes.toml").write_text(NOTES + added)
    out = received / "out"
    assert run("export", received / "art.txt", "--to", to, "-o", out).code in (0, 1)
    assert b"root:x" not in out.read_bytes()
    assert b"SHA-256" not in out.read_bytes() or out.read_bytes().count(b"SHA-256") == 1


def test_of_an_article_that_is_cited_only_what_is_cited_enters_a_report(
    run: Run, received: Path
) -> None:
    (received / "b.txt").write_text("A cited line. A private line.\n")
    (received / "b.txt.notes.toml").write_text(
        'format = 1\n[[annotation]]\nid = "B1"\nstart = 0\nend = 13\nquote = "A cited line."\n'
        '[[annotation]]\nid = "B2"\nstart = 14\nend = 29\nquote = "A private line."\n'
    )
    link = (
        'links = [{ to = "b.txt#B1", rel = "disputes" }, { to = "b.txt#none", rel = "disputes" }]'
    )
    (received / "art.txt.notes.toml").write_text(f"{NOTES}{link}\n")
    page = run("export", received / "art.txt", "--to", "report-html", "--full-text").out
    assert "A cited line." in page
    assert "A private line." not in page
    assert "Another sentence." in page, "the article itself is there as a whole"
    assert page.count("<article") == 1


def test_a_cited_article_without_the_annotation_does_not_enter_a_report(
    run: Run, received: Path
) -> None:
    (received / "b.txt").write_text("A private line.\n")
    (received / "art.txt.notes.toml").write_text(
        NOTES + 'links = [{ to = "b.txt#none", rel = "disputes" }]\n'
    )
    for to in ("report", "report-html"):
        assert "b.txt" not in run("export", received / "art.txt", "--to", to).out.replace(
            "b.txt#none", ""
        )


def test_references_reach_as_far_as_the_codebook(run: Run, received: Path, secret: Path) -> None:
    link = 'links = [{ to = "../secret.txt#S1", rel = "disputes" }]\n'
    (received / "art.txt.notes.toml").write_text(NOTES + link)
    words = ("export", received / "art.txt", "--to", "report")
    assert SECRET[:6] not in run(*words).out
    (received.parent / "codebook.toml").write_text("format = 1\n")
    assert SECRET[:6] in run(*words).out


def test_notes_that_are_a_link_are_not_written(run: Run, received: Path, secret: Path) -> None:
    notes = received / "art.txt.notes.toml"
    notes.unlink()
    notes.symlink_to(secret.with_name("secret.txt.notes.toml"))
    before = outside(received)
    done = run("tag", received / "art.txt", "--quote", "said", "--tag", "t")
    assert done.code == 1
    assert "is a symbolic link" in done.err
    assert outside(received) == before
    assert run("notes", received / "art.txt", "--json").records == []
    assert run("check", received).code == 1


def test_a_codebook_that_is_a_link_is_not_written_and_the_notes_are(
    run: Run, received: Path
) -> None:
    target = received.parent / "codebook-elsewhere.toml"
    target.write_text("format = 1\n")
    (received / "codebook.toml").symlink_to(target)
    done = run("tag", received / "art.txt", "--quote", "said", "--tag", "new/tag")
    assert done.code == 0
    new, why = done.err.splitlines()
    assert new == "reader: --tag new/tag: a new tag"
    assert "new tags are kept in the notes alone" in why
    assert target.read_text() == "format = 1\n"
    assert "new/tag" in (received / "art.txt.notes.toml").read_text()


@pytest.mark.parametrize("command", ["tag", "search", "export", "notes", "forget"])
def test_a_private_folder_that_is_a_link_is_not_written(
    run: Run, received: Path, home: Path, command: str
) -> None:
    far = received.parent / "far"
    far.mkdir()
    (received / ".reader").symlink_to(far)
    (received / ".reader.toml").write_text("private = true\n")
    words = {
        "tag": ("tag", received / "art.txt", "--quote", "said", "--tag", "t"),
        "search": ("search", "spokesman", received),
        "export": ("export", received / "art.txt", "--to", "csv", "-o", received / "out.csv"),
        "notes": ("notes", received),
        "forget": ("forget", received),
    }[command]
    run(*words)
    assert list(far.iterdir()) == []
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_new_tag_is_kept_in_the_notes_where_the_codebook_cannot_be_written(
    run: Run, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (received / "art.txt.notes.toml").unlink()
    (received / "codebook.toml").write_bytes(codebook_file.dumps(codebook_file.builtin()))
    before = sorted(path.name for path in received.iterdir())
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != received and real(path, mode)
    )
    done = run("tag", received / "art.txt", "--quote", "said", "--tag", "new/tag")
    assert done.code == 0
    assert "new tags are kept in the notes alone" in done.err
    assert sorted(path.name for path in received.iterdir()) == before
    [notes] = (folders().data / "notes").glob("*.notes.toml")
    assert "new/tag" in notes.read_text()


@pytest.mark.parametrize("command", ["tag", "import"])
def test_the_codebook_of_the_folder_above_is_not_that_of_a_sibling(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
    mine = tmp_path / "mine" / "codebook.toml"
    mine.write_text('format = 1\n\n[[tag]]\nname = "mine"\n')
    (tmp_path / "mine" / "tags.csv").write_text("tag,description\nnew tag,x\n")
    (tmp_path / "theirs" / "b.txt").write_text("Some text here.\n")
    before = mine.read_bytes()
    monkeypatch.chdir(tmp_path / "mine")
    words = {
        "tag": ("tag", "../theirs/b.txt", "--quote", "text", "--tag", "new tag"),
        "import": ("import", "tags.csv", "--into", "../theirs"),
    }[command]
    assert run(*words).code == 0
    assert mine.read_bytes() == before
    theirs = codebook_file.loads((tmp_path / "theirs" / "codebook.toml").read_bytes(), "theirs")
    assert "new tag" in theirs.by_name


def test_the_privacy_of_the_folder_above_is_not_that_of_a_sibling(
    run: Run, received: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = received.parent / "mine"
    mine.mkdir()
    (mine / ".reader.toml").write_text("private = false\n")
    (received / ".reader.toml").write_text("private = true\n")
    monkeypatch.chdir(mine)
    article = f"../{received.name}/art.txt"
    assert run("tag", article, "--quote", "said", "--tag", "t").code == 0
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("kind", ["fifo", "large"])
def test_settings_in_a_folder_neither_block_nor_fill_the_memory(
    run: Run, received: Path, home: Path, kind: str
) -> None:
    path = received / ".reader.toml"
    if kind == "fifo":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(1 << 40)
    assert run("tag", received / "art.txt", "--quote", "said", "--tag", "t").code == 0
    assert [path for path in home.rglob("*") if path.is_file()] == [], "it counts as private"


@pytest.mark.parametrize("name", ["art.txt.notes.toml", "codebook.toml"])
@pytest.mark.parametrize("command", ["tag", "notes", "check", "export", "search", "repair"])
def test_a_file_beyond_the_limit_is_not_read(
    run: Run, received: Path, name: str, command: str
) -> None:
    with (received / name).open("wb") as file:
        file.truncate(1 << 40)
    words = {
        "tag": ("tag", received / "art.txt", "--quote", "said", "--tag", "t"),
        "notes": ("notes", received / "art.txt"),
        "check": ("check", received),
        "export": ("export", received / "art.txt", "--to", "csv"),
        "search": ("search", "spokesman", received),
        "repair": ("repair", received),
    }[command]
    done = run(*words)
    if command != "search" and (command, name) != ("check", "codebook.toml"):
        assert "larger than 64 MB, the most that is read" in done.out + done.err
    assert (received / name).stat().st_size == 1 << 40


@pytest.mark.parametrize("command", ["tag", "repair", "notes", "check", "export", "passages"])
def test_a_command_on_a_missing_article_leaves_nothing_behind(
    run: Run, tmp_path: Path, home: Path, command: str
) -> None:
    words = {"tag": ("--quote", "x", "--tag", "t"), "export": ("--to", "csv")}.get(command, ())
    assert run(command, tmp_path / "gone.txt", *words).code == 1
    assert [*tmp_path.iterdir(), *home.rglob("*")] == []


LARGEST = 2**63 - 1


@pytest.mark.parametrize("rev", [LARGEST, LARGEST - 1])
def test_notes_with_the_largest_revision_can_be_read_again(
    run: Run, received: Path, rev: int
) -> None:
    notes = received / "art.txt.notes.toml"
    notes.write_text(NOTES.replace("start = 0", f"rev = {rev}\nstart = 0"))
    for tag in ("claim/denial", "claim/event"):
        words = ("--quote", "The spokesman", "--tag", tag)
        assert run("tag", received / "art.txt", *words).code == 0
    assert run("check", received).code == 0
    assert f"rev = {LARGEST}" in notes.read_text()
    assert "claim/event" in notes.read_text()


def test_merging_the_largest_revisions_gives_notes_that_can_be_read(
    run: Run, tmp_path: Path
) -> None:
    judged = '[[judgement]]\nid = "J"\nrev = {rev}\ntext = "{text}"\nlikelihood = "{likely}"\n'
    sides = {
        "base": ("", "So.", ""),
        "ours": ('note = "one"\n', "So it is.", ""),
        "theirs": ("credibility = 2\n", "So.", "likely"),
    }
    for name, (added, text, likely) in sides.items():
        head = NOTES.replace("start = 0", f"rev = {LARGEST}\nstart = 0") + added
        end = judged.format(rev=LARGEST, text=text, likely=likely)
        (tmp_path / f"{name}.notes.toml").write_text(head + end)
    paths = [tmp_path / f"{name}.notes.toml" for name in sides]
    assert run("merge", *paths).code == 0
    (tmp_path / "ours").write_text("The spokesman said.\n")
    (found,) = run("notes", tmp_path / "ours", "--json").records
    assert (found["note"], found["credibility"]) == ("one", 2)
    assert f"rev = {LARGEST}" in paths[1].read_text()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """An article whose name is not UTF-8."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("The minister said no.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    return path


def test_an_article_whose_name_is_not_utf8_is_annotated(run: Run, odd: Path, home: Path) -> None:
    assert run("tag", odd, "--quote", "said no", "--tag", "t/x").code == 0
    assert run("tag", odd, "--quote", "minister", "--tag", "t/x", "--source", "M").code == 0
    assert odd.with_name(f"{odd.name}.notes.toml").exists()
    for words in (("notes", odd), ("notes", odd.parent), ("check", odd), ("check", odd.parent)):
        assert run(*words).code == 0
    found = run("notes", odd, "--json").records
    assert [one["path"] for one in found] == [str(odd)] * 2


def test_such_an_article_is_annotated_in_the_data_folder_too(
    run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != odd.parent and real(path, mode)
    )
    assert run("tag", odd, "--quote", "said no", "--tag", "claim/denial").code == 0
    assert len(run("notes", odd, "--json").records) == 1


def exporters() -> list[str]:
    from tui.export import EXPORTERS

    return list(EXPORTERS)


@pytest.mark.parametrize("to", exporters())
def test_such_a_name_stands_in_every_export_as_text(run: Run, odd: Path, to: str) -> None:
    assert run("tag", odd, "--quote", "said no", "--tag", "t/x").code == 0
    out = odd.parent / "out"
    done = run("export", odd, "--to", to, "-o", out)
    assert (done.code, done.err) == (0, "")
    for file in [path for path in out.rglob("*") if path.is_file()] or [out]:
        data = file.read_bytes()
        assert data.startswith(b"PK") or "\\udce9" not in data.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_everything_in_the_users_folders_is_for_the_user_alone(
    run: Run, received: Path, home: Path
) -> None:
    from tui.config import remember, sample
    from tui.store import drafts, progress

    before = os.umask(0o022)
    try:
        article = received / "art.txt"
        run("tag", "-", "--quote", "ferry", "--tag", "new/tag", stdin=b"The ferry sank.")
        run("tag", article, "--quote", "said", "--tag", "t")
        run("search", "spokesman", received)
        run("export", article, "--to", "csv", "-o", received / "out.csv")
        remember(folders().state, theme="paper")
        drafts.keep(folders().state, "k", "note", "text")
        progress.save(folders().state, "k", progress.Progress(1, 2))
        sample(folders())
    finally:
        os.umask(before)
    modes = {
        str(path.relative_to(home)): stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*")
    }
    names = {name.split("/")[0] for name in modes}
    assert names == {"config", "data", "state", "cache"}
    wrong = {
        name: oct(mode)
        for name, mode in modes.items()
        if mode != (0o700 if (home / name).is_dir() else 0o600)
    }
    assert wrong == {}
