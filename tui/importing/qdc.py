"""REFI-QDA codebook (.qdc): its codes as tags."""

from __future__ import annotations

from ..model.errors import ReaderError
from . import refi
from .carried import Imported
from .xml import parse


def read(data: bytes, name: str) -> Imported:
    """The codebook; ReaderError for what is none."""
    root = parse(data, name)
    container = root.find("Codes")
    if root.tag != "CodeBook" or container is None:
        raise ReaderError(f"{name}: no codebook of REFI-QDA; export it again")
    codes = refi.codes(container, root.get("origin") == refi.ORIGIN)
    sets = [f"the set of codes “{each.get('name')}”" for each in root.iterfind("Sets/Set")]
    return Imported((), codes.codebook(), (*codes.lost, *sets))
