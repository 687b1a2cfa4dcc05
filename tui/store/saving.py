"""SaveJob: everything that one saving has to write, as values that any thread can take."""

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
    """A changed codebook, and what it was when it was last read or saved."""

    path: Path
    codebook: Codebook
    base: Codebook


@dataclass(frozen=True, slots=True)
class Done:
    """What is on disk after a job, and where files with comments written by hand were kept."""

    saved: notes_files.Saved
    codebook: Codebook | None
    backups: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SavedText:
    """The text that the notes are on, to be kept in a state folder; `key` names the article."""

    state: Path
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SaveJob:
    """A snapshot to be written; `version` is the session's at that moment."""

    version: int
    path: Path
    notes: Notes
    base: Notes
    stamp: Stamp | None
    codebook: CodebookJob | None = None
    text: SavedText | None = None

    def run(self, seconds: float = locks.LOCK_SECONDS) -> Done:
        """Write the codebook if it changed, then the notes; durable when it returns.

        `seconds` is how long another program may hold the lock of each. Raises ReaderError, and
        then nothing that was on disk is lost.
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
        """Make the user's config folder, but never the article's: one that is lost stays lost."""
        if not self.path.absolute().is_relative_to(folder.absolute()):
            atomic_files.make_folder(folder)
