"""The ReadingOptions of an article that are stored in its notes."""

from __future__ import annotations

from pathlib import Path

from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES, ReadingOptions, chosen_in
from . import atomic_files, notes_files, notes_format
from .locations import notes_place

_KEYS = (b"whole", b"encoding")
"""The keys in which notes store ReadingOptions."""

_BEGINNING = 64 * 1024
"""Bytes of notes that `remembered_at_beginning` reads."""


def remembered(article: Path, data: Path) -> ReadingOptions:
    """The ReadingOptions stored in the notes on an article; `data` is the user's data folder.

    Raises ReaderError if the article cannot have notes.
    """
    notes = notes_place(article, "", data).path
    try:
        found = atomic_files.read(notes, follow=False)
    except ReaderError:
        return NO_CHOICES  # the error is reported when the notes are opened
    # Most notes store no choice, and parsing many annotations takes long.
    if found is None or not any(key in found[0] for key in _KEYS):
        return NO_CHOICES
    return chosen_in(notes_files.load(notes).value.document.extra)


def remembered_at_beginning(article: Path, data: Path) -> ReadingOptions:
    """The ReadingOptions stored before the first annotation in the notes on an article.

    The program writes them there, and large notes take long to read. Returns NO_CHOICES if they
    are stored elsewhere. Raises ReaderError if the article cannot have notes.
    """
    notes = notes_place(article, "", data).path
    try:
        beginning, _ = atomic_files.read_beginning(notes, _BEGINNING)
        table = beginning.partition(b"\n[[")[0]
        if any(key in table for key in _KEYS):
            return chosen_in(notes_format.loads(table, str(notes)).document.extra)
    except ReaderError:
        pass  # the error is reported when the notes are opened
    return NO_CHOICES
