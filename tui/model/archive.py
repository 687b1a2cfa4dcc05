"""Zip archives of unknown origin, unpacked within bounds."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

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
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The entries of an archive; nothing of it is ever put into a file by its own name.

    What the archive says of its sizes is not believed: what really comes out is counted.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self._where, self._left = where, UNPACKED
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = self._zip.namelist()
        except _BROKEN as error:
            raise ReaderError(f"{where}: the archive is damaged; fetch the file again") from error
        if len(self.names) > ENTRIES:
            raise ReaderError(f"{where}: more than {ENTRIES:,} files in it; it is not opened")

    def read(self, name: str) -> bytes:
        """The content of an entry; ReaderError for one that is damaged, encrypted or too large."""
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise ReaderError(f"{self._where}: encrypted; save it without a password")
        most = min(self._left, max(_SMALL, entry.compress_size * RATIO))
        content = bytearray()
        try:
            with self._zip.open(entry) as file:
                while len(content) <= most:
                    chunk = file.read(min(_CHUNK, most + 1 - len(content)))
                    if not chunk:
                        break
                    content += chunk
        except _BROKEN as error:
            raise ReaderError(f"{self._where}: {name} in it is damaged; fetch it again") from error
        if len(content) > most:
            raise ReaderError(f"{self._where}: {name} in it unpacks to far too much; not opened")
        self._left -= len(content)
        return bytes(content)
