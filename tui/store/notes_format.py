"""Convert Notes to the TOML of a notes file and back without loss; pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any, TypeVar

from ..model.anchoring.anchors import Selector
from ..model.annotation import (
    CREDIBILITY,
    FORMAT,
    RELIABILITY,
    Annotation,
    DocumentData,
    Grading,
    Judgement,
    Link,
    Notes,
    Removal,
    Source,
)
from ..model.annotation_changes import selector
from ..model.dossier import Hypothesis
from ..model.errors import ReaderError
from . import toml_reader, toml_writer

R = TypeVar("R", Source, Annotation, Judgement, Removal, Hypothesis)
T = TypeVar("T")

_DOCUMENT_TEXTS = (
    *("path", "title", "text_sha256", "note"),
    *("author", "publisher", "date", "url", "lang"),
)
_DOCUMENT = (*_DOCUMENT_TEXTS, "done")
SOURCE = (
    *("id", "name", "aliases", "was", "role", "kind", "via", "reliability", "reason"),
    *("history", "distinct"),
)
"""The keys of a `[[source]]`, in the order in which they are written."""
_ANNOTATION = (
    *("id", "rev", "start", "end", "quote", "prefix", "suffix", "text_sha256"),
    *("tags", "rule", "source", "credibility", "reason", "links", "note", "author"),
    *("edited_by", "created", "modified"),
)
EDITED = "edited_"
"""Prefix of the keys for the present position and words of an annotation that was edited."""
JUDGEMENT = ("id", "rev", "text", "likelihood", "confidence", "cites", "against", "grounds")
"""The keys of a `[[judgement]]`, in the order in which they are written."""
_REMOVAL = ("id", "quote", "tags", "note", "author", "removed_by", "removed")


class NotesError(toml_reader.DamagedError):
    """A notes file that cannot be parsed; the message names file and line."""


def dumps(notes: Notes, where: str = "the notes") -> bytes:
    """The content of a notes file, with annotations ordered by (start, end, id).

    If an annotation's words were edited, the position and words that the user annotated are
    written, followed by the present ones under `edited_start` and so on.

    Raises ReaderError if a text contains a lone surrogate, if two records have the same id or if
    the file is too large, because the file could not be read again.
    """
    parts = [f"format = {notes.format}\n{toml_writer.table(notes.extra)}"]
    if notes.document != DocumentData():
        parts.append(
            toml_writer.record("[document]", notes.document, _DOCUMENT, notes.document.extra)
        )
    ordered = sorted(map(_stored, notes.annotations), key=lambda a: a.sort_key)
    parts += written("[[source]]", SOURCE, notes.sources, where)
    parts += written("[[annotation]]", _ANNOTATION, ordered, where)
    parts += written("[[judgement]]", JUDGEMENT, notes.judgements, where)
    parts += written("[[removed]]", _REMOVAL, notes.removals, where)
    return toml_writer.encoded("\n".join(parts), where)


def written(
    header: str, keys: tuple[str, ...], records: Iterable[Any], where: str, identity: str = "id"
) -> Iterator[str]:
    """The tables of some records. Raises ReaderError if two have the same `identity`."""
    seen: set[str] = set()
    for record in records:
        name = getattr(record, identity)
        if name in seen:
            raise ReaderError(f"{where}: not saved: {header} has the {identity} {name!r} twice")
        seen.add(name)
        yield toml_writer.record(header, record, keys, record.extra)


def loads(data: bytes, where: str) -> Notes:
    """Parse the content of a notes file; `where` names the file in error messages.

    Of a newer format, known keys are read; `format` then exceeds FORMAT, and the file must not be
    written. Raises NotesError if the file is damaged, a value has a wrong type or an id occurs
    twice.
    """
    page, table = toml_reader.parse(data, where, NotesError)
    top = toml_reader.TomlRecord(page, table)
    number = top.whole("format", FORMAT, 1)
    about = document(top.inner("document"))
    sources = with_unique_ids([(record, source(record)) for record in top.tables("source")])
    annotations = with_unique_ids(
        [(record, annotation(record)) for record in top.tables("annotation")]
    )
    annotations.sort(key=lambda a: a.sort_key)
    judgements = with_unique_ids(
        [(record, judgement(record)) for record in top.tables("judgement")]
    )
    removals = with_unique_ids([(record, removal(record)) for record in top.tables("removed")])
    return Notes(
        about,
        tuple(sources),
        tuple(annotations),
        tuple(judgements),
        number,
        top.extra(),
        tuple(removals),
    )


def document(record: toml_reader.TomlRecord) -> DocumentData:
    """Parse a `[document]` table. Raises NotesError if a value has a wrong type."""
    known = {key: record.text(key) for key in _DOCUMENT_TEXTS}
    return DocumentData(**known, done=record.texts("done"), extra=record.extra())


def source(record: toml_reader.TomlRecord) -> Source:
    """Parse a `[[source]]`. Raises NotesError if a type is wrong or the grade is invalid."""
    name, title = record.name("id"), record.text("name", None)
    role, grade = record.text("role"), record.text("reliability")
    if grade and grade not in set(RELIABILITY):
        raise record.wrong("reliability", f"'reliability' is not a letter of {RELIABILITY}")
    return Source(
        id=name,
        name=title,
        role=role,
        kind=record.text("kind"),
        via=record.text("via"),
        reliability=grade,
        reason=record.text("reason"),
        aliases=record.texts("aliases"),
        was=record.texts("was"),
        history=_inner_records(record, "history", grading),
        distinct=record.texts("distinct"),
        extra=record.extra(),
    )


def grading(record: toml_reader.TomlRecord) -> Grading:
    """Parse an item of the `history` of a source. Raises NotesError if a value is wrong."""
    grade = record.text("reliability")
    if grade and grade not in set(RELIABILITY):
        raise record.wrong("reliability", f"'reliability' is not a letter of {RELIABILITY}")
    date, reason, author = (
        record.moment("date", may_be_date=True),
        record.text("reason"),
        record.text("author"),
    )
    return Grading(grade, date, reason, author, record.extra())


def annotation(record: toml_reader.TomlRecord) -> Annotation:
    """Parse an `[[annotation]]`. Raises NotesError if a type is wrong or a value out of range."""
    name = record.name("id")
    return Annotation(
        id=name,
        **_place(record),
        text_sha256=record.text("text_sha256"),
        tags=record.texts("tags"),
        rule=record.text("rule"),
        source=record.text("source"),
        credibility=record.whole("credibility", 0, CREDIBILITY[0], CREDIBILITY[-1]),
        reason=record.text("reason"),
        links=_inner_records(record, "links", link),
        note=record.text("note"),
        author=record.text("author"),
        edited_by=record.texts("edited_by"),
        rev=record.whole("rev", 1, 1),
        created=record.moment("created"),
        modified=record.moment("modified"),
        extra=record.extra(),
    )


def _stored(annotation: Annotation) -> Annotation:
    """An annotation with its fields as they are written to the file."""
    if annotation.former is None:
        return annotation
    former, now = asdict(annotation.former), asdict(selector(annotation))
    places = {EDITED + name: value for name, value in now.items()}
    return replace(annotation, **former, former=None, extra={**places, **annotation.extra})


def _place(record: toml_reader.TomlRecord) -> dict[str, Any]:
    """The fields of an annotation that describe its position."""
    stored = _selector(record)
    if not record.has(f"{EDITED}start"):
        return asdict(stored)
    return {**asdict(_selector(record, EDITED)), "former": stored}


def _selector(record: toml_reader.TomlRecord, before: str = "") -> Selector:
    """The selector whose keys have the prefix `before`.

    Raises NotesError if a value has a wrong type or the range is invalid.
    """
    start = record.whole(f"{before}start", None, 0)
    return Selector(
        start,
        record.whole(f"{before}end", None, start + 1),
        record.text(f"{before}quote", None),
        record.text(f"{before}prefix"),
        record.text(f"{before}suffix"),
    )


def _inner_records(
    record: toml_reader.TomlRecord, key: str, make: Callable[[toml_reader.TomlRecord], T]
) -> tuple[T, ...]:
    """The records in a list of a record. Raises NotesError for that `key` if one is invalid."""
    try:
        return tuple(map(make, record.tables(key)))
    except toml_reader.DamagedError as problem:
        if problem.key == key:
            raise
        raise record.wrong(key, f"in '{key}' {problem.what}") from None


def link(record: toml_reader.TomlRecord) -> Link:
    """Parse one of the `links` of an annotation. Raises NotesError if a value has a wrong type."""
    to, rel, why = record.name("to"), record.text("rel"), record.text("why")
    return Link(to, rel, why, record.extra())


def judgement(record: toml_reader.TomlRecord) -> Judgement:
    """Parse a `[[judgement]]`. Raises NotesError if a value has a wrong type."""
    return Judgement(
        id=record.name("id"),
        text=record.text("text"),
        likelihood=record.text("likelihood"),
        confidence=record.text("confidence"),
        cites=record.texts("cites"),
        against=record.texts("against") if record.has("against") else None,
        rev=record.whole("rev", 1, 1),
        grounds=record.texts_by_key("grounds"),
        extra=record.extra(),
    )


def removal(record: toml_reader.TomlRecord) -> Removal:
    """Parse a `[[removed]]`. Raises NotesError if a value has a wrong type."""
    return Removal(
        id=record.name("id"),
        quote=record.text("quote"),
        tags=record.texts("tags"),
        note=record.text("note"),
        author=record.text("author"),
        removed_by=record.text("removed_by"),
        removed=record.moment("removed"),
        extra=record.extra(),
    )


def with_unique_ids(pairs: list[tuple[toml_reader.TomlRecord, R]]) -> list[R]:
    """The values of the pairs. Raises the error of the file if two have the same id."""
    seen: set[str] = set()
    for record, value in pairs:
        if value.id in seen:
            raise record.wrong("id", f"the id {value.id!r} occurs twice")
        seen.add(value.id)
    return [value for _, value in pairs]
