"""The choices how to read an article that its notes remember."""

from __future__ import annotations

from pathlib import Path

from ..model.reading import AS_USUAL, ReadingOptions, chosen_in
from . import files
from .places import notes_place


def remembered(article: Path, data: Path) -> ReadingOptions:
    """The choices in the notes on an article; `data` is the folder of notes that lie elsewhere.

    Raises ReaderError where the article can have no notes.
    """
    notes = notes_place(article, "", data).path
    return chosen_in(files.load(notes).notes.document.extra) if notes.exists() else AS_USUAL
