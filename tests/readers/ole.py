"""A writer of OLE compound files, in which Outlook keeps its messages.

It writes version 3 with sectors of 512 bytes; streams must be shorter than 4,096 bytes, so that
all of them lie in the mini stream. Format: [MS-CFB], https://learn.microsoft.com/openspecs.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI = 512, 64


def compound(streams: Mapping[str, bytes]) -> bytes:
    """The bytes of a compound file whose root holds these streams."""
    mini, minifat, starts = b"", list[int](), list[int]()
    for content in streams.values():
        count = -(-len(content) // _MINI)
        starts.append(len(minifat) if count else _END)
        minifat += [*range(len(minifat) + 1, len(minifat) + count), _END] if count else []
        mini += content.ljust(count * _MINI, b"\0")
    minifat_bytes = _padded(struct.pack(f"<{len(minifat)}I", *minifat), b"\xff")
    chains = [_directory(streams, starts, len(mini)), minifat_bytes, _padded(mini, b"\0")]
    counts = [len(chain) // _SECTOR for chain in chains]
    first = [1 + sum(counts[:number]) for number in range(3)]
    chains[0] = _directory(streams, starts, len(mini), first[2])
    fat = [_FAT]
    for begin, count in zip(first, counts, strict=True):
        fat += [*range(begin + 1, begin + count), _END]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return _header(first[0], first[1], counts[1]) + table + b"".join(chains)


def _padded(data: bytes, filler: bytes) -> bytes:
    return data.ljust(max(1, -(-len(data) // _SECTOR)) * _SECTOR, filler)


def _header(directory: int, minifat: int, minifat_sectors: int) -> bytes:
    head = struct.pack(
        "<8s16s5H6xIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory, 0, 0x1000, minifat, minifat_sectors, _END, 0, 0),
    )
    return head.ljust(_SECTOR, b"\xff")


def _directory(streams: Mapping[str, bytes], starts: list[int], size: int, mini: int = 0) -> bytes:
    """The root entry and one for each stream, which form a chain of right siblings by name."""
    order = sorted(range(len(starts)), key=lambda n: (len(list(streams)[n]), list(streams)[n]))
    after = {one: other + 1 for one, other in pairwise(order)}
    entries = _entry("Root Entry", 5, _FREE, order[0] + 1, mini, size)
    for number, (name, content) in enumerate(streams.items()):
        sibling = after.get(number, _FREE)
        entries += _entry(name, 2, sibling, _FREE, starts[number], len(content))
    return _padded(entries, b"\0")


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _FREE, right, child)
    return (
        label.ljust(64, b"\0")
        + struct.pack("<HBB", len(label), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
