"""Escape and a key right after it, in a real terminal: Escape and that key, wherever one is."""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.terminal import Terminal

Note = dict[str, Any]

TEXT = """Harbour stays shut

One ferry sank. Nobody was seen again.

The port authority denied that. Two officials said why.
"""


def at_once(terminal: Terminal, keys: str) -> None:
    os.write(terminal.handle, keys.encode())


def one_by_one(terminal: Terminal, keys: str) -> None:
    for byte in keys.encode():
        os.write(terminal.handle, bytes([byte]))


def with_gaps(terminal: Terminal, keys: str) -> None:
    """As over a slow line: 20 ms between two bytes."""
    for byte in keys.encode():
        os.write(terminal.handle, bytes([byte]))
        time.sleep(0.02)


WAYS = [at_once, one_by_one, with_gaps]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def saved(article: Path, home: Path, keys: str, way: Callable[[Terminal, str], None]) -> list[Note]:
    """The annotations that are left by some keys and then `q`."""
    terminal = Terminal(str(article), home=home)
    try:
        terminal.step("", "ferry")
        way(terminal, keys + "q")
        assert terminal.end(30)[0] == 0
    finally:
        terminal.close()
    notes = article.with_name(article.name + ".notes.toml")
    found: list[Note] = tomllib.loads(notes.read_text("utf-8"))["annotation"]
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ("\x1bj1", "One ferry sank."),
        ("jnquick\x1bj1", "Nobody was seen again."),
        ("jnquick\x1b[A\x1bj1", "Nobody was seen again."),
        ("j/denied\x1bj1", "Nobody was seen again."),
        ("jt\x1bj1", "Nobody was seen again."),
        ("j?\x1bj1", "Nobody was seen again."),
        ("jv\x1bj1", "Nobody was seen again."),
        ("jw\x1b1", "One ferry sank."),
        ("j\x1b\x1b[B1", "Nobody was seen again."),
        ("j\x1b\x1bj1", "Nobody was seen again."),
        ("jl\x1b\x1b[1;2C1", "O"),
    ],
)
def test_the_key_after_escape_does_what_it_is_for(
    article: Path, home: Path, keys: str, quote: str, way: Callable[[Terminal, str], None]
) -> None:
    notes = saved(article, home, keys, way)
    tagged = [note["quote"] for note in notes if note.get("tags")]
    assert tagged == [quote]
    assert [note["note"] for note in notes if "note" in note] == ["quick"] * ("quick" in keys)


def test_a_pasted_escape_is_no_key(article: Path, home: Path) -> None:
    (note,) = saved(article, home, "jn\x1b[200~a\x1bqb\x1b[201~\x1b", at_once)
    assert note["note"] == "a\x1bqb"
