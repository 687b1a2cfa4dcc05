"""Escape and a key right after it, in a real terminal: Escape and that key, wherever one is."""

from __future__ import annotations

import os
import shutil
import time
import tomllib
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.attached import Tmux
from tests.hostile.terminal import Terminal, plain
from tests.sampling import sampled

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


WAYS = {way.__name__: way for way in (at_once, one_by_one, with_gaps)}


CASES = {
    "\x1bj1": "One ferry sank.",
    "jnquick\x1bj1": "Nobody was seen again.",
    "jnquick\x1b[A\x1bj1": "Nobody was seen again.",
    "j/denied\x1bj1": "Nobody was seen again.",
    "jt\x1bj1": "Nobody was seen again.",
    "j?\x1bj1": "Nobody was seen again.",
    "jv\x1bj1": "Nobody was seen again.",
    "jw\x1b1": "One ferry sank.",
    "j\x1b\x1b[B1": "Nobody was seen again.",
    "j\x1b\x1bj1": "Nobody was seen again.",
    "jl\x1b\x1b[1;2C1": "O",
}
"""Keys, and what they tag."""


def written(folder: Path, number: int) -> Path:
    """Write an article whose title tells it from the others."""
    path = folder / f"harbour-{number:02}.txt"
    path.write_text(TEXT.replace("shut", f"shut {number:02}"), encoding="utf-8")
    return path


def notes_of(article: Path) -> list[Note]:
    """The annotations that are saved beside an article."""
    notes = article.with_name(article.name + ".notes.toml")
    found: list[Note] = tomllib.loads(notes.read_text("utf-8"))["annotation"]
    return found


def saved(
    write: Callable[[Terminal, str], None],
    cases: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[Note]]:
    """The annotations that the keys of each case leave: one program, an article for each case.

    The key that comes right after those of a case opens the list of articles, or quits.
    """
    folder = tmp_path_factory.mktemp("escape")
    articles = [written(folder, number) for number in range(len(cases))]
    terminal = Terminal(str(articles[0]), home=tmp_path_factory.mktemp("home"))
    try:
        for number, keys in enumerate(cases):
            assert f"shut {number:02}" in plain(terminal.step("", f"shut {number:02}"))
            if number + 1 < len(cases):
                write(terminal, keys + "o")
                assert "Open an article" in plain(terminal.step("", "Open an article"))
                at_once(terminal, f"{number + 1:02}\r")
            else:
                write(terminal, keys + "q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    return {keys: notes_of(path) for keys, path in zip(cases, articles, strict=True)}


@pytest.mark.parametrize(
    ("way", "half"),
    sampled(product(WAYS, (0, 1)), [("at_once", 0), ("with_gaps", 1)]),
)
def test_the_key_after_escape_does_what_it_is_for(
    way: str, half: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cases = list(CASES)[half::2]
    notes = saved(WAYS[way], cases, tmp_path_factory)
    tagged = {k: [note["quote"] for note in notes[k] if note.get("tags")] for k in cases}
    assert tagged == {keys: [CASES[keys]] for keys in cases}
    noted = {k: [note["note"] for note in notes[k] if "note" in note] for k in cases}
    assert noted == {keys: ["quick"] * ("quick" in keys) for keys in cases}


GAPS = (0, 0.001, 0.01, 0.05, 0.1, 0.15)
"""Seconds between Escape and the next key; the program decides after 0.1 what an Escape is."""

PLACES = {
    "article": "",
    "caret": "l",
    "selection": "v",
    "note": "nquick",
    "search": "/ferry",
    "tags": "t",
    "tree": " ",
    "speaker": "s",
    "grade": "c",
    "filter": "f",
    "data": "i",
    "export": "e",
    "help": "?",
    "palette": "\x10",
}
"""The keys that lead from the article to each place in which Escape may be pressed."""


@pytest.fixture
def long_article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text("Harbour\n\n" + "".join(f"Ferry {n} sank.\n\n" for n in range(6)), "utf-8")
    return path


def press(write: Callable[[bytes], object], keys: str, gaps: Sequence[float]) -> None:
    """For each gap, from a passage: keys, Escape, later `j`, and at once the key of a tag."""
    for gap in gaps:
        write(keys.encode() + b"\x1b")
        time.sleep(gap)
        write(b"j1")


def tagged_and_written(article: Path) -> tuple[list[str], set[str]]:
    """The passages that are tagged in the end, and all notes."""
    notes = tomllib.loads(article.with_name(article.name + ".notes.toml").read_text("utf-8"))
    found: list[Note] = notes["annotation"]
    written = {note["note"] for note in found if "note" in note}
    return [note["quote"] for note in found if note.get("tags")], written


@pytest.mark.parametrize(
    ("place", "half"),
    sampled(
        product(PLACES, (0, 1)),
        [("article", 0), ("note", 1), ("data", 0)],
    ),
)
def test_at_any_speed_no_key_is_lost_or_typed(
    long_article: Path, home: Path, place: str, half: int
) -> None:
    gaps = GAPS[half::2]
    terminal = Terminal(str(long_article), home=home)
    try:
        terminal.step("", "Ferry 0")
        press(lambda data: os.write(terminal.handle, data), PLACES[place], gaps)
        os.write(terminal.handle, b"q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    tagged, written = tagged_and_written(long_article)
    assert tagged == [f"Ferry {n} sank." for n in range(len(gaps))]
    assert written == ({"quick"} if place == "note" else set())


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
@pytest.mark.parametrize(
    ("place", "escape_time"),
    sampled(
        product(("article", "note", "search", "tags", "data"), ("0", "500")),
        [("article", "0"), ("note", "500")],
    ),
)
def test_at_any_speed_in_tmux_no_key_is_lost_or_typed(
    long_article: Path, home: Path, escape_time: str, place: str
) -> None:
    tmux = Tmux(long_article, home, f"escape-time {escape_time}")
    try:
        tmux.wait_for_text("Ferry 0", "1/7", "saved")
        press(lambda data: os.write(tmux.handle, data), PLACES[place], GAPS)
        os.write(tmux.handle, b"q")
        tmux.wait_for_text("ended 0")
    finally:
        tmux.close()
    tagged, written = tagged_and_written(long_article)
    assert tagged == [f"Ferry {n} sank." for n in range(6)]
    assert written == ({"quick"} if place == "note" else set())


def test_a_pasted_escape_is_no_key(tmp_path: Path, home: Path) -> None:
    article = written(tmp_path, 0)
    terminal = Terminal(str(article), home=home)
    try:
        terminal.step("", "ferry")
        at_once(terminal, "jn\x1b[200~a\x1bqb\x1b[201~\x1bq")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()
    (note,) = notes_of(article)
    assert note["note"] == "a\x1bqb"
