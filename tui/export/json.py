"""JSON: one document with everything the notes hold, for other programs.

The top object has `format`, `only` (the tags it was narrowed to), `note` (on all documents),
`documents` and `tags`. Each document has its data, `sources`, `annotations`, `judgements` and
`hypotheses`; those of a dossier are in the first document that one of them cites. Offsets are
half-open and count code points. Annotations of a document with pages have `page`; those of a
transcript with times have `time` and `time_end`. A value that is not known or not graded is null,
or "" for a text. Keys of a notes file that this version does not know are beside the known ones, as
far as JSON can hold them. Unseen characters are written as escapes, so that a terminal can show the
file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from math import isfinite
from typing import Any

from ..model.annotation import Annotation, Extra, Judgement, Source
from ..model.codebook import SEPARATOR, Codebook, Tag
from ..model.dossier import Hypothesis
from ..model.visible import escaped
from .citations import blocks, former_quote, in_text_order, pages, selector, times
from .export_document import ExportDocument
from .extension_data import dossier_data
from .findings import in_order, join_codebooks
from .text_values import iso

FORMAT = 1
_DEEPEST = 50
"""The most levels of nesting in the value of an unknown key; a deeper value is left out."""

Record = dict[str, Any]


def write(documents: Sequence[ExportDocument], note: str = "") -> bytes:
    """The bytes of a JSON document, UTF-8; known keys in a fixed order, then unknown ones.

    `note` is the analyst's note on all documents.
    """
    data = {
        "format": FORMAT,
        "only": list(dict.fromkeys(tag for exported in documents for tag in exported.only)),
        "note": note,
        "documents": [_document(exported) for exported in documents],
        "tags": _tags(documents),
    }
    return json_bytes(data)


def json_bytes(data: Any) -> bytes:
    """A JSON document, UTF-8, indented by two spaces; unseen characters are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return ("\n".join(map(escaped, text.split("\n"))) + "\n").encode()


def _document(exported: ExportDocument) -> Record:
    known = exported.known
    return _with(
        {**exported.notes.extra, **known.extra},
        path=known.path,
        title=known.title,
        author=known.author,
        publisher=known.publisher,
        date=known.date,
        url=known.url,
        lang=known.lang,
        text_sha256=known.text_sha256,
        note=known.note,
        done=list(known.done),
        sources=[_source(source) for source in exported.notes.sources],
        annotations=[_annotation(exported, each) for each in in_text_order(exported)],
        judgements=[_judgement(judgement) for judgement in exported.notes.judgements],
        hypotheses=[_hypothesis(hypothesis) for hypothesis in exported.hypotheses],
    )


def _source(source: Source) -> Record:
    return _with(
        source.extra,
        id=source.id,
        name=source.name,
        role=source.role,
        kind=source.kind,
        via=source.via or None,
        reliability=source.reliability or None,
        reason=source.reason,
        **dossier_data(source),
    )


def _annotation(exported: ExportDocument, annotation: Annotation) -> Record:
    place, anchor = selector(exported, annotation), exported.anchors[annotation.id]
    paragraphs = blocks(exported, annotation)
    former = former_quote(exported, annotation)
    return _with(
        annotation.extra,
        id=annotation.id,
        rev=annotation.rev,
        start=place.start,
        end=place.end,
        paragraph=paragraphs[0] if paragraphs else None,
        **_locator(exported, annotation),
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        state=anchor.state,
        moved=anchor.moved,
        edited=bool(former),
        former_quote=former or None,
        tags=list(exported.tags(annotation)),
        **({"rule": annotation.rule} if annotation.rule else {}),
        source=annotation.source or None,
        credibility=annotation.credibility or None,
        reason=annotation.reason,
        links=_links(annotation),
        note=annotation.note,
        author=annotation.author,
        edited_by=list(annotation.edited_by),
        created=iso(annotation.created),
        modified=iso(annotation.modified),
    )


def _locator(exported: ExportDocument, annotation: Annotation) -> Record:
    """The page and the times of an annotation, if the document has them."""
    paged, timed = pages(exported, annotation), times(exported, annotation)
    found: Record = {"page": paged[0]} if paged else {}
    return found | ({"time": timed[0], "time_end": timed[1]} if timed else {})


def _links(annotation: Annotation) -> list[Record]:
    return [_with(link.extra, to=link.to, rel=link.rel, why=link.why) for link in annotation.links]


def _judgement(judgement: Judgement) -> Record:
    return _with(
        judgement.extra,
        id=judgement.id,
        rev=judgement.rev,
        text=judgement.text,
        likelihood=judgement.likelihood or None,
        confidence=judgement.confidence or None,
        cites=list(judgement.cites),
        against=None if judgement.against is None else list(judgement.against),
        **({"grounds": dict(judgement.grounds)} if judgement.grounds else {}),
    )


def _hypothesis(hypothesis: Hypothesis) -> Record:
    return _with(
        hypothesis.extra,
        id=hypothesis.id,
        text=hypothesis.text,
        evidence=dict(hypothesis.evidence),
    )


def _tags(documents: Sequence[ExportDocument]) -> list[Record]:
    """The tags in use, and those groups above them that a codebook lists."""
    codebook = join_codebooks(exported.codebook for exported in documents)
    used: dict[str, None] = {}
    for exported in documents:
        for annotation in exported.notes.annotations:
            for name in exported.tags(annotation):
                used.update(dict.fromkeys((*_listed_above(name, codebook), name)))
    return [
        _tag(codebook.by_name.get(name, Tag(name)), codebook) for name in in_order(used, codebook)
    ]


def _listed_above(name: str, codebook: Codebook) -> list[str]:
    parts = name.split(SEPARATOR)
    above = (SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts)))
    return [group for group in above if group in codebook.by_name]


def _tag(tag: Tag, codebook: Codebook) -> Record:
    return _with(
        tag.extra,
        name=tag.name,
        key=tag.key,
        quick=tag.quick or None,
        color=codebook.color_of(tag.name),
        heading=tag.heading,
        description=tag.description,
        note=tag.note,
        was=list(tag.was),
    )


def _with(extra: Extra, /, **known: Any) -> Record:
    """The known keys, followed by the unknown keys that JSON can hold, by name."""
    record: Record = known
    for key in sorted(extra):
        if key not in known:
            try:
                record[key] = _plain(extra[key])
            except ValueError:
                continue
    return record


def _plain(value: Any, depth: int = 0) -> Any:
    """A value for JSON, with dates in ISO 8601; ValueError for a value that JSON cannot hold."""
    if depth < _DEEPEST:
        if value is None or isinstance(value, str | bool):
            return value
        if isinstance(value, int) and value.bit_length() < 64:
            return value
        if isinstance(value, float) and isfinite(value):
            return value
        if isinstance(value, date | time):
            return iso(value)
        if isinstance(value, Mapping):
            return {str(key): _plain(value[key], depth + 1) for key in sorted(value, key=str)}
        if isinstance(value, list | tuple):
            return [_plain(item, depth + 1) for item in value]
    raise ValueError(f"JSON cannot hold {type(value).__name__}")
