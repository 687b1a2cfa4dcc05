"""What a command line imports: no more than it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.conftest import ARTICLE, environment
from tui.cli import COMMANDS

IMPORTS = """
import json, sys
from tui.__main__ import main
code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write(json.dumps([code, sorted(sys.modules)]))
"""


@cache
def _run_once(words: tuple[str, ...]) -> tuple[int, frozenset[str]]:
    """The exit code of a command line, and the modules that it imports."""
    with TemporaryDirectory() as folder:
        Path(folder, "bridge.txt").write_text(ARTICLE, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", IMPORTS, *words],
            capture_output=True,
            cwd=folder,
            env=environment(READER_HOME=folder),
            check=True,
        )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, frozenset(modules)


def imported(*words: str, ends: int = 0) -> frozenset[str]:
    """The modules that a command line imports, in a folder with `bridge.txt`.

    `ends` is the exit code that is expected.
    """
    code, modules = _run_once(words)
    assert code == ends
    return modules


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("--help",),
        ("passages", "bridge.txt"),
        ("search", "plan", "bridge.txt"),
        ("notes", "bridge.txt"),
        ("tag", "bridge.txt", "--quote", "an engineer", "--tag", "use/key"),
        ("export", "bridge.txt", "--to", "markdown"),
    ],
)
def test_no_command_imports_textual(words: tuple[str, ...]) -> None:
    assert not imported(*words) & {"textual", "rich", "tui.ui"}


def test_the_version_needs_next_to_nothing() -> None:
    modules = imported("--version")
    assert not modules & {"click", "argparse", "tomllib", "platformdirs", "tui.cli", "tui.session"}


def test_opening_a_file_needs_no_parser_of_commands() -> None:
    refused = imported("bridge.txt", ends=1)  # there is no terminal to draw on
    assert not (imported(".") | refused) & {"click", "tui.cli.program"}


@pytest.mark.parametrize("command", ["passages", "search", "notes", "check"])
def test_a_command_imports_only_its_own_module(command: str) -> None:
    words = ["plan", "bridge.txt"] if command == "search" else ["bridge.txt"]
    others = {f"tui.cli.{module}" for module, _ in COMMANDS.values()}
    assert imported(command, *words) & others == {f"tui.cli.{COMMANDS[command].module}"}


def test_the_help_of_the_program_imports_no_command() -> None:
    modules = imported("--help")
    assert not modules & {f"tui.cli.{module}" for module, _ in COMMANDS.values()}


def test_passages_need_no_session() -> None:
    modules = imported("passages", "bridge.txt")
    assert not modules & {"tui.session", "rapidfuzz", "platformdirs", "tomli_w"}
