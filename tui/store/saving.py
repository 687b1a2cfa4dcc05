"""SaveJob: everything that one save has to write, as immutable values for use in any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.dossier import Dossier
from . import atomic_files, locks, notes_files, snapshots, toml_files
from .atomic_files import Stamp
from .toml_files import Saved, TomlFormat, V


@dataclass(frozen=True, slots=True)
class FileJob(Generic[V]):
    """A changed codebook or dossier, and `base` and `stamp` of when it was last read or saved."""

    kind: TomlFormat[V]
    path: Path
    value: V
    base: V
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The content of the disk after a job; None for a file that had not to be written."""

    saved: Saved[Notes]
    codebook: Saved[Codebook] | None
    dossier: Saved[Dossier] | None

    @property
    def changes(self) -> tuple[str, ...]:
        """What other programs changed in the notes and the dossier, in short phrases."""
        return (*self.saved.changes, *(self.dossier.changes if self.dossier else ()))

    @property
    def backups(self) -> tuple[Path, ...]:
        """The backups of files that had comments."""
        files = (self.codebook, self.dossier, self.saved)
        return tuple(one.backup for one in files if one and one.backup)


@dataclass(frozen=True, slots=True)
class SavedText:
    """The annotated text, to be kept as a snapshot in `state`; `key` identifies the article."""

    state: Path
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SaveJob:
    """What has to be written of a session; `version` is that of the session's state."""

    version: int
    path: Path
    notes: Notes
    base: Notes
    stamp: Stamp | None
    codebook: FileJob[Codebook] | None = None
    dossier: FileJob[Dossier] | None = None
    text: SavedText | None = None

    def run(self, seconds: float = locks.LOCK_SECONDS) -> Done:
        """Write the codebook and the dossier if they changed, then the notes.

        All are durable on return. The notes come last, so that what moves from them to the dossier
        is never in neither. `seconds` is how long to wait for the lock of each file. Raises
        ReaderError; nothing that was on disk is lost then.
        """
        book = self._written(self.codebook, seconds) if self.codebook else None
        dossier = self._written(self.dossier, seconds) if self.dossier else None
        saved = notes_files.save(self.path, self.notes, self.base, self.stamp, seconds)
        if self.text:
            digest = self.notes.document.text_sha256
            snapshots.keep(self.text.state, self.text.key, digest, self.text.text)
        return Done(saved, book, dossier)

    def _written(self, job: FileJob[V], seconds: float) -> Saved[V]:
        """Write one file; the user's config folder is made, the article's is not made again."""
        folder = job.path.parent
        if not self.path.absolute().is_relative_to(folder.absolute()):
            atomic_files.make_folder(folder)
        return toml_files.save(job.kind, job.path, job.value, job.base, job.stamp, seconds)
