"""Load, save and repair notes files; all notes are written by this module."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.annotation import Notes
from ..model.file_names import NOTES_SUFFIX
from . import locks, notes_format, toml_files
from .atomic_files import Stamp
from .toml_files import Loaded, Refreshed, Repaired, Saved

if TYPE_CHECKING:
    from .merge import Merged
    from .repair import Recovered


def _merge(base: Notes, ours: Notes, theirs: Notes) -> Merged[Notes]:
    from .merge import merge

    return merge(base, ours, theirs)


def _recover(data: bytes) -> Recovered[Notes]:
    from .repair import recover

    return recover(data)


def _describe(before: Notes, after: Notes) -> tuple[str, ...]:
    from .describe_changes import describe_changes

    return describe_changes(before, after)


NOTES = toml_files.TomlFormat(
    Notes(), notes_format.loads, notes_format.dumps, _merge, _recover, _describe
)
"""How notes are stored."""


def _is_notes(name: str) -> bool:
    return name.endswith(NOTES_SUFFIX)


def load(path: Path) -> Loaded[Notes]:
    """Load the notes of a file, as `toml_files.load` does."""
    return toml_files.load(NOTES, path, _is_notes)


def save(
    path: Path,
    notes: Notes,
    base: Notes,
    stamp: Stamp | None,
    seconds: float = locks.LOCK_SECONDS,
) -> Saved[Notes]:
    """Write notes durably, merged with changes made since `base`, as `toml_files.save` does."""
    return toml_files.save(NOTES, path, notes, base, stamp, seconds)


def refresh(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Refreshed[Notes] | None:
    """Merge notes with changes made to the file since `base`, as `toml_files.refresh` does."""
    return toml_files.refresh(NOTES, path, notes, base, stamp)


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired[Notes]:
    """Replace a damaged notes file by what can be recovered, as `toml_files.repair` does."""
    return toml_files.repair(NOTES, path, seconds)


def rewrite(path: Path, changed: Callable[[Notes], Notes]) -> bool:
    """Apply a function to the notes of a file, as `toml_files.rewrite` does."""
    return toml_files.rewrite(NOTES, path, changed)
