"""Web pages: what is kept of them, what the user is told of the rest, and the whole page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.pages import PAGE, TEASER
from tui.model.document import Document
from tui.model.reading import ReadingOptions
from tui.readers import html, read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "pages.toml").read_text(encoding="utf-8"))[
    "case"
]
WHOLE = ReadingOptions(whole=True)


def blocks(document: Document) -> list[list[str]]:
    return [[b.kind, document.text[b.start : b.end]] for b in document.blocks]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_blocks_of_a_page(case: dict[str, Any]) -> None:
    document = html.read(case["html"].encode(), "page")
    assert blocks(document) == case["blocks"]
    if markers := case.get("markers"):
        assert [block.marker for block in document.blocks] == markers


def test_an_article_with_few_words_of_its_page_is_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "quay.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read(path)
    assert TEASER not in document.text
    (remark,) = document.remarks
    assert remark.startswith(f"{path}: the article found in this page has ")
    assert "--whole" in remark


def test_the_whole_page_has_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "quay.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read(path, WHOLE)
    assert TEASER in document.text
    assert document.title == "The quay"
    assert not document.remarks


def test_a_page_without_anything_else_has_no_remark() -> None:
    case = CASES[0]
    assert not html.read(case["html"].encode(), "page").remarks


def test_a_saved_page_in_a_mail_format_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "quay.mhtml"
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    path.write_text(f"{head}Snapshot-Content-Location: https://quay.example/\n\n{PAGE}")
    assert TEASER not in read(path).text
    assert TEASER in read(path, WHOLE).text
