"""Session: one open Document with its notes, history and saving; the only mutable state.

`Board` holds what is known and applies edits, `Editing` and `Judging` make them, and `Session`
ties them to files. What is written to disk is a snapshot of values, so that a worker can write
meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..config import Config, Folders
from ..model.annotation import FORMAT, DocumentData, Notes
from ..model.codebook import Codebook
from ..model.document import Document
from ..model.errors import ReaderError
from ..readers import beginning, read
from ..store import atomic, files, places, snapshots
from ..store import codebook as codebooks
from ..store.saving import CodebookJob, Done, SavedText, SaveJob
from .board import OthersAnnotationError, ReadOnlyError
from .judging import Judging

__all__ = ["OthersAnnotationError", "ReadOnlyError", "Session"]


class Session(Judging):
    """One open Document; see the module. `messages` are lines for the user, oldest first."""

    def __init__(
        self,
        document: Document,
        loaded: files.Loaded,
        place: places.NotesPlace,
        codebook: Codebook,
        codebook_path: Path | None,
        author: str = "",
        state: Path | None = None,
        old: str | None = None,
    ) -> None:
        super().__init__(document, codebook, _data(document, loaded.notes.document, place.path))
        self.notes_path = place.path
        self.codebook_path = codebook_path
        self.author = author
        self.read_only = loaded.problem or _newer(place.path, loaded.notes)
        self.messages = [line for line in (*document.remarks, place.why, self.read_only) if line]
        self.damaged = loaded.recovered is not None
        self._state = state
        self._saved_version = 0
        self._base, self._stamp, self._base_codebook = loaded.notes, loaded.stamp, codebook
        self._adopt(loaded.notes, old)

    @classmethod
    def open(
        cls,
        path: Path | None,
        *,
        folders: Folders,
        config: Config,
        document: Document | None = None,
        encoding: str = "",
    ) -> Session:
        """Open a file, or a Document that was read already (standard input), with its notes.

        `encoding` is the one that the user chooses now; else the one that the notes name counts.
        Raises ReaderError where the article cannot be read; damaged notes open read-only.
        """
        if document is None:
            document = _read(path, encoding, folders)
        known = "" if path else document.text_sha256
        place = places.notes_place(path, known, folders.data)
        loaded = files.load(place.path)
        start = path.parent if path else folders.private
        broken: ReaderError | None = None
        try:
            found = codebooks.find(start, folders.config)
        except ReaderError as error:
            found, broken = codebooks.Found(codebooks.builtin(), None), error
        where = None if broken else _codebook_path(found, place, folders)
        old = _former_text(loaded.notes, document, folders.state)
        session = cls(
            document, loaded, place, found.codebook, where, config.author, folders.state, old
        )
        if encoding:
            session.data = replace(session.data, encoding=encoding)
        if broken:
            session.messages.append(f"{broken}; until then changes of tags are not kept")
        if isinstance(broken, codebooks.CodebookError):
            session.damaged_codebook = codebooks.nearest(start, folders.config)
        return session

    @classmethod
    def preview(cls, path: Path, *, folders: Folders, encoding: str = "") -> Session:
        """The first page of an article, without its notes: to be looked at while `open` reads.

        Where only the whole file tells what its first page is, there is no text. Raises ReaderError
        where the article has no place for notes.
        """
        chosen = encoding or files.chosen_encoding(places.notes_of(path, folders.data))
        first = None if chosen else beginning(path)
        first = first or Document("", (), path.stem, lambda text, lang: [])
        place = places.notes_place(path, "", folders.data)
        try:
            codebook = codebooks.find(path.parent, folders.config).codebook
        except ReaderError:
            codebook = codebooks.builtin()
        nothing = files.Loaded(Notes(DocumentData(path="")), None)
        return cls(replace(first, path=path), nothing, place, codebook, None)

    damaged_codebook: Path | None = None
    """The codebook that would be in effect if it were not damaged."""

    @property
    def key(self) -> str:
        """The name of the article for this program: its resolved path, else the text's hash."""
        path = self.document.path
        return str(path.resolve()) if path else self.document.text_sha256

    def choose_encoding(self, encoding: str) -> bool:
        """Have the article read in an encoding from its next opening on; whether that is another.

        "" leaves it to the file. This is no edit, for undoing it would not change the text back.
        Raises ReadOnlyError.
        """
        if self.read_only:
            raise ReadOnlyError(f"not changed: {self.read_only}")
        if encoding == self.data.encoding:
            return False
        self.data = replace(self.data, encoding=encoding)
        self.version += 1
        return True

    # Saving

    @property
    def dirty(self) -> bool:
        """Whether something is not on disk."""
        return self.version != self._saved_version

    def notes(self) -> Notes:
        """A snapshot of everything the notes file holds."""
        data = replace(self.data, text_sha256=self.document.text_sha256)
        return replace(
            self._base,
            document=data,
            sources=tuple(self.sources.values()),
            annotations=tuple(self._spans),
            judgements=tuple(self.judgements.values()),
            removals=tuple(self.removals.values()),
        )

    def job(self) -> SaveJob:
        """What has to be written, for a worker."""
        book = None
        if self.codebook_path and self.codebook != self._base_codebook:
            book = CodebookJob(self.codebook_path, self.codebook, self._base_codebook)
        text = SavedText(self._state, self.document.text) if self._state else None
        return SaveJob(
            self.version, self.notes_path, self.notes(), self._base, self._stamp, book, text
        )

    def saved(self, job: SaveJob, done: Done) -> bool:
        """Take note that a job is on disk; whether another program's changes came in with it."""
        for backup in done.backups:
            self.messages.append(f"the comments of {backup.stem} were kept in {backup.name}")
        if done.codebook is not None and job.codebook is not None:
            if self.codebook == job.codebook.codebook:
                self.codebook = done.codebook
            self._base_codebook = done.codebook
        if done.saved.merged:
            from ..store.merge import merge

            self._adopt(merge(job.notes, self.notes(), done.saved.notes).notes)
        self._base, self._stamp = done.saved.notes, done.saved.stamp
        self._saved_version, self._state = job.version, None
        return done.saved.merged

    def save(self) -> None:
        """Write everything now; durable when it returns. Raises ReaderError."""
        job = self.job()
        self.saved(job, job.run())

    def repair(self) -> Sequence[str]:
        """Put what can be recovered in the place of a damaged notes file, which is kept.

        Gives a line for where it is kept and for each thing that is lost. Raises ReaderError.
        """
        done = files.repair(self.notes_path)
        self.damaged, self.read_only = False, ""
        self._base, self._stamp = done.notes, done.stamp
        self._adopt(done.notes)
        kept = [f"the damaged file is kept as {done.kept.name}"] if done.kept else []
        return [*kept, *done.lost]

    def repair_codebook(self) -> Sequence[str]:
        """Put what can be recovered in the place of a damaged codebook, which is kept.

        Gives lines as `repair` does. Raises ReaderError.
        """
        path = self.damaged_codebook
        if path is None:
            return []
        done = codebooks.repair(path)
        self.codebook = self._base_codebook = done.codebook
        self.codebook_path, self.damaged_codebook = path, None
        kept = [f"the damaged codebook is kept as {done.kept.name}"] if done.kept else []
        return [*kept, *done.lost]

    def refresh(self) -> Sequence[str]:
        """What other programs changed in the notes file, merged in: a phrase for each change.

        Costs one stat where the file is as it was. Raises ReaderError where it cannot be read.
        """
        if self.read_only or atomic.is_current(self.notes_path, self._stamp):
            return ()
        notes = self.notes()
        found = files.refresh(self.notes_path, notes, self._base, self._stamp)
        if found is None:
            return ()
        clean = not self.dirty and found.notes == found.base
        self._adopt(found.notes)
        self.data = replace(found.notes.document, path=self.data.path)
        self._base, self._stamp = found.base, found.stamp
        self.version += 1
        if clean:
            self._saved_version = self.version
        return found.changes or ("the notes file was written anew",)


