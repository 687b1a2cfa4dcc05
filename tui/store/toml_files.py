"""Load, save, merge and repair the program's TOML files: notes, codebooks and dossiers.

A TomlFormat says how values of one type are parsed, written and merged; everything else is the same
for all of them and is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..model.annotation import FORMAT, Notes
from ..model.codebook import Codebook
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from . import atomic_files, backups, confinement, locks, toml_reader
from .atomic_files import Stamp

if TYPE_CHECKING:
    from .merge import Merged
    from .merge_records import Conflict
    from .repair import Recovered

V = TypeVar("V", Notes, Codebook, Dossier)


@dataclass(frozen=True, slots=True)
class TomlFormat(Generic[V]):
    """How values of one type are stored.

    `empty` is the value of a file that does not exist. `loads` and `dumps` take the name of the
    file for error messages. `merge` takes base, ours and theirs. `describe` gives a short phrase
    for each difference between two values.
    """

    empty: V
    loads: Callable[[bytes, str], V]
    dumps: Callable[[V, str], bytes]
    merge: Callable[[V, V, V], Merged[V]]
    recover: Callable[[bytes], Recovered[V]]
    describe: Callable[[V, V], tuple[str, ...]]


class Loaded(NamedTuple, Generic[V]):
    """The value of a file and its stamp (None if there is no file).

    If there is a `problem` (one line for the user), the file must not be written. Its value is then
    what could be `recovered` if the file is damaged, that of the target if it is a symbolic link
    within its folder, and empty otherwise.
    """

    value: V
    stamp: Stamp | None
    problem: str = ""
    has_comments: bool = False
    recovered: Recovered[V] | None = None


class Saved(NamedTuple, Generic[V]):
    """The value as written to disk; `merged` says whether it has another program's changes.

    `backup` is the copy of the former file if it had comments; `changes` describes the other
    program's changes in short phrases.
    """

    value: V
    stamp: Stamp
    merged: bool = False
    backup: Path | None = None
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


class Refreshed(NamedTuple, Generic[V]):
    """A value merged with another program's changes to its file.

    `base` and `stamp` are the value and the stamp of the file; where `value` differs from `base`,
    it is not saved yet. `changes` describes the other program's changes in short phrases.
    """

    value: V
    base: V
    stamp: Stamp
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


class Repaired(NamedTuple, Generic[V]):
    """The value of a repaired file, as written to disk.

    `kept` is the backup of the damaged file, or None if the file was not damaged; `lost` has one
    line for each part that could not be read.
    """

    value: V
    stamp: Stamp
    kept: Path | None = None
    lost: tuple[str, ...] = ()


def load(kind: TomlFormat[V], path: Path, is_own: Callable[[str], bool]) -> Loaded[V]:
    """Load a file: empty if it does not exist, with a `problem` if it is damaged.

    `is_own` says whether a file with a name may be read through a symbolic link. Writes nothing and
    raises nothing.
    """
    link = confinement.link_through(path)
    if link is not None:
        return _linked(kind, path, confinement.refusal(link), is_own)
    try:
        found = atomic_files.read(path, follow=False)
    except ReaderError as error:
        return Loaded(kind.empty, None, str(error))
    if found is None:
        return Loaded(kind.empty, None)
    data, stamp = found
    try:
        return Loaded(kind.loads(data, str(path)), stamp, "", toml_reader.has_comments(data))
    except ReaderError as error:
        recovered = kind.recover(data)
        return Loaded(recovered.value, None, str(error), False, recovered)


def _linked(
    kind: TomlFormat[V], path: Path, problem: str, is_own: Callable[[str], bool]
) -> Loaded[V]:
    """The value behind a symbolic link, read-only, if it leads to such a file in its folder."""
    target = Path(os.path.realpath(path))
    if not is_own(target.name) or not confinement.is_within(target, path.parent):
        return Loaded(kind.empty, None, problem)
    try:
        found = atomic_files.read(target, follow=False)
        value = kind.loads(found[0], str(path)) if found else kind.empty
    except ReaderError:
        return Loaded(kind.empty, None, problem)
    return Loaded(value, found[1] if found else None, problem)


def save(
    kind: TomlFormat[V],
    path: Path,
    value: V,
    base: V | None,
    stamp: Stamp | None,
    seconds: float = locks.LOCK_SECONDS,
) -> Saved[V]:
    """Write a value durably, after merging changes made to the file since `base` was read or saved.

    Without a `base`, the content of the file is replaced. `stamp` is that of `base`, or None if
    there was no file. A file that vanished is written again, but its folder must exist. If the
    result equals the content of the file, its bytes are kept, including comments. `seconds` is how
    long to wait for the lock. Raises UnconfirmedError if the file was written but the disk did not
    confirm it. Raises ReaderError if the file is locked, damaged, of a newer format or a symbolic
    link; it is then unchanged.
    """
    confinement.refuse_link(path)
    data = kind.dumps(value, str(path))
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            return Saved(value, atomic_files.write(path, data))
        old, now = found
        is_known = base is not None and stamp is not None and now.sha256 == stamp.sha256
        theirs = base if base is not None and is_known else kind.loads(old, str(path))
        refuse_newer(path, theirs.format)
        is_merge = base is not None and theirs is not base
        result, conflicts = kind.merge(base or value, value, theirs) if is_merge else (value, ())
        backup = None
        if result == theirs:
            data = old
        else:
            data = kind.dumps(result, str(path))
            backup = backups.back_up_if_commented(path, old) if data != old else None
        # Write even if the bytes are the same: after a failed fsync of the folder, a second fsync
        # alone would report success without having written anything.
        now = atomic_files.write(path, data)
    changes = () if result == value else kind.describe(value, result)
    return Saved(result, now, result != value, backup, conflicts, changes)


def refresh(
    kind: TomlFormat[V], path: Path, value: V, base: V, stamp: Stamp | None
) -> Refreshed[V] | None:
    """Merge a value with changes made to the file since `base`; None if the file did not change.

    Needs one call of stat if nothing changed, and writes nothing. A file that vanished counts as
    unchanged, because the next save writes it again. Raises ReaderError if the file cannot be read
    or parsed (another program may be writing it, so the caller should try again), is of a newer
    format or is a symbolic link.
    """
    confinement.refuse_link(path)
    if atomic_files.is_current(path, stamp):
        return None
    found = atomic_files.read(path, follow=False)
    if found is None:
        return None
    theirs = kind.loads(found[0], str(path))
    refuse_newer(path, theirs.format)
    result, conflicts = kind.merge(base, value, theirs)
    return Refreshed(result, theirs, found[1], conflicts, kind.describe(value, result))


def repair(kind: TomlFormat[V], path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired[V]:
    """Replace a damaged file by what can be recovered, after keeping a backup of it.

    A file that is not damaged is not changed. `seconds` is how long to wait for the lock. Raises
    ReaderError if the file is absent, locked, of a newer format or a symbolic link; it is then
    unchanged.
    """
    confinement.refuse_link(path)
    missing = ReaderError(f"{path}: no such file; nothing to repair")
    # Before the lock is taken, whose file would remain.
    if path.parent.is_dir() and not os.path.lexists(path):
        raise missing
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            raise missing
        data, stamp = found
        try:
            return Repaired(kind.loads(data, str(path)), stamp)
        except toml_reader.DamagedError:
            value, lost = kind.recover(data)
        refuse_newer(path, value.format)
        fresh = kind.dumps(value, str(path))
        kept = backups.back_up(path, data, ".damaged")
        return Repaired(value, atomic_files.write(path, fresh), kept, lost)


def rewrite(kind: TomlFormat[V], path: Path, changed: Callable[[V], V]) -> bool:
    """Apply a function to the value of a file, durably and under its lock.

    Returns whether the value changed. If the former file had comments, a backup of it is kept.
    Raises ReaderError if the file is locked, damaged, of a newer format or a symbolic link; it is
    then unchanged.
    """
    confinement.refuse_link(path)
    with locks.locked(path):
        found = atomic_files.read(path, follow=False)
        if found is None:
            return False
        before = kind.loads(found[0], str(path))
        after = changed(before)
        if after == before:
            return False
        refuse_newer(path, before.format)
        data = kind.dumps(after, str(path))
        backups.back_up_if_commented(path, found[0])
        atomic_files.write(path, data)
        return True


def nearest(name: str, start: Path | None) -> Path | None:
    """The nearest file with a name upward from a folder, else None."""
    # Unlike Path.is_file, os.path.isfile never raises.
    above = (folder / name for folder in (confinement.upward(start) if start else ()))
    return next(filter(os.path.isfile, above), None)


def unwritable(path: Path) -> str:
    """One line that says why a file cannot be written, or "" if it can."""
    link = confinement.link_through(path)
    if link is not None:
        return confinement.refusal(link)
    folder = path.parent
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        return f"{path}: its folder cannot be written"
    return ""


def refuse_newer(path: Path, format: int) -> None:
    """Raise ReaderError if a file has a newer format than this program writes."""
    if format > FORMAT:
        raise ReaderError(newer(path, format))


def newer(path: Path, format: int) -> str:
    """The message, in one line, that a file has a newer format and is not written."""
    return f"{path}: written by a newer reader; update reader to change it"
