"""Load, save and repair notes files; all notes are written by this module."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..model.annotation import FORMAT, Notes
from ..model.codebook import Codebook
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from . import atomic_files, confinement, locks, toml_reader
from . import notes_format as text
from .atomic_files import Stamp

if TYPE_CHECKING:
    from .merge import Merged
    from .merge_records import Conflict
    from .repair import Recovered

V = TypeVar("V", Notes, Codebook)


class Loaded(NamedTuple):
    """The notes of a file and its stamp (None if there is no file).

    If there is a `problem` (one line for the user), the file must not be written. Its notes are
    then those that could be `recovered` if the file is damaged, those of the target if it is a
    symbolic link within its folder, and empty otherwise.
    """

    notes: Notes
    stamp: Stamp | None
    problem: str = ""
    has_comments: bool = False
    recovered: Recovered | None = None


class Saved(NamedTuple):
    """The notes as written to disk; `merged` says whether they include another program's changes.

    `backup` is the copy of the former file if it had comments; `changes` describes the other
    program's changes in short phrases.
    """

    notes: Notes
    stamp: Stamp
    merged: bool = False
    backup: Path | None = None
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


class Refreshed(NamedTuple):
    """Notes merged with another program's changes to their file.

    `base` and `stamp` are the notes and the stamp of the file; where `notes` differ from `base`,
    they are not saved yet. `changes` describes the other program's changes in short phrases.
    """

    notes: Notes
    base: Notes
    stamp: Stamp
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


class Repaired(NamedTuple):
    """The notes of a repaired file, as written to disk.

    `kept` is the backup of the damaged file, or None if the file was not damaged; `lost` has one
    line for each part that could not be read.
    """

    notes: Notes
    stamp: Stamp
    kept: Path | None = None
    lost: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """Load the notes of a file: empty if it does not exist, with a `problem` if it is damaged.

    Writes nothing and raises nothing.
    """
    link = confinement.link_through(path)
    if link is not None:
        return _linked(path, confinement.refusal(link))
    try:
        found = atomic_files.read(path, follow=False)
    except ReaderError as error:
        return Loaded(Notes(), None, str(error))
    if found is None:
        return Loaded(Notes(), None)
    data, stamp = found
    try:
        return Loaded(text.loads(data, str(path)), stamp, "", toml_reader.has_comments(data))
    except ReaderError as error:
        from .repair import recover

        recovered = recover(data)
        return Loaded(recovered.notes, None, str(error), False, recovered)


def _linked(path: Path, problem: str) -> Loaded:
    """The notes behind a symbolic link, read-only, if it leads to a notes file in its folder."""
    target = Path(os.path.realpath(path))
    if not target.name.endswith(NOTES_SUFFIX) or not confinement.is_within(target, path.parent):
        return Loaded(Notes(), None, problem)
    try:
        found = atomic_files.read(target, follow=False)
        notes = text.loads(found[0], str(path)) if found else Notes()
    except ReaderError:
        return Loaded(Notes(), None, problem)
    return Loaded(notes, found[1] if found else None, problem)


def save(
    path: Path,
    notes: Notes,
    base: Notes,
    stamp: Stamp | None,
    seconds: float = locks.LOCK_SECONDS,
) -> Saved:
    """Write notes durably, after merging changes made to the file since `base` was read or saved.

    `stamp` is that of `base`, or None if there was no file. A file that vanished is written again,
    but its folder must exist. If the result equals the content of the file, its bytes are kept,
    including comments. `seconds` is how long to wait for the lock. Raises UnconfirmedError if the
    file was written but the disk did not confirm it. Raises ReaderError if the file is locked,
    damaged, of a newer format or a symbolic link; it is then unchanged.
    """
    from .describe_changes import describe_changes

    confinement.refuse_link(path)
    data = text.dumps(notes, str(path))
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            return Saved(notes, atomic_files.write(path, data))
        old, now = found
        is_known = stamp is not None and now.sha256 == stamp.sha256
        theirs = base if is_known else text.loads(old, str(path))
        refuse_newer(path, theirs.format)
        result = _merged(base, notes, theirs)
        backup = None
        if result.notes == theirs:
            data = old
        else:
            data = text.dumps(result.notes, str(path))
            backup = back_up_if_commented(path, old) if data != old else None
        # Write even if the bytes are the same: after a failed fsync of the folder, a second fsync
        # alone would report success without having written anything.
        now = atomic_files.write(path, data)
    changes = describe_changes(notes, result.notes)
    return Saved(result.notes, now, result.notes != notes, backup, result.conflicts, changes)


def _merged(base: Notes, notes: Notes, theirs: Notes) -> Merged:
    """The notes merged with those on disk, which are `base` itself if no other program wrote."""
    from .merge import Merged, merge

    return Merged(notes) if theirs is base else merge(base, notes, theirs)


def refresh(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Refreshed | None:
    """Merge notes with changes made to the file since `base`; None if the file did not change.

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
    from .describe_changes import describe_changes
    from .merge import merge

    theirs = text.loads(found[0], str(path))
    refuse_newer(path, theirs.format)
    result = merge(base, notes, theirs)
    changes = describe_changes(notes, result.notes)
    return Refreshed(result.notes, theirs, found[1], result.conflicts, changes)


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired:
    """Replace a damaged notes file by what can be recovered, after keeping a backup of it.

    A file that is not damaged is not changed. `seconds` is how long to wait for the lock. Raises
    ReaderError if the file is absent, locked, of a newer format or a symbolic link; it is then
    unchanged.
    """
    return Repaired(*replace_damaged(path, seconds, text.loads, _recovered, text.dumps))


