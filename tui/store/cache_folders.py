"""Where the cache of a folder of articles lies, and how its files are replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..model.digest import sha256

COPIES = "copies.json"
"""The name of the file of what is known of copies between the articles."""

CODINGS = "codings.bin"
"""The name of the file of the codings in the notes on the articles."""


def cache_folder(cache: Path, folder: Path) -> Path:
    """The folder within the user's cache that belongs to a folder of articles."""
    digest = sha256(os.fsencode(os.path.realpath(folder)))[:16]
    plain = "".join(c for c in folder.resolve().name if c.isalnum() or c in "-_")[:40]
    return cache / "library" / f"{plain or 'folder'}-{digest}"


def replace_file(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Replace a file atomically, without fsync: a cache lost in a crash is made again."""
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
