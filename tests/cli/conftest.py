"""Runs commands in this process, on an article made for the purpose."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from tui.__main__ import main
from tui.cli.program import program

ROOT = Path(__file__).resolve().parents[2]

ARTICLE = """\
The bridge at Karmah

Two drivers crossed the bridge at dawn. “We will not wait,” one of them said, although nobody
had asked him to.

The plan had slipped, an engineer said. The plan was never written down.

Read more: The plan in pictures
"""


def environment(**more: str) -> dict[str, str]:
    """The variables for a program that is started on a terminal with colours."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects of the output, one a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]


Run = Callable[..., Done]


def command_of(name: str) -> click.Command:
    """A command by its name, or the program for ""."""
    found = program.get_command(click.Context(program), name) if name else program
    assert found
    return found


def page(name: str) -> str:
    """The help page of a command, or of the program for "", for a terminal of 80 columns."""
    parent = click.Context(program, info_name="reader", terminal_width=78) if name else None
    found = command_of(name)
    return found.get_help(click.Context(found, parent, name or "reader", terminal_width=78)) + "\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `reader` with some words; `stdin` are the bytes of standard input."""

    def runner(*words: object, stdin: bytes = b"") -> Done:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return runner


@pytest.fixture
def process(home: Path) -> Callable[..., Done]:
    """Run `python -m tui` as a process of its own, far from the checkout."""

    def runner(*words: object, stdin: bytes = b"", **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *map(str, words)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return runner


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def folder(article: Path) -> Path:
    """The article's folder with a second one in it."""
    (article.parent / "ferry.md").write_text(
        "# The ferry\n\nThe ferry to Hit sank in the night.\n", encoding="utf-8"
    )
    return article.parent