def _read(path: Path | None, encoding: str, folders: Folders) -> Document:
    """The Document of a file, in the encoding that is chosen now or that its notes name."""
    if path is None:
        raise ReaderError("nothing to open: name a file")
    known = files.chosen_encoding(places.notes_of(path, folders.data))
    return read(path, encoding or known)


def _former_text(notes: Notes, document: Document, state: Path) -> str | None:
    """The text that the notes were made on, where it was another one and is still at hand."""
    known = notes.document.text_sha256
    if not notes.annotations or known in ("", document.text_sha256):
        return None
    return snapshots.load(state, known)


def _codebook_path(found: codebooks.Found, place: places.NotesPlace, folders: Folders) -> Path:
    """Where changes of tags go: those of a private article never into the user's own folder."""
    home = place.path.parent if place.beside else folders.private or folders.config
    users = found.path is not None and found.path.parent == folders.config
    if found.path is None or (users and folders.private):
        return home / codebooks.NAME
    return found.path


def _newer(path: Path, notes: Notes) -> str:
    if notes.format <= FORMAT:
        return ""
    return (
        f"{path}: written by a newer reader (format {notes.format}); "
        "opened read-only: update reader to change it"
    )


def _data(document: Document, known: DocumentData, notes_path: Path) -> DocumentData:
    """What the notes say of the document, completed by what the document says of itself."""
    said = {**document.data, "lang": document.lang, "title": document.title}
    names = ("title", "author", "publisher", "date", "url", "lang")
    lacking = [name for name in names if said.get(name) and not getattr(known, name)]
    missing: dict[str, Any] = {name: said[name] for name in lacking}
    path = known.path
    if document.path:
        beside = document.path.parent.resolve() == notes_path.parent.resolve()
        path = document.path.name if beside else str(document.path.resolve())
    # Another version of a reader may give another text: the notes say which one it was.
    reader = {"reader": said["reader"]} if said.get("reader") else {}
    to = {name: said[name] for name in ("to", "cc") if said.get(name)}
    return replace(known, path=path, extra={**to, **known.extra, **reader}, **missing)
