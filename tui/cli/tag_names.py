"""The names of tags on the command line: their form, their spelling, and those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from ..model.codebook import Codebook, normal_name, spelled_as
from ..model.errors import ReaderError
from .output import complain


def tag_names(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> list[str]:
    """Normalise tag names; refuses empty ones."""
    names = [normal_name(name) for name in value]
    if not all(names):
        ctx.fail(f"{param.get_error_hint(ctx)} is empty".replace("'", ""))
    return names


def spelled_alike(known: Iterable[str], names: Iterable[str]) -> list[str]:
    """The tags in the spelling of known tags; each changed spelling is reported."""
    present = list(known)
    found: list[str] = []
    for name in names:
        spelled = spelled_as((*present, *found), name)
        if spelled != name:
            complain(f"--tag {name}: the existing spelling “{spelled}” is used")
        found.append(spelled)
    return found


def new_tags(book: Codebook, used: Iterable[str], names: Iterable[str]) -> list[str]:
    """The names that are neither in the codebook, as a tag or a group, nor in `used`."""
    known = {*book.by_name, *book.renames, *used}
    return [n for n in dict.fromkeys(names) if n not in known and not book.is_group(n)]


def report_new_tags(names: Iterable[str], known: Sequence[str], refused: bool) -> None:
    """Name each new tag on standard error, with the tags that it may be a misspelling of.

    If new tags are refused, raises ReaderError for the first one instead.
    """
    from ..workspace.near_tags import near_tags

    for name in names:
        near = " or ".join(f"“{each}”" for each in near_tags(known, name))
        if refused:
            raise ReaderError(f"--tag {name}: there is no such tag{near and f'; near: {near}'}")
        complain(f"--tag {name}: a new tag{near and f'; did you mean {near}?'}")
