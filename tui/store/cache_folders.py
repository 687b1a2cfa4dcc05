"""Where the cache of a folder of articles lies, for what must not load the cache to know it."""

from __future__ import annotations

import os
from pathlib import Path

from ..model.digest import sha256

COPIES = "copies.json"
"""The name of the file of what is known of copies between the articles."""


def cache_folder(cache: Path, folder: Path) -> Path:
    """The folder within the user's cache that belongs to a folder of articles."""
    digest = sha256(os.fsencode(os.path.realpath(folder)))[:16]
    plain = "".join(c for c in folder.resolve().name if c.isalnum() or c in "-_")[:40]
    return cache / "library" / f"{plain or 'folder'}-{digest}"
