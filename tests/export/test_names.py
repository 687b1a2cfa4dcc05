"""Names in bibliographies: divided where that is certain, whole where it is not."""

from __future__ import annotations

import json

import pytest

from tui.export import export
from tui.export.author_names import name_parts
from tui.model.annotation import DocumentData

from .samples import HARBOUR, exported


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jo Marsh", {"family": "Marsh", "given": "Jo"}),
        ("Marsh, Jo", {"family": "Marsh", "given": "Jo"}),
        ("Marsh, Jo, Jr.", {"family": "Marsh", "given": "Jo", "suffix": "Jr."}),
        ("Jo Marsh Jr.", {"family": "Marsh", "given": "Jo", "suffix": "Jr."}),
        ("Mary Jo van der Berg", {"family": "Berg", "given": "Mary Jo"}),
        ("Ana Ruíz y Mora", {"family": "Ruíz y Mora", "given": "Ana"}),
        ("Jordi Pons i Vila", {"family": "Pons i Vila", "given": "Jordi"}),
        ("Ana y Mora", {"family": "Mora", "given": "Ana y"}),
        ("Анна Петрова", {"family": "Петрова", "given": "Анна"}),
        ("Qais al-Khazali", {"family": "al-Khazali", "given": "Qais"}),
        ("Madonna", {"literal": "Madonna"}),
        ("王小明", {"literal": "王小明"}),
        ("AFP", {"literal": "AFP"}),
        ("Reuters staff", {"literal": "Reuters staff"}),
        ("The Daily Ledger", {"literal": "The Daily Ledger"}),
        ("Ministry of Defence", {"literal": "Ministry of Defence"}),
    ],
)
def test_parts(name: str, parts: dict[str, str]) -> None:
    found = name_parts(name)
    particle = found.pop("non-dropping-particle", "")
    assert found == parts
    assert particle == ("van der" if "van der" in name else "")


@pytest.mark.parametrize(
    ("date", "url", "kind", "field"),
    [
        ("2026-01-05", "", "article-newspaper", "container-title"),
        ("2026-01-05", "https://example.org/a", "article-newspaper", "container-title"),
        ("", "https://example.org/a", "webpage", "container-title"),
        ("", "", "document", "publisher"),
    ],
)
def test_the_type_of_an_item(date: str, url: str, kind: str, field: str) -> None:
    known = DocumentData(publisher="Ledger", date=date, url=url)
    (item,) = json.loads(export("csl", [exported(HARBOUR, [], known=known)]))
    assert (item["type"], item[field]) == (kind, "Ledger")
