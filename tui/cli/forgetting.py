"""The command forget: no trace of an article outside its folder."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..config import Folders, folders
from ..library import caches
from ..library.load_notes import load_notes_file
from ..model.digest import sha256
from ..model.errors import ReaderError
from ..model.visible import visible
from ..store import faults, places, traces
from .inputs import Article, articles, each
from .output import complain, say


def forget(arguments: Namespace) -> int:
    """Remove what the program keeps about articles in the user's own folders, and say what."""
    where, failed = folders(), list[str]()

    def work(article: Article) -> list[str]:
        return list(_forgotten(article, where, arguments.notes))

    for said in each(articles(arguments.paths), work, failed):
        for line in said:
            say(line)
    return 1 if failed else 0


def _forgotten(article: Article, where: Folders, with_notes: bool) -> Iterator[str]:
    """Remove the traces of one article: one line for each that was there."""
    notes, hashes = _known(article, where)
    found = traces.named_after((where.state, where.cache), _digests(article, hashes))
    kept = traces.of_notes(notes) if notes else []
    if with_notes:
        found += kept
    elif kept:
        complain(f"{article.name}: its notes stay in {notes}; --notes removes them too")
    if article.path:
        found += caches(article.path, where)
        found += traces.mentioning(where.state / faults.NAME, _written_as(article.path.name))
    for path in found:
        traces.remove(path)
        yield f"{article.name}: removed {path}"
    if not found:
        yield f"{article.name}: nothing else is kept outside its folder"


def _written_as(name: str) -> list[bytes]:
    """How a file's name may stand in the details of faults: as it is, or made visible."""
    return [os.fsencode(name), visible(name).encode("utf-8", "replace")]


def _known(article: Article, where: Folders) -> tuple[Path | None, set[str]]:
    """The file of its notes in the data folder, and the hashes its text is known to have had."""
    hashes = set()
    # An article that is gone, or can no longer be read, is forgotten all the same.
    try:
        hashes.add(article.read().text_sha256)
    except ReaderError as error:
        if article.path is None:
            raise
        complain(f"{error}; what is kept under its name is removed")
    away = places.elsewhere(article.path, next(iter(hashes), ""), where.data)
    beside = article.path and article.path.with_name(article.path.name + places.SUFFIX)
    for path in filter(None, (beside, away)):
        noted = load_notes_file(path, where.state).notes
        hashes |= {noted.document.text_sha256, *(a.text_sha256 for a in noted.annotations)}
    return away, hashes - {""}


def _digests(article: Article, hashes: Iterable[str]) -> set[str]:
    """What the files kept about an article are named after."""
    names = set(hashes)
    if article.path:
        names |= {os.path.realpath(article.path), str(article.path.absolute())}
    digests = {sha256(name.encode("utf-8", "surrogatepass")) for name in names}
    return digests | set(hashes)
