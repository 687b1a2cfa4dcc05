"""Annotation, Source, Link, Judgement and Notes: an analyst's work on a Document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .anchoring.anchors import Selector

FORMAT = 1
"""The version of the notes format that this program writes."""

LARGEST_REV = 2**63 - 1
"""The largest revision that a notes file can hold: TOML promises integers of 64 bits."""

RELIABILITY = "ABCDEF"
CREDIBILITY = range(1, 7)

HELD_BACK = "%%"
"""Begins a line of a note that is not exported for people; in Obsidian it begins a comment."""

KINDS = ("named", "unnamed", "collective", "medium", "document")
"""The kinds of source."""

RELATIONS = ("supports", "disputes", "qualifies", "repeats", "updates")
"""The relations that a link can state between two statements."""

LIKELIHOODS = (
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
    "almost certain",
)  # fmt: skip
"""The seven bands of Intelligence Community Directive 203 (2015), the lowest first."""

UNLIKELY, EVEN = LIKELIHOODS[:3], LIKELIHOODS[3]
"""The bands below one half, and the one around it."""

CONFIDENCES = ("low", "moderate", "high")

Side = Literal["for", "against", ""]
"""Whether evidence is for or against a judgement's text being true; "" where it is not stated."""

Extra = Mapping[str, Any]
"""Keys of a file that this version does not know; every save preserves them."""

RESOLVES = "resolves"
"""The key under which a resolution lists the ids of the annotations in dispute."""

PLACE = ("start", "end", "quote", "prefix", "suffix", "former", "text_sha256")
"""The fields of an Annotation that describe its position; they change together or not at all."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of Crockford's base 32, in which ULIDs are written."""


@dataclass(frozen=True, slots=True)
class Grading:
    """One grade that a source was given: when, why and by which analyst.

    `reliability` is a letter from A to F, or "" where the grade was withdrawn; `date` is None for a
    grade of which no date is known.
    """

    reliability: str
    date: datetime | None = None
    reason: str = ""
    author: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A person who speaks, or a document or medium that is cited.

    `kind` is one of KINDS, or "" if unknown; any other value is preserved and treated as unknown.
    `via` is the id of the source that passed on the information. `reliability` is a letter from A
    to F, or "" if the source is not graded; `reason` explains that grade. `aliases` are other names
    of the source, and `was` the ids of sources that were merged into it. `history` has its grades,
    the present one last. `distinct` are ids of sources that the analyst said are somebody else.
    """

    id: str
    name: str
    role: str = ""
    reliability: str = ""
    reason: str = ""
    kind: str = ""
    via: str = ""
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    history: tuple[Grading, ...] = ()
    distinct: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from an annotation to another annotation.

    `to` is the id of the other annotation, or `path#id` if it belongs to another article (built by
    `refer`). `rel` is one of RELATIONS; any other value is preserved and ignored. `why` is the
    analyst's reason.
    """

    to: str
    rel: str
    why: str = ""
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Tags, a speaker, a grade and a note on a span of the text.

    `start` and `end` are code points and `quote` is exactly `text[start:end]`; `prefix` and
    `suffix` are up to 64 code points on either side (a TextQuoteSelector of the W3C Web Annotation
    model). If the article's words at this position were edited, `former` is the position and the
    quote that the user annotated, until the user accepts the edited words. If the position in the
    present text is uncertain, `text_sha256` is the hash of the earlier text to which `start` and
    `end` belong. `credibility` is 1 to 6, or 0 if the statement is not graded; `reason` explains
    the grade. `rev` grows by one with each change. `author` is the analyst who made the annotation
    ("" if no name was configured); `edited_by` are other analysts who changed it. `rule` is the
    name of the coding rule that set its tags, "" if an analyst did.
    """

    id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    rule: str = ""
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
        """Whether the annotation has no tag, note, source, grade, link or unknown key."""
        graded = self.credibility or self.reason
        return not (self.tags or self.note or self.source or graded or self.links or self.extra)

    @property
    def is_resolution(self) -> bool:
        """Whether it records a decision on a disagreement, and is no coding of its author."""
        return RESOLVES in self.extra

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """The order of annotations in a file and in every list."""
        return self.start, self.end, self.id


@dataclass(frozen=True, slots=True)
class Judgement:
    """A conclusion of the analyst, with the annotations that it cites as evidence.

    `likelihood` is one of LIKELIHOODS and `confidence` one of CONFIDENCES, or "" if not stated;
    any other value is preserved. `cites` are ids of annotations, in the form that a Link uses.
    `against` are those of them that speak against `text` being true, whatever the likelihood; the
    others speak for it. It is None if the analyst stated no sides. `grounds` maps citations to the
    grades that they had when the judgement was made or last confirmed, such as "B2".
    """

    id: str
    text: str = ""
    likelihood: str = ""
    confidence: str = ""
    cites: tuple[str, ...] = ()
    rev: int = 1
    grounds: Mapping[str, str] = field(default_factory=dict, hash=False)
    against: tuple[str, ...] | None = None
    extra: Extra = field(default_factory=dict, hash=False)

    def side(self, cite: str) -> Side:
        """The side of a citation."""
        if self.against is None or cite not in self.cites:
            return ""
        return "against" if cite in self.against else "for"


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
    """The `[document]` table of a notes file: the annotated text's hash, path and metadata.

    `note` is the memo on the whole document. `done` are the analysts who marked the document as
    done, "" for one who configured no name.
    """

    path: str = ""
    title: str = ""
    text_sha256: str = ""
    note: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    done: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """The whole content of a notes file, with annotations ordered by (start, end, id).

    Judgements are in the order that the analyst gave them.
    """

    document: DocumentData = field(default_factory=DocumentData)
    sources: tuple[Source, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    format: int = FORMAT
    extra: Extra = field(default_factory=dict, hash=False)
    removals: tuple[Removal, ...] = ()


def next_rev(rev: int) -> int:
    """The revision number of a record after one more change, at most LARGEST_REV."""
    return min(rev + 1, LARGEST_REV)


def base32(number: int, digits: int) -> str:
    """The last `digits` digits of a number in Crockford's base 32."""
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(digits)))


def new_id(now: datetime | None = None) -> str:
    """A new ULID: 48 bits of milliseconds and 80 random bits, as 26 digits of Crockford's base 32.

    Source: https://github.com/ulid/spec.
    """
    moment = now or datetime.now(UTC)
    number = (int(moment.timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    return base32(number, 26)


def source_id(name: str, taken: Mapping[str, Any]) -> str:
    """A readable id for a source, derived from its name and different from every id in `taken`."""
    from unicodedata import combining, normalize

    plain = "".join(c for c in normalize("NFKD", name).casefold() if not combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    base = "-".join(words)[:64].rstrip("-") or "source"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
