"""How much a document may ask of the machine, and zip archives read within it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO

from ..model.errors import ReaderError

TEXT = 32 * 1024 * 1024
"""Code points of text that a document may hold: some thirty long novels."""
UNPACKED = 128 * 1024 * 1024
"""Bytes that may come out of an archive, all entries that are read taken together."""
RATIO = 200
"""Times that an entry may grow when it is unpacked; text seldom grows tenfold."""
ENTRIES = 20_000
"""Files in an archive."""
PAGES = 5_000
"""Pages of a PDF."""
SECONDS = 60
"""Time that a PDF may take."""
MEMORY = 2 * 1024**3
"""Bytes of address space for the process that reads a PDF."""

_SMALL = 1024 * 1024
"""An entry may grow to this size whatever its ratio is."""
_CHUNK = 256 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A zip archive whose entries are unpacked until what came out of it exceeds the bounds.

    What the archive says of its sizes is not believed: what really comes out is counted.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReaderError("the archive is damaged; fetch the file again") from error
        self.names = frozenset(self._zip.namelist())
        self._left = UNPACKED
        if len(self._zip.infolist()) > ENTRIES:
            raise ReaderError(f"more than {ENTRIES:,} files in the archive; it is not opened")

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The content of an entry.

        Raises ReaderError for one that is absent, damaged, encrypted or too large.
        """
        if name not in self.names:
            raise ReaderError(f"{name} is missing from the archive; fetch the file again")
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise ReaderError("encrypted; open it with its password and save it without one")
        if entry.compress_type not in _METHODS:
            raise ReaderError("packed in a way that no such document is; save it anew")
        most = min(self._left, max(_SMALL, entry.compress_size * RATIO))
        try:
            with self._zip.open(entry) as file:
                content = _at_most(file, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ReaderError(f"{name} in the archive is damaged; fetch the file again") from error
        if len(content) > most:
            raise ReaderError("unpacks to far more than a document holds; it is not opened")
        self._left -= len(content)
        return content


def _at_most(file: IO[bytes], most: int) -> bytes:
    """The content of a file; one byte more than `most` where there is more."""
    chunks = bytearray()
    while len(chunks) <= most:
        chunk = file.read(min(_CHUNK, most + 1 - len(chunks)))
        if not chunk:
            break
        chunks += chunk
    return bytes(chunks)
