"""Snapshots: compressed copies, in the state folder, of the texts on which notes were made.

They only help to find passages again in a changed article. Therefore nothing here raises: a text
that cannot be written is not kept, and a file that is damaged or has another text counts as absent.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files, file_operations
from .private_data import DIGITS

MAX_TEXT_BYTES = 32 << 20
"""Maximum size in bytes of a text in UTF-8, also when a snapshot is decompressed."""
MAX_SNAPSHOTS = 500
"""Maximum number of snapshots; the oldest are removed first."""
MAX_TOTAL_BYTES = 64 << 20
"""Maximum total size in bytes of all snapshots, compressed."""

_FOLDER = "snapshots"
_SUFFIX = ".z"


def keep(state: Path, key: str, text_sha256: str, text: str) -> bool:
    """Write a snapshot of an article's text; returns whether it is on disk afterwards.

    `text_sha256` is the hash of the text's UTF-8. `key` identifies the article, so that all its
    snapshots can be found and removed. A snapshot that exists is not written again, and a text that
    is too large is not kept. The oldest snapshots are removed beyond the limits.
    """
    data = text.encode("utf-8", "surrogatepass")
    end = _ending(text_sha256)
    if end is None or len(data) > MAX_TEXT_BYTES:
        return False
    path = state / _FOLDER / f"{sha256(key.encode('utf-8', 'surrogatepass'))[:DIGITS]}-{end}"
    if _read(path, text_sha256) is not None:
        return True
    with suppress(ReaderError):
        folder = atomic_files.make_folder_in(state, _FOLDER)
        atomic_files.write(path, zlib.compress(data, 6), mode=atomic_files.PRIVATE)
        _prune(folder, path)
        return True
    return False


def load(state: Path, text_sha256: str) -> str | None:
    """The text with this hash, of whichever article; None if there is no snapshot."""
    texts = (_read(path, text_sha256) for path in _kept(state, text_sha256))
    return next((text for text in texts if text is not None), None)


class Snapshot(NamedTuple):
    """A text that an article had, and when it was kept, in seconds since 1970."""

    text: str
    kept_at: float


def earlier(state: Path, key: str, text_sha256: str, most: int = 20) -> list[Snapshot]:
    """The latest snapshots of the article `key`, newest first, except that of one text.

    At most as many as `most` says.
    """
    begin = sha256(key.encode("utf-8", "surrogatepass"))[:DIGITS]
    present = _ending(text_sha256)
    dated: list[tuple[float, str]] = []
    with suppress(OSError):
        for name in file_operations.listdir(state / _FOLDER):
            if name.startswith(f"{begin}-") and name != f"{begin}-{present}":
                with suppress(OSError):
                    dated.append((file_operations.stat(state / _FOLDER / name).st_mtime, name))
    found = []
    for kept_at, name in sorted(dated, reverse=True)[:most]:
        text = _text_in(state / _FOLDER / name)
        if text is not None and name.endswith(str(_ending(_hash(text)))):
            found.append(Snapshot(text, kept_at))
    return found


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))


def _read(path: Path, text_sha256: str) -> str | None:
    """The text in a file, or None if the file is absent, damaged or has another text."""
    text = _text_in(path)
    return text if text is not None and _hash(text) == text_sha256 else None


def _text_in(path: Path) -> str | None:
    """The text in a file, or None if the file is absent or damaged."""
    try:
        found = atomic_files.read(path, follow=False)
        data = _decompressed(found[0]) if found else b""
        return data.decode("utf-8", "surrogatepass") if found else None
    except (ReaderError, zlib.error, UnicodeDecodeError):
        return None


def drop(state: Path, text_sha256: str) -> None:
    """Remove the snapshots of a text, if there are any."""
    for path in _kept(state, text_sha256):
        atomic_files.remove(path)


def _decompressed(data: bytes) -> bytes:
    """The decompressed data, cut at one byte more than LARGEST."""
    return zlib.decompressobj().decompress(data, MAX_TEXT_BYTES + 1)


def _ending(text_sha256: str) -> str | None:
    """The ending of the names of snapshots of a text; None if the hash, from notes, is invalid."""
    if len(text_sha256) != 64 or not set(text_sha256) <= set("0123456789abcdef"):
        return None
    return f"{text_sha256[:DIGITS]}{_SUFFIX}"


def _kept(state: Path, text_sha256: str) -> list[Path]:
    """The snapshot files of a text, ordered by name."""
    end = _ending(text_sha256)
    if end is None:
        return []
    try:
        names = sorted(file_operations.listdir(state / _FOLDER))
    except OSError:
        return []
    return [state / _FOLDER / name for name in names if name.endswith(end) and name[0] != "."]


def _prune(folder: Path, newest: Path) -> None:
    """Remove the oldest snapshots beyond the limits, but never the newest."""
    files: list[tuple[int, str, int]] = []
    with suppress(OSError):
        for name in file_operations.listdir(folder):
            with suppress(OSError):
                # Temporary files left by a crash are counted and removed as well.
                status = file_operations.stat(folder / name)
                files.append((status.st_mtime_ns, name, status.st_size))
    count = size = 0
    for _, name, length in sorted(files, reverse=True):
        count, size = count + 1, size + length
        if (count > MAX_SNAPSHOTS or size > MAX_TOTAL_BYTES) and name != newest.name:
            with suppress(OSError):
                file_operations.unlink(folder / name)
