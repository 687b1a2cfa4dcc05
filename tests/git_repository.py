"""Repositories of git for tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def ordinary_git(folder: Path, *words: str, **variables: str) -> str:
    """The output of git as a user runs it, with the settings of the repository alone."""
    people = {f"GIT_{who}_NAME": "Ana\tA" for who in ("AUTHOR", "COMMITTER")}
    mails = {f"GIT_{who}_EMAIL": "a@b" for who in ("AUTHOR", "COMMITTER")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**os.environ, **people, **mails, **alone, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def commit(path: Path, text: str, subject: str, when: int = 1_800_000_000) -> None:
    """Write a file and commit it; `when` is in seconds since 1970."""
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, "utf-8")
    date = f"{when} +0000"
    ordinary_git(path.parent, "add", "-A")
    ordinary_git(
        path.parent, "commit", "-q", "-m", subject, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date
    )
