"""Arguments and options that several commands share, and what shells complete for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from ..config import folders
from ..model.errors import ReaderError
from ..model.reading_options import AUTOMATIC, ReadingOptions
from ..store import codebook_file
from .inputs import known_encoding

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Items: TypeAlias = "list[CompletionItem[str]]"

_PLAIN = re.compile(r"\w[\w./,:+-]*")
"""Names that need no quoting in any shell. bash inserts a completion unquoted,
and a codebook may be from an untrusted source."""


def complete_file(ctx: click.Context, param: click.Parameter | None, incomplete: str) -> Items:
    """Let the shell complete the path of a file."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_folder(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Let the shell complete the path of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def complete_format(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The export formats."""
    from ..export import EXPORTERS

    return beginning(incomplete, {e.name: e.description for e in EXPORTERS.values()})


def complete_encoding(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The encodings that the user can choose, and "automatic"."""
    from ..readers.charsets import NAMES

    return beginning(incomplete, {AUTOMATIC: "what the file declares or looks like", **NAMES})


def complete_tag(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The tags of the codebook in effect for the first PATH, or else for the current folder.

    Tags that a shell would have to quote are omitted; if the codebook is damaged, so are all tags.
    """
    paths = ctx.params.get("paths") or (ctx.params.get("path"),)
    start = Path(paths[0] or ".")
    try:
        above = start if start.is_dir() else start.parent
        book = codebook_file.find(above, folders().config).codebook
    except (ReaderError, OSError):
        return []
    described = {tag.name: tag.description for tag in book.tags if _PLAIN.fullmatch(tag.name)}
    return beginning(incomplete, described)


def complete_words(words: Iterable[str]) -> Callable[[click.Context, click.Parameter, str], Items]:
    """A completion that offers some words, without those that a shell would have to quote."""
    plain = {word: "" for word in words if _PLAIN.fullmatch(word)}
    return lambda ctx, param, incomplete: beginning(incomplete, plain)


def beginning(start: str, described: Mapping[str, str]) -> Items:
    """The names with a given beginning, with their descriptions on one line."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(name, help=" ".join(text.split()) or None)
        for name, text in described.items()
        if name.startswith(start)
    ]


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


def without(what: str) -> Callable[[Run], Run]:
    """The option --without, which names a source; `what` are the things that depend on it."""
    return click.option(
        "--without",
        metavar="NAME",
        help=f"Only the {what} that fall if the source NAME is wrong: nothing else supports them.",
    )


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
