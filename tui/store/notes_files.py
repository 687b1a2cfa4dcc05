"""Load, save and repair a notes file: the one way notes reach the disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.annotation import FORMAT, Notes
from ..model.errors import ReaderError
from . import atomic_files, confinement, locks, toml_reader
from . import notes_format as text
from .atomic_files import Stamp
from .locations import SUFFIX

if TYPE_CHECKING:
    from .merge import Merged
    from .merge_records import Conflict
    from .repair import Recovered


@dataclass(frozen=True, slots=True)
class Loaded:
    """The notes of a file, the stamp by which it is known again (None: no file).

    With a `problem` (one line for the user) the file must not be written. The notes are then what
    could be `recovered` where it is damaged, those of the target where it is a symbolic link within
    its folder, otherwise empty.
    """

    notes: Notes
    stamp: Stamp | None
    problem: str = ""
    has_comments: bool = False
    recovered: Recovered | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The notes as they are on disk: with another program's changes where `merged`.

    `backup` is where a file with comments written by hand was kept; `changes` says in short
    phrases what came in from elsewhere.
    """

    notes: Notes
    stamp: Stamp
    merged: bool = False
    backup: Path | None = None
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Notes with what others wrote meanwhile; `base` and `stamp` are those of the file.

    `changes` says in short phrases what came in. What `notes` has and `base` has not is not saved.
    """

    notes: Notes
    base: Notes
    stamp: Stamp
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """The notes of a file that was damaged, as they are on disk.

    `kept` is where the original bytes are (None: nothing was damaged); `lost` says line by line
    what could not be read.
    """

    notes: Notes
    stamp: Stamp
    kept: Path | None = None
    lost: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """The notes of a file; empty where there is none, and with a `problem` where it is damaged.

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
    """The notes at a path that is a link, to be read only: those of another file in its folder."""
    target = Path(os.path.realpath(path))
    if not target.name.endswith(SUFFIX) or not confinement.is_within(target, path.parent):
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
    """Write notes durably, after merging what others wrote since `base` was read or saved.

    `stamp` is that of `base` (None: there was no file). A file that vanished is written anew, but
    its folder must be there; one that already says the same keeps its bytes, comments and all.
    `seconds` is how long another program may hold the lock. Raises ReaderError, and then what is on
    disk is as it was, unless it is an UnconfirmedError: so for a file that cannot be parsed, has a
    newer format or is a symbolic link.
    """
    from .describe_changes import described

    confinement.refuse_link(path)
    data = text.dumps(notes, str(path))
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            return Saved(notes, atomic_files.write(path, data))
        old, now = found
        is_known = stamp is not None and now.sha256 == stamp.sha256
        theirs = base if is_known else text.loads(old, str(path))
        _refuse_newer(path, theirs)
        result = _merged(base, notes, theirs)
        backup = None
        if result.notes == theirs:
            data = old
        else:
            data = text.dumps(result.notes, str(path))
            backup = keep_comments(path, old) if data != old else None
        # Bytes that are there already are written anew as well: after a failed fsync of their
        # folder a second one would report success without having done anything.
        now = atomic_files.write(path, data)
    changes = described(notes, result.notes)
    return Saved(result.notes, now, result.notes != notes, backup, result.conflicts, changes)


def _merged(base: Notes, notes: Notes, theirs: Notes) -> Merged:
    """The notes merged with what is on disk, which is `base` itself if nobody else has written."""
    from .merge import Merged, merge

    return Merged(notes) if theirs is base else merge(base, notes, theirs)


def refresh(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Refreshed | None:
    """Notes merged with what others wrote since `base`, or None where the file did not change.

    Costs one stat where nothing happened, and writes nothing. A file that vanished counts as
    unchanged: the next save writes it anew. Raises ReaderError for one that cannot be read or
    parsed (another program may be in the middle of writing it: try again), has a newer format or is
    a symbolic link.
    """
    confinement.refuse_link(path)
    if atomic_files.is_current(path, stamp):
        return None
    found = atomic_files.read(path, follow=False)
    if found is None:
        return None
    from .describe_changes import described
    from .merge import merge

    theirs = text.loads(found[0], str(path))
    _refuse_newer(path, theirs)
    result = merge(base, notes, theirs)
    changes = described(notes, result.notes)
    return Refreshed(result.notes, theirs, found[1], result.conflicts, changes)


def repair(path: Path, seconds: float = locks.LOCK_SECONDS) -> Repaired:
    """Replace a damaged file by what can be recovered; its bytes stay under another name.

    A sound file is left alone. `seconds` is how long another program may hold the lock. Raises
    ReaderError, and then the file is as it was: so where there is none, for a newer format and for
    a symbolic link.
    """
    must_exist(path)
    with locks.locked(path, seconds):
        found = atomic_files.read(path, follow=False)
        if found is None:
            raise ReaderError(_nothing(path))
        data, stamp = found
        try:
            return Repaired(text.loads(data, str(path)), stamp)
        except text.NotesError:
            from .repair import recover

            recovered = recover(data)
        _refuse_newer(path, recovered.notes)
        fresh = text.dumps(recovered.notes, str(path))
        kept = keep(path, data, ".damaged")
        stamp = atomic_files.write(path, fresh)
        return Repaired(recovered.notes, stamp, kept, recovered.lost)


def rewrite(path: Path, changed: Callable[[Notes], Notes]) -> bool:
    """Change what a notes file holds, durably and under its lock; whether anything was changed.

    Comments are kept as `save` keeps them. Raises ReaderError, and then the file is as it was: so
    for one that is damaged, newer or a symbolic link.
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
        _refuse_newer(path, before)
        data = text.dumps(after, str(path))
        keep_comments(path, found[0])
        atomic_files.write(path, data)
        return True


def must_exist(path: Path) -> None:
    """Raise ReaderError where there is no file that could be repaired, or it is a symbolic link.

    It is asked before the lock is taken, whose file would stay beside the one that is missing.
    """
    confinement.refuse_link(path)
    if path.parent.is_dir() and not os.path.lexists(path):
        raise ReaderError(_nothing(path))


def _nothing(path: Path) -> str:
    return f"{path}: no such file; nothing to repair"


def keep_comments(path: Path, data: bytes) -> Path | None:
    """Keep the bytes of a file that is to be replaced where they hold comments; or None."""
    return keep(path, data, ".bak") if toml_reader.has_comments(data) else None


def keep(path: Path, data: bytes, ending: str) -> Path:
    """Keep bytes of a file durably under a name of their own beside it. Raises ReaderError.

    A save that is tried again finds the backup that the first attempt made.
    """
    for number in count(1):
        backup = path.with_name(f"{path.name}{ending}{number if number > 1 else ''}")
        if atomic_files.create(backup, data):
            return backup
        if not _is_of_size(backup, len(data)):
            continue
        found = atomic_files.read(backup, follow=False, limit=len(data))
        if found and found[0] == data:
            # Anew, for it may be what a save left whose fsync failed.
            atomic_files.write(backup, data)
            return backup
    raise AssertionError("count() has no end")


def _is_of_size(path: Path, size: int) -> bool:
    """Whether a path is a regular file, no link, of so many bytes."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == size


def _refuse_newer(path: Path, notes: Notes) -> None:
    if notes.format > FORMAT:
        raise ReaderError(f"{path}: written by a newer reader; update reader to change it")
