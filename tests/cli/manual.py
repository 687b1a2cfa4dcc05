"""The manual page reader.1, made of the same definitions as the help pages, in man's macros.

Source of the macros: groff_man(7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc

import click

from tests.cli.conftest import command_of
from tui.cli import COMMANDS

HEADER = (
    '.\\" Made by tests/cli/manual.py: READER_REGENERATE=1 pytest tests/cli/test_cli_shell.py\n'
)


def manual() -> str:
    """The text of the manual page."""
    program, ctx = command_of(""), click.Context(command_of(""), info_name="reader")
    summary, *about = _paragraphs(program.help or "")
    name = summary.removesuffix(".")
    head, tail = '.TH READER 1 "" reader "User Commands"', list(_sections(program, ".SH"))
    lines = [head, ".SH NAME", _shown(f"reader - {name[0].lower()}{name[1:]}")]
    lines += [".SH SYNOPSIS", ".B", _shown(_usage(program, ctx))]
    lines += [".SH DESCRIPTION", *_flowing(about)]
    lines += [".SH OPTIONS", *_options(program, ctx), ".SH COMMANDS"]
    for command in COMMANDS:
        lines += _command(command, ctx)
    return HEADER + "\n".join([*lines, *tail]) + "\n"


def _command(name: str, parent: click.Context) -> Iterator[str]:
    yield from _page(command_of(name), parent, name)


def _page(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    """The page of a command, followed by those of its subcommands."""
    ctx = click.Context(command, parent, name)
    yield f".SS {_shown(_usage(command, ctx))}"
    yield from _flowing(_paragraphs(command.help or ""))
    yield from _options(command, ctx)
    yield from _sections(command, ".PP\n.B")
    if isinstance(command, click.Group):
        for inner, subcommand in command.commands.items():
            yield from _page(subcommand, ctx, inner)


def _usage(command: click.Command, ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    records = (param.get_help_record(ctx) for param in command.get_params(ctx))
    for names, text in filter(None, records):
        if names.startswith("-"):
            yield from (".TP", f".B {_shown(names)}", _shown(text))


def _sections(command: click.Command, macro: str) -> Iterator[str]:
    """What follows the options, each section under its heading and line by line."""
    for paragraph in _paragraphs(command.epilog or ""):
        heading, *lines = paragraph.removeprefix("\b\n").split("\n")
        title = heading.removesuffix(":")
        yield f"{macro} {title.upper() if macro == '.SH' else title}"
        yield from (".nf", *map(_shown, lines), ".fi")


def _flowing(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield ".PP"
        if paragraph.startswith("\b\n"):
            yield from (".nf", *map(_shown, paragraph.split("\n")[1:]), ".fi")
        else:
            yield _shown(" ".join(paragraph.split()))


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\n+", cleandoc(text))


def _shown(line: str) -> str:
    """A line as text: no backslash, hyphen or quotation mark in it means anything to roff."""
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    line = line.replace("'", "\\(aq")
    return f"\\&{line}" if line.startswith((".", "\\(aq")) else line
