"""Session: one open Document with its state, its files and the history of its edits.

`DocumentState` holds what is known, `StateUpdater` changes it, `NotesFile` and `CodebookFile` know
what is on disk. What is saved is a snapshot of values, so that a worker can write it meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import annotation_changes
from ..model.annotation import FORMAT, Notes
from ..model.codebook import Codebook
from ..model.document import Document
from ..model.document_state import DocumentState
from ..model.history import Edit, History
from ..model.reading_options import ReadingOptions, chosen_in
from ..store import codebook_file as codebooks
from ..store import locations, locks, notes_files
from .document_files import CodebookFile, NotesFile, completed
from .state_updates import OthersAnnotationError, ReadOnlyError, StateUpdater

if TYPE_CHECKING:
    from ..store.saving import Done, SaveJob
    from ..store.unsaved import Unsaved

__all__ = ["OthersAnnotationError", "ReadOnlyError", "Session"]


class Session:
    """One open Document that can be annotated, saved and undone.

    `messages` are lines for the user, oldest first. `read_only` says why nothing may be changed, ""
    if it may; `damaged` whether the notes file is damaged. `dossier` is the folder below which the
    references of the article may lead, None if nowhere. `version` grows with every change.
    """

    def __init__(
        self,
        document: Document,
        loaded: notes_files.Loaded,
        place: locations.NotesPlace,
        codebook: Codebook,
        codebook_file: CodebookFile,
        author: str = "",
        snapshots: Path | None = None,
    ) -> None:
        data = completed(loaded.notes.document, document, place.path)
        self.document = document
        self.state = DocumentState(document, codebook, data, author)
        self.notes_file = NotesFile(place.path, document, loaded, snapshots)
        self.codebook_file = codebook_file
        self.history = History()
        self.version = self._saved_version = 0
        self.read_only = loaded.problem or _newer(place.path, loaded.notes)
        self.messages = [line for line in (*document.remarks, place.why, self.read_only) if line]
        self.damaged = loaded.recovered is not None
        self.dossier: Path | None = None
        self._updater = StateUpdater(self.state, self.notes_file.former_text)
        self._updater.adopt(loaded.notes)

    @property
    def key(self) -> str:
        """The name of the article for this program: its resolved path, else the text's hash."""
        return locations.article_key(self.document.path, self.document.text_sha256)

    @property
    def notes_path(self) -> Path:
        """The path of the notes file."""
        return self.notes_file.path

    # Editing

    def apply(self, edit: Edit, permitted: Collection[str] = ()) -> bool:
        """Make an edit and record it for undo; whether it changed anything.

        `permitted` are the ids of other analysts' annotations that the user agreed to change.
        Raises ReadOnlyError, and OthersAnnotationError for an annotation without permission.
        """
        changes = tuple(change for change in edit.changes if change.before != change.after)
        if not changes:
            return False
        self.refuse_if_read_only()
        author = self.state.author
        if not edit.shared:
            others = annotation_changes.affecting_others(changes, author)
            if not {annotation.id for annotation in others}.issubset(permitted):
                raise OthersAnnotationError(others)
            changes = tuple(annotation_changes.with_edit_records(changes, author))
        made = edit._replace(changes=changes, text_sha256=self.document.text_sha256)
        self._perform(made)
        self.history = self.history.record(made)
        return True

    def undo(self) -> Edit | None:
        """Undo the last edit; the Edit that did so, None if there is nothing to undo."""
        return self._travel(self.history.undo())

    def redo(self) -> Edit | None:
        """Redo the last undone edit; that Edit, None if there is nothing to redo."""
        return self._travel(self.history.redo())

    def _travel(self, step: tuple[Edit, History] | None) -> Edit | None:
        if step is None:
            return None
        edit, self.history = step
        edit = self._updater.settle(edit)
        self._perform(edit)
        return edit

    def _perform(self, edit: Edit) -> None:
        self._updater.perform(edit)
        self.version += 1

    def refuse_if_read_only(self) -> None:
        """Raise ReadOnlyError, which says why, if nothing may be changed."""
        if self.read_only:
            raise ReadOnlyError(f"not changed: {self.read_only}")

    @property
    def options(self) -> ReadingOptions:
        """How the article is read, as its notes say."""
        return chosen_in(self.state.data.extra)

    def set_options(self, options: ReadingOptions) -> None:
        """Have the article read with other options from its next opening on.

        This is no edit that can be undone. Raises ReadOnlyError.
        """
        extra = options.kept_in(self.state.data.extra)
        if extra != self.state.data.extra:
            self.refuse_if_read_only()
            self.state.data = replace(self.state.data, extra=extra)
            self.version += 1

    # Saving

    @property
    def dirty(self) -> bool:
        """Whether something is not on disk."""
        return self.version != self._saved_version

    def notes(self) -> Notes:
        """A snapshot of everything that the notes file holds."""
        state = self.state
        return replace(
            self.notes_file.base,
            document=replace(state.data, text_sha256=self.document.text_sha256),
            sources=tuple(state.sources.values()),
            annotations=tuple(state.spans),
            judgements=tuple(state.judgements.values()),
            removals=tuple(state.removals.values()),
        )

    def job(self) -> SaveJob:
        """A snapshot of all that has to be written, for a worker."""
        from ..store.saving import SaveJob

        file = self.notes_file
        book, text = self.codebook_file.job(self.state.codebook), file.text_to_keep()
        return SaveJob(self.version, file.path, self.notes(), file.base, file.stamp, book, text)

    def saved(self, job: SaveJob, done: Done) -> bool:
        """Record that a job is on disk; whether another program's changes were merged with it."""
        for backup in done.backups:
            self.messages.append(f"the comments of {backup.stem} were kept in {backup.name}")
        self._codebook_saved(job, done)
        if done.saved.merged:
            from ..store.merge import merge

            self._replace_notes(merge(job.notes, self.notes(), done.saved.notes).notes)
        self.notes_file.set_base(done.saved.notes, done.saved.stamp)
        self.notes_file.text_is_kept()
        self._saved_version = job.version
        return done.saved.merged

    def _codebook_saved(self, job: SaveJob, done: Done) -> None:
        file = self.codebook_file
        if done.codebook is not None and job.codebook is not None:
            if self.state.codebook == job.codebook.codebook:
                self.state.codebook = done.codebook
            file.base = done.codebook
        if file.problem and self.state.codebook != file.base:
            self.messages.append(f"new tags are kept in the notes alone; {file.problem}")
            file.problem = ""

    def save(self, seconds: float = locks.LOCK_SECONDS) -> None:
        """Write everything now; it is durable on return.

        `seconds` is how long to wait for a lock that another program holds. Raises ReaderError.
        """
        job = self.job()
        self.saved(job, job.run(seconds))

    def _replace_notes(self, notes: Notes) -> None:
        """Make merged notes the present state, the article's data included."""
        self._updater.adopt(notes)
        self.state.data = completed(notes.document, self.document, self.notes_path)

    def refresh(self) -> Sequence[str]:
        """Merge what other programs changed in the notes file: a phrase for each change.

        Raises ReaderError if the file cannot be read.
        """
        file = self.notes_file
        if self.read_only or file.is_current():
            return ()
        found = notes_files.refresh(file.path, self.notes(), file.base, file.stamp)
        if found is None:
            return ()
        is_clean = not self.dirty and found.notes == found.base
        self._replace_notes(found.notes)
        file.set_base(found.base, found.stamp)
        self.version += 1
        if is_clean:
            self._saved_version = self.version
        return found.changes or ("the notes file was written anew",)

    # Recovering

    def would_restore(self, unsaved: Unsaved) -> Sequence[str]:
        """What `restore` would change: a phrase for each change."""
        return self._merged_with(unsaved)[2]

    def restore(self, unsaved: Unsaved) -> Sequence[str]:
        """Merge changes that an earlier session could not save: a phrase for each change.

        They then have to be saved. Raises ReadOnlyError.
        """
        self.refuse_if_read_only()
        notes, codebook, changes = self._merged_with(unsaved)
        if changes:
            self.state.codebook = codebook
            self._replace_notes(notes)
            self.version += 1
        return changes

    def _merged_with(self, unsaved: Unsaved) -> tuple[Notes, Codebook, Sequence[str]]:
        """Notes and codebook with unsaved changes, and a phrase for each change."""
        from ..store.describe_changes import describe_changes
        from ..store.merge import merge, merge_codebook

        before, codebook = self.notes(), self.state.codebook
        notes = merge(unsaved.base, unsaved.notes, before).notes
        book = merge_codebook(unsaved.base_codebook, unsaved.codebook, codebook).codebook
        tags = ["tags changed"] if book != codebook else []
        return notes, book, [*describe_changes(before, notes), *tags]

    def repair(self) -> Sequence[str]:
        """Replace a damaged notes file, which is kept, by what can be recovered from it.

        Returns a line on where it is kept and one for each thing that is lost. Raises ReaderError.
        """
        done = notes_files.repair(self.notes_path, locks.LOCK_BRIEF)
        self.damaged, self.read_only = False, ""
        self.notes_file.set_base(done.notes, done.stamp)
        self._updater.adopt(done.notes)
        kept = [f"the damaged file is kept as {done.kept.name}"] if done.kept else []
        return [*kept, *done.lost]

    def repair_codebook(self) -> Sequence[str]:
        """Replace a damaged codebook, which is kept, by what can be recovered from it.

        Returns lines as `repair` does. Raises ReaderError.
        """
        path = self.codebook_file.damaged
        if path is None:
            return []
        done = codebooks.repair(path, locks.LOCK_BRIEF)
        self.state.codebook = done.codebook
        self.codebook_file = CodebookFile(path, done.codebook)
        kept = [f"the damaged codebook is kept as {done.kept.name}"] if done.kept else []
        return [*kept, *done.lost]


def _newer(path: Path, notes: Notes) -> str:
    if notes.format <= FORMAT:
        return ""
    return (
        f"{path}: written by a newer reader (format {notes.format}); "
        "opened read-only: update reader to change it"
    )
