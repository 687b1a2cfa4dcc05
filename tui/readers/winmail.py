"""A package of Outlook (winmail.dat) that lies on its own -> a Document, as of the mail in it."""

from __future__ import annotations

from ..model.document import Document
from . import mail
from .mail import tnef


def read(data: bytes, stem: str) -> Document:
    """The Document of a package; ReaderError for one that is damaged or nests too deep."""
    return mail.read(tnef.letter(data).as_bytes(), stem)
