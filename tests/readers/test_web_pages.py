"""Web pages: what is kept of them, what the user is told of the rest, and the whole page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.pages import PAGE, SENTENCE, TEASER
from tui.model.document import Document
from tui.model.reading_options import ReadingOptions
from tui.readers import html, read
from tui.readers.html.article import article_of
from tui.readers.xml import parse_html

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


SECTIONS = "".join(f"<section>{SENTENCE.format(n=n)}</section>" for n in range(10))
FEED = '<link rel="alternate" type="application/rss+xml" href="/feed">'


def words_of_article(head: str) -> str:
    """The text kept of ten sections after a paragraph, of which an extractor found the latter."""
    first = "The clerk of the harbour office has kept this book since the year of the great flood."
    markup = f"<html><head>{head}</head><body><p>{first}</p>{SECTIONS}</body></html>"
    found = parse_html(f"<body><p>{first}</p>{'<p>And more of it.</p>' * 30}</body>".encode())
    parts, _ = article_of(parse_html(markup.encode()), found.find("body"), len(markup))
    return " ".join(part.text for part in parts)


def test_a_page_that_is_no_article_is_kept_whole_when_the_extractor_missed_most_of_it() -> None:
    assert all(SENTENCE.format(n=n) in words_of_article("") for n in range(10))


@pytest.mark.parametrize("head", [FEED, '<meta property="og:type" content="article">'])
def test_the_extractor_is_believed_for_a_page_of_a_site_that_publishes_articles(head: str) -> None:
    assert SENTENCE.format(n=9) not in words_of_article(head)
