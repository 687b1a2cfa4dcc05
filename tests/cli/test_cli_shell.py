"""Completion in shells and the manual page. READER_REGENERATE=1 writes the manual page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run, command_of
from tests.cli.manual import manual
from tui.cli import COMMANDS, COMPLETE
from tui.export import EXPORTERS

SHELL = ROOT / "tui" / "cli" / "shell"
PAGE = SHELL / "reader.1"

Complete = Callable[..., list[str]]


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """What zsh is offered for the last word of a line: "type value" of each, in order."""

    def completed(*words: object) -> list[str]:
        monkeypatch.setenv(COMPLETE, "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["reader", *map(str, words)]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        done = run()
        assert (done.code, done.err) == (0, "")
        return [line.replace(",", " ", 1) for line in done.out.splitlines() if line]

    return completed


def test_commands_and_files_are_offered_first(complete: Complete) -> None:
    assert complete("") == ["file ", *(f"plain {name}" for name in COMMANDS)]
    assert complete("pa") == ["file pa", "plain passages"]
    assert complete("article.txt", "") == ["file "]
    assert complete("article.txt", "pa") == ["file pa"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_of_a_command_is_offered(complete: Complete, command: str) -> None:
    found = command_of(command)
    words = [command, "--"] if command else ["--"]
    offered = {line.split()[1] for line in complete(*words)}
    named = {name for param in found.params for name in (*param.opts, *param.secondary_opts)}
    assert offered == {name for name in {*named, "--help"} if name.startswith("--")}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("passages ", "file"),
        ("notes a ", "file"),
        ("search --queries ", "file"),
        ("search --queries q ", "file"),
        ("search query ", "file"),
        ("search ", None),
        ("export a -o ", "file"),
        ("sources a --svg ", "file"),
        ("import ", "file"),
        ("import a --into ", "dir"),
        ("move a ", "file"),
        ("merge a b ", "file"),
        ("git-setup ", "dir"),
        ("tag a --note ", None),
    ],
)
def test_paths_are_left_to_the_shell(complete: Complete, line: str, kind: str | None) -> None:
    assert complete(*line.split(" ")) == ([f"{kind} "] if kind else [])


def test_formats_are_offered(complete: Complete) -> None:
    assert complete("export", "a", "--to", "") == [f"plain {name}" for name in EXPORTERS]
    assert complete("export", "a", "--to=rep")[0] == "plain report"


def test_encodings_are_offered(complete: Complete) -> None:
    assert complete("passages", "a", "--encoding", "koi8") == ["plain koi8-r", "plain koi8-u"]
    assert complete("--encoding", "auto") == ["plain automatic"]


@pytest.mark.parametrize("line", ["tag ARTICLE --tag", "export ARTICLE --to csv --tag"])
def test_tags_of_the_codebook_in_effect_are_offered(
    complete: Complete, article: Path, line: str
) -> None:
    words = line.replace("ARTICLE", str(article)).split()
    assert "plain claim/denial" in complete(*words, "claim/")
    (article.parent / "codebook.toml").write_text(
        'format = 1\n[[tag]]\nname = "harbour/crane"\n[[tag]]\nname = "порт"\n', encoding="utf-8"
    )
    assert complete(*words, "") == ["plain harbour/crane", "plain порт"]
    assert complete(*words, "harbour/c") == ["plain harbour/crane"]


def test_no_tag_of_a_received_codebook_acts_in_a_shell(complete: Complete, article: Path) -> None:
    names = [
        "x; rm -rf ~",
        "$(id)",
        "`id`",
        "*",
        "-rf",
        "a b",
        "ok",
        "a\\u001b]0;x\\u0007",
        "a\\nb",
    ]
    tags = "".join(
        f'[[tag]]\nname = "{name}"\ndescription = "two\\nlines \\u001b[31m"\n' for name in names
    )
    (article.parent / "codebook.toml").write_text(f"format = 1\n{tags}", encoding="utf-8")
    assert complete("tag", article, "--tag", "") == ["plain ok"]


def test_a_damaged_codebook_offers_nothing(complete: Complete, article: Path) -> None:
    (article.parent / "codebook.toml").write_text("format = [", encoding="utf-8")
    assert complete("tag", article, "--tag", "") == []


def test_an_unknown_shell_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETE, "tcsh_source")
    assert run().code == 1


# The files that are installed

SCRIPTS = {
    "bash": (
        "reader.bash",
        "COMP_WORDS=(reader pas); COMP_CWORD=1; _reader_completion reader 2>/dev/null;"
        ' echo "${COMPREPLY[@]}"',
    ),
    "fish": ("reader.fish", 'complete -C "reader pas"'),
}
"""Shell -> its file, and the commands that complete `reader pas` without a terminal."""


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_shell_completes_a_command(shell: str, tmp_path: Path, home: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    name, commands = SCRIPTS[shell]
    reader = tmp_path / "reader"
    reader.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    reader.chmod(0o755)
    done = subprocess.run(
        [shell, "-c", f"source {SHELL / name}; {commands}"],
        capture_output=True,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.decode().split()[0] == "passages"


def test_the_wheel_puts_each_file_where_its_reader_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert {ROOT / source for source in shared} == {p for p in SHELL.iterdir() if p.is_file()}
    assert sorted(shared.values()) == [
        "share/bash-completion/completions/reader",
        "share/fish/vendor_completions.d/reader.fish",
        "share/man/man1/reader.1",
        "share/zsh/site-functions/_reader",
    ]


def test_the_manual_page_says_what_the_help_pages_say() -> None:
    if os.environ.get("READER_REGENERATE"):
        PAGE.write_text(manual(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == manual()


def test_the_manual_page_is_set_without_a_warning() -> None:
    if not shutil.which("groff"):
        pytest.skip("no groff here")
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", str(PAGE)], capture_output=True, check=True
    )
    assert done.stderr == b""
    text = done.stdout.decode()
    assert [name for name in COMMANDS if f"reader {name}" not in text] == []
