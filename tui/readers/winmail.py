"""An Outlook attachment package (winmail.dat) -> a Document, by way of the email it contains."""

from __future__ import annotations

from ..model.document import Document
from . import mail
from .mail import tnef


def read(data: bytes, stem: str) -> Document:
    """Read a package as a Document; raises ReaderError if it is damaged or nests too deep."""
    return mail.read(tnef.message_in(data).as_bytes(), stem)
