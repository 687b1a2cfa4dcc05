"""The files of a folder as a commit of its git repository has them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ..model.errors import ReaderError
from .git import FILE_MODES, GitError, read_blob, run_git

_MAX_LISTING = 64 << 20
"""Maximum size in bytes of the list of a commit's files."""


def commit_id(folder: Path, revision: str) -> str:
    """The id of the commit that a revision names, such as a branch, a tag or HEAD~3.

    Raises ReaderError if the repository of the folder has no such commit, and what `run_git`
    raises.
    """
    advice = "name a folder, or a branch, a tag or a commit of the repository"
    if not revision or revision.startswith("-"):
        raise ReaderError(f"{revision or 'an empty name'}: names no revision; {advice}")
    try:
        output = run_git(_real(folder), "rev-parse", "--verify", f"{revision}^{{commit}}")
    except GitError as error:
        raise ReaderError(
            f"{revision}: is no folder, and git in {folder} says: {error.said}; {advice}"
        ) from error
    return output.decode("ascii", "replace").strip()


def files_in_commit(folder: Path, commit: str) -> Mapping[str, str]:
    """The regular files of a folder and its subfolders in a commit: path below it -> blob id.

    Raises what `run_git` raises.
    """
    output = run_git(_real(folder), "ls-tree", "-r", "-z", commit, most=_MAX_LISTING)
    found: dict[str, str] = {}
    for entry in output.decode("utf-8", "surrogateescape").split("\0"):
        details, _, path = entry.partition("\t")
        if path and details.split(" ")[0] in FILE_MODES:
            found[path] = details.split(" ")[2]
    return found


def file_content(folder: Path, blob: str, name: str, most: int) -> bytes:
    """The content of a file that `files_in_commit` found, as `read_blob` gives it."""
    return read_blob(_real(folder), blob, name, most)


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))
