"""How words become arguments, what help says, and what wrong usage is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import pytest

from tests.cli.conftest import command_of, page
from tui.cli import COMMANDS
from tui.cli.reading import query_and_paths
from tui.export import EXPORTERS

Run = Callable[..., Any]


def parse(command: str, words: Iterable[str]) -> dict[str, Any]:
    """The arguments of a command by their names; raises click.UsageError."""
    return command_of(command).make_context(command, list(words)).params


def options_of(command: str) -> list[click.Option]:
    """The options of a command, or of the program for ""."""
    found = command_of(command)
    params = found.get_params(click.Context(found))
    return [param for param in params if isinstance(param, click.Option)]


def section(command: str, heading: str) -> str:
    """The lines under a heading of a help page."""
    return page(command).split(f"\n{heading}:\n")[1].split("\n\n")[0]


def test_every_name_is_that_of_its_command() -> None:
    assert [command_of(name).name for name in COMMANDS] == list(COMMANDS)
    assert [n for n in COMMANDS if f"\n  {COMMANDS[n].summary}\n\n" not in page(n)] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_page_tells_each_option_and_gives_examples(command: str) -> None:
    options = {n for o in options_of(command) for n in (*o.opts, *o.secondary_opts)}
    told = re.findall(r"(?m)(?:^  |, | / )(--?\w[\w-]*)", section(command, "Options"))
    assert {"-h", "--help"} <= options == set(told)
    assert page(command).startswith(f"Usage: reader {command}".rstrip() + " [OPTIONS] ")
    assert f"reader {command} ".replace("  ", " ") in section(command, "Examples")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_is_explained_in_whole_sentences(command: str) -> None:
    texts = [option.help or "" for option in options_of(command)]
    assert [text for text in texts if not re.fullmatch(r"[A-Z].*\.", text)] == []
    summary = command_of(command).get_short_help_str(63)
    assert re.fullmatch(r"[A-Z].*[^.]\.", summary)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_pages_fit_a_terminal(command: str) -> None:
    assert max(map(len, page(command).splitlines())) <= 80
    assert "\b" not in page(command)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_printed_whatever_else_is_there(run: Run, command: str, option: str) -> None:
    assert run(command, "x", option) == run(command, option)
    assert run(command, "--nope", option) == run(command, option)
    done = run(command, option)
    assert (done.code, done.out, done.err) == (0, page(command), "")


def test_help_of_the_program_names_every_command(run: Run) -> None:
    done = run("--help")
    assert (done.code, done.out, done.err) == (0, page(""), "")
    listed = re.findall(r"(?m)^  ([\w-]+) +[A-Z].*\.$", section("", "Commands"))
    assert listed == list(COMMANDS)
    assert [text for text in section("", "Commands").splitlines() if text.endswith("...")] == []


def test_help_of_the_program_is_printed_beside_a_path(run: Run) -> None:
    assert run("article.txt", "--help").out == run("-h").out == page("")


def test_help_of_export_names_every_format(run: Run) -> None:
    listed = re.findall(r"(?m)^  (\w[\w-]*)  ", section("export", "Formats"))
    assert listed == list(EXPORTERS)


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
    assert query_and_paths(found["words"], found["queries"]) == (query or "", paths)


def test_a_query_may_look_like_an_option_with_words() -> None:
    assert parse("search", ["--limit of the", "a"])["words"] == ("--limit of the", "a")
    assert parse("search", ["-not this", "a"])["words"] == ("-not this", "a")


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
    assert (found["path"], found["names"]) == (path, tags)


@pytest.mark.parametrize("option", ["quote", "note", "source"])
@pytest.mark.parametrize("value", ["-5", "-word", "--", "--nope", "- a", "-", "–"])
def test_values_may_begin_with_a_hyphen(option: str, value: str) -> None:
    words = ["a", "--tag", "t", f"--{option}", value]
    words += [] if option == "quote" else ["--quote", "q"]
    if value == "--":
        with pytest.raises(click.UsageError):
            parse("tag", words)
    else:
        assert parse("tag", words)[option] == value


def test_paths_and_options_may_be_mixed() -> None:
    found = parse("export", ["a", "--to", "csv", "b", "-o", "x", "--tag", "t", "c", "--tag=u"])
    assert (found["paths"], found["form"], found["output"], found["names"]) == (
        ("a", "b", "c"),
        "csv",
        "x",
        ("t", "u"),
    )
    assert parse("notes", ["--", "-a", "--json"])["paths"] == ("-a", "--json")


@pytest.mark.parametrize(
    "words", [["-o", "x"], ["-ox"], ["-o=x"], ["--output", "x"], ["--output=x"]]
)
def test_a_value_may_be_written_in_each_usual_way(words: list[str]) -> None:
    assert parse("export", ["a", "--to=csv", *words])["output"] == "x"


def test_a_value_may_hold_spaces_and_equals_signs() -> None:
    assert parse("export", ["a", "--to", "csv", "--output=my a=b.csv"])["output"] == "my a=b.csv"


@pytest.mark.parametrize("word", ["-5", "-.5", "- a", "-not a file"])
def test_a_path_may_look_like_an_option_with_words_or_a_number(word: str) -> None:
    assert parse("notes", [word, "--json"])["paths"] == (word,)


@pytest.mark.parametrize("word", ["--jso", "--wh", "--lim=3"])
def test_an_option_is_not_abbreviated_and_the_nearest_one_is_named(run: Run, word: str) -> None:
    done = run("search", "q", "a", word)
    assert done.code == 2
    assert re.fullmatch(
        rf"reader: no option {word.partition('=')[0]} \(did you mean --\w.*\?\); "
        r"see reader search --help\n",
        done.err,
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("notes", "PATH is missing; see reader notes --help"),
        ("tag a --quote q", "--tag is missing; see reader tag --help"),
        ("search q a --limit 0", "--limit: '0' is no number from 1 up; see reader search --help"),
        ("search --queries", "--queries takes a value; see reader search --help"),
        ("search --queries --json a", "--queries takes a value; see reader search --help"),
        ("notes a --json=x", "option '--json' does not take a value; see reader notes --help"),
        ("move a b c", "got unexpected extra argument (c); see reader move --help"),
        ("--zzz a", "no option --zzz; see reader --help"),
    ],
)
def test_wrong_usage_says_what_and_where_to_look(run: Run, line: str, said: str) -> None:
    assert run(*line.split()).err == f"reader: {said}\n"


def test_a_commands_name_wins_over_a_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "passages").write_text("A file of that name.")
    assert run("passages").code == 2
    assert "A file of that name." in run("passages", "./passages").out
