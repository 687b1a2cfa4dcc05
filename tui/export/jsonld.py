"""W3C Web Annotations as JSON-LD: a collection with one page of annotations.

Each passage has a TextQuoteSelector and, if its place is certain, a TextPositionSelector. Tags,
notes, the speaker and the grade are textual bodies. A note on a whole document is an annotation
without a selector. Data that the model has no property for is in a property of schema.org, a prefix
that the context of the model declares.

Source: https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ..model.annotation import Annotation, Source
from ..model.guid import guid_from_names, guid_of, id_of
from .export_document import ExportDocument, collection_title
from .extension_data import annotation_data, as_toml, judgement_data, source_data
from .findings import Finding, all_findings
from .json import json_bytes
from .text_values import utc

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+")
_DATA = (
    *("path", "title", "text_sha256", "author", "publisher", "date", "url", "lang"),
    "done",
)

Record = dict[str, Any]


def write(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a JSON-LD document on one document or several, UTF-8."""
    taken: set[UUID] = set()
    memos = [
        _memo(number, exported) for number, exported in enumerate(documents) if exported.known.note
    ]
    items = memos + [
        _annotation(documents[finding.citation.document], finding, taken)
        for finding in all_findings(documents)
    ]
    identity = [exported.known.text_sha256 for exported in documents]
    collection: Record = {
        "@context": CONTEXT,
        "id": guid_from_names("collection", *identity).urn,
        "type": "AnnotationCollection",
        "label": collection_title(documents),
        "total": len(items),
    }
    if items:
        page = {
            "id": guid_from_names("page", *identity).urn,
            "type": "AnnotationPage",
            "startIndex": 0,
        }
        collection["first"] = {**page, "items": items}
    return json_bytes(
        collection | _kept({"documents": [_document(exported) for exported in documents]})
    )


def _kept(values: Record) -> Record:
    """A property with data that the model has no property for; no property if there is none."""
    text = as_toml(values)
    if not text:
        return {}
    value = {"type": "schema:PropertyValue", "schema:name": "reader", "schema:value": text}
    return {"schema:additionalProperty": value}


def _document(exported: ExportDocument) -> Record:
    known = exported.known
    data = {key: getattr(known, key) for key in _DATA if getattr(known, key)}
    more = {"extra": dict(known.extra), "top": dict(exported.notes.extra)}
    sources = [_source(source) for source in exported.notes.sources]
    judgements = judgement_data(exported.notes.judgements) or []
    lists = {"sources": sources, "judgements": judgements}
    return {"iri": _iri(exported), **data, **more, **lists}


def _source(source: Source) -> Record:
    held = {"id": source.id, "name": source.name, "role": source.role}
    return {**held, "reliability": source.reliability, **source_data(source)}


def _iri(exported: ExportDocument) -> str:
    """The target of the annotations: the address of the article, else the hash of its text.

    Source: RFC 6920, "Naming Things with Hashes".
    """
    url = exported.known.url
    if _IRI.fullmatch(url):
        return url
    digest = urlsafe_b64encode(bytes.fromhex(exported.known.text_sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _memo(number: int, exported: ExportDocument) -> Record:
    """An annotation for the note on a whole document."""
    name = guid_from_names("memo", str(number), exported.path, exported.known.text_sha256)
    return {
        "id": name.urn,
        "type": "Annotation",
        "motivation": "commenting",
        "body": [_body("commenting", exported.known.note)],
        "target": _iri(exported),
        **_kept({"document": number}),
    }


def _annotation(exported: ExportDocument, finding: Finding, taken: set[UUID]) -> Record:
    annotation = finding.annotation
    name = guid_of(annotation.id)
    while name in taken:
        name = guid_from_names("another", str(name))
    taken.add(name)
    bodies = _bodies(finding)
    made = {"created": utc(annotation.created), "modified": utc(annotation.modified)}
    return {
        "id": name.urn,
        "type": "Annotation",
        "motivation": bodies[0]["purpose"] if bodies else "highlighting",
        **({"creator": _creator(annotation.author)} if annotation.author else {}),
        **{key: moment for key, moment in made.items() if moment},
        **({"body": bodies} if bodies else {}),
        "target": {
            "type": "SpecificResource",
            "source": _iri(exported),
            "selector": _selectors(finding),
        },
        **_kept(_values(finding, annotation, name)),
    }


def _creator(name: str) -> Record:
    return {"id": guid_from_names("user", name).urn, "type": "Person", "name": name}


def _body(purpose: str, value: str) -> Record:
    markup = {"format": "text/markdown"} if purpose == "commenting" else {}
    return {"type": "TextualBody", "purpose": purpose, "value": value, **markup}


def _bodies(finding: Finding) -> list[Record]:
    said = [
        *(("tagging", tag) for tag in finding.tags),
        ("commenting", finding.annotation.note),
        ("identifying", finding.speaker if finding.source else ""),
        ("assessing", finding.grade),
    ]
    return [_body(purpose, value) for purpose, value in said if value]


def _selectors(finding: Finding) -> list[Record]:
    place = finding.citation.selector
    quote = {"type": "TextQuoteSelector", "exact": place.quote}
    context = {"prefix": place.prefix, "suffix": place.suffix}
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    return [quote | context, *([position] if finding.citation.state == "anchored" else [])]


def _values(finding: Finding, annotation: Annotation, name: UUID) -> Record:
    """The data of an annotation that the model has no property for."""
    place, sure = finding.citation.selector, finding.citation.state == "anchored"
    return {
        "document": finding.citation.document,
        "id": None if id_of(name) == annotation.id else annotation.id,
        "start": None if sure else place.start,
        "end": None if sure else place.end,
        "source": annotation.source,
        **annotation_data(annotation),
    }
