"""RTF as Outlook packs it in messages -> RTF.

Source: [MS-OXRTFCP] Rich Text Format (RTF) Compression Algorithm.
"""

from __future__ import annotations

from ..model.errors import ReaderError
from . import bounds

_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the dictionary holds in the beginning."""
_SIZE = 4096
_HEAD = 16


def unpacked(data: bytes) -> bytes:
    """The RTF that was packed; ReaderError for data of another form or of too great a size."""
    if data[8:12] == b"MELA":
        return data[_HEAD:]
    if data[8:12] != b"LZFu":
        raise ReaderError("its text is packed in an unknown way; save the message as text")
    size = int.from_bytes(data[4:8], "little")
    if size > bounds.UNPACKED:
        raise ReaderError("unpacks to far more than a message holds; it is not opened")
    known = bytearray(_KNOWN.ljust(_SIZE, b"\0"))
    out, at, end = bytearray(), _HEAD, len(_KNOWN)

    def put(byte: int) -> None:
        nonlocal end
        out.append(byte)
        known[end] = byte
        end = (end + 1) % _SIZE

    while at < len(data) and len(out) < size:
        control, at = data[at], at + 1
        for bit in range(8):
            if not control >> bit & 1:
                if at >= len(data):
                    break
                put(data[at])
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            at += 2
            start = reference >> 4
            if start == end or at > len(data):
                return bytes(out)
            for step in range((reference & 15) + 2):
                put(known[(start + step) % _SIZE])
    return bytes(out)
