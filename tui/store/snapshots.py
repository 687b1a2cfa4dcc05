"""Snapshots: the texts that notes were made on, compressed, in the state folder.

They only help to find passages again in a changed article. So nothing here raises: what cannot be
kept is not kept, and what cannot be read or is not the text asked for is not there.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files, file_operations
from .private_data import DIGITS

LARGEST = 32 << 20
"""Bytes of UTF-8 a text may have to be kept, and a file may unfold to."""
MOST = 500
"""Snapshots kept; the oldest go first."""
MOST_BYTES = 64 << 20
"""Bytes that all snapshots may have together, compressed."""

_FOLDER = "snapshots"
_SUFFIX = ".z"


def keep(state: Path, key: str, text_sha256: str, text: str) -> bool:
    """Keep the text of an article under the hash of its UTF-8; whether it is on disk then.

    `key` names the article, so that all its texts can be found and removed. A text that is there
    is not written again, and one that is too large is not kept; the oldest make room for new ones.
    """
    data = text.encode("utf-8", "surrogatepass")
    end = _ending(text_sha256)
    if end is None or len(data) > LARGEST:
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
    """The text of that hash, whichever article it was kept for; None where there is none."""
    texts = (_read(path, text_sha256) for path in _kept(state, text_sha256))
    return next((text for text in texts if text is not None), None)


def _read(path: Path, text_sha256: str) -> str | None:
    """The text in a file, or None where it is absent, damaged or another text."""
    try:
        found = atomic_files.read(path, follow=False)
        data = _unfolded(found[0]) if found else b""
        text = data.decode("utf-8", "surrogatepass")
    except (ReaderError, zlib.error, UnicodeDecodeError):
        return None
    return text if found and sha256(data) == text_sha256 else None


def drop(state: Path, text_sha256: str) -> None:
    """Forget a text; it may be absent."""
    for path in _kept(state, text_sha256):
        atomic_files.remove(path)


def _unfolded(data: bytes) -> bytes:
    """What was compressed, but no more than a sound file holds."""
    return zlib.decompressobj().decompress(data, LARGEST + 1)


def _ending(text_sha256: str) -> str | None:
    """How the names of files with a text end; None where a hash, which notes may give, is none."""
    if len(text_sha256) != 64 or not set(text_sha256) <= set("0123456789abcdef"):
        return None
    return f"{text_sha256[:DIGITS]}{_SUFFIX}"


def _kept(state: Path, text_sha256: str) -> list[Path]:
    """The files with a text, in the order of their names."""
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
                # What a crash left half-written counts, and goes, like the others.
                status = file_operations.stat(folder / name)
                files.append((status.st_mtime_ns, name, status.st_size))
    count = size = 0
    for _, name, length in sorted(files, reverse=True):
        count, size = count + 1, size + length
        if (count > MOST or size > MOST_BYTES) and name != newest.name:
            with suppress(OSError):
                file_operations.unlink(folder / name)
