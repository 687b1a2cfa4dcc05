"""REFI-QDA codebook (.qdc): the tags, for programs of qualitative analysis."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.errors import ReaderError
from .exhibit import Exhibit
from .refi import ORIGIN, Element, codes, tags, xml

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(exhibits: Sequence[Exhibit]) -> bytes:
    """The bytes of a codebook; ReaderError without any tag, for which the format has no form."""
    listed = tags(exhibits)
    if not listed:
        raise ReaderError("no tags to export: a .qdc file holds at least one; tag a passage first")
    root = Element("CodeBook", {"origin": ORIGIN})
    codes(root, listed)
    return xml(root, NAMESPACE)
