"""Annotation, Source, Link, Judgement and Notes: what an analyst says about a Document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .anchoring.anchors import Selector

FORMAT = 1
"""The version of the notes format that this program writes."""

LARGEST_REV = 2**63 - 1
"""The largest revision that a notes file can hold: TOML promises integers of 64 bits."""

RELIABILITY = "ABCDEF"
CREDIBILITY = range(1, 7)

KINDS = ("named", "unnamed", "collective", "medium", "document")
"""What a source can be."""

RELATIONS = ("supports", "disputes", "qualifies", "repeats", "updates")
"""What one statement can do to another."""

LIKELIHOODS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
"""The seven bands of Intelligence Community Directive 203 (2015), the lowest first."""

CONFIDENCES = ("low", "moderate", "high")

Extra = Mapping[str, Any]
"""Keys of a file that this version does not know, kept as they are."""

PLACE = ("start", "end", "quote", "prefix", "suffix", "former", "text_sha256")
"""The fields of an Annotation that say where it lies: they change together or not at all."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who speaks, or something that is cited.

    `kind` is one of KINDS, or "" while nobody said; `via` the id of the source through which it
    came, or that both have from; `reliability` a letter from A to F, or "" while it is not graded,
    and `reason` why. A kind that is none of KINDS is kept and counts as not said.
    """

    id: str
    name: str
    role: str = ""
    reliability: str = ""
    reason: str = ""
    kind: str = ""
    via: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Link:
    """What an annotation does to another one.

    `to` is the id of that one, with the path of its article and a `#` before it where it is in
    another article (see `refer`); `rel` is one of RELATIONS, any other is kept and counts for
    nothing; `why` is the analyst's reason.
    """

    to: str
    rel: str
    why: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Tags, a speaker, a grade and a note on a span of the text.

    `quote` is exactly `text[start:end]`; `prefix` and `suffix` are the up to 64 code points around
    it (a TextQuoteSelector of the W3C Web Annotation model). `former` is the place and the words
    that the user annotated, while other words are there now that nobody accepted. `text_sha256` is
    the hash of the text that the place belongs to, where the place in the present text is not
    certain and the text was another one. `credibility` is 1 to 6, or 0 while it is not graded, and
    `reason` says why; `rev` grows by one with each change. `author` is whoever made the annotation
    ("" while no name is configured), `edited_by` are the other analysts who changed it.
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
    reason: str = ""
    links: tuple[Link, ...] = ()
    note: str = ""
    author: str = ""
    edited_by: tuple[str, ...] = ()
    rev: int = 1
    created: datetime | None = None
    modified: datetime | None = None
    former: Selector | None = None
    text_sha256: str = ""
    extra: Extra = field(default_factory=dict, hash=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: no tag, note, source, grade or link, no key of others."""
        graded = self.credibility or self.reason
        return not (self.tags or self.note or self.source or graded or self.links or self.extra)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """The order of annotations in a file and in every list."""
        return self.start, self.end, self.id


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the analyst concludes, with the annotations it rests on.

    `likelihood` is one of LIKELIHOODS and `confidence` one of CONFIDENCES, or "" while nobody
    said; `cites` are ids of annotations, written as in a Link. Other words are kept as they are.
    """

    id: str
    text: str = ""
    likelihood: str = ""
    confidence: str = ""
    cites: tuple[str, ...] = ()
    rev: int = 1
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Removal:
    """The record of an annotation that somebody other than its author removed.

    `id`, `quote`, `tags`, `note` and `author` are those of the annotation, `removed_by` is the
    analyst who removed it, and `removed` is when.
    """

    id: str
    quote: str
    tags: tuple[str, ...] = ()
    note: str = ""
    author: str = ""
    removed_by: str = ""
    removed: datetime | None = None
    extra: Extra = field(default_factory=dict, hash=False)


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
    """The whole content of a notes file, annotations ordered by (start, end, id).

    Judgements stand in the order in which they are to be read.
    """

    document: DocumentData = field(default_factory=DocumentData)
    sources: tuple[Source, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    format: int = FORMAT
    extra: Extra = field(default_factory=dict, hash=False)
    removals: tuple[Removal, ...] = ()


def next_rev(rev: int) -> int:
    """The revision of an annotation or a judgement after a change; the largest one stays."""
    return min(rev + 1, LARGEST_REV)


def new_id(now: datetime | None = None) -> str:
    """A fresh ULID: 48 bits of milliseconds and 80 of chance, in 26 letters of Crockford's base 32.

    Source: https://github.com/ulid/spec.
    """
    moment = now or datetime.now(UTC)
    number = (int(moment.timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
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
