"""What the start compiles is kept, and what changed since is not taken from there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui import compiled

SCRIPT = """
import json
from tui import compiled

compiled.use()
import harbour
import quay.crane

kept = [type(module.__loader__).__name__ for module in (harbour, quay, quay.crane)]
needed = compiled.leave()
if needed:
    compiled.keep(needed)
import late

print(json.dumps({
    "kept": kept,
    "anew": bool(needed),
    "said": [harbour.Ship("Aurora").name, bool(harbour.NAME.fullmatch("AURORA")), quay.crane.LIFTS],
    "ordinary": type(late.__loader__).__name__,
    "equal": harbour.Ship("a") == harbour.Ship("a"),
    "package": quay.__path__,
}))
"""
HARBOUR = """
import re
from dataclasses import dataclass

NAME = re.compile("[a-z]+(?P<rest>x)?", re.IGNORECASE)


@dataclass(frozen=True)
class Ship:
    name: str
"""


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A command with modules of its own beside it, which are looked for where it lies."""
    (tmp_path / "harbour.py").write_text(HARBOUR)
    (tmp_path / "late.py").write_text("")
    (tmp_path / "quay").mkdir()
    (tmp_path / "quay" / "__init__.py").write_text("")
    (tmp_path / "quay" / "crane.py").write_text("LIFTS = 40\n")
    path = tmp_path / "command.py"
    path.write_text(SCRIPT)
    return path


def run(command: Path, **more: str) -> dict[str, object]:
    """What the command says."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {
        "PYTHONPYCACHEPREFIX": str(command.with_name("cache")),
        "PYTHONPATH": str(Path(compiled.__file__).parents[1]),
        **more,
    }
    done = subprocess.run(
        [sys.executable, str(command)], env={**kept, **own}, capture_output=True, text=True
    )
    assert done.stderr == ""
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_second_start_takes_what_the_first_kept(command: Path) -> None:
    first, second = run(command), run(command)
    assert first["kept"] == ["SourceFileLoader"] * 3
    assert first["anew"]
    assert second["kept"] == ["_Loader"] * 3
    assert not second["anew"]
    for answer in (first, second):
        assert answer["said"] == ["Aurora", True, 40]
        assert answer["ordinary"] == "SourceFileLoader"
        assert answer["equal"] is True
        assert answer["package"] == [str(command.with_name("quay"))]


def test_a_module_that_was_changed_is_imported_anew(command: Path) -> None:
    run(command)
    run(command)
    command.with_name("quay").joinpath("crane.py").write_text("LIFTS = 4000\n")
    changed = run(command)
    assert changed["said"] == ["Aurora", True, 4000]
    assert changed["kept"] == ["_Loader", "_Loader", "SourceFileLoader"]
    assert changed["anew"]
    assert run(command)["said"] == ["Aurora", True, 4000]


def test_a_module_that_was_removed_is_missing(command: Path) -> None:
    run(command)
    command.with_name("harbour.py").unlink()
    with pytest.raises(AssertionError, match="No module named 'harbour'"):
        run(command)


@pytest.mark.parametrize("damage", ["", "short", "other"])
def test_a_damaged_file_is_made_anew(command: Path, damage: str) -> None:
    run(command)
    [kept] = command.with_name("cache").rglob("*.kept")
    kept.write_bytes({"": b"", "short": kept.read_bytes()[:40], "other": b"x" * 4000}[damage])
    assert run(command)["anew"]
    assert not run(command)["anew"]


def test_what_lies_elsewhere_is_not_mistaken_for_it(command: Path, tmp_path: Path) -> None:
    run(command)
    other = tmp_path / "elsewhere"
    shutil.copytree(tmp_path, other, ignore=shutil.ignore_patterns("cache", "elsewhere"))
    (other / "quay" / "crane.py").write_text("LIFTS = 7\n")
    moved = run(other / "command.py", PYTHONPYCACHEPREFIX=str(tmp_path / "cache"))
    assert moved["said"] == ["Aurora", True, 7]
    assert moved["kept"] == ["SourceFileLoader"] * 3


def test_nothing_is_kept_where_nothing_compiled_may_be(command: Path) -> None:
    assert not run(command, PYTHONDONTWRITEBYTECODE="1")["anew"]
    assert not list(command.parent.rglob("*.kept"))


def test_only_the_command_itself_uses_it() -> None:
    before = list(sys.meta_path)
    compiled.use()
    assert compiled.leave() is None
    assert sys.meta_path == before
