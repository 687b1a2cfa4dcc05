"""Web Annotations -> notes on the documents that they target.

Source: https://www.w3.org/TR/annotation-model/. Of its offsets programs that run in a browser make
UTF-16 code units, though the model asks for code points: they are checked where the text is known.
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
from . import carried
from .bodies import Choose, Said, alternatives, read_bodies
from .carried import Gathered, Imported, Report, short
from .values import Values, source

_KEPT = "schema:additionalProperty"
_HASHED = "ni:///sha-256;"


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """What the selectors of a target say: offsets (-1: none) and a quote with its context."""

    start: int = -1
    end: int = -1
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


class Documents:
    """The documents of a file, by the IRI that its annotations give, or by our own number."""

    def __init__(self, top: Values) -> None:
        self.report = Report()
        self._known = [_known(table) for table in kept(top).tables("documents")]
        self._by_iri: dict[str, Gathered] = {}

    @property
    def are_known(self) -> bool:
        """Whether the file says itself which documents it is on: it is an export of ours."""
        return bool(self._known)

    def imported(self) -> Imported:
        """Everything that has been added."""
        found = [*self._known, *self._by_iri.values()]
        return carried.imported(found, None, self.report)

    def document(self, iri: str, title: str = "") -> Gathered:
        """The document with an IRI, made if it is new."""
        document = self._by_iri.get(iri)
        if document is None:
            document = self._by_iri[iri] = Gathered(name_for(iri, title))
            url = iri if iri.startswith(("http://", "https://")) else ""
            document.data = DocumentData(url=url, text_sha256=_hash(iri), title=title)
        return document

    def add(self, item: Values) -> None:
        """Add an annotation to each document that it targets."""
        targets = list(alternatives(item.get("target"), self._choice("targets", item)))
        if not targets:
            self.report.lose("annotations", f"{_called(item)}: it has no target", 1)
        for number, target in enumerate(targets):
            self._add(item, target, number)

    def _choice(self, what: str, item: Values) -> Choose:
        """What reports the targets or bodies of a choice that were not taken."""

        def left(others: Sequence[Any]) -> None:
            said = ", ".join(short(_said(other)) for other in others)
            line = f"{_called(item)}: a choice of {what}, of which the first was taken, not {said}"
            self.report.lose(f"choices of {what}", line)

        return left

    def _add(self, item: Values, target: Any, number: int) -> None:
        values, said = Values(target), kept(item)
        where = values.get("source")
        iri = (
            target if isinstance(target, str) else Values(where).text("id") or values.text("source")
        )
        iri = iri or values.text("id")
        ours = said.whole("document", -1, 0, len(self._known) - 1)
        document = self._known[ours] if ours >= 0 else self.document(iri)
        bodies = read_bodies(item, self._choice("bodies", item))
        place = read_place(values.get("selector"))
        label = short(place.quote or iri)
        for rest in bodies.rest if ours < 0 else ():
            self.report.lose("bodies", f"{rest} on “{label}”")
        # Ours keep the offsets of a place that is not sure besides, whether it has a quote or not.
        if place == QuotePlace() and not said.whole("end", 0, 1):
            self._on_whole(
                document, iri, bodies, isinstance(target, dict) and values.get("selector")
            )
            return
        made = _annotation(item, said, place, bodies, number)
        if bodies.speaker and ours < 0:
            made = replace(made, source=document.source_named(bodies.speaker))
        document.annotations.append(made)

    def _on_whole(self, document: Gathered, iri: str, bodies: Said, selector: object) -> None:
        """Keep what is said about a whole document: its notes as a memo."""
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
    """What our own export kept in an annotation or a collection."""
    held = Values(item.get(_KEPT))
    own = held.text("schema:name") == "reader"
    return Values.kept(held.text("schema:value")) if own else Values({})


def read_place(selector: Any) -> QuotePlace:
    """Where the selectors of a target say that it is; those that refine others count too."""
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
    """The name of a file for an article that is known by its address, or by its title."""
    try:
        path = urlsplit(iri).path if not iri.startswith(_HASHED) else ""
    except ValueError:
        path = ""
    return unquote(path.rstrip("/").rpartition("/")[2]) or title or "article"


def annotation_id(key: str) -> str:
    """An annotation's id from an IRI, or from whatever another program calls it."""
    try:
        return id_of(UUID(key.removeprefix("urn:uuid:")))
    except ValueError:
        return id_of(guid_from_names("iri", key))


def _annotation(
    item: Values, said: Values, place: QuotePlace, bodies: Said, number: int
) -> Annotation:
    # A quote without offsets is looked for in the article; until then it stands at the beginning.
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
    """The name of the first of those who made an annotation."""
    first = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(first, str):
        return Values({"id": first}).text("id")
    values = Values(first)
    return values.text("name") or values.text("nickname") or values.text("id")


def _called(item: Values) -> str:
    """How an annotation is called in what is said about it."""
    return f"the annotation {short(item.text('id') or 'without an id')}"


def _said(body: Any) -> str:
    """What a body or target says, in short."""
    values = Values(body)
    said = values.text("value") or values.text("id") or values.text("source")
    return body if isinstance(body, str) else said or "an item"


def _known(table: Values) -> Gathered:
    """A document that an export of ours says the annotations are on."""
    fields = ("title", "text_sha256", "author", "publisher", "date", "url", "lang")
    known = {key: table.text(key) for key in fields}
    document = Gathered(table.text("path") or name_for(table.text("iri"), known["title"]))
    document.data = DocumentData(**known, extra=table.table("extra"))
    document.extra = dict(table.table("top"))
    document.judgements = table.judgements()
    for each in filter(None, map(source, table.tables("sources"))):
        document.sources.setdefault(each.id, each)
    return document


def _hash(iri: str) -> str:
    """The SHA-256 that an IRI of ours names a text by, in hexadecimal; else ""."""
    if not iri.startswith(_HASHED):
        return ""
    digits = iri.removeprefix(_HASHED)
    try:
        return urlsafe_b64decode(digits + "=" * (-len(digits) % 4)).hex()
    except (Base64Error, ValueError):
        return ""
