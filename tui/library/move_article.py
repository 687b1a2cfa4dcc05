"""Moving an article to another name or folder, with its notes and the references to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model.annotation import Notes
from ..model.dossier import Dossier, effective_source
from ..model.dossier_changes import with_references
from ..model.errors import ReaderError
from ..model.references import retargeted, retargeted_reference
from ..readers.missing_files import missing_file
from ..store import (
    atomic_files,
    backups,
    codebook_file,
    dossier_file,
    drafts,
    file_moves,
    locations,
    locks,
    notes_files,
    notes_format,
    progress,
    toml_files,
    toml_reader,
)
from ..store.merge import merge
from . import walking
from .folder_notes import load_notes_of


@dataclass(frozen=True, slots=True)
class MoveResult:
    """What move_article() did.

    `article` says whether the article itself was moved to the path `new`, not only its notes.
    `notes` is the present path of the notes (None if there are none), and `count` is the number of
    their annotations. `kept` is a backup of the former notes file, if it contained anything that
    the new one does not. `updated` are the notes files in which references were changed, and
    `problems` are lines for the user.
    """

    new: Path
    article: bool
    notes: Path | None
    count: int = 0
    kept: Path | None = None
    updated: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a move: an article's path, its path as references see it, and its folders."""

    path: Path
    absolute: str
    folders: Folders

    @property
    def key(self) -> str:
        """The key that identifies the article in the state folder."""
        return os.path.realpath(self.path)


def move_article(old: Path, new: Path, folders: Folders, config: Config) -> MoveResult:
    """Move an article, its notes and the references to it from one path to another.

    If the article `old` is gone, `new` must exist and takes over its notes; if `new` has notes
    already, both are merged. If `new` is a folder, the article keeps its name in it. References are
    changed in all notes below the folder of either path's codebook, or below the article's folder
    if there is no such codebook. Raises ReaderError; nothing is lost then, and repeating the move
    continues it.
    """
    new = new / old.name if new.is_dir() else new
    _refuse(old, new)
    before, after = _end(old, folders, config), _end(new, folders, config)
    is_article = os.path.lexists(old)
    known = locations.existing_notes(old, before.folders.data)
    done = MoveResult(new, is_article, None)
    stamp = None
    if known:
        done, stamp = _move_notes(known[0], before, after, is_article)
    elif is_article:
        file_moves.move(old, new)
    _carry(before, after)
    updated, problems = _update(before, after, folders, config)
    if known and stamp:
        problems += _retire(known[0], stamp)
    elif not is_article and not updated and not problems:
        raise ReaderError(f"{old}: no notes of that article are left; check the name")
    problems += [f"{other}: other notes on {old} that were not used stay" for other in known[1:]]
    return replace(done, updated=tuple(updated), problems=tuple(problems))


def _refuse(old: Path, new: Path) -> None:
    """Raise ReaderError unless it is clear which file is the article."""
    if os.path.lexists(old):
        if old.is_symlink() or not old.is_file():
            raise ReaderError(f"{old}: not a regular file; name the article itself")
        # A move that was interrupted leaves the same file under both names.
        is_same = (
            new.exists() and new.samefile(old) and os.path.realpath(new) != os.path.realpath(old)
        )
        if os.path.lexists(new) and not is_same:
            raise ReaderError(f"{old} and {new} both exist; remove one, or choose another name")
        if not new.parent.is_dir():
            raise ReaderError(f"{new.parent}: no such folder; make it first")
    elif not new.is_file():
        raise missing_file(old, f"no such file, and {new} is no article", "check the names")


def _end(path: Path, folders: Folders, config: Config) -> _End:
    home = Path(os.path.realpath(path.parent))
    return _End(path, (home / path.name).as_posix(), folders_for(path, folders, config))


def _move_notes(
    source: Path, before: _End, after: _End, is_article: bool
) -> tuple[MoveResult, atomic_files.Stamp]:
    """Write the notes for the new path, then move the article, under the locks of both files.

    The stamp returned is that of the former notes file, which is not removed yet.
    """
    place = locations.notes_place(after.path, "", after.folders.data)
    target = place.path
    if source.is_symlink() or os.path.realpath(source) == os.path.realpath(target):
        raise ReaderError(f"{source}: leads to another notes file; move that one")
    with ExitStack() as stack:
        # Lock in sorted order, so that two moves in opposite directions do not deadlock.
        for path in sorted(path for path in (source, target) if _is_writable(path.parent)):
            stack.enter_context(locks.locked(path))
        data, stamp, mine = _read(source)
        mine = result = _renamed(mine, before, after, place.beside)
        is_new = not os.path.lexists(target)
        if not is_new:
            former, _, theirs = _read(target)
            result = merge(Notes(), theirs, mine).value
            backups.back_up_if_commented(target, former)
        kept = None
        if result != mine or toml_reader.has_comments(data):
            kept = backups.back_up(target, data, ".bak")
        atomic_files.write(target, notes_format.dumps(result, str(target)))
        if is_new:
            target.chmod(source.stat().st_mode & 0o777)
        if is_article:
            file_moves.move(before.path, after.path)
    return MoveResult(after.path, is_article, target, len(mine.annotations), kept), stamp


