"""Reports a path at which there is nothing, and offers existing paths with names like it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX

_MOST_LISTED = 20_000
"""The most entries of a folder that are compared with a name."""
_MOST_OFFERED = 3
_LEAST_ALIKE = 0.66
"""The least likeness (0 to 1) of the stems of two names for one to be offered for the other."""

_LEAST_PREFIX = 4
"""The least length of a beginning of a name, in characters, for which the name is offered."""


def missing_file(
    path: Path | str, what: str = "no such file", advice: str = "check the name"
) -> ReaderError:
    """The error for a path that does not exist; `advice` is given if no name there is like it."""
    near = near_paths(Path(path))
    if near:
        *most, last = near
        advice = f"did you mean {' or '.join(filter(None, (', '.join(most), last)))}?"
    return ReaderError(f"{path}: {what}; {advice}")


def near_paths(path: Path) -> list[str]:
    """Up to three existing paths whose names are like those of a missing path, most alike first.

    Hidden files and notes files are never among them. Names are compared by their stems, ignoring
    case, by the distance of Damerau and Levenshtein; a name that begins with the missing one is
    like it.
    """
    lost = _first_missing(path)
    rest = path.relative_to(lost)
    found: list[str] = []
    for near in _near(lost):
        whole = near / rest
        found += [str(whole)] if _exists(whole) else near_paths(whole) if _exists(near) else []
    return found[:_MOST_OFFERED]


def _near(lost: Path) -> list[Path]:
    """The paths in the folder of a missing path with a name like its name, most alike first."""
    from rapidfuzz.distance import OSA

    stem = lost.stem.casefold()
    found: list[tuple[float, bool, str]] = []
    for name in islice(_names(lost.parent), _MOST_LISTED):
        other = Path(name)
        name_stem = other.stem.casefold()
        alike = OSA.normalized_similarity(stem, name_stem, score_cutoff=_LEAST_ALIKE)
        if len(stem) >= _LEAST_PREFIX and name_stem.startswith(stem):
            alike = max(alike, _LEAST_ALIKE)
        if alike:
            found.append((-alike, other.suffix != lost.suffix, name))
    return [lost.parent / name for *_, name in sorted(found)[:_MOST_OFFERED]]


def _first_missing(path: Path) -> Path:
    """The part of a path up to the first name that does not exist."""
    while path.parent != path and not _exists(path.parent):
        path = path.parent
    return path


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _names(folder: Path) -> Iterator[str]:
    """The names in a folder that somebody could mean; none if it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and not entry.name.endswith(NOTES_SUFFIX):
                    yield entry.name
    except (OSError, ValueError):
        return
