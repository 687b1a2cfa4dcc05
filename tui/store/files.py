"""Load, save and repair a notes file: the one way notes reach the disk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.annotation import FORMAT, Notes
from ..model.errors import ReaderError
from . import atomic, parse
from . import notes as text
from .atomic import Stamp
from .places import SUFFIX

if TYPE_CHECKING:
    from .merge import Conflict
    from .recovery import Recovered


_ENCODING = b"encoding"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The notes of a file, the stamp by which it is known again (None: no file).

    With a `problem` (one line for the user) the file must not be written; where it is damaged the
    notes are what could be `recovered`, otherwise they are empty.
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
    try:
        found = atomic.read(own(path))
    except ReaderError as error:
        return Loaded(Notes(), None, str(error))
    if found is None:
        return Loaded(Notes(), None)
    data, stamp = found
    try:
        return Loaded(text.loads(data, str(path)), stamp, "", parse.has_comments(data))
    except ReaderError as error:
        from .recovery import recover

        recovered = recover(data)
        return Loaded(recovered.notes, None, str(error), False, recovered)


def chosen_encoding(path: Path) -> str:
    """The encoding that a notes file says its article is to be read in; "" where it says none."""
    try:
        found = atomic.read(own(path))
    except ReaderError:
        return ""
    # Nearly all notes say none: those are not worth parsing.
    return load(path).notes.document.encoding if found and _ENCODING in found[0] else ""


def save(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Saved:
    """Write notes durably, after merging what others wrote since `base` was read or saved.

    `stamp` is that of `base` (None: there was no file). A file that vanished is written anew, but
    its folder must be there; one that already says the same keeps its bytes, comments and all.
    Raises ReaderError, and then what is on disk is as it was: so for a file that cannot be parsed
    or has a newer format.
    """
    from .changes import described
    from .merge import Merged, merge

    path = own(path)
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
        _refuse_newer(path, theirs)
        backup = None
        if result.notes == theirs:
            data = old
        else:
            data = text.dumps(result.notes, str(path))
            backup = keep_comments(path, old) if data != old else None
        # Bytes that are there already are written anew as well: after a failed fsync of their
        # folder a second one would report success without having done anything.
        now = atomic.write(path, data)
    changes = described(notes, result.notes)
    merged = result.notes != notes
    return Saved(result.notes, now, merged, backup, result.conflicts, changes)


def refresh(path: Path, notes: Notes, base: Notes, stamp: Stamp | None) -> Refreshed | None:
    """Notes merged with what others wrote since `base`, or None where the file did not change.

    Costs one stat where nothing happened, and writes nothing. A file that vanished counts as
    unchanged: the next save writes it anew. Raises ReaderError for one that cannot be read or
    parsed (another program may be in the middle of writing it: try again) or has a newer format.
    """
    path = own(path)
    if atomic.is_current(path, stamp):
        return None
    found = atomic.read(path)
    if found is None:
        return None
    from .changes import described
    from .merge import merge

    theirs = text.loads(found[0], str(path))
    _refuse_newer(path, theirs)
    result = merge(base, notes, theirs)
    changes = described(notes, result.notes)
    return Refreshed(result.notes, theirs, found[1], result.conflicts, changes)


def repair(path: Path) -> Repaired:
    """Replace a damaged file by what can be recovered; its bytes stay under another name.

    A sound file is left alone. Raises ReaderError, and then the file is as it was: so where there
    is none, and for a newer format.
    """
    path = own(path)
    with atomic.locked(path):
        found = atomic.read(path)
        if found is None:
            raise ReaderError(f"{path}: no such file; nothing to repair")
        data, stamp = found
        try:
            return Repaired(text.loads(data, str(path)), stamp)
        except text.NotesError:
            from .recovery import recover

            recovered = recover(data)
        _refuse_newer(path, recovered.notes)
        fresh = text.dumps(recovered.notes, str(path))
        kept = keep(path, data, ".damaged")
        stamp = atomic.write(path, fresh)
        return Repaired(recovered.notes, stamp, kept, recovered.lost)


def own(path: Path) -> Path:
    """The file itself where the path is a symbolic link to another of its kind.

    Raises ReaderError for a link to a file of another kind: a stranger may have planted it, and
    what an article quotes would be written where it could do harm.
    """
    target = atomic.real(path)
    kind = SUFFIX if path.name.endswith(SUFFIX) else path.suffix
    if not target.name.endswith(kind):
        raise ReaderError(f"{path}: a symbolic link to what is no {kind} file; remove it")
    return target


def keep_comments(path: Path, data: bytes) -> Path | None:
    """Keep the bytes of a file that is to be replaced where they hold comments; or None."""
    return keep(path, data, ".bak") if parse.has_comments(data) else None


def keep(path: Path, data: bytes, ending: str) -> Path:
    """Keep bytes of a file durably under a name of their own beside it. Raises ReaderError.

    A save that is tried again finds the backup that the first attempt made.
    """
    for number in count(1):
        backup = path.with_name(f"{path.name}{ending}{number if number > 1 else ''}")
        if atomic.create(backup, data):
            return backup
        is_ours = backup.is_file() and not backup.is_symlink()
        found = atomic.read(backup, follow=False) if is_ours else None
        if found and found[0] == data:
            # Anew, for it may be what a save left whose fsync failed.
            atomic.write(backup, data, follow=False)
            return backup
    raise AssertionError("count() has no end")


def _refuse_newer(path: Path, notes: Notes) -> None:
    if notes.format > FORMAT:
        raise ReaderError(f"{path}: written by a newer reader; update reader to change it")
