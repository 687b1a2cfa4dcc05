"""Completions of command-line arguments, which a shell requests through click."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import folders
from ..model.errors import ReaderError
from ..model.reading_options import AUTOMATIC
from ..store import codebook_file

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    Items = list[CompletionItem[str]]

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


def beginning(start: str, described: Mapping[str, str]) -> Items:
    """The names with a given beginning, with their descriptions on one line."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(name, help=" ".join(text.split()) or None)
        for name, text in described.items()
        if name.startswith(start)
    ]
