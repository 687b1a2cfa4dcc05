"""Annotation, Source and Notes: what an analyst says about a Document."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

FORMAT = 1
"""The version of the notes format that this program writes."""

RELIABILITY = "ABCDEF"
CREDIBILITY = range(1, 7)

Extra = Mapping[str, Any]
"""Keys of a file that this version does not know, kept as they are."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who speaks, or something that is cited.

    `reliability` is a letter from A to F, or "" while it is not graded.
    """

    id: str
    name: str
    role: str = ""
    reliability: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Tags, a speaker, a grade and a note on a span of the text.

    `quote` is exactly `text[start:end]`; `prefix` and `suffix` are the up to 64 code points
    around it (a TextQuoteSelector of the W3C Web Annotation model); `credibility` is 1 to 6, or 0
    while it is not graded; `rev` grows by one with each change.
    """

    id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    credibility: int = 0
    note: str = ""
    author: str = ""
    rev: int = 1
    created: datetime | None = None
    modified: datetime | None = None
    extra: Extra = field(default_factory=dict, hash=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: no tag, note, source or grade, and no key of another program."""
        return not (self.tags or self.note or self.source or self.credibility or self.extra)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """The order of annotations in a file and in every list."""
        return self.start, self.end, self.id


@dataclass(frozen=True, slots=True)
class DocumentData:
    """The `[document]` table: which text the notes are on, and what is known about it."""

    path: str = ""
    title: str = ""
    text_sha256: str = ""
    note: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """The whole content of a notes file, annotations ordered by (start, end, id)."""

    document: DocumentData = field(default_factory=DocumentData)
    sources: tuple[Source, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    format: int = FORMAT
    extra: Extra = field(default_factory=dict, hash=False)


def new_id(now: datetime | None = None) -> str:
    """A fresh ULID: 48 bits of milliseconds and 80 of chance, in 26 letters of Crockford's base 32.

    Source: https://github.com/ulid/spec.
    """
    moment = now or datetime.now(UTC)
    number = (int(moment.timestamp() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def source_id(name: str, taken: Mapping[str, Any]) -> str:
    """A readable id for a source, made from its name and unlike all that are `taken`."""
    from unicodedata import combining, normalize

    plain = "".join(c for c in normalize("NFKD", name).casefold() if not combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    base = "-".join(words)[:64].rstrip("-") or "source"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
