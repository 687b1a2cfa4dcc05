"""REFI-QDA codebook (.qdc): its codes as tags."""

from __future__ import annotations

from ..model.errors import ReaderError
from . import refi
from .carried import Imported, Report, imported
from .xml_tree import parse


def read(data: bytes, name: str) -> Imported:
    """The codebook; ReaderError for what is none."""
    report = Report()
    root = parse(data, name, report)
    container = root.find("Codes")
    if root.tag != "CodeBook" or container is None:
        raise ReaderError(f"{name}: no codebook of REFI-QDA; export it again")
    reader = refi.CodeReader(report, root.get("origin") == refi.ORIGIN)
    codes = reader.read(container)
    reader.group(codes, root.iterfind("Sets/Set"))
    return imported((), codes.codebook(), report)
