"""The command tags: lists and changes the codebook that is in effect for a PATH."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..model import annotation_changes as changes
from ..model import codebook as books
from ..model.codebook import Codebook, Tag, normal_name
from ..model.errors import ReaderError
from ..workspace.open_codebook import TagUse
from .annotation_references import report_dependants
from .click_command import group, subcommand
from .codebook_records import TAG_KEYS, change_codebook, known_tag, opened_codebook, tag_record
from .options import as_json, path
from .output import bold, counted, dim, flat, say, say_json
from .tag_names import tag_names

_COLOR = re.compile(r"|#[0-9a-fA-F]{6}|[a-z][a-z-]*")

tags = group(
    "tags",
    """
    The codebook of an article or folder is the codebook.toml nearest upward from PATH, else your
    own, else the built-in one. If only the built-in one is in effect, the first change writes a
    codebook.toml beside the article or into the folder. The name of a tag in a group is
    "group/name".
    """,
    {
        "Examples": """
        reader tags list articles/
        reader tags rename articles/ claim/figure claim/number
        """
    },
)


@subcommand(
    tags,
    "list",
    """
    List the tags of the codebook in its order, then those that only annotations have. Counted are
    the annotations with a tag or one below it in the articles of PATH, and these articles.
    """,
    {"Examples": "reader tags list articles/ --json | jq -r 'select(.annotations == 0) | .name'"},
)
@path
@as_json(
    f"Print one tag a line, with the keys {TAG_KEYS}, listed (true if the codebook has it), "
    "annotations and articles (counts)."
)
def list_(path: str, as_json: bool) -> int:
    """Print the tags of a codebook and how often they are used."""
    opened = opened_codebook(path)
    book, uses = opened.value, opened.uses()
    unlisted = (name for name in sorted(uses) if name not in book.by_name)
    for tag in (*book.tags, *(Tag(name) for name in unlisted if not book.is_group(name))):
        use = uses.get(tag.name, TagUse(0, 0))
        if as_json:
            counts = {"annotations": use.annotations, "articles": use.articles}
            say_json({**tag_record(tag), "listed": tag.name in book.by_name, **counts})
        else:
            _show(tag, use)
    return 0


def _show(tag: Tag, use: TagUse) -> None:
    keys = " ".join(filter(None, (tag.key, str(tag.quick or ""))))
    where = f"{counted(use.annotations, 'annotation')} in {counted(use.articles, 'article')}"
    about = filter(None, (keys, where if use.annotations else "", tag.description))
    say(bold(flat(tag.name)), dim(f"  {flat(' · '.join(about))}"))


@subcommand(
    tags,
    "add",
    "Add tags to the codebook. A name that it has already is refused.",
    {"Examples": "reader tags add articles/ claim/promise topic/money"},
)
@path
@click.argument("names", metavar="NAME...", nargs=-1, required=True, callback=tag_names)
@as_json(f"Print one new tag a line, with the keys {TAG_KEYS}.")
def add(path: str, names: Sequence[str], as_json: bool) -> int:
    """Add tags to the codebook."""

    def changed(before: Codebook) -> Codebook:
        for name in names:
            known = books.spelled_as(before.by_name, name)
            if known in before.by_name:
                raise ReaderError(f"{known} is there already")
            before = books.add(before, name)
        return before

    return change_codebook(opened_codebook(path), changed, names, as_json)


@subcommand(
    tags,
    "rename",
    """
    Rename a tag and the tags below it. Annotations follow in all articles for which the codebook is
    in effect: it keeps the former name, and notes take over the new one when they are read. A name
    that is there already is refused; reader tags merge makes two tags one.
    """,
    {"Examples": "reader tags rename articles/ claim/figure claim/number"},
)
@path
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@as_json(f"Print the tag, with the keys {TAG_KEYS}.")
def rename(path: str, old: str, new: str, as_json: bool) -> int:
    """Rename a tag of the codebook."""
    opened = opened_codebook(path)
    uses = opened.uses()
    old, new = known_tag(opened.value, uses, old), normal_name(new)

    def changed(before: Codebook) -> Codebook:
        if books.merges((*before.by_name, *uses), old, new):
            raise ReaderError(f"{new} is there already; reader tags merge makes the two one")
        return changes.rename_in_codebook(before, old, new)

    return change_codebook(opened, changed, [new], as_json)


@subcommand(
    tags,
    "merge",
    """
    Make the tag FROM and the tags below it the same as the tag INTO and those below it. Annotations
    follow as they do when a tag is renamed.
    """,
    {"Examples": "reader tags merge articles/ claim/number claim/figure"},
)
@path
@click.argument("merged", metavar="FROM")
@click.argument("into", metavar="INTO")
@as_json(f"Print the tag INTO, with the keys {TAG_KEYS}.")
def merge(path: str, merged: str, into: str, as_json: bool) -> int:
    """Merge two tags of the codebook."""
    opened = opened_codebook(path)
    uses = opened.uses()
    old, new = (known_tag(opened.value, uses, name) for name in (merged, into))
    if old == new:
        raise ReaderError(f"{old} and {merged if merged != old else into} are one tag already")

    def changed(before: Codebook) -> Codebook:
        return changes.rename_in_codebook(changes.with_tags(before, [new]), old, new)

    return change_codebook(opened, changed, [new], as_json)


@subcommand(
    tags,
    "delete",
    """
    Delete a tag and the tags below it from the codebook. If annotations in the articles of PATH
    have it, nothing is changed; --untag takes it off them, and an annotation of which nothing is
    left is deleted. Annotations of other analysts are not changed: if one of them has the tag, it
    stays.
    """,
    {"Examples": "reader tags delete articles/ caveat/dated --untag"},
)
@path
@click.argument("name", metavar="NAME")
@click.option("--untag", is_flag=True, help="Take it off your annotations.")
@as_json("Print the tag, with the keys name, annotations and articles (counts of what had it).")
def delete(path: str, name: str, untag: bool, as_json: bool) -> int:
    """Delete a tag of the codebook."""
    opened = opened_codebook(path)
    uses = opened.uses()
    name = known_tag(opened.value, uses, name)
    use = uses.get(name, TagUse(0, 0))
    if use.annotations and not untag:
        count, articles = counted(use.annotations, "annotation"), counted(use.articles, "article")
        raise ReaderError(f"{name} is on {count} in {articles}; --untag takes it off")
    report_dependants(Path(path), opened.delete(name))
    if as_json:
        say_json({"name": name, "annotations": use.annotations, "articles": use.articles})
    return 0


def _letter(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a key that is no letter."""
    if value and not (len(value) == 1 and value.isalpha()):
        raise click.BadParameter(f"{value!r} is no letter")
    return value.lower() if value else value


