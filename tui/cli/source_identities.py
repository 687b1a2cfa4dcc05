"""The command source: names, merges and deletes sources, and tells them apart."""

from __future__ import annotations

from collections.abc import Callable

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import Source
from ..model.dossier import Dossier
from ..workspace.dossier_folder import DossierFolder
from .click_command import subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, path
from .output import flat, say, say_json
from .source_records import SOURCE_KEYS, print_source
from .sourcing import refuse_taken, source


@subcommand(
    source,
    "alias",
    """
    Give a source another name. Attributions under that name are then attributions to it.
    """,
    {"Examples": 'reader source alias articles/ "Qassem Soleimani" "Gen. Suleimani"'},
)
@path
@click.argument("name", metavar="NAME")
@click.argument("alias", metavar="ALIAS")
@as_json(f"Print the source, with the keys {SOURCE_KEYS}.")
def alias(path: str, name: str, alias: str, as_json: bool) -> int:
    """Add an alias to a source in the dossier."""
    if not alias.strip():
        raise click.UsageError("ALIAS is empty")
    folder = opened(path)
    known = folder.source(name)
    refuse_taken(folder, known, alias)
    folder.change(
        lambda dossier: dossiers.put_source(
            dossier, dossiers.with_alias(dossier.named(name) or known, alias)
        )
    )
    if as_json:
        print_source(folder, known.id)
    return 0


@subcommand(
    source,
    "merge",
    """
    Make the source FROM the same as the source INTO. FROM becomes another name of it, and its
    grades go into the history. Notes stay as they are: what they attribute to FROM is attributed to
    INTO from then on.
    """,
    {"Examples": 'reader source merge articles/ "al-Kazimi" "Mustafa al-Kadhimi"'},
)
@path
@click.argument("merged", metavar="FROM")
@click.argument("into", metavar="INTO")
@as_json(f"Print the source INTO, with the keys {SOURCE_KEYS}.")
def merge(path: str, merged: str, into: str, as_json: bool) -> int:
    """Merge two sources of the dossier."""
    folder = opened(path)
    _change_both(folder, merged, into, dossiers.merge_sources)
    if as_json:
        print_source(folder, into)
    return 0


@subcommand(
    source,
    "delete",
    """
    Delete a source from the dossier and from the notes, unless a statement is attributed to it.
    Sources that had their information from it keep none.
    """,
    {"Examples": 'reader source delete articles/ "Ada Berk"'},
)
@path
@click.argument("name", metavar="NAME")
@as_json("Print the source that was deleted, with the keys id and name.")
def delete(path: str, name: str, as_json: bool) -> int:
    """Delete a source of the dossier to which nothing is attributed."""
    folder = opened(path)
    known = folder.source(name)
    folder.remove_source(known)
    if as_json:
        say_json({"id": known.id, "name": known.name})
    return 0


@subcommand(
    source,
    "duplicates",
    """
    List pairs of sources that are likely to be one: other spellings of a name, its initials, a last
    name alone where it could be nobody else. Nothing is changed: reader source merge makes two
    sources one, and reader source distinct says that they are not.
    """,
    {"Examples": "reader source duplicates articles/"},
)
@path
@as_json("Print one pair a line, with the keys a and b (names) and score (0 to 1).")
def duplicates(path: str, as_json: bool) -> int:
    """Print the pairs of sources that are likely to be one."""
    for found in opened_to_read(path).likely_duplicates():
        if as_json:
            say_json({"a": found.one, "b": found.other, "score": found.score})
        else:
            say(f"{found.score:.2f}  {flat(found.one)} | {flat(found.other)}")
    return 0


@subcommand(
    source,
    "distinct",
    """
    Record that two sources are not the same, so that reader source duplicates no longer asks.
    """,
    {"Examples": 'reader source distinct articles/ "Ali Hassan" "Ali Hussein"'},
)
@path
@click.argument("name", metavar="NAME")
@click.argument("other", metavar="OTHER")
@as_json(f"Print both sources, one a line, with the keys {SOURCE_KEYS}.")
def distinct(path: str, name: str, other: str, as_json: bool) -> int:
    """Record in the dossier that two sources are different."""
    folder = opened(path)
    _change_both(folder, name, other, dossiers.keep_apart)
    if as_json:
        print_source(folder, name)
        print_source(folder, other)
    return 0


def _change_both(
    folder: DossierFolder,
    name: str,
    other: str,
    changed: Callable[[Dossier, Source, Source], Dossier],
) -> None:
    one, two = folder.source(name), folder.source(other)
    folder.change(
        lambda dossier: changed(
            dossier, dossier.by_id.get(one.id, one), dossier.by_id.get(two.id, two)
        )
    )
