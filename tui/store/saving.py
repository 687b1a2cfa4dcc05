"""SaveJob: everything that one save has to write, as immutable values for use in any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..model.annotation import Notes
from ..model.codebook import Codebook
from . import atomic_files, locks, notes_files, snapshots
from . import codebook_file as codebooks
from .atomic_files import Stamp


@dataclass(frozen=True, slots=True)
class CodebookJob:
    """A changed codebook, and `base`, the codebook when it was last read or saved."""

    path: Path
    codebook: Codebook
    base: Codebook


@dataclass(frozen=True, slots=True)
class Done:
    """The content of the disk after a job, and the backups of files that had comments."""

    saved: notes_files.Saved
    codebook: Codebook | None
    backups: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SavedText:
    """The annotated text, to be kept as a snapshot in `state`; `key` identifies the article."""

    state: Path
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SaveJob:
    """The notes, codebook and text to be written; `version` is that of the session's state."""

    version: int
    path: Path
    notes: Notes
    base: Notes
    stamp: Stamp | None
    codebook: CodebookJob | None = None
    text: SavedText | None = None

    def run(self, seconds: float = locks.LOCK_SECONDS) -> Done:
        """Write the codebook if it changed, then the notes; both are durable on return.

        `seconds` is how long to wait for the lock of each file. Raises ReaderError; nothing that
        was on disk is lost then.
        """
        backups = []
        book = None
        if self.codebook:
            self._make_folder(self.codebook.path.parent)
            book_job = self.codebook
            kept = codebooks.save(book_job.path, book_job.codebook, book_job.base, seconds)
            book = kept.codebook
            backups.append(kept.backup)
        saved = notes_files.save(self.path, self.notes, self.base, self.stamp, seconds)
        if self.text:
            digest = self.notes.document.text_sha256
            snapshots.keep(self.text.state, self.text.key, digest, self.text.text)
        return Done(saved, book, tuple(path for path in [*backups, saved.backup] if path))

    def _make_folder(self, folder: Path) -> None:
        """Make the user's config folder; the article's folder is not made again if it vanished."""
        if not self.path.absolute().is_relative_to(folder.absolute()):
            atomic_files.make_folder(folder)
