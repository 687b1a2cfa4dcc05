"""Load and save a notes file: the one way notes reach the disk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ..model.annotation import FORMAT, Notes
from ..model.errors import ReaderError
from . import atomic, parse
from . import notes as text
from .atomic import Stamp
from .merge import Conflict, Merged, merge


@dataclass(frozen=True, slots=True)
class Loaded:
    """The notes of a file, the stamp by which it is known again (None: no file).

    With a `problem` (one line for the user) the notes are empty and the file must not be written.
    """

    notes: Notes
    stamp: Stamp | None
    problem: str = ""
    has_comments: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The notes as they are on disk: with another program's changes where `merged`.

    `backup` is where a file with comments written by hand was kept.
    """

    notes: Notes
    stamp: Stamp
    merged: bool = False
    backup: Path | None = None
    conflicts: tuple[Conflict, ...] = ()


def load(path: Path) -> Loaded:
    """The notes of a file; empty where there is none, and with a `problem` where it is damaged.

    Writes nothing and raises nothing.
    """
    try:
        found = atomic.read(path)
        if found is None:
            return Loaded(Notes(), None)
        data, stamp = found
        return Loaded(text.loads(data, str(path)), stamp, "", parse.has_comments(data))
    except ReaderError as error:
        return Loaded(Notes(), None, str(error))


def save(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Saved:
    """Write notes durably, after merging what others wrote since `base` was read or saved.

    `stamp` is that of `base` (None: there was no file). A file that vanished is written anew; one
    that already says the same is left alone, comments and all. Raises ReaderError, and then
    what is on disk is as it was: so for a file that cannot be parsed or has a newer format.
    """
    path = atomic.real(path)
    data = text.dumps(notes, str(path))
    with atomic.locked(path):
        found = atomic.read(path)
        if found is None:
            return Saved(notes, atomic.write(path, data))
        old, now = found
        if stamp is not None and now.sha256 == stamp.sha256:
            theirs, result = base, Merged(notes)
        else:
            theirs = text.loads(old, str(path))
            result = merge(base, notes, theirs)
        if theirs.format > FORMAT:
            raise ReaderError(f"{path}: written by a newer reader; update reader to change it")
        merged = result.notes != notes
        if merged:
            data = text.dumps(result.notes, str(path))
        backup = None
        if result.notes == theirs or data == old:
            atomic.flush(path)
        else:
            backup = keep(path, old) if parse.has_comments(old) else None
            now = atomic.write(path, data)
        return Saved(result.notes, now, merged, backup, result.conflicts)


def keep(path: Path, data: bytes) -> Path:
    """Keep the bytes of a file under a name of their own beside it. Raises ReaderError.

    A save that is tried again finds the backup that the first attempt made.
    """
    for number in count(1):
        backup = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if atomic.create(backup, data):
            return backup
        found = atomic.read(backup) if backup.is_file() else None
        if found and found[0] == data:
            return backup
    raise AssertionError("count() has no end")
