"""Importers convert files of other programs to documents with notes, a codebook and a loss report.

The importer is chosen by the suffix and the content of the file and loaded only then.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ..model.errors import ReaderError
from .import_result import Imported, ImportedDocument, Loss, Report
from .not_imported import foreign

__all__ = [
    "FORMATS", "LARGEST", "Imported", "ImportedDocument", "Loss", "Report", "load", "load_path",
]  # fmt: skip

FORMATS: dict[str, str] = {
    ".qdc": "refi", ".qdpx": "qdpx", ".jsonld": "jsonld", ".json": "jsonld", ".csv": "csv",
    ".tsv": "csv", ".txt": "csv",
}  # fmt: skip
"""File suffix in lower case -> importer module; jsonld also reads exports of Hypothesis."""

PROJECTS = ("qualcoder", "taguette", "rqda")
"""Modules that read databases; each defines TABLES, by which it recognises its databases."""

LARGEST = 256 * 1024 * 1024
"""Size limit of an imported file, in bytes."""

_ZIP = b"PK\x03\x04"
_MEMBER = "data.qda"
"""The name of the database in a QualCoder project folder."""
_BESIDE = 64 * 1024 * 1024
"""Size limit, in bytes, of a file in the same folder that a project refers to."""


def load_path(path: Path) -> Imported:
    """Import a file or a project folder; raises ReaderError like `load`."""
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
    """Import the bytes of a file; `name` is its name, used for its suffix and in errors.

    `beside` returns the content of a file in the same folder, given its name. Raises ReaderError if
    the file is damaged, exceeds a limit, or has no known format.
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
    """Import the folder of a QualCoder project."""
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
    """Import a database with the module of the program that made it."""
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
    """A function that returns the content of the regular files beside a path and of no others."""

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
    """The path, if the file is within the size limit; raises ReaderError otherwise."""
    if path.stat().st_size > LARGEST:
        raise ReaderError(f"{path}: larger than {LARGEST >> 20} MB; it is not read")
    return path


def _magic() -> bytes:
    from .database import MAGIC

    return MAGIC