def _renamed(known: Notes, before: _End, after: _End, beside: bool) -> Notes:
    """The notes with their own path, default title and references changed to the new path.

    `beside` says whether they will be stored beside the article instead of in the data folder.
    """
    document = replace(known.document, path=after.path.name if beside else after.key)
    if document.title == before.path.stem:  # the default title of a text without one
        document = replace(document, title=after.path.stem)
    sources = known.sources
    dossiers = [dossier_file.nearest(end.path.parent) for end in (before, after)]
    if dossiers[0] and dossiers[0] != dossiers[1]:
        # What only the former dossier says is not lost where another one, or none, is in effect.
        former = dossier_file.load(dossiers[0]).value
        sources = tuple(
            replace(effective_source(source, former), id=source.id) for source in sources
        )
    known = replace(known, sources=sources)
    ends = before.absolute, after.absolute
    return retargeted(replace(known, document=document), *ends, *ends)


def _read(path: Path) -> tuple[bytes, atomic_files.Stamp, Notes]:
    """The bytes of a notes file, its stamp and its notes.

    Raises ReaderError if the file is absent, damaged or of a newer format.
    """
    found = atomic_files.read(path, follow=False)
    if found is None:
        raise ReaderError(f"{path}: is gone; nothing was moved")
    loaded = notes_format.loads(found[0], str(path))
    toml_files.refuse_newer(path, loaded.format)
    return *found, loaded


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _retire(source: Path, stamp: atomic_files.Stamp) -> list[str]:
    """Remove a notes file whose content was moved; returns lines for the user if it must stay."""
    if not _is_writable(source.parent):
        return [f"{source}: cannot be removed, for its folder cannot be written"]
    with locks.locked(source):
        if not atomic_files.is_current(source, stamp):
            return [f"{source}: was changed meanwhile and stays; move it once more"]
        file_moves.remove(source)
    return []


def _carry(before: _End, after: _End) -> None:
    """Transfer reading progress and drafts to the new path. Raises ReaderError."""
    states = before.folders.state, after.folders.state
    progress.copy_progress(states[0], before.key, states[1], after.key)
    drafts.move_drafts(states[0], before.key, states[1], after.key)


def _update(
    before: _End, after: _End, folders: Folders, config: Config
) -> tuple[list[Path], list[str]]:
    """Change references in other notes; returns the changed files and a line for each problem."""
    updated, problems = list[Path](), list[str]()
    for article in _around((before, after), folders, config):
        here = (Path(os.path.realpath(article.path.parent)) / article.path.name).as_posix()

        def changed(known: Notes, here: str = here) -> Notes:
            return retargeted(known, here, here, before.absolute, after.absolute)

        if article.notes is None or here == after.absolute:
            continue
        loaded = load_notes_of(article)
        try:
            if loaded.problem:
                raise ReaderError(loaded.problem)
            if changed(loaded.value) != loaded.value and notes_files.rewrite(
                article.notes, changed
            ):
                updated.append(article.notes)
        except ReaderError as error:
            problems.append(f"references not looked for: {error}")
    for path in _dossiers((before, after)):
        try:
            if _retarget_dossier(path, before, after):
                updated.append(path)
        except ReaderError as error:
            problems.append(f"references not looked for: {error}")
    return updated, problems


def _dossiers(ends: Iterable[_End]) -> list[Path]:
    """The dossiers in effect for both ends of a move."""
    found = (dossier_file.nearest(end.path.parent) for end in ends if end.path.parent.is_dir())
    return list(dict.fromkeys(path for path in found if path))


def _retarget_dossier(path: Path, before: _End, after: _End) -> bool:
    """Change the references to an article in a dossier; returns whether there were any."""
    here = (Path(os.path.realpath(path.parent)) / path.name).as_posix()

    def moved(reference: str) -> str:
        return retargeted_reference(reference, here, here, before.absolute, after.absolute)

    def changed(dossier: Dossier) -> Dossier:
        return with_references(dossier, moved)

    loaded = dossier_file.load(path)
    if loaded.problem:
        raise ReaderError(loaded.problem)
    if changed(loaded.value) == loaded.value:
        return False
    return toml_files.rewrite(dossier_file.DOSSIER, path, changed)


def _around(
    ends: Iterable[_End], folders: Folders, config: Config
) -> Iterator[walking.ArticleFile]:
    """The articles that may refer to either path, each once."""
    seen: set[str] = set()
    for end in ends:
        book = codebook_file.nearest(end.path.parent, folders.config)
        is_users = book is None or book.parent == folders.config
        home = end.path.parent if book is None or is_users else book.parent
        if not home.is_dir():
            continue
        for article in walking.articles(home, folders, config):
            if article.key not in seen:
                seen.add(article.key)
                yield article
