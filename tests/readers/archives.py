"""Zip archives for the tests: our own files with some entries changed, and hostile ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent / "formats"


def archive(entries: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these entries."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def entries(name: str) -> dict[str, bytes]:
    """The entries of one of our files."""
    with zipfile.ZipFile(FOLDER / name) as file:
        return {entry: file.read(entry) for entry in file.namelist()}


def changed(name: str, changes: Mapping[str, bytes]) -> bytes:
    """One of our files with some entries replaced or added."""
    return archive({**entries(name), **changes})
