"""Read untrusted Zip archives within limits on entries, bytes and compression ratio."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO

from ..model.errors import ReaderError

MAX_ENTRIES = 20_000
"""Maximum number of files in an archive."""
MAX_UNPACKED = 256 * 1024 * 1024
"""Maximum number of bytes unpacked from an archive, over all entries that are read."""
MAX_RATIO = 200
"""Maximum ratio of unpacked to packed size of an entry; that of text is seldom above 10."""

_EXEMPT_SIZE = 1024 * 1024
"""An entry may unpack to this many bytes whatever its ratio is."""
_CHUNK = 256 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The entries of a Zip archive, read into memory; nothing is extracted to a file.

    Sizes stated in the archive are not trusted: unpacked bytes are counted, and at most
    `max_bytes` are unpacked over all entries. Error messages begin with `where`. Raises
    ReaderError if the archive is damaged or has more than MAX_ENTRIES entries.
    """

    def __init__(self, data: bytes, where: str = "", max_bytes: int = MAX_UNPACKED) -> None:
        self._where, self._left = f"{where}: " if where else "", max_bytes
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = self._zip.namelist()
        except _BROKEN as error:
            raise self._refusal("the archive is damaged; fetch the file again") from error
        if len(self.names) > MAX_ENTRIES:
            raise self._refusal(f"more than {MAX_ENTRIES:,} files in the archive; it is not opened")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The content of an entry.

        Raises ReaderError if the entry is absent, damaged, encrypted or too large.
        """
        if name not in self:
            raise self._refusal(f"{name} is missing from the archive; fetch the file again")
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise self._refusal("encrypted; open it with its password and save it without one")
        if entry.compress_type not in _METHODS:
            raise self._refusal("packed in a way that no such document is; save it anew")
        limit = min(self._left, max(_EXEMPT_SIZE, entry.compress_size * MAX_RATIO))
        try:
            with self._zip.open(entry) as file:
                content = _read_up_to(file, limit)
        except _BROKEN as error:
            raise self._refusal(
                f"{name} in the archive is damaged; fetch the file again"
            ) from error
        if len(content) > limit:
            raise self._refusal("unpacks to far more than a document holds; it is not opened")
        self._left -= len(content)
        return content

    def _refusal(self, why: str) -> ReaderError:
        return ReaderError(self._where + why)


def _read_up_to(file: IO[bytes], limit: int) -> bytes:
    """The content of a file, cut after `limit` + 1 bytes so that the caller sees an excess."""
    chunks = bytearray()
    while len(chunks) <= limit:
        chunk = file.read(min(_CHUNK, limit + 1 - len(chunks)))
        if not chunk:
            break
        chunks += chunk
    return bytes(chunks)
