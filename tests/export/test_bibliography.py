"""BibTeX and CSL-JSON: names, dates, keys, and what LaTeX would act on."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.export import export
from tui.export.author_names import authors
from tui.export.bibliography import entries, escape
from tui.model.annotation import DocumentData

from .samples import HARBOUR, exported, harbour, ledger


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Jo Marsh", ("Jo Marsh",)),
        ("By Jo Marsh and Ana Brandt", ("Jo Marsh", "Ana Brandt")),
        ("Jo Marsh, Ana Brandt & Li Wei", ("Jo Marsh", "Ana Brandt", "Li Wei")),
        ("Marsh, Jo; Brandt, Ana", ("Marsh, Jo", "Brandt, Ana")),
        ("Анна Петрова и Иван Ли", ("Анна Петрова", "Иван Ли")),
        ("", ()),
    ],
)
def test_authors(said: str, names: tuple[str, ...]) -> None:
    assert authors(said) == names


@pytest.mark.parametrize(
    ("said", "date", "left"),
    [
        ("2026-01-05", (2026, 1, 5), ""),
        ("2026-01-05T10:00:00Z", (2026, 1, 5), ""),
        ("2026-13", (2026,), ""),
        ("2026", (2026,), ""),
        ("9 July 2015", (), "9 July 2015"),
        ("", (), ""),
    ],
)
def test_dates(said: str, date: tuple[int, ...], left: str) -> None:
    (entry,) = entries([exported(HARBOUR, [], known=DocumentData(date=said))])
    assert (entry.date, entry.written_date) == (date, left)


def test_keys_are_told_apart() -> None:
    keys = [entry.key for entry in entries([harbour(), harbour(), ledger()])]
    assert keys == ["marsh2026harbour", "marsh2026harbour-2", "dockers"]


def test_a_document_of_which_nothing_is_cited_is_left_out_of_a_narrowed_list() -> None:
    data = json.loads(export("csl", [harbour(), ledger()], ["use"]))
    assert [item["id"] for item in data] == ["marsh2026harbour"]


@given(st.text())
def test_braces_are_balanced_and_nothing_acts(text: str) -> None:
    shown = escape(text)
    depth = 0
    for sign in shown:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    plain = re.sub(r"\\(?:text[a-z]+\{\}|[$&#_%])", "", shown)
    assert not set(plain) & set("\\{}$&#_%~^")


@settings(deadline=None)  # the first one imports what the others use
@given(st.text(), st.text(), st.text())
def test_any_data_gives_whole_entries(title: str, author: str, url: str) -> None:
    known = DocumentData(title=title, author=author, url=url)
    written = export("bibtex", [exported(HARBOUR, [], known=known)]).decode()
    assert written.startswith("@misc{")
    assert written.count("{") == written.count("}")
    (item,) = json.loads(export("csl", [exported(HARBOUR, [], known=known)]))
    assert {"id", "type", "title"} <= item.keys()
