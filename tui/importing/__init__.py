"""Importers: the bytes of a file from elsewhere -> documents with notes, a codebook, what is lost.

A table tells by the suffix and the content which module reads a file; it is imported only then.
"""

from __future__ import annotations

from importlib import import_module

from ..model.errors import ReaderError
from .carried import Carried, Imported

__all__ = ["FORMATS", "LARGEST", "Carried", "Imported", "load"]

FORMATS: dict[str, str] = {
    ".qdc": "qdc",
    ".qdpx": "qdpx",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".csv": "csv",
}
"""Suffix, in lower case -> the module here that reads it; Hypothesis is told from its content."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""


def load(data: bytes, name: str) -> Imported:
    """What a file holds; `name` is the one it has, for its suffix and for errors.

    Raises ReaderError for what is damaged, asks for too much, or is of no known format.
    """
    if len(data) > LARGEST:
        raise ReaderError(f"{name}: larger than {LARGEST >> 20} MB; it is not read")
    module = next((found for end, found in FORMATS.items() if name.lower().endswith(end)), None)
    if data.startswith(b"PK\x03\x04"):
        module = "qdpx"
    if module is None:
        known = ", ".join(FORMATS)
        raise ReaderError(f"{name}: not a format that is imported; these are: {known}")
    imported: Imported = import_module(f".{module}", __name__).read(data, name)
    return imported
