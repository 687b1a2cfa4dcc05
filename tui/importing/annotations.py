"""Web Annotations -> notes on the documents that they target."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from ..model.annotation import Annotation, DocumentData, Source, source_id
from ..model.codebook import normal_name
from ..model.guid import id_of, named
from .carried import Gathered, Imported, short
from .values import Values, source

_KEPT = "schema:additionalProperty"
_NOTES = ("commenting", "describing", "editing", "questioning", "replying", "")
_HASHED = "ni:///sha-256;"


@dataclass(frozen=True, slots=True)
class Place:
    """What the selectors of a target say: offsets (-1: none) and a quote with its context."""

    start: int = -1
    end: int = -1
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass
class Said:
    """The bodies of an annotation: tags, a note, a speaker, and what has no place here."""

    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    speaker: str = ""
    rest: list[str] = field(default_factory=list)


class Documents:
    """The documents of a file, by the IRI that its annotations give, or by our own number."""

    def __init__(self, top: Values) -> None:
        self.lost: list[str] = []
        self._known = [_known(table) for table in kept(top).tables("documents")]
        self._by_iri: dict[str, Gathered] = {}

    @property
    def are_known(self) -> bool:
        """Whether the file says itself which documents it is on: it is an export of ours."""
        return bool(self._known)

    def imported(self) -> Imported:
        """Everything that has been added."""
        found = [*self._known, *self._by_iri.values()]
        return Imported(tuple(document.carried() for document in found), None, tuple(self.lost))

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
        targets = item.get("target")
        for number, target in enumerate(targets if isinstance(targets, list) else [targets]):
            self._add(item, target, number)

    def _add(self, item: Values, target: Any, number: int) -> None:
        values, said = Values(target), kept(item)
        where = values.get("source")
        iri = (
            target if isinstance(target, str) else Values(where).text("id") or values.text("source")
        )
        iri = iri or values.text("id")
        ours = said.whole("document", -1, 0, len(self._known) - 1)
        document = self._known[ours] if ours >= 0 else self.document(iri)
        bodies = read_bodies(item)
        place = read_place(values.get("selector"))
        label = short(place.quote or iri)
        self.lost += [f"{rest} on “{label}”" for rest in bodies.rest if ours < 0]
        if place == Place():
            if isinstance(target, dict) and values.get("selector"):
                self.lost.append(f"an annotation on {short(iri)}: no selector of it quotes text")
            document.memo("\n\n".join(bodies.notes))
            self.lost += [f"the tag {tag} on the whole of {short(iri)}" for tag in bodies.tags]
            return
        made = _annotation(item, said, place, bodies, number)
        if bodies.speaker and ours < 0:
            made = replace(made, source=speaker(document, bodies.speaker))
        document.annotations.append(made)


def kept(item: Values) -> Values:
    """What our own export kept in an annotation or a collection."""
    held = Values(item.get(_KEPT))
    own = held.text("schema:name") == "reader"
    return Values.kept(held.text("schema:value")) if own else Values({})


def read_bodies(item: Values) -> Said:
    """What the bodies of an annotation say, by their purposes."""
    said = Said()
    default = _purpose(item.get("motivation"))
    body = item.get("body")
    for each in body if isinstance(body, list) else [body]:
        values = Values({"value": each} if isinstance(each, str) else each)
        purpose = _purpose(values.get("purpose")) or default
        text = values.text("value")
        if isinstance(each, str) or not text:
            found = text or values.text("id") or values.text("source")
            said.rest += [f"the body {found}"] if found else []
        elif purpose == "tagging":
            said.tags.append(text)
        elif purpose in _NOTES or purpose == "highlighting":
            said.notes.append(text)
        elif purpose == "identifying" and not said.speaker:
            said.speaker = text
        else:
            said.rest.append(f"“{short(text)}” ({purpose})")
    if item.text("bodyValue"):
        said.notes.append(item.text("bodyValue"))
    return said


def read_place(selector: Any) -> Place:
    """Where the selectors of a target say that it is; those that refine others count too."""
    place = Place()
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


def speaker(document: Gathered, name: str) -> str:
    """The id of the source of a name in a document, which gets it if it is new."""
    for known in document.sources.values():
        if known.name == name:
            return known.id
    id = source_id(name, document.sources)
    document.sources[id] = Source(id, name)
    return id


def annotation_id(key: str) -> str:
    """An annotation's id from an IRI, or from whatever another program calls it."""
    try:
        return id_of(UUID(key.removeprefix("urn:uuid:")))
    except ValueError:
        return id_of(named("iri", key))


def _annotation(item: Values, said: Values, place: Place, bodies: Said, number: int) -> Annotation:
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


def _purpose(purpose: Any) -> str:
    first = next(_strings(purpose), "")
    return first.removeprefix("oa:")


def _strings(value: Any) -> Iterator[str]:
    return (
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    )


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
