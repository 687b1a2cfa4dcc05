"""Session: one open Document with its notes, history and saving; the only mutable state.

`Board` holds what is known and applies edits, `Editing` and `Judging` make them, and `Session`
ties them to files. What is written to disk is a snapshot of values, so that a worker can write
meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..config import Config, Folders
from ..model import filenames
from ..model.annotation import FORMAT, DocumentData, Notes
from ..model.codebook import Codebook
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading import AS_USUAL, ReadingOptions, chosen_in
from ..readers import beginning, read
from ..store import atomic, files, places, snapshots
from ..store import codebook as codebooks
from ..store.faults import contained
from ..store.readings import remembered
from ..store.saving import CodebookJob, Done, SavedText, SaveJob
from ..store.unsaved import Unsaved
from .board import OthersAnnotationError, ReadOnlyError
from .completing import completed
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
    ) -> None:
        super().__init__(document, codebook, completed(loaded.notes.document, document, place.path))
        self.notes_path = place.path
        self.codebook_path = codebook_path
        self.author = author
        self.read_only = loaded.problem or _newer(place.path, loaded.notes)
        self.messages = [line for line in (*document.remarks, place.why, self.read_only) if line]
        self.damaged = loaded.recovered is not None
        self._state = self._snapshots = state
        self._saved_version = 0
        self._base_codebook = codebook
        self._set_base(loaded.notes, loaded.stamp)
        self._adopt(loaded.notes)

    @classmethod
    def open(
        cls,
        path: Path | None,
        *,
        folders: Folders,
        config: Config,
        document: Document | None = None,
        options: ReadingOptions = AS_USUAL,
    ) -> Session:
        """Open a file, or a Document that was read already (standard input), with its notes.

        `options` say how to read the file; what they leave open is as the notes remember it. Where
        they differ from the notes, the session has something to save. Raises ReaderError where the
        article cannot be read; damaged notes open read-only.
        """
        return contained(
            str(path or "-"),
            folders.state,
            lambda: cls._open(path, folders, config, document, options),
        )

    @classmethod
    def _open(
        cls,
        path: Path | None,
        folders: Folders,
        config: Config,
        document: Document | None,
        options: ReadingOptions,
    ) -> Session:
        document = document or _read(path, folders, options)
        known = "" if path else document.text_sha256
        place = places.notes_place(path, known, folders.data)
        loaded = files.load(place.path)
        start = path.parent if path else folders.private
        broken: ReaderError | None = None
        try:
            found = codebooks.find(start, folders.config)
        except ReaderError as error:
            found, broken = codebooks.Found(codebooks.builtin(), None), error
        where = _codebook_path(found, place, folders)
        unkept = "" if broken else codebooks.unwritable(where)
        kept = None if broken or unkept else where
        session = cls(document, loaded, place, found.codebook, kept, config.author, folders.state)
        if not session.read_only:
            session.read_otherwise(options)
        session.codebook_problem = unkept
        session.dossier = path and _dossier(path, found)
        if broken:
            session._tell_of(broken, start, folders)
        return session

    def _tell_of(self, broken: ReaderError, start: Path | None, folders: Folders) -> None:
        """Tell the user that the codebook found from the folder `start` on cannot be used."""
        self.messages.append(f"{broken}; until then changes of tags are not kept")
        if isinstance(broken, codebooks.CodebookError):
            self.damaged_codebook = codebooks.nearest(start, folders.config)

    @classmethod
    def preview(
        cls, path: Path, *, folders: Folders, options: ReadingOptions = AS_USUAL
    ) -> Session:
        """The first page of an article, without its notes: to be looked at while `open` reads.

        Where only the whole file tells what its first page is, there is no text. Raises ReaderError
        where the article has no place for notes.
        """
        title, first = filenames.readable(path.stem), None
        with suppress(ReaderError):  # reading the whole will say what is wrong
            chosen = options.over(remembered(path, folders.data))
            first = contained(str(path), folders.state, lambda: beginning(path, chosen))
        first = first or Document("", (), title, lambda text, lang: [])
        place = places.notes_place(path, "", folders.data)
        try:
            codebook = codebooks.find(path.parent, folders.config).codebook
        except ReaderError:
            codebook = codebooks.builtin()
        nothing = files.Loaded(Notes(DocumentData(path="")), None)
        return cls(replace(first, path=path), nothing, place, codebook, None)

    dossier: Path | None = None
    """The folder below which references from the article may lead; None: they lead nowhere."""
    damaged_codebook: Path | None = None
    """The codebook that would be in effect if it were not damaged."""
    codebook_problem = ""
    """Why changes of tags cannot be kept in a codebook: one line, told once tags are changed."""

    @property
    def key(self) -> str:
        """The name of the article for this program: its resolved path, else the text's hash."""
        return places.key(self.document.path, self.document.text_sha256)

    @property
    def options(self) -> ReadingOptions:
        """How the article is read, as its notes say."""
        return chosen_in(self.data.extra)

    def read_otherwise(self, options: ReadingOptions) -> None:
        """Have choices how to read the article saved: they apply when it is opened again.

        They are no edit that can be undone. Raises ReadOnlyError.
        """
        extra = options.kept_in(self.data.extra)
        if extra != self.data.extra:
            if self.read_only:
                raise ReadOnlyError(f"not changed: {self.read_only}")
            self.data = replace(self.data, extra=extra)
            self.version += 1

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
        known = places.key(self.document.path, self.document.text_sha256)
        text = SavedText(self._state, known, self.document.text) if self._state else None
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
        if self.codebook_problem and self.codebook != self._base_codebook:
            self.messages.append(f"new tags are kept in the notes alone; {self.codebook_problem}")
            self.codebook_problem = ""
        if done.saved.merged:
            from ..store.merge import merge

            self._take_over(merge(job.notes, self.notes(), done.saved.notes).notes)
        self._set_base(done.saved.notes, done.saved.stamp)
        self._saved_version, self._state = job.version, None
        return done.saved.merged

    def save(self, seconds: float = atomic.LOCK_SECONDS) -> None:
        """Write everything now; durable when it returns.

        `seconds` is how long another program may hold the lock. Raises ReaderError.
        """
        job = self.job()
        self.saved(job, job.run(seconds))

    def _take_over(self, notes: Notes) -> None:
        """Make merged notes the present state, the article's data included."""
        self._adopt(notes)
        self.data = completed(notes.document, self.document, self.notes_path)

    def _set_base(self, notes: Notes, stamp: atomic.Stamp | None) -> None:
        """Take the content of the file on disk as the base of the next merge.

        Its data is completed as the session's is, so that a merge does not take a field that the
        program filled in for a change that the user made.
        """
        data = completed(notes.document, self.document, self.notes_path)
        self._base, self._stamp = replace(notes, document=data), stamp

    def would_apply(self, unsaved: Unsaved) -> Sequence[str]:
        """What `apply` would change here: a phrase for each change."""
        return self._with(unsaved)[2]

    def apply(self, unsaved: Unsaved) -> Sequence[str]:
        """Make changes again that another session could not save: a phrase for each of them.

        They are merged with what is known here, and have to be saved. Raises ReadOnlyError.
        """
        if self.read_only:
            raise ReadOnlyError(f"not changed: {self.read_only}")
        notes, codebook, changes = self._with(unsaved)
        if changes:
            self.codebook = codebook
            self._take_over(notes)
            self.version += 1
        return changes

    def _with(self, unsaved: Unsaved) -> tuple[Notes, Codebook, Sequence[str]]:
        """Notes and codebook with changes made elsewhere, and a phrase for each change."""
        from ..store.changes import described
        from ..store.merge import merge, merge_codebook

        before = self.notes()
        notes = merge(unsaved.base, unsaved.notes, before).notes
        book = merge_codebook(unsaved.base_codebook, unsaved.codebook, self.codebook).codebook
        tags = ["tags changed"] if book != self.codebook else []
        return notes, book, [*described(before, notes), *tags]

    def _former_text(self, sha256: str) -> str | None:
        """A former text of the document by its hash, where a snapshot of it was kept."""
        return snapshots.load(self._snapshots, sha256) if self._snapshots else None

    def repair(self) -> Sequence[str]:
        """Put what can be recovered in the place of a damaged notes file, which is kept.

        Gives a line for where it is kept and for each thing that is lost. Raises ReaderError.
        """
        done = files.repair(self.notes_path, atomic.LOCK_BRIEF)
        self.damaged, self.read_only = False, ""
        self._set_base(done.notes, done.stamp)
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
        done = codebooks.repair(path, atomic.LOCK_BRIEF)
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
        self._take_over(found.notes)
        self._set_base(found.base, found.stamp)
        self.version += 1
        if clean:
            self._saved_version = self.version
        return found.changes or ("the notes file was written anew",)


def _read(path: Path | None, folders: Folders, options: ReadingOptions) -> Document:
    """The Document of a file, read as `options` say, else as its notes do. Raises ReaderError."""
    if path is None:
        raise ReaderError("nothing to open: name a file")
    return read(path, options.over(remembered(path, folders.data)))


def _dossier(path: Path, found: codebooks.Found) -> Path:
    """The folder of the codebook in effect; that of the article where it is the user's or ours."""
    return path.parent if found.path is None or found.is_users else found.path.parent


def _codebook_path(found: codebooks.Found, place: places.NotesPlace, folders: Folders) -> Path:
    """Where changes of tags go: those of a private article never into the user's own folder."""
    home = place.path.parent if place.beside else folders.private or folders.config
    if found.path is None or (found.is_users and folders.private):
        return home / codebooks.NAME
    return found.path


def _newer(path: Path, notes: Notes) -> str:
    if notes.format <= FORMAT:
        return ""
    return (
        f"{path}: written by a newer reader (format {notes.format}); "
        "opened read-only: update reader to change it"
    )
