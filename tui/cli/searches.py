"""The command searches: lists, renames and deletes the saved searches of a dossier."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import dossier_changes as dossiers
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..workspace.open_dossier import OpenDossier
from .click_command import group, subcommand
from .dossiers import existing_path
from .options import as_json, path
from .output import bold, complain, counted, dim, flat, say, say_json
from .sessions import settings

searches = group(
    "searches",
    """
    A query is saved with reader search --save NAME and asked again with reader search --saved NAME.
    The saved searches are in the dossier that is in effect for PATH (see reader source --help).
    """,
    {"Examples": "reader searches list articles/"},
)


def _opened(word: str) -> OpenDossier:
    """The dossier in effect for a PATH. Raises ReaderError if there is no such file or folder."""
    return OpenDossier(_folder(word))


def _folder(word: str) -> Path:
    start = existing_path(word)
    return start if start.is_dir() else start.parent


def _refuse_unknown(dossier: Dossier, path: str, name: str) -> None:
    """Raise ReaderError if no search is saved under a name."""
    if name not in dossier.searches_by_name:
        raise ReaderError(f"{path}: no search is saved as “{name}”; see reader searches list")


@subcommand(
    searches,
    "list",
    """
    List the saved searches, with how many passages of the folder each finds and how many of these
    are new since it was saved or last opened.
    """,
    {"Examples": "reader searches list articles/"},
)
@path
@as_json("Print one search a line, with the keys name, query, found and new (counts).")
def list_(path: str, as_json: bool) -> int:
    """Print the saved searches of a dossier."""
    from ..workspace.saved_searches import CountedSearch, found_by_query, read_collection

    opened = _opened(path)
    if opened.problem:
        complain(opened.problem)
    known = opened.value.searches
    if not known:
        return 0
    collection = read_collection(_folder(path), *settings(), lambda share: None)
    found = found_by_query(collection, [one.query for one in known], lambda share: None)
    for one in known:
        counts = CountedSearch(one, found[one.query])
        number, new = len(found[one.query]), counts.new
        if as_json:
            say_json({"name": one.name, "query": one.query, "found": number, "new": new})
        else:
            about = f"{counted(number, 'passage')}, {new} new"
            say(bold(flat(one.name)), f"  {flat(one.query)}", dim(f"  {about}"))
    return 0


@subcommand(
    searches,
    "rename",
    "Give a saved search another name, which no other one has.",
    {"Examples": 'reader searches rename articles/ front "Suleimani at the front"'},
)
@path
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@as_json("Print the search, with the keys name and query.")
def rename(path: str, old: str, new: str, as_json: bool) -> int:
    """Rename a saved search of the dossier."""
    new = " ".join(new.split())
    if not new:
        raise click.UsageError("NEW is empty")
    opened = _opened(path)

    def changed(dossier: Dossier) -> Dossier:
        _refuse_unknown(dossier, path, old)
        if new != old and new in dossier.searches_by_name:
            raise ReaderError(f"{path}: a search is saved as “{new}” already")
        return dossiers.rename_search(dossier, old, new)

    written = opened.change(changed)
    if as_json:
        say_json({"name": new, "query": written.searches_by_name[new].query})
    return 0


@subcommand(
    searches,
    "delete",
    "Delete a saved search.",
    {"Examples": "reader searches delete articles/ front"},
)
@path
@click.argument("name", metavar="NAME")
@as_json("Print the search that was deleted, with the keys name and query.")
def delete(path: str, name: str, as_json: bool) -> int:
    """Delete a saved search of the dossier."""
    opened = _opened(path)
    _refuse_unknown(opened.value, path, name)
    query = opened.value.searches_by_name[name].query
    opened.change(lambda dossier: dossiers.remove_search(dossier, name))
    if as_json:
        say_json({"name": name, "query": query})
    return 0
