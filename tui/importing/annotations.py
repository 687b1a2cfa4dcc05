"""Converts Web Annotations to notes on the documents that they target.

Source: https://www.w3.org/TR/annotation-model/. The model defines offsets in code points, but
programs in web browsers write UTF-16 code units; offsets are verified once the text is known.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from ..model.annotation import Annotation, DocumentData
from ..model.codebook import normal_name
from ..model.guid import guid_from_names, id_of
from . import import_result
from .bodies import Choose, SortedBodies, alternatives, read_bodies
from .import_result import DocumentBuilder, Imported, Report, short
from .values import Values, source

_KEPT = "schema:additionalProperty"
_HASHED = "ni:///sha-256;"


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """The selectors of a target: offsets (-1 if absent) and a quote with its context."""

    start: int = -1
    end: int = -1
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


class Documents:
    """The documents of a file, by their IRI or, in an export of this program, by their number."""

    def __init__(self, top: Values) -> None:
        self.report = Report()
        self._own_document = [_own_document(table) for table in kept(top).tables("documents")]
        self._by_iri: dict[str, DocumentBuilder] = {}

    @property
    def are_known(self) -> bool:
        """Whether the file lists its documents itself, as exports of this program do."""
        return bool(self._own_document)

    def imported(self) -> Imported:
        """The result, with everything that has been added."""
        found = [*self._own_document, *self._by_iri.values()]
        return import_result.imported(found, None, self.report)

    def document(self, iri: str, title: str = "") -> DocumentBuilder:
        """The document with a given IRI; it is created at first use."""
        document = self._by_iri.get(iri)
        if document is None:
            document = self._by_iri[iri] = DocumentBuilder(name_for(iri, title))
            url = iri if iri.startswith(("http://", "https://")) else ""
            document.data = DocumentData(url=url, text_sha256=_hash(iri), title=title)
        return document

    def add(self, item: Values) -> None:
        """Add an annotation to each document that it targets."""
        targets = list(alternatives(item.get("target"), self._choice("targets", item)))
        if not targets:
            self.report.lose("annotations", f"{_label(item)}: it has no target", 1)
        for number, target in enumerate(targets):
            self._add(item, target, number)

    def _choice(self, what: str, item: Values) -> Choose:
        """A function that reports the alternatives of a choice that were not imported."""

        def left(others: Sequence[Any]) -> None:
            said = ", ".join(short(_summary(other)) for other in others)
            line = f"{_label(item)}: a choice of {what}, of which the first was taken, not {said}"
            self.report.lose(f"choices of {what}", line)

        return left

    def _add(self, item: Values, target: Any, number: int) -> None:
        values, said = Values(target), kept(item)
        where = values.get("source")
        iri = (
            target if isinstance(target, str) else Values(where).text("id") or values.text("source")
        )
        iri = iri or values.text("id")
        ours = said.whole("document", -1, 0, len(self._own_document) - 1)
        document = self._own_document[ours] if ours >= 0 else self.document(iri)
        bodies = read_bodies(item, self._choice("bodies", item))
        place = read_place(values.get("selector"))
        label = short(place.quote or iri)
        for rest in bodies.rest if ours < 0 else ():
            self.report.lose("bodies", f"{rest} on “{label}”")
        # Exports of this program state the offsets of an uncertain place even without a quote.
        if place == QuotePlace() and not said.whole("end", 0, 1):
            self._on_whole(
                document, iri, bodies, isinstance(target, dict) and values.get("selector")
            )
            return
        made = _annotation(item, said, place, bodies, number)
        if bodies.speaker and ours < 0:
            made = replace(made, source=document.source_named(bodies.speaker))
        document.annotations.append(made)

    def _on_whole(
        self, document: DocumentBuilder, iri: str, bodies: SortedBodies, selector: object
    ) -> None:
        """Import an annotation of a whole document: its notes become part of the memo."""
        if selector:
            what = f"an annotation on {short(iri)}: no selector of it quotes or counts text"
            self.report.lose("annotations", what + "; its note is in the memo", 1)
        else:
            self.report.whole += 1
        document.memo("\n\n".join(bodies.notes))
        for tag in bodies.tags:
            what = f"the tag {tag} on the whole of {short(iri)}"
            self.report.lose("tags on whole texts", what)


def kept(item: Values) -> Values:
    """The additional data that an export of this program stored in an annotation or collection."""
    held = Values(item.get(_KEPT))
    own = held.text("schema:name") == "reader"
    return Values.kept(held.text("schema:value")) if own else Values({})


def read_place(selector: Any) -> QuotePlace:
    """The place that the selectors of a target describe, including refining selectors."""
    place = QuotePlace()
    todo = list(selector) if isinstance(selector, list) else [selector]
    for each in todo:
        values = Values(each)
        if len(todo) < 100 and values.get("refinedBy"):
            more = values.get("refinedBy")
            todo += more if isinstance(more, list) else [more]
        kind = values.text("type")
        if kind == "TextQuoteSelector":
            quote, prefix, suffix = map(values.text, ("exact", "prefix", "suffix"))
            place = replace(place, quote=quote, prefix=prefix, suffix=suffix)
        elif kind == "TextPositionSelector":
            start = values.whole("start", -1, 0)
            end = values.whole("end", -1, start + 1)
            place = replace(place, start=start, end=end) if min(start, end) >= 0 else place
    return place


def name_for(iri: str, title: str = "") -> str:
    """A file name for an article, from its address or else its title."""
    try:
        path = urlsplit(iri).path if not iri.startswith(_HASHED) else ""
    except ValueError:
        path = ""
    return unquote(path.rstrip("/").rpartition("/")[2]) or title or "article"


def annotation_id(key: str) -> str:
    """An annotation id derived from an IRI or from another program's identifier."""
    try:
        return id_of(UUID(key.removeprefix("urn:uuid:")))
    except ValueError:
        return id_of(guid_from_names("iri", key))


