"""OpenDossier: the dossier in effect for a folder, read and changed without an open article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..store import dossier_file, toml_files
from ..store.toml_files import Loaded


class OpenDossier:
    """The dossier in effect for a folder; its file, at `path`, may not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.path = dossier_file.path_for(folder)
        self._loaded: Loaded[Dossier] = dossier_file.load(self.path)

    @property
    def value(self) -> Dossier:
        """The dossier as it was last read or written; of a damaged file, what can be read."""
        return self._loaded.value

    @property
    def problem(self) -> str:
        """One line on why the file cannot be changed, "" if it can."""
        return self._loaded.problem

    def change(self, changed: Callable[[Dossier], Dossier]) -> Dossier:
        """Apply a function to the dossier, durably; the file is made if there is none.

        Returns the dossier as written, with what other programs changed meanwhile. Raises
        ReaderError if it cannot be written.
        """
        if self.problem:
            raise ReaderError(self.problem)
        base, stamp = self._loaded.value, self._loaded.stamp
        saved = toml_files.save(dossier_file.DOSSIER, self.path, changed(base), base, stamp)
        self._loaded = Loaded(saved.value, saved.stamp)
        return saved.value
