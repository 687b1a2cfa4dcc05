"""Zip archives of unknown origin, unpacked within bounds."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO

from .errors import ReaderError

ENTRIES = 20_000
"""Files in an archive."""
UNPACKED = 256 * 1024 * 1024
"""Bytes that may come out of an archive, all entries that are read taken together."""
RATIO = 200
"""Times that an entry may grow when it is unpacked; text seldom grows tenfold."""

_SMALL = 1024 * 1024
"""An entry may grow to this size whatever its ratio is."""
_CHUNK = 256 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The entries of an archive; nothing of it is ever put into a file by its own name.

    What the archive says of its sizes is not believed: what really comes out is counted, at most
    `most` bytes of all entries together. `where` stands before what its errors say.
    """

    def __init__(self, data: bytes, where: str = "", most: int = UNPACKED) -> None:
        self._where, self._left = f"{where}: " if where else "", most
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = self._zip.namelist()
        except _BROKEN as error:
            raise self._refusal("the archive is damaged; fetch the file again") from error
        if len(self.names) > ENTRIES:
            raise self._refusal(f"more than {ENTRIES:,} files in the archive; it is not opened")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The content of an entry.

        Raises ReaderError for one that is absent, damaged, encrypted or too large.
        """
        if name not in self:
            raise self._refusal(f"{name} is missing from the archive; fetch the file again")
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise self._refusal("encrypted; open it with its password and save it without one")
        if entry.compress_type not in _METHODS:
            raise self._refusal("packed in a way that no such document is; save it anew")
        most = min(self._left, max(_SMALL, entry.compress_size * RATIO))
        try:
            with self._zip.open(entry) as file:
                content = _at_most(file, most)
        except _BROKEN as error:
            raise self._refusal(
                f"{name} in the archive is damaged; fetch the file again"
            ) from error
        if len(content) > most:
            raise self._refusal("unpacks to far more than a document holds; it is not opened")
        self._left -= len(content)
        return content

    def _refusal(self, why: str) -> ReaderError:
        return ReaderError(self._where + why)


def _at_most(file: IO[bytes], most: int) -> bytes:
    """The content of a file; one byte more than `most` where there is more."""
    chunks = bytearray()
    while len(chunks) <= most:
        chunk = file.read(min(_CHUNK, most + 1 - len(chunks)))
        if not chunk:
            break
        chunks += chunk
    return bytes(chunks)
