"""JSON: loads again, loses nothing, hides nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.export import ExportDocument, export
from tui.model.annotation import DocumentData, Source

from .samples import CODEBOOK, HARBOUR, exported, harbour, ledger, mark

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def loaded(*documents: ExportDocument) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(export("json", documents))
    return data


UNKNOWN_KEYS = st.text().map("x-{}".format)


@given(st.text(), st.text(), st.dictionaries(UNKNOWN_KEYS, VALUES, max_size=4))
def test_every_text_and_every_unknown_key_survives(
    note: str, name: str, extra: dict[str, Any]
) -> None:
    annotation = mark("A", HARBOUR, "Monday", "x", source="s", note=note, extra=extra)
    made = exported(HARBOUR, [annotation], sources=[Source("s", name, extra=extra)])
    (document,) = loaded(made)["documents"]
    (found,) = document["annotations"]
    assert (found["note"], document["sources"][0]["name"]) == (note, name)
    for key, value in extra.items():
        assert found[key] == value


@given(st.text("a\x00\x1b\x7f\x9b\u200b\u202e\ufeff\u2028\U000e0041\ud800é“\n"))
def test_no_unseen_character_is_in_the_bytes(text: str) -> None:
    written = export(
        "json", [exported(HARBOUR, [mark("A", HARBOUR, "Monday", note=text)])]
    ).decode()
    assert not set(written) & set("\x00\x1b\x7f\x9b\u200b\u202e\ufeff\u2028\U000e0041")
    assert json.loads(written)["documents"][0]["annotations"][0]["note"] == text


def test_offsets_give_the_quote_and_its_context() -> None:
    (document,) = loaded(harbour())["documents"]
    for found in document["annotations"]:
        if found["state"] == "anchored":
            start, end = found["start"], found["end"]
            assert HARBOUR[start:end] == found["quote"]
            assert HARBOUR[:start].endswith(found["prefix"])
            assert HARBOUR[end:].startswith(found["suffix"])


def test_what_is_not_known_is_null() -> None:
    (document,) = loaded(ledger())["documents"]
    (annotation,) = document["annotations"]
    assert (annotation["source"], annotation["credibility"]) == ("ab", 1)
    bare = loaded(exported(HARBOUR, [mark("A", HARBOUR, "Monday", created=None, modified=None)]))
    found = bare["documents"][0]["annotations"][0]
    assert [found[key] for key in ("source", "credibility", "created", "modified")] == [None] * 4


def test_unknown_values_of_toml_are_carried_as_far_as_json_can() -> None:
    extra = {
        "when": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "day": date(2026, 1, 2),
        "hour": time(3, 4),
        "nan": float("nan"),
        "huge": 1 << 70,
        "nested": {"b": [1, {"a": True}]},
        "state": "not ours to say",
    }
    annotation = mark("A", HARBOUR, "Monday", extra=extra)
    (document,) = loaded(exported(HARBOUR, [annotation]))["documents"]
    found = document["annotations"][0]
    assert found["when"] == "2026-01-02T03:04:05Z"
    assert (found["day"], found["hour"]) == ("2026-01-02", "03:04:00")
    assert found["nested"] == {"b": [1, {"a": True}]}
    assert found["state"] == "anchored"
    assert "nan" not in found
    assert "huge" not in found


def test_an_unknown_key_nested_too_deep_is_left_out() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    made = exported(HARBOUR, [], known=DocumentData(extra={"deep": deep, "flat": 1}))
    (document,) = loaded(made)["documents"]
    assert "deep" not in document
    assert document["flat"] == 1


def test_the_order_of_unknown_keys_does_not_matter() -> None:
    one, two = (
        exported(HARBOUR, [], known=DocumentData(extra=extra))
        for extra in ({"a": {"x": 1, "y": 2}, "b": 1}, {"b": 1, "a": {"y": 2, "x": 1}})
    )
    assert export("json", [one]) == export("json", [two])


def test_tags_in_use_come_with_their_groups_in_the_order_of_the_codebook() -> None:
    tags = loaded(harbour(), ledger())["tags"]
    assert [tag["name"] for tag in tags] == [*CODEBOOK.by_name, "odd/#1"]
    by_name = {tag["name"]: tag for tag in tags}
    assert by_name["claim/figure"]["was"] == ["claim/number"]
    assert by_name["claim/figure"]["color"] == "red"


def test_a_narrowed_export_says_so() -> None:
    data = json.loads(export("json", [harbour()], ["claim/number"]))
    assert data["only"] == ["claim/figure"]
