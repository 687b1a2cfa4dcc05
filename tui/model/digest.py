"""SHA-256 digests."""

from __future__ import annotations

import hashlib


def sha256(data: bytes) -> str:
    """The SHA-256 digest of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


_SLICE = 256 * 1024
"""Code points that are encoded at a time."""


def sha256_of_text(text: str) -> str:
    """The SHA-256 digest of a text in UTF-8, in hexadecimal, made without a second copy of it.

    Raises UnicodeEncodeError if the text contains lone surrogates.
    """
    digest = hashlib.sha256()
    for start in range(0, len(text), _SLICE):
        digest.update(text[start : start + _SLICE].encode("utf-8"))
    return digest.hexdigest()