def _annotation(
    item: Values, said: Values, place: QuotePlace, bodies: SortedBodies, number: int
) -> Annotation:
    # A quote without offsets is located in the article later; until then it is put at the start.
    start = place.start if place.start >= 0 else said.whole("start", 0, 0)
    end = place.end if place.end >= 0 else said.whole("end", 0, start + 1)
    key = item.text("id") or repr((place, bodies.tags, bodies.notes))
    id = said.text("id") or annotation_id(key if number == 0 else f"{key} {number}")
    ours = "document" in said
    return Annotation(
        id=id,
        start=start,
        end=end or start + max(1, len(place.quote)),
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        tags=tuple(dict.fromkeys(tag if ours else normal_name(tag) for tag in bodies.tags if tag)),
        source=said.text("source"),
        credibility=said.whole("credibility", 0, 1, 6),
        reason=said.text("reason"),
        links=said.links(),
        former=said.former(),
        text_sha256=said.text("text_sha256"),
        note="\n\n".join(bodies.notes),
        author=_creator(item.get("creator")),
        rev=said.whole("rev", 1, 1),
        created=item.moment("created"),
        modified=item.moment("modified"),
        extra=said.table("extra"),
    )


def _creator(creator: Any) -> str:
    """The name of an annotation's first creator."""
    first = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(first, str):
        return Values({"id": first}).text("id")
    values = Values(first)
    return values.text("name") or values.text("nickname") or values.text("id")


def _label(item: Values) -> str:
    """A description of an annotation for reports."""
    return f"the annotation {short(item.text('id') or 'without an id')}"


def _summary(body: Any) -> str:
    """A short description of a body or target for reports."""
    values = Values(body)
    said = values.text("value") or values.text("id") or values.text("source")
    return body if isinstance(body, str) else said or "an item"


def _own_document(table: Values) -> DocumentBuilder:
    """A document as an export of this program lists it."""
    fields = ("title", "text_sha256", "author", "publisher", "date", "url", "lang")
    known = {key: table.text(key) for key in fields}
    document = DocumentBuilder(table.text("path") or name_for(table.text("iri"), known["title"]))
    document.data = DocumentData(**known, done=table.texts("done"), extra=table.table("extra"))
    document.extra = dict(table.table("top"))
    document.judgements = table.judgements()
    for each in filter(None, map(source, table.tables("sources"))):
        document.sources.setdefault(each.id, each)
    return document


def _hash(iri: str) -> str:
    """The SHA-256 (hexadecimal) in an IRI of this program's exports, or ""."""
    if not iri.startswith(_HASHED):
        return ""
    digits = iri.removeprefix(_HASHED)
    try:
        return urlsafe_b64decode(digits + "=" * (-len(digits) % 4)).hex()
    except (Base64Error, ValueError):
        return ""
