"""The versions of a file in a git repository, also in one that was made to do harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.git_repository import commit, needs_git, ordinary_git
from tui.model.errors import ReaderError
from tui.store import git
from tui.store.git import Revision, content, run_git

pytestmark = needs_git

NAME = "a b'[x].txt"
MOVED = "moved.txt"
TEXTS = [f"The ferries stop on {day}, the town says.\n" for day in ("Monday", "Friday", "Sunday")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article with three versions, the last of which is the present one."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    ordinary_git(folder, "init", "-q", "-b", "main")
    path = folder / "sub" / NAME
    for number, text in enumerate(TEXTS):
        commit(path, text, f"Day {number}: Füße", 1_800_000_000 + number)
    return path


def revisions(path: Path) -> list[Revision]:
    """The versions of a file that is in a repository."""
    found = git.revisions(path)
    assert found is not None
    return found


def texts(path: Path) -> list[str]:
    return [content(path, each, 1000).decode() for each in revisions(path)]


def test_earlier_versions_are_listed_newest_first(path: Path) -> None:
    found = revisions(path)
    assert [(each.subject, each.author, each.committed_at) for each in found] == [
        ("Day 1: Füße", "Ana\tA", 1_800_000_001),
        ("Day 0: Füße", "Ana\tA", 1_800_000_000),
    ]
    assert texts(path) == TEXTS[1::-1]


def test_the_last_version_is_an_earlier_one_of_a_file_that_was_changed_since(path: Path) -> None:
    path.write_text("Other words.\n", "utf-8")
    assert texts(path) == TEXTS[::-1]


def test_a_commit_that_leaves_the_content_makes_no_version(path: Path) -> None:
    commit(path, TEXTS[0], "back")
    commit(path.with_name("other.txt"), "x", "another file")
    path.chmod(0o755)
    commit(path, TEXTS[0], "mode")
    assert texts(path) == TEXTS[:0:-1]


def test_versions_under_former_names_are_found(path: Path) -> None:
    moved = path.parent.parent / "deep" / "moved.txt"
    moved.parent.mkdir()
    path.rename(moved)
    commit(moved, TEXTS[2] + "One more sentence.\n", "move")
    assert texts(moved) == TEXTS[::-1]
    again = path.with_name("again.txt")
    again.parent.mkdir(exist_ok=True)
    moved.rename(again)
    commit(again, "All new.\n", "another text under another name")
    assert texts(again) == []


def test_merged_versions_are_found(path: Path) -> None:
    top = path.parent
    ordinary_git(top, "checkout", "-q", "-b", "side", "main~1")
    commit(path, "Side.\n", "side")
    ordinary_git(top, "checkout", "-q", "main")
    ordinary_git(top, "merge", "-q", "side")
    commit(path, "Both.\n", "merged")
    path.write_text("Now.\n", "utf-8")
    assert sorted(texts(path)) == sorted([*TEXTS, "Side.\n", "Both.\n"])


def test_a_link_leads_to_the_versions_of_its_target(path: Path) -> None:
    link = path.parent.parent.parent / "link.txt"
    link.symlink_to(path)
    assert texts(link) == TEXTS[1::-1]


def test_a_file_without_versions(path: Path, tmp_path: Path) -> None:
    untracked = path.with_name("untracked.txt")
    untracked.write_text("x", "utf-8")
    assert revisions(untracked) == []
    outside = tmp_path / "outside.txt"
    outside.write_text("x", "utf-8")
    assert git.revisions(outside) is None
    ordinary_git(tmp_path, "init", "-q")
    assert revisions(outside) == []


def test_names_with_line_breaks_and_bytes_that_are_no_text(path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff\n-x.txt"))
    for text in TEXTS:
        commit(odd, text, "odd")
    assert texts(odd) == TEXTS[1::-1]


def test_without_git_the_error_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(path.parent))
    with pytest.raises(ReaderError, match=r"git cannot be started: .*; install it"):
        revisions(path)


def test_variables_that_name_another_repository_have_no_effect(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert texts(path) == TEXTS[1::-1]


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a shell script in the place of git."""
    folder.mkdir()
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_time_is_limited(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path / "bin", "sleep 600; true", monkeypatch)
    monkeypatch.setattr(git, "SECONDS", 0.2)
    with pytest.raises(ReaderError, match="git took longer than"):
        revisions(path)


def test_the_output_is_limited(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReaderError, match="larger than 0 MB in git"):
        content(path, revisions(path)[0], 10)
    fake_git(tmp_path / "bin", "yes", monkeypatch)
    with pytest.raises(ReaderError, match=r"git gives more than [\d,]+ bytes"):
        revisions(path)


def test_what_git_refuses_is_one_line(path: Path) -> None:
    (path.parent.parent / ".git" / "config").write_text("[core\n", "utf-8")
    with pytest.raises(ReaderError, match="git says: fatal: bad config") as caught:
        revisions(path)
    assert "\n" not in str(caught.value)