def _recovered(data: bytes) -> Recovered:
    from .repair import recover

    return recover(data)


def replace_damaged(
    path: Path,
    seconds: float,
    loads: Callable[[bytes, str], V],
    recover: Callable[[bytes], tuple[V, tuple[str, ...]]],
    dumps: Callable[[V, str], bytes],
) -> tuple[V, Stamp, Path | None, tuple[str, ...]]:
    """Do what repair() says for notes or a codebook; returns the fields of Repaired."""
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
            return loads(data, str(path)), stamp, None, ()
        except toml_reader.DamagedError:
            value, lost = recover(data)
        refuse_newer(path, value.format)
        fresh = dumps(value, str(path))
        kept = back_up(path, data, ".damaged")
        return value, atomic_files.write(path, fresh), kept, lost


def rewrite(path: Path, changed: Callable[[Notes], Notes]) -> bool:
    """Apply a function to the notes of a file, durably and under its lock.

    Returns whether the notes changed. If the former file had comments, a backup of it is kept.
    Raises ReaderError if the file is locked, damaged, of a newer format or a symbolic link; it is
    then unchanged.
    """
    confinement.refuse_link(path)
    with locks.locked(path):
        found = atomic_files.read(path, follow=False)
        if found is None:
            return False
        before = text.loads(found[0], str(path))
        after = changed(before)
        if after == before:
            return False
        refuse_newer(path, before.format)
        data = text.dumps(after, str(path))
        back_up_if_commented(path, found[0])
        atomic_files.write(path, data)
        return True


def back_up_if_commented(path: Path, data: bytes) -> Path | None:
    """Keep a backup of a file that is about to be replaced if it has comments; returns its path."""
    return back_up(path, data, ".bak") if toml_reader.has_comments(data) else None


def back_up(path: Path, data: bytes, ending: str) -> Path:
    """Write a backup of a file's bytes durably beside it; returns its path. Raises ReaderError.

    If a backup with the same bytes exists, as after a save that failed, it is used again.
    """
    for number in count(1):
        backup = path.with_name(f"{path.name}{ending}{number if number > 1 else ''}")
        if atomic_files.create(backup, data):
            return backup
        if not _is_of_size(backup, len(data)):
            continue
        found = atomic_files.read(backup, follow=False, limit=len(data))
        if found and found[0] == data:
            # Write it again, because an earlier save may have failed at fsync.
            atomic_files.write(backup, data)
            return backup
    raise AssertionError("count() has no end")


def _is_of_size(path: Path, size: int) -> bool:
    """Whether a path is a regular file, not a link, of `size` bytes."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == size


def refuse_newer(path: Path, format: int) -> None:
    """Raise ReaderError if a file has a newer format than this program writes."""
    if format > FORMAT:
        raise ReaderError(f"{path}: written by a newer reader; update reader to change it")
