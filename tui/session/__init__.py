"""Session: one open Document with its state, its files and the history of its edits.

`DocumentState` holds what is known, `StateUpdater` changes it, `NotesFile` and two `SharedFile`s
know what is on disk. A save takes a snapshot of values, so that a worker can write it meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import annotation_changes
from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.document import Document
from ..model.document_state import DocumentState
from ..model.dossier import Dossier, effective_notes
from ..model.history import Edit, History
from ..model.reading_options import ReadingOptions, chosen_in
from ..store import dossier_file as dossiers
from ..store import locations, locks, notes_files
from .document_files import NotesFile, SharedFile, completed, newer, notes_of, repair_lines
from .state_updates import OthersAnnotationError, ReadOnlyError, StateUpdater

if TYPE_CHECKING:
    from ..store.saving import Done, SaveJob
    from ..store.toml_files import Loaded
    from ..store.unsaved import Unsaved
    from .restorable import Restorable

__all__ = ["OthersAnnotationError", "ReadOnlyError", "Session"]


class Session:
    """One open Document that can be annotated, saved and undone.

    `messages` are lines for the user, oldest first. `read_only` says why nothing may be changed, ""
    if it may; `damaged` whether the notes file is damaged. `outermost` is the folder below which
    the references of the article may lead, None if nowhere. `version` grows with every change.
    """

    def __init__(
        self,
        document: Document,
        loaded: Loaded[Notes],
        place: locations.NotesPlace,
        codebook: Codebook,
        codebook_file: SharedFile[Codebook],
        author: str = "",
        snapshots: Path | None = None,
    ) -> None:
        data = completed(loaded.value.document, document, place.path)
        self.document = document
        self.state = DocumentState(document, codebook, data, author)
        self.notes_file = NotesFile(place.path, document, loaded, snapshots)
        self.codebook_file = codebook_file
        self.dossier_file = SharedFile(dossiers.DOSSIER, None, Dossier())
        self.history = History()
        self.version = self._saved_version = 0
        self.read_only = loaded.problem or newer(place.path, loaded.value.format)
        self.messages = [line for line in (*document.remarks, place.why, self.read_only) if line]
        self.damaged = loaded.recovered is not None
        self.outermost: Path | None = None
        self._updater = StateUpdater(self.state, self.notes_file.former_text)
        self._updater.adopt(loaded.value)

    @property
    def key(self) -> str:
        """The name of the article for this program: its resolved path, else the text's hash."""
        return locations.article_key(self.document.path, self.document.text_sha256)

    @property
    def notes_path(self) -> Path:
        """The path of the notes file."""
        return self.notes_file.path

    def use_dossier(self, file: SharedFile[Dossier], path: str) -> None:
        """Have a file hold the dossier; `path` is the article's, relative to its folder."""
        self.dossier_file, self.state.dossier = file, file.base
        self.state.path_in_dossier = path
        self.messages += filter(None, [file.problem])

    @property
    def is_repairable(self) -> bool:
        """Whether the notes, the codebook or the dossier is damaged."""
        return self.damaged or any((self.codebook_file.damaged, self.dossier_file.damaged))

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
        if self.dossier_file.problem and any(isinstance(c.after, Dossier) for c in changes):
            raise ReadOnlyError(f"not changed: {self.dossier_file.problem}")
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
        edit, history = step
        edit = self._updater.settle(edit)
        self._perform(edit)
        self.history = history
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

    def notes(self, whole: bool = False) -> Notes:
        """A snapshot of the notes; if `whole`, with what is withheld from the user."""
        return notes_of(self.state, self.notes_file.base, whole)

    def set_blind(self, blind: bool) -> None:
        """Withhold what other analysts set until the user marks the article as done, or not."""
        self.state.blind = blind
        self._updater.withhold()

    def effective_notes(self) -> Notes:
        """The notes with what the dossier says about their sources, without its judgements."""
        return effective_notes(self.notes(), self.state.dossier or Dossier())

    def job(self) -> SaveJob:
        """A snapshot of all that has to be written, for a worker."""
        from ..store.saving import SaveJob

        file, state = self.notes_file, self.state
        book = self.codebook_file.job(state.codebook)
        dossier = self.dossier_file.job(state.dossier) if state.dossier else None
        known = self.version, file.path, self.notes(whole=True), file.base, file.stamp
        return SaveJob(*known, book, dossier, file.text_to_keep())

    def saved(self, job: SaveJob, done: Done) -> bool:
        """Record that a job is on disk; whether another program's changes were merged with it."""
        for backup in done.backups:
            self.messages.append(f"the comments of {backup.stem} were kept in {backup.name}")
        self._codebook_saved(job, done)
        state = self.state
        if done.dossier is not None and job.dossier is not None and state.dossier is not None:
            state.dossier = self.dossier_file.saved(job.dossier, done.dossier, state.dossier)
        if done.saved.merged:
            from ..store.merge import merge

            self._replace_notes(merge(job.notes, self.notes(whole=True), done.saved.value).value)
        self.notes_file.set_base(done.saved.value, done.saved.stamp)
        self.notes_file.text_is_kept()
        self._saved_version = job.version
        return done.saved.merged or bool(done.dossier and done.dossier.merged)

    def _codebook_saved(self, job: SaveJob, done: Done) -> None:
        file = self.codebook_file
        if done.codebook is not None and job.codebook is not None:
            self.state.codebook = file.saved(job.codebook, done.codebook, self.state.codebook)
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
        # What is withheld depends on who is done, which the data says.
        self.state.data = completed(notes.document, self.document, self.notes_path)
        self._updater.adopt(notes)

    def refresh(self) -> Sequence[str]:
        """Merge what other programs changed in notes and dossier: a phrase for each change.

        Raises ReaderError if a file cannot be read.
        """
        state, file, was_clean = self.state, self.notes_file, not self.dirty
        if self.read_only:
            return ()
        changes: tuple[str, ...] = ()
        found = self.dossier_file.refreshed(state.dossier) if state.dossier is not None else None
        if found is not None:
            state.dossier = found.value
            changes += found.changes or ("the dossier was written anew",)
            was_clean = was_clean and found.value == found.base
        notes = None
        if not file.is_current():
            notes = notes_files.refresh(file.path, self.notes(whole=True), file.base, file.stamp)
        if notes is not None:
            self._replace_notes(notes.value)
            file.set_base(notes.base, notes.stamp)
            said = () if state.is_blind else notes.changes
            changes += said or ("the notes file was written anew",)
            was_clean = was_clean and notes.value == notes.base
        if changes:
            self.version += 1
            self._saved_version = self.version if was_clean else self._saved_version
        return changes

    # Recovering

    def would_restore(self, unsaved: Unsaved) -> Sequence[str]:
        """What `restore` would change: a phrase for each change."""
        return self._restorable(unsaved).changes

    def restore(self, unsaved: Unsaved) -> Sequence[str]:
        """Merge changes that have to be saved again: a phrase for each. Raises ReadOnlyError."""
        self.refuse_if_read_only()
        restored = self._restorable(unsaved)
        if restored.changes:
            self.state.codebook, self.state.dossier = restored.codebook, restored.dossier
            self._replace_notes(restored.notes)
            self.version += 1
        return restored.changes

    def _restorable(self, unsaved: Unsaved) -> Restorable:
        from .restorable import merged

        return merged(self.notes(whole=True), self.state, unsaved)

    def repair(self) -> Sequence[str]:
        """Replace a damaged notes file, which is kept, by what can be recovered from it.

        Returns a line on where it is kept and one for each thing that is lost. Raises ReaderError.
        """
        done = notes_files.repair(self.notes_path, locks.LOCK_BRIEF)
        self.damaged, self.read_only = False, ""
        self.notes_file.set_base(done.value, done.stamp)
        self._updater.adopt(done.value)
        return repair_lines(done)

    def repair_codebook(self) -> Sequence[str]:
        """Replace a damaged codebook as `repair` does notes. Raises ReaderError."""
        done = self.codebook_file.repair()
        if done is not None:
            self.state.codebook = done.value
        return repair_lines(done)

    def repair_dossier(self) -> Sequence[str]:
        """Replace a damaged dossier as `repair` does notes. Raises ReaderError."""
        done = self.dossier_file.repair()
        if done is not None:
            self.state.dossier = done.value
        return repair_lines(done)
