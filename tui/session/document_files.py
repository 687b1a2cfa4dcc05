"""The files of a session: its notes, codebook and dossier, as they were last read or saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from ..config import Folders
from ..model import visible
from ..model.annotation import FORMAT, DocumentData, Notes
from ..model.document import Document
from ..model.document_state import DocumentState
from ..model.spans import SpanIndex
from ..store import atomic_files, locations, locks, toml_files
from ..store import codebook_file as codebooks
from ..store.toml_files import V

if TYPE_CHECKING:
    from ..store.saving import FileJob, SavedText


class NotesFile:
    """The notes file of a Document, and its content as it was last read or saved.

    `base` is that content, from which a merge tells what changed; `stamp` recognises the file.
    `snapshots` is the folder in which texts that notes were made on are kept, None for nowhere.
    """

    def __init__(
        self,
        path: Path,
        document: Document,
        loaded: toml_files.Loaded[Notes],
        snapshots_folder: Path | None,
    ) -> None:
        self.path = path
        self._document = document
        self._snapshots = snapshots_folder
        self._is_text_kept = False
        self.set_base(loaded.value, loaded.stamp)

    def set_base(self, notes: Notes, stamp: atomic_files.Stamp | None) -> None:
        """Take what is on disk as the base of the next merge.

        Its data is completed as that of the session is, so that a merge does not take a field that
        the program filled in for a change of the user.
        """
        data = completed(notes.document, self._document, self.path)
        self.base, self.stamp = replace(notes, document=data), stamp

    def is_current(self) -> bool:
        """Whether the file is unchanged since it was last read or saved; costs one stat."""
        return atomic_files.is_current(self.path, self.stamp)

    def text_to_keep(self) -> SavedText | None:
        """The Document's text, if no earlier saving of this session has kept it."""
        from ..store.saving import SavedText

        if self._snapshots is None or self._is_text_kept:
            return None
        key = locations.article_key(self._document.path, self._document.text_sha256)
        return SavedText(self._snapshots, key, self._document.text)

    def text_is_kept(self) -> None:
        """Note that a saving has kept the text."""
        self._is_text_kept = True

    def former_text(self, sha256: str) -> str | None:
        """A former text of the Document by its SHA-256; None if it was not kept."""
        from ..store import snapshots

        return snapshots.load(self._snapshots, sha256) if self._snapshots else None


@dataclass
class SharedFile(Generic[V]):
    """A file that several articles share, a codebook or dossier, and its content on disk.

    Without a `path` nothing is saved in it. `base` and `stamp` are as it was last read or saved.
    `problem` is one line on why it cannot be saved, "" if it can; `damaged` is the file that would
    be in effect if it were not damaged.
    """

    kind: toml_files.TomlFormat[V]
    path: Path | None
    base: V
    problem: str = ""
    damaged: Path | None = None
    stamp: atomic_files.Stamp | None = None

    def job(self, value: V) -> FileJob[V] | None:
        """What has to be written of the present value; None if there is nothing to write."""
        from ..store.saving import FileJob

        if self.path is None or self.problem or value == self.base:
            return None
        return FileJob(self.kind, self.path, value, self.base, self.stamp)

    def saved(self, job: FileJob[V], done: toml_files.Saved[V], present: V) -> V:
        """Take what is on disk as the base; returns the present value merged with it."""
        self.base, self.stamp = done.value, done.stamp
        return present if done.value == job.value else self._merged(job.value, present, done.value)

    def _merged(self, base: V, ours: V, theirs: V) -> V:
        return self.kind.merge(base, ours, theirs).value

    def refreshed(self, present: V) -> toml_files.Refreshed[V] | None:
        """The present value merged with what another program changed; None if nothing changed.

        What is on disk is then the base. Raises ReaderError if the file cannot be read.
        """
        if self.path is None or self.problem:
            return None
        found = toml_files.refresh(self.kind, self.path, present, self.base, self.stamp)
        if found is not None:
            self.base, self.stamp = found.base, found.stamp
        return found

    def repair(self) -> toml_files.Repaired[V] | None:
        """Replace the damaged file by what can be recovered; None if it is not damaged.

        It is then saved to again. Raises ReaderError.
        """
        if self.damaged is None:
            return None
        done = toml_files.repair(self.kind, self.damaged, locks.LOCK_BRIEF)
        self.path, self.damaged, self.problem = self.damaged, None, ""
        self.base, self.stamp = done.value, done.stamp
        return done


def repair_lines(done: toml_files.Repaired[Any] | None) -> list[str]:
    """A line on where a repaired file is kept, and one for each thing that is lost."""
    if done is None:
        return []
    kept = [f"the damaged file is kept as {done.kept.name}"] if done.kept else []
    return [*kept, *done.lost]


def newer(path: Path, format: int) -> str:
    """One line if a file was written in a newer format and is read-only, else ""."""
    if format <= FORMAT:
        return ""
    return (
        f"{path}: written by a newer reader (format {format}); "
        "opened read-only: update reader to change it"
    )


def codebook_path(
    found: codebooks.EffectiveCodebook, place: locations.NotesPlace, folders: Folders
) -> Path:
    """The file for changes of tags; those of a private article stay out of the user's folder."""
    home = place.path.parent if place.beside else folders.private or folders.config
    if found.path is None or (found.is_users and folders.private):
        return home / codebooks.NAME
    return found.path


def notes_of(state: DocumentState, base: Notes, whole: bool) -> Notes:
    """The notes on a Document as they are now; if `whole`, with what is withheld from the user.

    `base` has what the state does not: the version of the format, and unknown keys.
    """
    annotations, sources = state.spans, state.sources
    if whole and state.withheld:
        annotations = SpanIndex(state.every_annotation())
        sources = state.every_source()
    return replace(
        base,
        document=replace(state.data, text_sha256=state.document.text_sha256),
        sources=tuple(sources.values()),
        annotations=tuple(annotations),
        judgements=tuple(state.judgements.values()),
        removals=tuple(state.removals.values()),
    )


def completed(known: DocumentData, document: Document, notes_path: Path) -> DocumentData:
    """What the notes say about a document, its missing fields filled in from the document itself.

    `path` becomes the document's path relative to the notes, or absolute where they lie elsewhere.
    """
    said = {**document.data, "lang": document.lang, "title": document.title}
    names = ("title", "author", "publisher", "date", "url", "lang")
    lacking = [name for name in names if said.get(name) and not getattr(known, name)]
    missing: dict[str, Any] = {name: said[name] for name in lacking}
    path = known.path
    if document.path:
        beside = document.path.parent.resolve() == notes_path.parent.resolve()
        path = document.path.name if beside else str(document.path.resolve())
        # A name that is not Unicode cannot be saved; the notes file itself is named after it.
        path = path if visible.is_text(path) else ""
    # Another version of a reader may give another text: the notes say which one it was.
    reader = {"reader": said["reader"]} if said.get("reader") else {}
    receivers = {name: said[name] for name in ("to", "cc") if said.get(name)}
    extra = {**receivers, **known.extra, **reader}
    return replace(known, path=path, extra=extra, **missing)