def test_a_repository_of_another_owner_is_refused_as_git_does(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Git's own variable for tests of this check; the runner passes no such variable on.
    monkeypatch.setattr(
        git, "_ENVIRONMENT", {**git._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    )
    with pytest.raises(ReaderError, match="git says: fatal: detected dubious ownership"):
        revisions(path)


# A hostile repository

PROGRAM_KEYS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.gitProxy"),
    *("core.askPass", "core.alternateRefsCommand", "credential.helper", "diff.external"),
    *("diff.x.command", "diff.x.textconv", "filter.x.clean", "filter.x.smudge", "filter.x.process"),
    *("merge.x.driver", "gpg.program", "gpg.ssh.program", "gpg.x509.program"),
    *("gpg.ssh.defaultKeyCommand", "pager.log", "pager.rev-list", "pager.diff-tree"),
    *("alias.rev-list", "alias.diff-tree", "alias.cat-file", "alias.hash-object"),
    *("sequence.editor", "uploadpack.packObjectsHook", "remote.origin.uploadpack"),
    *("remote.origin.vcs", "gc.recentObjectsHook", "interactive.diffFilter", "web.browser"),
)
"""The settings that name a program for git to run."""
HOOKS = (
    *("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "post-rewrite"),
    *("fsmonitor-watchman", "pre-commit", "post-commit", "post-merge", "pre-push"),
)


def _script(folder: Path, name: str, ran: Path) -> Path:
    """A program that leaves a file with its name."""
    script = folder / name
    script.write_text(f'#!/bin/sh\n: > "{ran}/{name}"\n', "utf-8")
    script.chmod(0o755)
    return script


def _sign(path: Path) -> None:
    """Put a signature into the last commit, without the program that makes one."""
    made = run_git(path.parent, "cat-file", "commit", "HEAD")
    head, _, message = made.partition(b"\n\n")
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    signed = b"\n".join([head, signature, b"", message])
    words = ("hash-object", "-w", "-t", "commit", "--stdin")
    name = run_git(path.parent, *words, given=signed).decode().strip()
    ordinary_git(path.parent, "update-ref", "HEAD", name)


@pytest.fixture
def ran(path: Path, tmp_path: Path) -> Path:
    """A folder with a file for each program that the hostile repository made git run.

    The article was renamed to MOVED in the last commit, which also changed it.
    """
    ran, home = tmp_path / "ran", tmp_path / "programs"
    ran.mkdir()
    home.mkdir()
    path.rename(path.with_name(MOVED))
    commit(path.with_name(MOVED), TEXTS[2] + "One more sentence.\n", "moved")
    _sign(path)
    top = path.parent.parent
    (top / ".gitattributes").write_text("*.txt diff=x filter=x merge=x\n", "utf-8")
    for hook in HOOKS:
        _script(top / ".git" / "hooks", hook, ran)
    # The first version is missing, as in a partial clone: git would fetch it from the remote.
    first = run_git(path.parent, "rev-parse", "HEAD~3:./" + NAME).decode().strip()
    for key in PROGRAM_KEYS:
        script = _script(home, key, ran)
        value = f"!{script}" if key.startswith("alias.") else str(script)
        ordinary_git(top, "config", key, value)
    for key, value in (
        *(("log.showSignature", "true"), ("protocol.allow", "always"), ("format.pretty", "%G?")),
        *(("protocol.ext.allow", "always"), ("protocol.ssh.allow", "always")),
        *(("protocol.file.allow", "always"), ("extensions.partialClone", "origin")),
        *(("core.repositoryFormatVersion", "1"), ("remote.origin.promisor", "true")),
        ("remote.origin.url", f"ext::{_script(home, 'transport', ran)}"),
    ):
        ordinary_git(top, "config", key, value)
    (top / ".git" / "objects" / first[:2] / first[2:]).unlink()
    for each in ran.iterdir():
        each.unlink()
    return ran


def names(ran: Path) -> set[str]:
    return {each.name for each in ran.iterdir()}


@pytest.mark.parametrize("unknown", ["", "GIT_NO_LAZY_FETCH"])
def test_no_program_of_a_hostile_repository_runs(
    path: Path, ran: Path, unknown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Versions of git before 2.45 may not know the variable, and start to fetch missing objects.
    known = {name: value for name, value in git._ENVIRONMENT.items() if name != unknown}
    monkeypatch.setattr(git, "_ENVIRONMENT", known)
    moved = path.with_name(MOVED)
    moved.write_text("Other words.\n", "utf-8")
    *found, missing = revisions(moved)
    assert [content(moved, each, 1000).decode() for each in found[1:]] == TEXTS[:0:-1]
    with pytest.raises(ReaderError, match="git says: "):
        content(moved, missing, 1000)
    assert names(ran) == set()


def test_ordinary_git_runs_programs_of_that_repository(path: Path, ran: Path) -> None:
    path.with_name(MOVED).write_text("Other words.\n", "utf-8")
    ordinary_git(path.parent, "log", "-1")
    ordinary_git(path.parent, "status")
    ordinary_git(path.parent, "add", ".")
    ordinary_git(path.parent, "config", "--unset", "remote.origin.vcs")
    ordinary_git(path.parent, "cat-file", "-p", f"HEAD~3:./{NAME}", GIT_NO_LAZY_FETCH="0")
    expected = {"gpg.program", "core.fsmonitor", "filter.x.process", "post-index-change"}
    assert names(ran) >= expected | {"transport"}


def test_a_bare_repository_among_the_articles_is_not_trusted(path: Path) -> None:
    bare = path.parent / "bare"
    ordinary_git(path.parent, "init", "-q", "--bare", str(bare))
    inside = bare / "a.txt"
    inside.write_text("x", "utf-8")
    with pytest.raises(ReaderError, match=r"git says: fatal: .*bare"):
        revisions(inside)
