"""SHA-256 digests."""

from __future__ import annotations

import hashlib


def sha256(data: bytes) -> str:
    """The SHA-256 digest of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
