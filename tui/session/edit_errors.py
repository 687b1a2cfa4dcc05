"""The errors of an edit that a session refuses."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.annotation import Annotation
from ..model.errors import ReaderError


class ReadOnlyError(ReaderError):
    """An edit was asked for in a session that must not write."""


class OthersAnnotationError(ReaderError):
    """An edit would change annotations that another analyst made; the user has to agree first.

    `authors` are their names, joined with commas; `ids` are the ids of the annotations.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        found = list(annotations)
        authors = ", ".join(dict.fromkeys(annotation.author for annotation in found))
        number = f"{len(found)} annotations" if len(found) > 1 else "an annotation"
        super().__init__(f"not changed: this would change {number} made by {authors}")
        self.authors, self.ids = authors, frozenset(annotation.id for annotation in found)
