"""Hypothesis, Web Annotations of other programs, and codebooks as CSV."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.importing import Imported, load
from tui.model.errors import ReaderError

PAGE = "https://example.org/news/harbour.html"


def row(**more: Any) -> dict[str, Any]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": "took its",
        "prefix": "Veld ",
        "suffix": " first",
    }
    selectors = [{"type": "RangeSelector"}, {"type": "TextPositionSelector", "start": 9, "end": 17}]
    return {
        "id": "AbC-1_2",
        "uri": PAGE,
        "user": "acct:ana@hypothes.is",
        "text": "Who says so?",
        "tags": ["claim / event", "key"],
        "created": "2024-01-02T03:04:05.678901+00:00",
        "updated": "2024-01-03T00:00:00+00:00",
        "document": {"title": ["Harbour reopens"]},
        "target": [{"source": PAGE, "selector": [*selectors, quote]}],
        **more,
    }


def loaded(data: Any, name: str = "a.json") -> Imported:
    return load(json.dumps(data).encode(), name)


@pytest.mark.parametrize("holder", ["rows", "annotations", None])
def test_an_export_of_hypothesis(holder: str | None) -> None:
    found = loaded({"total": 1, holder: [row()]} if holder else [row()])
    (document,) = found.documents
    assert (document.name, document.text) == ("harbour.html", None)
    assert document.notes.document.url == PAGE
    (annotation,) = document.notes.annotations
    assert annotation.tags == ("claim/event", "key")
    assert (annotation.quote, annotation.prefix, annotation.suffix) == (
        "took its",
        "Veld ",
        " first",
    )
    assert (annotation.note, annotation.author) == ("Who says so?", "ana")
    assert annotation.created == datetime(2024, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    assert annotation.modified == datetime(2024, 1, 3, tzinfo=UTC)
    assert found == loaded([row()])


def test_notes_on_a_page_are_a_memo_and_replies_are_lost() -> None:
    page = row(id="2", target=[{"source": PAGE}], text="A good page.", tags=["site"])
    reply = row(id="3", references=["AbC-1_2"], text="I think so.", target=[{"source": PAGE}])
    found = loaded({"rows": [row(), page, reply]})
    (document,) = found.documents
    assert document.notes.document.note == "A good page."
    assert len(document.notes.annotations) == 1
    assert any("“I think so.” of ana" in line for line in found.lost)
    assert any("the tag site" in line for line in found.lost)


def test_an_annotation_of_another_program() -> None:
    found = loaded(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://example.org/anno/1",
            "type": "Annotation",
            "motivation": "commenting",
            "creator": {"type": "Person", "nickname": "ben"},
            "body": ["https://example.org/video", {"type": "TextualBody", "value": "Hm."}],
            "target": {
                "source": {"id": PAGE},
                "selector": {
                    "type": "CssSelector",
                    "value": "p",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "a quote"},
                },
            },
        },
        "a.jsonld",
    )
    (annotation,) = found.documents[0].notes.annotations
    assert (annotation.quote, annotation.note, annotation.author) == ("a quote", "Hm.", "ben")
    assert found.lost == ("the body https://example.org/video on “a quote”",)


def test_a_page_that_is_only_pointed_to_is_named() -> None:
    first = {"items": [{"target": PAGE, "bodyValue": "x"}], "next": "https://example.org/2"}
    found = loaded({"type": "AnnotationCollection", "first": first}, "a.jsonld")
    assert found.documents[0].notes.document.note == "x"
    assert found.lost == ("the page https://example.org/2, which the file only points to",)


KEYS = (
    *("target", "selector", "type", "exact", "start", "end", "body", "rows", "uri", "value"),
    *("items", "first", "creator", "tags", "refinedBy", "source", "document"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_json_brings_it_down(data: Any) -> None:
    try:
        found = loaded(data)
    except ReaderError:
        return
    for document in found.documents:
        for annotation in document.notes.annotations:
            assert 0 <= annotation.start < annotation.end
            json.dumps(annotation.note).encode()


def names(data: str) -> list[tuple[str, str]]:
    book = load(data.encode(), "book.csv").codebook
    assert book
    return [(tag.name, tag.description) for tag in book.tags]


def test_a_codebook_of_taguette() -> None:
    head = "tag,description,number of highlights,number of documents\r\n"
    data = (
        head
        + 'people,Who acts,2,1\r\npeople.nurses,"At work, on shift",1,1\r\nU.S. policy,,0,0\r\n'
    )
    assert names(data) == [
        ("people", "Who acts"),
        ("people/nurses", "At work, on shift"),
        ("U.S. policy", ""),
    ]
    assert names("path,parent\nnurses,people\npeople,\n") == [("people/nurses", ""), ("people", "")]


def test_a_codebook_of_qualcoder() -> None:
    data = "\ufeffpeople>>nurses,At work\npeople>>staff>>porters\ncost,What it takes\n"
    assert names(data) == [
        ("people/nurses", "At work"),
        ("people/staff/porters", ""),
        ("cost", "What it takes"),
    ]


@pytest.mark.parametrize("data", ["", "\n\n", "tag,description\n", ",,\n"])
def test_a_codebook_without_tags_is_refused(data: str) -> None:
    with pytest.raises(ReaderError, match="no tag"):
        load(data.encode(), "book.csv")
