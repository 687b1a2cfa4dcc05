"""The choices how to read an article that its notes remember."""

from __future__ import annotations

from pathlib import Path

from ..model.errors import ReaderError
from ..model.reading_options import AS_USUAL, ReadingOptions, chosen_in
from . import atomic_files, notes_files
from .locations import notes_place

_KEYS = (b"whole", b"encoding")
"""The keys of the choices in the notes."""


def remembered(article: Path, data: Path) -> ReadingOptions:
    """The choices in the notes on an article; `data` is the folder of notes that lie elsewhere.

    Raises ReaderError where the article can have no notes.
    """
    notes = notes_place(article, "", data).path
    try:
        found = atomic_files.read(notes, follow=False)
    except ReaderError:
        return AS_USUAL  # opening the notes will say what is wrong
    # Most notes hold no choice, and parsing many annotations takes long.
    if found is None or not any(key in found[0] for key in _KEYS):
        return AS_USUAL
    return chosen_in(notes_files.load(notes).notes.document.extra)
