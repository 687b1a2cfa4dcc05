"""Zip archives whose bytes depend only on the content of their members.

Source: APPNOTE.TXT of PKWARE.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip archive can hold."""


def zipped(
    members: Mapping[str, bytes], *, compressed: bool = False, stored: Collection[str] = ()
) -> bytes:
    """The bytes of an archive with the members, by name, in their order.

    Of a compressed archive, the members in `stored` are not compressed. The bytes of a compressed
    archive also depend on the version of zlib.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            is_compressed = compressed and name not in stored
            entry.compress_type = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The members of an archive that this program made; nothing limits their size."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
