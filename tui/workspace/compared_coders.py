"""Two coders of the same articles: each is a folder with notes, or a git revision of the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..config import Config, Folders, folders_for
from ..library.walking import walk
from ..model.annotation import Notes
from ..model.document import Document
from ..model.document_state import DocumentState
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..readers import is_folder, read
from ..readers.folders import folders_below
from ..session.open_session import session_over
from ..store import atomic_files, codebook_file, git_trees, locations, notes_files, notes_format
from ..store.chosen_options import remembered
from ..store.faults import contain_faults


class ComparedArticle(NamedTuple):
    """An article that coders are compared on: its file, and its POSIX path below a folder."""

    path: Path
    folder: Path
    below: str


class CoderNotes(NamedTuple):
    """The notes of a coder on an article, and the file in whose place they stand."""

    notes: Notes
    article: Path


class Coder(NamedTuple):
    """One of the coders that are compared.

    `annotated` gives the articles below a folder of articles on which the coder has notes, as POSIX
    paths. `notes` gives the notes on an article, None if there are none. Both raise ReaderError.
    """

    name: str
    annotated: Callable[[Path], Set[str]]
    notes: Callable[[ComparedArticle], CoderNotes | None]


def coder(name: str, folders: Folders, config: Config) -> Coder:
    """The coder that a name stands for: a folder, or else a revision of the articles' notes.

    The notes in a folder are on the articles with the same paths below it.
    """
    if is_folder(Path(name)):
        return _folder_coder(name, folders, config)
    return _revision_coder(name)


def _folder_coder(name: str, folders: Folders, config: Config) -> Coder:
    home = Path(name)

    def annotated(folder: Path) -> Set[str]:
        files = (
            path for one in (home, *folders_below(home)) for path in one.glob(f"*{NOTES_SUFFIX}")
        )
        return {_article_name(path.relative_to(home).as_posix()) for path in files}

    def notes(article: ComparedArticle) -> CoderNotes | None:
        place = home / article.below
        if Path(article.below).is_absolute():  # it is not below the folder of those compared
            return None
        found = locations.existing_notes(place, folders_for(place, folders, config).data)
        if not found:
            return None
        loaded = notes_files.load(found[0])
        if loaded.problem:
            raise ReaderError(loaded.problem)
        return CoderNotes(loaded.value, place)

    return Coder(name, annotated, notes)


def _revision_coder(name: str) -> Coder:
    @cache
    def files(folder: Path) -> Mapping[str, str]:
        return git_trees.files_in_commit(folder, git_trees.commit_id(folder, name))

    def annotated(folder: Path) -> Set[str]:
        return {_article_name(path) for path in files(folder) if path.endswith(NOTES_SUFFIX)}

    def notes(article: ComparedArticle) -> CoderNotes | None:
        blob = files(article.folder).get(article.below + NOTES_SUFFIX)
        if blob is None:
            return None
        where = f"{name}:{article.path}{NOTES_SUFFIX}"
        data = git_trees.file_content(article.folder, blob, where, atomic_files.LARGEST)
        return CoderNotes(notes_format.loads(data, where), article.path)

    return Coder(name, annotated, notes)


def _article_name(notes: str) -> str:
    return notes.removesuffix(NOTES_SUFFIX)


def articles_in(paths: Iterable[Path], folders: Folders, config: Config) -> list[ComparedArticle]:
    """The articles that paths stand for, those of folders with their subfolders.

    Raises ReaderError if a folder cannot be listed.
    """
    found: dict[Path, ComparedArticle] = {}
    for path in paths:
        if is_folder(path):
            for one in walk(path, folders, config).articles:
                article = ComparedArticle(one.path, path, one.name)
                found.setdefault(article.path.absolute(), article)
        else:
            found.setdefault(path.absolute(), ComparedArticle(path, path.parent, path.name))
    return list(found.values())


def articles_of_both(
    first: Path, second: Path, folders: Folders, config: Config
) -> list[ComparedArticle]:
    """The articles of two folders, each path once; where both have it, that of the first.

    Raises ReaderError if a folder cannot be listed.
    """
    found: dict[str, ComparedArticle] = {}
    for article in articles_in((first, second), folders, config):
        found.setdefault(article.below, article)
    return list(found.values())


def without_article(coders: Iterable[Coder], folder: Path, names: Set[str]) -> Iterator[str]:
    """A line for the notes of each coder on articles below a folder that are not compared.

    `names` are the POSIX paths of those that are. Raises ReaderError.
    """
    for one in coders:
        missing = sorted(one.annotated(folder) - names)
        if missing:
            more = f" and {len(missing) - 1} more" if missing[1:] else ""
            yield f"{one.name}: left out, notes without an article to compare: {missing[0]}{more}"


def states_of(
    article: ComparedArticle, coders: Sequence[Coder], folders: Folders, config: Config
) -> tuple[Document, Mapping[str, DocumentState]] | None:
    """The text of an article, and by the names of coders their notes on it, placed in this text.

    None if no coder has notes on it. Raises ReaderError.
    """
    found = {one.name: notes for one in coders if (notes := one.notes(article))}
    if not found:
        return None
    own = folders_for(article.path, folders, config)

    def work() -> tuple[Document, Mapping[str, DocumentState]]:
        document = read(article.path, remembered(article.path, own.data))
        states: dict[str, DocumentState] = {}
        for name, (noted, place) in found.items():
            codebook = codebook_file.find(place.parent, own.config).codebook
            states[name] = session_over(document, noted, codebook, own).state
        return document, states

    return contain_faults(str(article.path), own.state, work)
