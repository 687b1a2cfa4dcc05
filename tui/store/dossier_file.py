"""Load and repair dossier files, and find the one in effect for an article or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..model.dossier import Dossier
from ..model.file_names import CODEBOOK_NAME, DOSSIER_NAME
from . import dossier_format, locks, toml_files
from .toml_files import Loaded, Repaired

if TYPE_CHECKING:
    from .merge import Merged
    from .repair import Recovered


def _merge(base: Dossier, ours: Dossier, theirs: Dossier) -> Merged[Dossier]:
    from .merge import merge_dossier

    return merge_dossier(base, ours, theirs)


def _recover(data: bytes) -> Recovered[Dossier]:
    from .dossier_repair import recover

    return recover(data)


def _describe(before: Dossier, after: Dossier) -> tuple[str, ...]:
    from .describe_changes import describe_dossier_changes

    return describe_dossier_changes(before, after)


DOSSIER = toml_files.TomlFormat(
    Dossier(), dossier_format.loads, dossier_format.dumps, _merge, _recover, _describe
)
"""How dossiers are stored."""


def load(path: Path) -> Loaded[Dossier]:
    """Load the dossier of a file, as `toml_files.load` does."""
    return toml_files.load(DOSSIER, path, lambda name: name == DOSSIER_NAME)


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired[Dossier]:
    """Replace a damaged dossier by what can be recovered, as `toml_files.repair` does."""
    return toml_files.repair(DOSSIER, path, seconds)


def nearest(start: Path | None) -> Path | None:
    """The nearest dossier.toml upward from an article's folder, else None."""
    return toml_files.nearest(DOSSIER_NAME, start)


def path_for(folder: Path) -> Path:
    """The dossier file in effect for the articles of a folder, or the one to be made.

    It is made beside the nearest codebook.toml upward, in the folder itself if there is none.
    """
    found = nearest(folder)
    if found is not None:
        return found
    codebook = toml_files.nearest(CODEBOOK_NAME, folder)
    return (codebook.parent if codebook else folder) / DOSSIER_NAME
