"""The command forget: removes all data about an article outside its folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from ..config import Folders, folders
from ..library import caches
from ..library.folder_notes import load_notes_file
from ..model.digest import sha256
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..model.visible import visible
from ..store import faults, locations, private_data
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import paths
from .output import complain, say


@command(
    "forget",
    """
    Removes what reader keeps about an article in your own folders: how far you read, drafts,
    snapshots of its text, indexes, where it was exported to, and the text that was copied last.
    It says what it removed; running it again does no harm. The article and the notes beside it
    stay. It works for an article that is already gone, too.

    To have nothing of the kind kept in the first place, put private = true into config.toml, or
    into a file .reader.toml in the folder of the article or one above it: the nearest one counts.
    All of it is then kept in a folder .reader beside the article.
    """,
    {
        "Examples": """
        reader forget fallujah.txt
        reader forget --notes /media/stick/fallujah.txt
        """,
    },
)
@paths
@click.option(
    "--notes",
    "with_notes",
    is_flag=True,
    help="Also remove notes that lie in the data folder because the folder of the article could "
    "not be written.",
)
def forget(paths: Sequence[str], with_notes: bool) -> int:
    """Remove the data about articles from the user's folders and list what was removed."""
    where, failed = folders(), list[str]()

    def work(article: InputArticle) -> list[str]:
        return list(_forget(article, where, with_notes))

    for said in process_each(articles(paths), work, failed):
        for line in said:
            say(line)
    return 1 if failed else 0


def _forget(article: InputArticle, where: Folders, with_notes: bool) -> Iterator[str]:
    """Remove the data about one article; yields one line for each file removed."""
    notes, hashes = _notes_and_hashes(article, where)
    found = private_data.named_after((where.state, where.cache), _digests(article, hashes))
    kept = private_data.notes_and_companions(notes) if notes else []
    if with_notes:
        found += kept
    elif kept:
        complain(f"{article.name}: its notes stay in {notes}; --notes removes them too")
    if article.path:
        found += caches(article.path, where)
        found += private_data.containing_any(
            where.state / faults.NAME, _written_as(article.path.name)
        )
    copied = where.state / private_data.COPIED_TEXT
    # Nothing says from which article that text is.
    found += [copied] if copied.exists() else []
    for path in found:
        private_data.remove(path)
        yield f"{article.name}: removed {path}"
    if not found:
        yield f"{article.name}: nothing else is kept outside its folder"


def _written_as(name: str) -> list[bytes]:
    """The forms of a file name in fault reports: raw, and with control characters made visible."""
    return [os.fsencode(name), visible(name).encode("utf-8", "replace")]


def _notes_and_hashes(article: InputArticle, where: Folders) -> tuple[Path | None, set[str]]:
    """The notes file in the data folder, and all known hashes of the article's text."""
    hashes = set()
    # An article that is missing or unreadable is forgotten nevertheless.
    try:
        hashes.add(article.read().text_sha256)
    except ReaderError as error:
        if article.path is None:
            raise
        complain(f"what is kept under that name is removed; {error}")
    away = locations.path_in_data_folder(article.path, next(iter(hashes), ""), where.data)
    beside = article.path and article.path.with_name(article.path.name + NOTES_SUFFIX)
    for path in filter(None, (beside, away)):
        noted = load_notes_file(path, where.state).value
        hashes |= {noted.document.text_sha256, *(a.text_sha256 for a in noted.annotations)}
    return away, hashes - {""}


def _digests(article: InputArticle, hashes: Iterable[str]) -> set[str]:
    """The digests by which the files about an article are named."""
    names = set(hashes)
    if article.path:
        names |= {os.path.realpath(article.path), str(article.path.absolute())}
    digests = {sha256(name.encode("utf-8", "surrogatepass")) for name in names}
    return digests | set(hashes)
