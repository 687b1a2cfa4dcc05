"""A command that fails says so in one line, and offers names like one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import COMMANDS
from tui.cli.inputs import expanded

Run = Callable[..., Any]

WORDS = {
    "passages": "passages PATH",
    "search": "search words PATH",
    "tag": "tag PATH --quote plan --nth 1 --tag use/key",
    "grade": "grade PATH#x --credibility 2",
    "link": "link PATH#x PATH#y --rel supports",
    "anchor": "anchor PATH#x",
    "notes": "notes PATH",
    "data": "data PATH",
    "tags": "tags list PATH",
    "check": "check PATH",
    "export": "export PATH --to csv",
    "import": "import PATH --into FOLDER",
    "forget": "forget PATH",
    "sources": "sources PATH",
    "source": "source list PATH",
    "judge": "judge list PATH",
    "hypothesis": "hypothesis list PATH",
    "searches": "searches list PATH",
    "claims": "claims PATH",
    "copies": "copies PATH",
    "figures": "figures PATH",
    "dates": "dates PATH",
    "assign": "assign PATH --to anna",
    "done": "done PATH",
    "code": "code RULES PATH",
    "agree": "agree PATH",
    "stats": "stats PATH",
    "move": "move PATH FOLDER/nowhere.txt",
    "schema": "schema notes",
    "repair": "repair PATH",
    "merge": "merge PATH PATH PATH",
    "git-setup": "git-setup PATH",
}
"""A command line for each command, on a PATH and a FOLDER."""

NO_PATHS = ("merge", "schema")
"""Commands whose arguments git gives, or that take no path."""


def words(command: str, path: Path, folder: Path) -> list[str]:
    """The words of a command line."""
    rules = folder / "rules.toml"
    rules.write_text('[[rule]]\nname = "plans"\ntag = "topic/plan"\nwords = ["plan*"]\n')
    filled = {"PATH": str(path), "RULES": str(rules), "FOLDER": str(folder)}
    filled |= {"PATH#x": f"{path}#x", "PATH#y": f"{path}#y"}
    filled["FOLDER/nowhere.txt"] = f"{folder}/gone.x"
    return [filled.get(word, word) for word in WORDS[command].split()]


def test_every_command_is_tried() -> None:
    assert list(WORDS) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", ["missing", "folder gone", "no text", "damaged", "newer"])
def test_a_failing_command_reports_once(
    run: Run, article: Path, tmp_path: Path, command: str, fault: str
) -> None:
    path = article
    match fault:
        case "missing":
            path = tmp_path / "no such article.txt"
        case "folder gone":
            path = tmp_path / "gone" / "bridge.txt"
        case "no text":
            article.write_bytes(b"\x00\x01\x02\xff" * 100)
        case "damaged":
            Path(f"{article}.notes.toml").write_text("format = 1\ntags = = [")
        case "newer":
            Path(f"{article}.notes.toml").write_text("format = 99\n")
    done = run(*words(command, path, tmp_path))
    assert done.code in (0, 1)
    assert done.err.count("\n") <= 1
    if done.code and command != "check":
        assert re.fullmatch(r"reader: [^\n]+\n", done.err) or done.out


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in NO_PATHS])
def test_a_wrong_name_is_answered_with_near_ones(
    run: Run, article: Path, tmp_path: Path, command: str
) -> None:
    wrong = tmp_path / "bridges.txt"
    done = run(*words(command, wrong, tmp_path))
    assert f"{wrong}: no such f" in done.err
    assert f"did you mean {article}?" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("birdge.txt", ["bridge.txt"]),
        ("BRIDGE.md", ["bridge.txt"]),
        ("bridge", ["bridge.txt"]),
        ("ferryy.md", ["ferry.md"]),
        ("prat/on.txt", ["part/one.txt"]),
        ("part/oen.txt", ["part/one.txt"]),
        ("zzz.txt", []),
        ("zzz/one.txt", []),
        (f"{'x' * 5000}.txt", []),
        (".hiden", []),
    ],
)
def test_near_names(folder: Path, wrong: str, near: list[str]) -> None:
    from tui.readers.missing_files import near_paths

    (folder / "part").mkdir()
    for name in ("part/one.txt", ".hidden", "bridge.txt.notes.toml"):
        (folder / name).write_text("x")
    assert near_paths(folder / wrong) == [str(folder / name) for name in near]


def test_a_mistyped_command_is_named(run: Run, article: Path) -> None:
    done = run("serch", "plan", article)
    assert (done.code, done.out) == (2, "")
    assert done.err == "reader: serch: no such file or command; did you mean reader search?\n"


def test_patterns_stand_for_the_files_that_match(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "a[1].txt").write_text("One.")
    assert expanded(["*.txt", "a[1].txt", "x*", "f?rry.md"]) == [
        *("a[1].txt", "bridge.txt"),
        *("a[1].txt", "x*", "ferry.md"),
    ]
    assert {r["path"] for r in run("search", "the", "*.md", "--json").records} == {"ferry.md"}
    assert "The bridge" in run("passages", "br*.txt").out
    assert "stands for 3 paths; name one" in run("passages", "*").err


def test_several_files_off_a_terminal_are_listed(run: Run, folder: Path, article: Path) -> None:
    done = run(folder / "ferry.md", article, folder)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [str(folder / "ferry.md"), str(article)]


OWN = ["codebook.toml", "dossier.toml", "bridge.txt.report.md", "bridge.txt.report.md.bak2"]


def own_files(folder: Path) -> None:
    """Files that the program writes beside articles."""
    for name in [*OWN, ".bridge.txt.notes.toml.lock", "gone.txt.notes.toml"]:
        (folder / name).write_text("format = 1\n")
    (folder / "bridge.txt.notes.toml").write_text('format = 1\n[document]\npath = "bridge.txt"\n')


def test_a_glob_leaves_out_what_the_program_wrote_and_says_so_once(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    own_files(folder)
    words = sorted(path.name for path in folder.iterdir())
    done = run(*words)
    assert (done.code, done.out.split()) == (0, ["bridge.txt", "ferry.md"])
    assert done.err.startswith("reader: left out, 6 files that reader wrote: ")
    assert done.err.endswith(" and 3 more; name one alone to have it read\n")
    assert done.err.count("\n") == 1
    found = run("search", "format", *words, "--json")
    assert found.records == []
    assert "left out, 5 files that reader wrote" in found.err
    assert "format" in run("passages", "codebook.toml").out


def test_a_report_that_has_notes_is_an_article(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    own_files(folder)
    (folder / "bridge.txt.report.md.notes.toml").write_text("format = 1\n")
    done = run("bridge.txt.report.md", "ferry.md")
    assert (done.out.split(), done.err) == (["bridge.txt.report.md", "ferry.md"], "")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("bridge.txt -", 2, "standard input is opened alone"),
        ("bridge.txt ferry.md --encoding koi8-r", 2, "are for one article"),
        ("bridge.txt fery.md", 1, "did you mean ferry.md?"),
    ],
)
def test_files_that_cannot_be_opened_together(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int, said: str
) -> None:
    monkeypatch.chdir(folder)
    done = run(*line.split())
    assert done.code == code
    assert said in done.err
    assert done.err.count("\n") == 1
