"""SHA-256, without what a start has no time for."""

from __future__ import annotations

_LITTLE = 1 << 16


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    if len(data) < _LITTLE:
        # Python's own: hashlib loads OpenSSL, which is quicker on megabytes and takes 5 ms.
        try:
            from _sha2 import sha256 as little  # type: ignore[import-not-found]
        except ImportError:
            try:
                from _sha256 import sha256 as little  # type: ignore[import-not-found]  # 3.11
            except ImportError:
                from hashlib import sha256 as little
        digest: str = little(data).hexdigest()
        return digest
    import hashlib

    return hashlib.sha256(data).hexdigest()
