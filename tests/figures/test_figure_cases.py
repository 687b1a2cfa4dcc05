"""Figures and dates by data: each sentence with all that must come of it."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tui.dates import find_dates
from tui.figures import find_figures
from tui.model.document import Document
from tui.model.mentions import Figure
from tui.readers import read_bytes

CASES = Path(__file__).parent / "cases"
TODAY = datetime.date(2015, 7, 9)


def tables(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def sentences(name: str) -> Iterator[Any]:
    for kind, cases in tables(name).items():
        for sentence, expected in cases.items():
            yield pytest.param(kind, sentence, expected, id=f"{kind}: {sentence}")


def document_of(sentence: str, lang: str = "en") -> Document:
    """A document with the sentence as a paragraph below a title."""
    read = read_bytes(f"Harbour news\n\n{sentence}\n".encode(), stem="case")
    return replace(read, lang=lang)


def figures_of(document: Document) -> list[Figure]:
    return find_figures(document, [each.span for each in find_dates(document, TODAY)])


def number(figure: Figure) -> str:
    """The bounds of a figure as the cases write them."""
    low, high = ("" if bound is None else f"{bound}" for bound in (figure.low, figure.high))
    return low if low == high else f"{low}..{high}"


def summary(document: Document) -> list[list[str]]:
    return [
        [document.text[slice(*each.span)], number(each), each.unit, each.what]
        for each in figures_of(document)
    ]


@pytest.mark.parametrize(("kind", "sentence", "expected"), sentences("counts"))
def test_figures(kind: str, sentence: str, expected: list[list[str]]) -> None:
    assert summary(document_of(sentence)) == expected


@pytest.mark.parametrize(("lang", "sentence", "expected"), sentences("other_languages"))
def test_figures_in_other_languages(lang: str, sentence: str, expected: list[list[str]]) -> None:
    assert summary(document_of(sentence, lang)) == expected


@pytest.mark.parametrize(
    ("lang", "sentence", "dates"),
    [
        ("de", "Am 9. Juli 2014 fiel er.", ["2014-07-09"]),
        ("de", "Im Mai 2014 fiel er.", ["2014-05"]),
        ("fr", "Il tomba le 1er mai.", ["2015-05-01"]),
        ("es", "Cayó el 9 de julio de 2014.", ["2014-07-09"]),
        ("ru", "Он упал 9 июля 2014 года.", ["2014-07-09"]),
        ("pt", "Caiu em 2014.", ["2014"]),
        ("nl", "Hij viel op 23.7.2014.", ["2014-07-23"]),
        ("pl", "Maja mówi, że maj jest ładny.", []),
        ("fr", "Le 31 novembre est une fête.", []),
    ],
)
def test_dates_in_other_languages(lang: str, sentence: str, dates: list[str]) -> None:
    assert [each.date for each in find_dates(document_of(sentence, lang), TODAY)] == dates


@pytest.mark.parametrize(
    "sentence",
    [sentence for table in tables("none").values() for sentence in table["sentences"]],
)
def test_numbers_that_are_no_figures(sentence: str) -> None:
    assert summary(document_of(sentence)) == []


@pytest.mark.parametrize(("kind", "sentence", "expected"), sentences("dates"))
def test_dates(kind: str, sentence: str, expected: list[list[Any]]) -> None:
    document = document_of(sentence)
    found = find_dates(document, TODAY)
    assert [
        [document.text[slice(*each.span)], each.date, each.is_relative] for each in found
    ] == expected
