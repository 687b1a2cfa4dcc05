"""Imports REFI-QDA codebooks (.qdc): codes become tags."""

from __future__ import annotations

from ..model.errors import ReaderError
from . import refi
from .import_result import Imported, Report, imported
from .xml_tree import parse


def read(data: bytes, name: str) -> Imported:
    """Import a codebook; raises ReaderError if the file is not one."""
    report = Report()
    root = parse(data, name, report)
    container = root.find("Codes")
    if root.tag != "CodeBook" or container is None:
        raise ReaderError(f"{name}: no codebook of REFI-QDA; export it again")
    reader = refi.CodeReader(report, root.get("origin") == refi.ORIGIN)
    codes = reader.read(container)
    reader.group(codes, root.iterfind("Sets/Set"))
    return imported((), codes.codebook(), report)
