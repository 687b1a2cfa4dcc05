"""Run git, and list the versions that a file had in a repository.

A repository may come from an adversary, and its configuration can name programs for git to run:
hooks, a file system monitor, filters, converters for diffs, signature checkers, transports that
fetch missing objects. Here only git's plumbing is called, without the options that use converters,
filters and signatures; everything else that it could run is switched off (see gitglossary(7) for
plumbing, git-config(1) for the settings, git(1) for the variables). Whether git trusts the owner of
a repository is left to git.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import NamedTuple

from ..model.errors import ReaderError

SECONDS = 20
"""Maximum time of a git command, in seconds."""
MAX_OUTPUT = 4 << 20
"""Maximum size of the output of a git command, in bytes, unless the caller says otherwise."""
MAX_REVISIONS = 50
"""Maximum number of versions of a file that are listed, and of commits looked at under a name."""

_MAX_RENAMES = 5
_MAX_NAME = 200
"""Maximum length of a subject or an author's name, in code points; the rest is cut."""

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_KEPT_VARIABLES = (
    *("GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
)
"""Variables of git that are passed on. Others, such as GIT_DIR, would name another repository."""

_COMMIT_FORMAT = "%H%x00%ct%x00%an%x00%s%x00"
FILE_MODES = ("100644", "100755")
"""The modes of regular files in git."""


class GitError(ReaderError):
    """git ran and failed; `said` is the first line of what it said."""

    def __init__(self, folder: Path, said: str) -> None:
        super().__init__(f"{folder}: git says: {said}; nothing was read from there")
        self.said = said


class Revision(NamedTuple):
    """A version of a file, and the commit that made it.

    `blob` identifies the content; `committed_at` is in seconds since 1970.
    """

    blob: str
    committed_at: int
    author: str
    subject: str


def run_git(folder: Path, *words: str, given: bytes = b"", most: int = MAX_OUTPUT) -> bytes:
    """The output of a git command in a folder, which gets `given` (a few kilobytes) as its input.

    Raises GitError if the command fails, and ReaderError if git is not installed, needs more than
    SECONDS or writes more than `most` bytes.
    """
    settings = [word for item in _SETTINGS.items() for word in ("-c", "=".join(item))]
    command = ["git", "--no-pager", *settings, "-C", str(folder), *words]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            # Without a terminal of its own, nothing that git starts can ask the user there.
            start_new_session=True,
        )
    except OSError as error:
        raise ReaderError(f"git cannot be started: {error.strerror}; install it") from error
    timer = Timer(SECONDS, _kill, [process])
    timer.start()
    with process:
        output, said = _exchange(process, given, most)
        process.wait()
        is_late = not timer.is_alive()
        timer.cancel()
    if is_late:
        raise ReaderError(f"{folder}: git took longer than {SECONDS} seconds; try again later")
    if len(output) > most:
        raise ReaderError(f"{folder}: git gives more than {most:,} bytes; use git itself there")
    if process.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        raise GitError(folder, lines[0] if lines else "no reason given")
    return output


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT_VARIABLES
    }
    return {**kept, **_ENVIRONMENT}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill git and whatever it has started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _exchange(process: subprocess.Popen[bytes], given: bytes, most: int) -> tuple[bytes, bytes]:
    """Write the input, and read the output and the messages; kill git if the output is too long."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with suppress(BrokenPipeError):
        process.stdin.write(given)
        process.stdin.close()
    output = process.stdout.read(most + 1)
    if len(output) > most:
        _kill(process)
    return output, process.stderr.read(1 << 16)


# The versions of a file


def revisions(path: Path) -> list[Revision] | None:
    """The versions of a file in the history of its repository's HEAD, the newest first.

    Also those under former names, if git recognises the renaming. Left out are versions with the
    present content, and commits that did not change the content. None if the file is in no
    repository. Raises what `run_git` raises.
    """
    path = Path(os.path.realpath(path))
    if not any(os.path.lexists(folder / ".git") for folder in path.parents):
        return None
    words = ("hash-object", "--no-filters", "--", path.name)
    present = run_git(path.parent, *words).decode("ascii", "replace").strip()
    found: list[Revision] = []
    for revision in _history(path):
        if found and found[-1].blob == revision.blob:
            found[-1] = revision
        elif len(found) == MAX_REVISIONS:
            break
        else:
            found.append(revision)
    return [revision for revision in found if revision.blob != present]


def content(path: Path, revision: Revision, most: int) -> bytes:
    """The content of a file in a revision. Raises ReaderError if it exceeds `most` bytes."""
    return read_blob(Path(os.path.realpath(path)).parent, revision.blob, path.name, most)


def read_blob(folder: Path, blob: str, name: str, most: int) -> bytes:
    """The content with the id `blob` in the repository of a folder; `name` is for messages.

    Raises ReaderError if it exceeds `most` bytes, and what `run_git` raises.
    """
    size = run_git(folder, "cat-file", "-s", blob)
    if int(size) > most:
        raise ReaderError(f"{name}: larger than {most // 1024**2} MB in git; split it")
    return run_git(folder, "cat-file", "blob", blob, most=most)


class _Commit(NamedTuple):
    id: str
    committed_at: int
    author: str
    subject: str


class _File(NamedTuple):
    """A file as a commit left it: what identifies its content, and its path from the top."""

    blob: str
    path: str


def _history(path: Path) -> Iterator[Revision]:
    """Yield a Revision for each commit that changed a file or its name, the newest first."""
    start, pathspec = "HEAD", f":(literal){path.name}"
    for _ in range(_MAX_RENAMES + 1):
        commits = _commits(path.parent, start, pathspec)
        files = _files(path.parent, commits, pathspec)
        for commit in commits:
            if commit.id in files:
                blob = files[commit.id].blob
                yield Revision(blob, commit.committed_at, commit.author, commit.subject)
        if not commits or commits[-1].id not in files:
            return
        first = commits[-1].id
        former = _former_path(path.parent, first, files[first].path)
        if not former:
            return
        start, pathspec = f"{first}^@", f":(top,literal){former}"


def _commits(folder: Path, start: str, pathspec: str) -> list[_Commit]:
    """The commits before and at `start` that changed a file; none if HEAD has no commit yet."""
    options = (f"--max-count={MAX_REVISIONS}", "--encoding=UTF-8", f"--format={_COMMIT_FORMAT}")
    output = run_git(folder, "rev-list", "--ignore-missing", *options, start, "--", pathspec)
    fields = output.decode("utf-8", "replace").split("\0")
    return [
        _Commit(
            # A line "commit ID" stands before what the format asks for.
            head.rsplit("\n", 1)[-1],
            int(when) if when.isdecimal() else 0,
            author[:_MAX_NAME],
            subject[:_MAX_NAME],
        )
        for head, when, author, subject in zip(*(fields[n::4] for n in range(4)), strict=False)
    ]


def _files(folder: Path, commits: list[_Commit], pathspec: str) -> dict[str, _File]:
    """A file after each commit, by the commit's id; none where it was deleted or is a link."""
    ids = "".join(f"{commit.id}\n" for commit in commits).encode()
    options = ("--stdin", "-m", "--root", "-r", "-z", "--no-abbrev")
    output = run_git(folder, "diff-tree", *options, "--", pathspec, given=ids)
    found: dict[str, _File] = {}
    commit = ""
    tokens = iter(output.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        if token.startswith(":"):
            _, mode, _, blob, _ = token.split(" ")
            path = next(tokens, "")
            if mode in FILE_MODES:
                found[commit] = _File(blob, path)
        else:
            commit = token
    return found


def _former_path(folder: Path, commit: str, path: str) -> str:
    """The path that a commit renamed to another one; "" if it did not."""
    limits = ("-M", "-l400", "--diff-filter=R")
    output = run_git(folder, "diff-tree", "-r", "-z", "--no-commit-id", *limits, commit)
    fields = output.decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(fields[1::3], fields[2::3], strict=False)
    return next((old for old, new in pairs if new == path), "")
