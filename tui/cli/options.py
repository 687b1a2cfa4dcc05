"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ..model.reading_options import ReadingOptions
from .completion import complete_encoding, complete_file
from .inputs import known_encoding

Run = Callable[..., Any]
"""The function of a command."""

AS_NOTED = "By default, the choice that the notes remember."
REMEMBERED = "The notes remember the choice."

path = click.argument("path", metavar="PATH", shell_complete=complete_file)
paths = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file
)


def as_json(help: str) -> Callable[[Run], Run]:
    """The option --json; `help` lists the keys of an object."""
    return click.option("--json", "as_json", is_flag=True, help=help)


def reading_options(remark: str) -> Callable[[Run], Run]:
    """The options on how to read an article, passed to the command as `options`.

    `remark` states whether the choice is remembered, or the default.
    """

    def decorate(run: Run) -> Run:
        @click.option(
            "--whole/--no-whole",
            default=None,
            help=f"Read all of a web page, or only the article found in it. {remark}",
        )
        @click.option(
            "--encoding",
            metavar="NAME",
            type=known_encoding,
            shell_complete=complete_encoding,
            help="Read the text in this encoding, such as koi8-r, and not in the one that it "
            f"declares or looks like; automatic leaves the choice to the file. {remark}",
        )
        @wraps(run)
        def with_options(
            *args: Any, whole: bool | None, encoding: str | None, **others: Any
        ) -> Any:
            return run(*args, options=ReadingOptions(whole, encoding or ""), **others)

        return with_options

    return decorate


def positive(text: str) -> int:
    """A positive integer; raises click.BadParameter for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise click.BadParameter(f"{text!r} is no number from 1 up")
    return number
