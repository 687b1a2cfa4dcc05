"""How words become arguments, what help says, and what wrong usage is told."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import COMMANDS
from tui.cli.pages import PAGES, page
from tui.cli.usage import ARGUMENTS, parse
from tui.cli.words import UsageError

Run = Callable[..., Any]


def test_every_command_has_arguments_and_a_page() -> None:
    assert set(ARGUMENTS) == set(COMMANDS) == set(PAGES) - {""}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_page_tells_each_option_and_gives_examples(command: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    ARGUMENTS[command](parser)
    options = {o for a in parser._actions for o in a.option_strings} | {"--help", "-h"}
    told = page(command).split("\nOPTIONS\n")[1].split("\nEXAMPLES\n")[0]
    assert options == set(re.findall(r"(?m)(?:^    |, )(--?\w[\w-]*)", told))
    assert page(command).startswith(f"NAME\n    reader {command} - ")
    examples = page(command).split("\nEXAMPLES\n")[1]
    assert f"reader {command} " in examples


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_pages_fit_a_terminal(command: str) -> None:
    assert max(map(len, page(command).splitlines())) <= 80
    assert "{" not in page("export")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_printed_whatever_else_is_there(run: Run, command: str, option: str) -> None:
    assert run(command, "x", option) == run(command, option)
    done = run(command, option)
    assert (done.code, done.out, done.err) == (0, page(command), "")


def test_help_of_the_program_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    listed = re.findall(r"(?m)^    ([\w-]+) ", done.out.split("\nCOMMANDS\n")[1].split("\nEXIT")[0])
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", ["markdown", "csv", "json"])
def test_help_of_export_names_every_format(run: Run, name: str) -> None:
    assert name in run("export", "--help").out


def test_version(run: Run) -> None:
    done = run("--version")
    assert done.code == 0
    assert re.fullmatch(r"reader \d+\.\d+\.\d+\n", done.out)


@pytest.mark.parametrize(
    "line",
    [
        "passages",
        "passages a b",
        "passages --limit 3 a",
        "passages a --nope",
        "search",
        "search query",
        "search --queries q",
        "search --queries - -",
        "search --queries",
        "search q a --limit 0",
        "search q a --limit x",
        "search q a --limit 99999999999999999999",
        "search q a --nope",
        "search q - -",
        "tag",
        "tag a",
        "tag a --quote q",
        "tag a --tag t",
        "tag --quote q --tag t",
        "tag a --quote q --tag t --nth 0",
        "tag a --quote q --tag t --nth -1",
        "tag a --quote q --tag /",
        "tag a b --quote q --tag t",
        "notes",
        "notes - -",
        "check",
        "check a --json",
        "export",
        "export a",
        "export a --to",
        "export a --to nonsense",
        "sources",
        "--nope",
        "-x",
        "a b",
        "--sample x",
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, line: str) -> None:
    done = run(*line.split())
    assert done.code == 2
    assert done.out == ""
    assert re.fullmatch(r"reader: [^\n]+\n", done.err)


@pytest.mark.parametrize(
    "words",
    [["tag", "a", "--quote", " ", "--tag", "t"], ["passages", ""], ["search", "q", ""], [""]],
)
def test_empty_words_are_wrong_usage(run: Run, words: list[str]) -> None:
    assert run(*words).code == 2


def test_a_wrong_word_is_told_without_its_escapes(run: Run) -> None:
    done = run("passages", "a", "--\x1b]52;c;x\x07\n\u202e")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "query", "paths"),
    [
        ("q a b", "q", ["a", "b"]),
        ("-iran a", "-iran", ["a"]),
        ("-hormuz a", "-hormuz", ["a"]),
        ("-o a", "-o", ["a"]),
        ("- a", "-", ["a"]),
        ("q -", "q", ["-"]),
        ("--limit 3 -iran a", "-iran", ["a"]),
        ("-iran --limit 3 a", "-iran", ["a"]),
        ("-iran a --json b", "-iran", ["a", "b"]),
        ("-- --json a", "--json", ["a"]),
        ("--json -- --help a", "--help", ["a"]),
        ("-- -- a", "--", ["a"]),
        ("--queries f a b", None, ["a", "b"]),
        ("--queries - a", None, ["a"]),
        ("a --queries f", None, ["a"]),
        ("--queries -f a", None, ["a"]),
    ],
)
def test_queries_and_paths(line: str, query: str | None, paths: list[str]) -> None:
    found = parse("search", line.split())
    assert (found.query, found.paths) == (query, paths)


def test_a_query_may_look_like_an_option_with_words() -> None:
    assert parse("search", ["--limit of the", "a"]).query == "--limit of the"
    assert parse("search", ["-not this", "a"]).query == "-not this"


@pytest.mark.parametrize(
    ("line", "path", "tags"),
    [
        ("a --quote q --tag t", "a", ["t"]),
        ("--quote q --tag t -- a", "a", ["t"]),
        ("--quote q --tag t a", "a", ["t"]),
        ("a --quote q --tag t u", "a", ["t", "u"]),
        ("a --tag t u --quote q", "a", ["t", "u"]),
        ("a --tag t --tag u --quote q", "a", ["t", "u"]),
        ("--tag t --tag u a --quote q", "a", ["t", "u"]),
        ("- --quote q --tag  claim//denial/", "-", ["claim/denial"]),
    ],
)
def test_tags_and_the_path(line: str, path: str, tags: list[str]) -> None:
    found = parse("tag", line.split())
    assert (found.path, found.tag) == (path, tags)


@pytest.mark.parametrize("option", ["quote", "note", "source"])
@pytest.mark.parametrize("value", ["-5", "-word", "--", "--nope", "- a", "-", "–"])
def test_values_may_begin_with_a_hyphen(option: str, value: str) -> None:
    words = ["a", "--tag", "t", f"--{option}", value]
    words += [] if option == "quote" else ["--quote", "q"]
    if value == "--":
        with pytest.raises(UsageError):
            parse("tag", words)
    else:
        assert getattr(parse("tag", words), option) == value


def test_paths_and_options_may_be_mixed() -> None:
    found = parse("export", ["a", "--to", "csv", "b", "-o", "x", "--tag", "t", "c", "--tag=u"])
    assert (found.paths, found.to, found.output, found.tag) == (
        ["a", "b", "c"],
        "csv",
        "x",
        ["t", "u"],
    )
    assert parse("notes", ["--", "-a", "--json"]).paths == ["-a", "--json"]


def test_a_commands_name_wins_over_a_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "passages").write_text("A file of that name.")
    assert run("passages").code == 2
    assert "A file of that name." in run("passages", "./passages").out
