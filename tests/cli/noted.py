"""What the tests of commands note in an article, and what is in its notes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
"""Runs the program with some words, as the fixture of that name does."""


def notes_of(article: Path) -> dict[str, Any]:
    """The content of the notes beside an article."""
    return tomllib.loads(Path(f"{article}.notes.toml").read_text(encoding="utf-8"))


def tag(run: Run, article: Path, quote: str, *words: str) -> str:
    """Tag a quote; the id of its annotation."""
    done = run("tag", article, "--quote", quote, *(words or ("--tag", "claim/event")))
    assert done.code == 0, done.err
    return str(done.out.strip())
