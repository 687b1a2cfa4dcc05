"""Opening a Session: reading the article, its notes and the codebook in effect."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath

from ..config import Config, Folders
from ..model import visible
from ..model.annotation import DocumentData, Notes
from ..model.codebook import Codebook
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..readers import beginning, read
from ..store import codebook_file as codebooks
from ..store import confinement, locations, notes_files, toml_files
from ..store import dossier_file as dossiers
from ..store.chosen_options import remembered, remembered_at_beginning
from ..store.faults import contain_faults
from . import Session
from .document_files import SharedFile, codebook_path, newer


def open_session(
    path: Path | None,
    *,
    folders: Folders,
    config: Config,
    document: Document | None = None,
    options: ReadingOptions = NO_CHOICES,
) -> Session:
    """Open a file, or a Document that was read already (standard input), with its notes.

    `options` say how to read the file; what they leave open is as the notes remember it. If they
    differ from the notes, the session has something to save. Raises ReaderError if the article
    cannot be read; damaged notes open read-only.
    """
    return contain_faults(
        str(path or "-"),
        folders.state,
        lambda: _open(path, folders, config, document, options),
    )


def open_preview(path: Path, *, folders: Folders, options: ReadingOptions = NO_CHOICES) -> Session:
    """Open the first page of an article without its notes, to be shown while all of it is read.

    The text is empty if the first page cannot be told without the whole file. Raises ReaderError
    if there is no place for notes on the article.
    """
    title, first = visible.displayable(path.stem), None
    with suppress(ReaderError):  # reading all of it will report what is wrong
        chosen = options.over(remembered_at_beginning(path, folders.data))
        first = contain_faults(str(path), folders.state, lambda: beginning(path, chosen))
    first = first or Document("", (), title, lambda text, lang: [])
    place = locations.notes_place(path, "", folders.data)
    try:
        codebook = codebooks.find(path.parent, folders.config).codebook
    except ReaderError:
        codebook = codebooks.builtin()
    loaded = toml_files.Loaded(Notes(DocumentData(path="")), None)
    no_file = SharedFile(codebooks.CODEBOOK, None, codebook)
    return Session(replace(first, path=path), loaded, place, codebook, no_file)


def session_over(document: Document, notes: Notes, codebook: Codebook, folders: Folders) -> Session:
    """A read-only Session over a document and notes that are at hand, such as another's notes."""
    path = document.path or Path(document.title)
    loaded = toml_files.Loaded(notes, None, "these notes are only compared")
    place = locations.NotesPlace(path.with_name(path.name + NOTES_SUFFIX), True)
    no_file = SharedFile(codebooks.CODEBOOK, None, codebook)
    return Session(document, loaded, place, codebook, no_file, snapshots=folders.state)


def _open(
    path: Path | None,
    folders: Folders,
    config: Config,
    document: Document | None,
    options: ReadingOptions,
) -> Session:
    document = document or _read(path, folders, options)
    place = locations.notes_place(path, "" if path else document.text_sha256, folders.data)
    loaded = notes_files.load(place.path)
    codebook, file, outermost, problem = _codebook(path, place, folders)
    session = Session(document, loaded, place, codebook, file, config.author, folders.state)
    if not session.read_only:
        session.set_options(options)
    session.outermost = outermost
    session.messages += problem
    if path is not None and place.beside:
        _use_dossier(session, path)
    return session


def _use_dossier(session: Session, path: Path) -> None:
    """Have the dossier of an article's folder hold its sources and judgements."""
    home = confinement.upward(path.parent)[0]
    file = dossiers.path_for(home)
    loaded = dossiers.load(file)
    problem = loaded.problem or newer(file, loaded.value.format) or toml_files.unwritable(file)
    damaged = file if loaded.recovered else None
    name = PurePath(os.path.relpath(home / path.name, file.parent)).as_posix()
    kept = SharedFile(dossiers.DOSSIER, file, loaded.value, problem, damaged, loaded.stamp)
    session.use_dossier(kept, name)
    if session.outermost and session.outermost.is_relative_to(file.parent):
        session.outermost = file.parent


def _read(path: Path | None, folders: Folders, options: ReadingOptions) -> Document:
    """The Document of a file, read with `options` or those in its notes. Raises ReaderError."""
    if path is None:
        raise ReaderError("nothing to open: name a file")
    return read(path, options.over(remembered(path, folders.data)))


def _codebook(
    path: Path | None, place: locations.NotesPlace, folders: Folders
) -> tuple[Codebook, SharedFile[Codebook], Path | None, list[str]]:
    """The codebook in effect, its file, the outermost folder, and a line for each problem."""
    start = path.parent if path else folders.private
    try:
        found = codebooks.find(start, folders.config)
    except ReaderError as error:
        book = codebooks.builtin()
        is_damaged = isinstance(error, codebooks.CodebookError)
        damaged = codebooks.nearest(start, folders.config) if is_damaged else None
        problem = f"{error}; until then changes of tags are not kept"
        file = SharedFile(codebooks.CODEBOOK, None, book, damaged=damaged)
        return book, file, path and path.parent, [problem]
    where = codebook_path(found, place, folders)
    unwritable = toml_files.unwritable(where)
    written = None if unwritable else where
    file = SharedFile(codebooks.CODEBOOK, written, found.codebook, unwritable)
    return found.codebook, file, path and _outermost(path, found), []


def _outermost(path: Path, found: codebooks.EffectiveCodebook) -> Path:
    """The folder of the codebook in effect; that of the article if it is the user's or built in."""
    return path.parent if found.path is None or found.is_users else found.path.parent
