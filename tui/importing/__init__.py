"""Importers: a file or folder from elsewhere -> documents with notes, a codebook, what is lost.

A table tells by the suffix and the content which module reads a file; it is imported only then.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ..model.errors import ReaderError
from .carried import Carried, Imported, Loss, Report
from .not_imported import foreign

__all__ = ["FORMATS", "LARGEST", "Carried", "Imported", "Loss", "Report", "load", "load_path"]

FORMATS: dict[str, str] = {
    ".qdc": "qdc",
    ".qdpx": "qdpx",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
}
"""Suffix, in lower case -> the module here that reads it; Hypothesis is told from its content."""

PROJECTS = ("qualcoder", "taguette", "rqda")
"""The modules that read databases; each names the tables by which it knows its own."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""

_ZIP = b"PK\x03\x04"
_MEMBER = "data.qda"
"""The database in the folder of a QualCoder project."""
_BESIDE = 64 * 1024 * 1024
"""Bytes of the largest file beside a project that is read for it."""


def load_path(path: Path) -> Imported:
    """What a file, or the folder of a project, holds; raises ReaderError as `load` does."""
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise ReaderError(f"{path}: no such file; check the name")
    with _readable(path).open("rb") as file:
        begins = file.read(16)
        if begins == _magic():
            return _database(path, path.name, path.stem)
        data = begins + file.read(LARGEST + 1 - len(begins))
    return load(data, path.name, _beside(path))


def load(data: bytes, name: str, beside: Callable[[str], bytes | None] | None = None) -> Imported:
    """What the bytes of a file hold; `name` is the one it has, for its suffix and for errors.

    `beside` gives the content of a file in the same folder by its name. Raises ReaderError for
    what is damaged, asks for too much, or is of no known format.
    """
    if len(data) > LARGEST:
        raise ReaderError(f"{name}: larger than {LARGEST >> 20} MB; it is not read")
    module = next((found for end, found in FORMATS.items() if name.lower().endswith(end)), None)
    if data.startswith(_ZIP):
        module = "qdpx"
    if module != "qdpx" and (other := foreign(name, data)):
        raise ReaderError(f"{name}: {other}")
    if module is None:
        known = ", ".join((*FORMATS, ".qda, .rqda, .sqlite3"))
        raise ReaderError(f"{name}: not a format that is imported; these are: {known}")
    read = import_module(f".{module}", __name__).read
    imported: Imported = (
        read(data, name, beside) if module == "qdpx" and beside else read(data, name)
    )
    return imported


def _folder(path: Path) -> Imported:
    """What the folder of a QualCoder project holds."""
    member = path / _MEMBER
    if not member.is_file() and any(path.glob("*.ann")):
        raise ReaderError(f"{path}: {foreign('.ann')}")
    if not member.is_file():
        raise ReaderError(f"{path}: no project; a folder of QualCoder has a {_MEMBER} in it")
    if member.is_symlink():
        raise ReaderError(f"{member}: leads elsewhere; name the folder that it leads to")
    with member.open("rb") as file:
        if file.read(16) != _magic():
            raise ReaderError(f"{member}: no database; open the project in QualCoder and save it")
    return _database(member, str(path), path.stem)


def _database(path: Path, where: str, name: str) -> Imported:
    """What a database holds, read by the module of the program that made it."""
    from .database import opened

    if path.stat().st_size > LARGEST:
        raise ReaderError(f"{where}: larger than {LARGEST >> 20} MB; it is not read")
    for end in ("-wal", "-journal"):
        pending = path.with_name(path.name + end)
        if pending.is_file() and pending.stat().st_size:
            raise ReaderError(
                f"{where}: open in its program, or not closed well ({pending.name});"
                " open it there, close it, and import it again"
            )
    with opened(path, where) as database:
        for module in PROJECTS:
            reader = import_module(f".{module}", __name__)
            if database.tables >= reader.TABLES:
                imported: Imported = reader.read(database, name)
                return imported
    if other := foreign(path.name):
        raise ReaderError(f"{where}: {other}")
    raise ReaderError(f"{where}: a database, but no project of QualCoder, Taguette or RQDA")


def _beside(path: Path) -> Callable[[str], bytes | None]:
    """Gives regular files of the folder of a path, and nothing outside of it."""

    def content(name: str) -> bytes | None:
        if not name or name.startswith(".") or "/" in name or "\\" in name or "\0" in name:
            return None
        found = path.parent / name
        try:
            status = found.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _BESIDE:
                return None
            return found.read_bytes()
        except OSError:
            return None

    return content


def _readable(path: Path) -> Path:
    """The path of a file that is not too large; ReaderError for others."""
    if path.stat().st_size > LARGEST:
        raise ReaderError(f"{path}: larger than {LARGEST >> 20} MB; it is not read")
    return path


def _magic() -> bytes:
    from .database import MAGIC

    return MAGIC
