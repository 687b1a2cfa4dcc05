"""CodingTable made in a line each."""

from __future__ import annotations

from collections.abc import Mapping

from tui.statistics.coding_table import (
    NO_SOURCE,
    ArticleCodings,
    CodedSource,
    CodedSpan,
    CodingTable,
    columns_of,
)


def annotation(
    number: int,
    start: int,
    end: int,
    tags: str,
    author: str = "",
    source: CodedSource = NO_SOURCE,
    placed: bool = True,
) -> list[CodedSpan]:
    """An annotation with tags separated by spaces, of as many words as its span is long."""
    return [
        CodedSpan(number, tag, start, end, end - start, placed, author, source)
        for tag in tags.split()
    ]


def article(
    name: str, *annotations: list[CodedSpan], attributes: Mapping[str, str] | None = None
) -> ArticleCodings:
    return ArticleCodings(name, attributes or {}, [c for one in annotations for c in one])


def codings(*articles: ArticleCodings) -> CodingTable:
    return columns_of(articles)
