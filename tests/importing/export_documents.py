"""Documents of any content, for what is exported and imported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from tests.export.samples import document
from tui.export import ExportDocument
from tui.model.anchoring.anchors import Anchor, Selector, make
from tui.model.annotation import (
    Annotation,
    DocumentData,
    Grading,
    Judgement,
    Link,
    Notes,
    Source,
    new_id,
)
from tui.model.codebook import Codebook, Tag

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CANONICAL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=80
)
WORDS = TEXTS.filter(bool)
NAMES = st.one_of(
    st.sampled_from(["claim", "claim/event", "topic/event", "claim/event/sub", "use"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
)
IDS = st.one_of(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(new_id),
    st.uuids().map(str),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5),
)
MOMENTS = st.none() | st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC))
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | TEXTS
    | st.floats(allow_nan=False)
    | st.just(date(2026, 1, 2))
    | st.just(time(3, 4, 5))
    | st.just(datetime(2026, 1, 2, tzinfo=UTC)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
EXTRA = st.dictionaries(TEXTS.map("x-{}".format), VALUES, max_size=2)
LINKS = st.builds(Link, IDS | IDS.map("b.txt#{}".format), NAMES, TEXTS, EXTRA)
JUDGEMENTS = st.builds(
    Judgement,
    IDS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(IDS, unique=True, max_size=2).map(tuple),
    st.integers(1, 5),
    st.dictionaries(IDS, st.sampled_from(["B2", "C"]), max_size=1),
    st.none() | st.lists(IDS, unique=True, max_size=2).map(tuple),
    EXTRA,
)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Tags with letters, digits, colours, texts and former names."""
    tags = []
    letters: set[tuple[str, str]] = set()
    for number, name in enumerate(draw(st.lists(NAMES, unique=True, max_size=6))):
        tag = Tag(
            name,
            key=draw(st.sampled_from(["", "a", "b"])),
            quick=draw(st.sampled_from([0, number + 1])),
            color=draw(st.sampled_from(["", "red", "#12ab9F", "plaid"])),
            description=draw(TEXTS),
            note=draw(TEXTS),
            was=tuple(draw(st.lists(st.just(f"former {number}"), max_size=1))),
            heading=draw(TEXTS),
            extra=draw(EXTRA),
        )
        taken = (tag.parent, tag.key) in letters
        letters.add((tag.parent, tag.key))
        tags.append(replace(tag, key="") if taken else tag)
    return Codebook(tuple(tags))


@st.composite
def annotations(draw: st.DrawFn, text: str, names: list[str], speakers: list[str]) -> Annotation:
    """An annotation somewhere in a text."""
    start = draw(st.integers(0, len(text) - 1))
    place = make(text, start, draw(st.integers(start + 1, len(text))))
    return Annotation(
        draw(IDS),
        place.start,
        place.end,
        place.quote,
        place.prefix,
        place.suffix,
        tags=tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=3))),
        source=draw(st.sampled_from(["", *speakers])),
        credibility=draw(st.integers(0, 6)),
        reason=draw(TEXTS),
        links=tuple(draw(st.lists(LINKS, max_size=2))),
        note=draw(TEXTS),
        author=draw(st.sampled_from(["", "kt", "Ana & <b>"])) or draw(TEXTS),
        rev=draw(st.integers(1, 5)),
        created=draw(MOMENTS),
        modified=draw(MOMENTS),
        former=draw(st.none() | st.builds(Selector, st.just(3), st.just(9), WORDS, TEXTS, TEXTS)),
        text_sha256=draw(st.sampled_from(["", "0" * 64])),
        extra=draw(EXTRA),
    )


GRADINGS = st.builds(
    Grading, st.sampled_from(["", "A", "D"]), MOMENTS, TEXTS, TEXTS, st.sampled_from([{}, {"x": 1}])
)


@st.composite
def export_documents(draw: st.DrawFn, book: Codebook, number: int) -> ExportDocument:
    """A document with sources and annotations, some of them without a sure place."""
    text = draw(CANONICAL)
    sources = tuple(
        Source(
            id,
            draw(TEXTS) or id,
            draw(TEXTS),
            draw(st.sampled_from(["", "B", "F"])),
            draw(TEXTS),
            draw(TEXTS),
            draw(TEXTS),
            aliases=tuple(draw(st.lists(TEXTS.filter(bool), max_size=1))),
            was=tuple(draw(st.lists(TEXTS.filter(bool), max_size=1))),
            history=tuple(draw(st.lists(GRADINGS, max_size=2))),
            extra=draw(EXTRA),
        )
        for id in draw(st.lists(st.sampled_from(["ana", "ben"]), unique=True))
    )
    names = [*book.by_name, "loose", "a/loose"]
    marks = st.lists(
        annotations(text, names, [source.id for source in sources]),
        unique_by=lambda annotation: annotation.id,
        max_size=4,
    )
    made = tuple(sorted(draw(marks), key=lambda annotation: annotation.sort_key))
    anchors = {
        a.id: Anchor(a.start, a.end, draw(st.sampled_from(["anchored"] * 3 + ["orphaned"])))
        for a in made
    }
    fields: dict[str, Any] = {
        key: draw(TEXTS) for key in ("title", "note", "author", "publisher", "date", "lang")
    }
    url = draw(st.sampled_from(["", "https://example.org/a?b=1", "no address"]))
    known = DocumentData(url=url, extra=draw(EXTRA), **fields)
    judged = tuple(draw(st.lists(JUDGEMENTS, max_size=2, unique_by=lambda each: each.id)))
    notes = Notes(known, sources, made, judged, extra=draw(EXTRA))
    return ExportDocument(document(text), notes, book, anchors, f"text-{number}.txt")


@st.composite
def reports(draw: st.DrawFn) -> list[ExportDocument]:
    """One or two documents with one codebook."""
    book = draw(codebooks())
    return [draw(export_documents(book, number)) for number in range(draw(st.integers(1, 2)))]