def _color(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a colour that is neither a name nor #rrggbb."""
    if value is not None and not _COLOR.fullmatch(value):
        raise click.BadParameter(f"{value!r} is neither a colour's name nor #rrggbb")
    return value


@subcommand(
    tags,
    "describe",
    """
    Say what a tag means, in a sentence, and how it is shown. "" takes a value away. A key or digit
    that another tag has is taken from it, and standard error says so.
    """,
    {
        "Examples": """
        reader tags describe articles/ claim/figure "A number of people, things or money."
        reader tags describe articles/ claim/figure --digit 4 --color red
        """
    },
)
@path
@click.argument("name", metavar="NAME")
@click.argument("description", metavar="[TEXT]", required=False)
@click.option("--rule", "note", metavar="TEXT", help="Your own rule for using it.")
@click.option("--heading", metavar="TEXT", help="What reports write above its passages.")
@click.option("--key", metavar="LETTER", callback=_letter, help="Its letter in the tag tree.")
@click.option(
    "--digit",
    "quick",
    metavar="N",
    type=click.Choice(["", *"123456789"]),
    help="The digit that sets it at once, from 1 to 9.",
)
@click.option("--color", metavar="COLOR", callback=_color, help="A theme's colour, or #rrggbb.")
@as_json(f"Print the tag, with the keys {TAG_KEYS}.")
def describe(path: str, name: str, as_json: bool, **given: str | None) -> int:
    """Set what the codebook says about a tag."""
    values: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if not values:
        raise click.UsageError("nothing to set: give TEXT, --rule, --heading, --key, …")
    if "quick" in values:
        values["quick"] = int(values["quick"] or 0)
    for key in {"description", "heading"} & {*values}:
        values[key] = " ".join(values[key].split())
    opened = opened_codebook(path)
    name = known_tag(opened.value, opened.uses(), name)

    def changed(before: Codebook) -> Codebook:
        return books.change(before, replace(before.by_name.get(name) or Tag(name), **values))

    return change_codebook(opened, changed, [name], as_json)
