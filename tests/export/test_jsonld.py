"""Web Annotations: the cardinalities and values of the model, checked one by one.

Source: https://www.w3.org/TR/annotation-model/ and the terms of http://www.w3.org/ns/anno.jsonld.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.importing.export_documents import reports
from tui.export import ExportDocument, export

from .samples import HARBOUR, exported, harbour, ledger, scanned

TERMS = {
    "collection": {"@context", "id", "type", "label", "total", "first"},
    "page": {"id", "type", "startIndex", "items"},
    "annotation": {
        *("id", "type", "motivation", "creator", "created", "modified", "body", "target"),
    },
    "body": {"type", "purpose", "value", "format"},
    "target": {"type", "source", "selector"},
    "creator": {"id", "type", "name"},
}
PREFIXES = ("schema:",)
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def known(record: dict[str, Any], kind: str) -> None:
    """Every key is a term of the context, or has a prefix that it declares."""
    unknown = {key for key in record.keys() - TERMS[kind] if not key.startswith(PREFIXES)}
    assert not unknown


def check(top: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations of a collection that keeps all rules of the model."""
    known(top, "collection")
    assert top["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert top["type"] == "AnnotationCollection"
    assert IRI.fullmatch(top["id"])
    assert isinstance(top["label"], str)
    if top["total"] == 0:
        assert "first" not in top
        return []
    page = top["first"]
    known(page, "page")
    assert page["type"] == "AnnotationPage"
    assert page["startIndex"] == 0
    assert IRI.fullmatch(page["id"])
    assert len(page["items"]) == top["total"]
    for item in page["items"]:
        check_annotation(item)
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    found: list[dict[str, Any]] = page["items"]
    return found


def check_annotation(item: dict[str, Any]) -> None:
    known(item, "annotation")
    assert item["type"] == "Annotation"
    assert IRI.fullmatch(item["id"])
    assert item["motivation"] in MOTIVATIONS
    assert all(MOMENT.fullmatch(item[key]) for key in ("created", "modified") if key in item)
    if "creator" in item:
        known(item["creator"], "creator")
        assert item["creator"]["type"] == "Person"
        assert IRI.fullmatch(item["creator"]["id"])
    for body in item.get("body", []):
        known(body, "body")
        assert body["type"] == "TextualBody"
        assert body["purpose"] in MOTIVATIONS
        assert body["value"]
    assert item.get("body") != []
    if isinstance(item["target"], str):
        assert IRI.fullmatch(item["target"])
    else:
        check_target(item["target"])


def check_target(target: dict[str, Any]) -> None:
    known(target, "target")
    assert target["type"] == "SpecificResource"
    assert IRI.fullmatch(target["source"])
    kinds = [selector["type"] for selector in target["selector"]]
    assert kinds in (["TextQuoteSelector", "TextPositionSelector"], ["TextQuoteSelector"])
    quote = target["selector"][0]
    assert quote.keys() == {"type", "exact", "prefix", "suffix"}
    for position in target["selector"][1:]:
        assert position.keys() == {"type", "start", "end"}
        assert 0 <= position["start"] < position["end"]


CASES = {
    "one": [harbour()],
    "two": [harbour(), ledger()],
    "paged": [scanned()],
    "bare": [exported(HARBOUR, [])],
    "twice the same": [harbour(), harbour()],
    "none": [],
}


@pytest.mark.parametrize("case", CASES)
def test_the_model_is_kept(case: str) -> None:
    check(json.loads(export("jsonld", CASES[case])))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_the_model_is_kept_by_every_report(report: list[ExportDocument]) -> None:
    check(json.loads(export("jsonld", report)))


def test_quote_and_position_are_those_of_the_text() -> None:
    sure = 0
    for item in check(json.loads(export("jsonld", [harbour()]))):
        if isinstance(item["target"], dict) and len(item["target"]["selector"]) == 2:
            quote, position = item["target"]["selector"]
            assert HARBOUR[position["start"] : position["end"]] == quote["exact"]
            assert HARBOUR[: position["start"]].endswith(quote["prefix"])
            assert HARBOUR[position["end"] :].startswith(quote["suffix"])
            sure += 1
    assert sure == 6


def test_tags_notes_author_and_dates_are_where_the_model_has_them() -> None:
    items = check(json.loads(export("jsonld", [harbour()])))
    (item,) = [item for item in items if item.get("creator")]
    bodies = [(body["purpose"], body["value"]) for body in item["body"]]
    assert bodies == [
        ("tagging", "claim/event"),
        ("tagging", "use/key"),
        ("commenting", "First time she says so.\n- Check with *Ledger*."),
        ("identifying", "Ana Brandt, head of the dockers' union"),
        ("assessing", "B3"),
    ]
    assert item["creator"]["name"] == "kt"
    assert item["created"] == "2026-01-05T09:30:00Z"


def test_a_text_without_an_address_is_named_by_its_hash() -> None:
    (item,) = check(json.loads(export("jsonld", [ledger()])))
    assert item["target"]["source"].startswith("ni:///sha-256;")
