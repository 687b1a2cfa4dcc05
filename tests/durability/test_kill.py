"""kill -9 at random instants of real processes: no acknowledged save is missing.

READER_KILLS sets how many runs the long test makes of each kind (150).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from writer import SHARED

from tests.sampling import sampled
from tui.model.annotation import Notes
from tui.store import cleanup, notes_files

ROOT = Path(__file__).resolve().parents[2]
NAME = "harbour.txt.notes.toml"
LONG = int(os.environ.get("READER_KILLS", "150"))


def started(*command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, text=True, env=environment
    )


def ended(process: subprocess.Popen[str]) -> list[str]:
    """Kill a process; the whole lines that it had printed."""
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=30)
    return [line for line in out.splitlines(keepends=True) if line.endswith("\n")]


def killed_writers(folder: Path, names: Sequence[str], seed: int) -> int:
    """Let writers run and kill them; how many saves they had been told of, all of them there."""
    path = folder / NAME
    notes_files.save(path, Notes(annotations=tuple(SHARED)), Notes(), None)
    script = str(Path(__file__).with_name("writer.py"))
    chance = random.Random(seed)
    processes = [started(script, str(path), name) for name in names]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    said: list[str] = []
    for process in processes:
        time.sleep(chance.uniform(0.0, 0.08))
        said += [line.strip() for line in ended(process)]
    return checked(path, said)


def checked(path: Path, said: list[str]) -> int:
    loaded = notes_files.load(path)
    assert loaded.problem == ""
    notes = {line for a in loaded.value.annotations for line in a.note.split("\n")}
    tags = {tag for a in loaded.value.annotations for tag in a.tags}
    shared = [token for token in said if int(token.rpartition("-")[2]) % 2 == 0]
    assert {*said} <= notes
    assert {*shared} <= tags
    cleanup.sweep(path)
    assert sorted(p.name for p in path.parent.iterdir()) == [f".{NAME}.lock", NAME]
    return len(said)


@pytest.mark.parametrize("names", [("one",), ("one", "two")], ids=["one", "two"])
@pytest.mark.parametrize("seed", sampled(range(13), range(3)))
def test_killed_writers(tmp_path: Path, names: tuple[str, ...], seed: int) -> None:
    killed_writers(tmp_path, names, seed)


@pytest.mark.long
@pytest.mark.parametrize("names", [("one",), ("one", "two")], ids=["one", "two"])
def test_killed_writers_many_times(tmp_path: Path, names: tuple[str, ...]) -> None:
    acknowledged = 0
    for seed in range(100, 100 + LONG):
        folder = tmp_path / str(seed)
        folder.mkdir()
        acknowledged += killed_writers(folder, names, seed)
    print(f"{LONG} kills of {len(names)}, {acknowledged} acknowledged saves, none missing")
    assert acknowledged > LONG


def killed_commands(folder: Path, seed: int, runs: int) -> int:
    """Kill `reader tag` again and again; how many ids it printed, all of them there."""
    article = folder / "harbour.txt"
    words = [f"word{number:03}" for number in range(runs)]
    article.write_text(" ".join(words) + "\n", encoding="utf-8")
    chance = random.Random(seed)
    ids: list[str] = []
    seconds = 0.0
    for number, word in enumerate(words):
        begun = time.monotonic()
        process = started("-m", "tui", "tag", str(article), "--quote", word, "--tag", "claim")
        if number:
            time.sleep(seconds * chance.uniform(0.3, 1.1))
        else:
            process.wait(60)
            seconds = time.monotonic() - begun
        ids += [line.strip() for line in ended(process)]
        loaded = notes_files.load(folder / NAME)
        assert loaded.problem == ""
        assert {*ids} <= {a.id for a in loaded.value.annotations}
    return len(ids)


def test_killed_commands(tmp_path: Path) -> None:
    killed_commands(tmp_path, 1, 4)


@pytest.mark.long
def test_killed_commands_many_times(tmp_path: Path) -> None:
    printed = killed_commands(tmp_path, 2, 60)
    print(f"60 commands killed, {printed} had printed an id, none missing")
