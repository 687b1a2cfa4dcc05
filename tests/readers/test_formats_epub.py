"""Books: chapters that are named again, left aside or missing."""

from __future__ import annotations

import pytest

from tests.readers.archives import archive
from tui.model.document import Document
from tui.readers import read_bytes

_CONTAINER = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
_CHAPTER = "<html><body><h1>{}</h1><p>{}</p></body></html>"


def book(*spine: tuple[str, str], more: str = "") -> Document:
    """A book of two chapters, one.html and two.html, with a spine of (address, attributes).

    `more` stands in the first chapter too.
    """
    items = "".join(
        f'<item id="i{n}" href="{href}" media-type="{_media_type(href)}"/>'
        for n, (href, _) in enumerate(spine)
    )
    references = "".join(f'<itemref idref="i{n}" {more}/>' for n, (_, more) in enumerate(spine))
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "a.opf": f"<package><manifest>{items}</manifest><spine>{references}</spine></package>",
        "one.html": _CHAPTER.format("One", f"It rained.{more}"),
        "two.html": _CHAPTER.format("Two", "It stopped."),
        "cover.html": "<html><body><img src='a.png'/></body></html>",
    }
    data = archive({name: content.encode() for name, content in entries.items()})
    return read_bytes(data, stem="s", suffix=".epub")


def _media_type(href: str) -> str:
    types = {"svg": "image/svg+xml", "pdf": "application/pdf"}
    return types.get(href.rpartition(".")[2], "application/xhtml+xml")


def test_a_chapter_that_is_named_with_fragments_is_there_once() -> None:
    found = book(("one.html#a", ""), ("one.html#b", ""), ("two.html", ""))
    assert found.text == "One\n\nIt rained.\n\nTwo\n\nIt stopped."
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("href", "attributes", "says"),
    [
        ("two.html", 'linear="no"', "leaves aside are left out: two.html"),
        ("three.html", "", "missing from the book: three.html"),
        ("cover.html", 'linear="no"', ""),
        ("four.pdf", "", "is not read here are left out: four.pdf"),
    ],
)
def test_chapters_that_are_not_read_are_named(href: str, attributes: str, says: str) -> None:
    found = book(("one.html", ""), (href, attributes))
    assert found.text == "One\n\nIt rained."
    assert says in "".join(found.remarks)
    assert bool(found.remarks) is bool(says)


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<img src='a.png'/><svg><image/></svg>", "2 pictures are left out"),
        ("<math><mspace/></math>", "1 formula is left out"),
        ("<audio/><video/>", "2 recordings (sound or film) are left out"),
        ("<object><img src='a.png'/></object>", "the text of 1 embedded object is left out"),
        ("<ruby>It<rt>kana</rt></ruby>", "the reading beside 1 word (ruby) is left out"),
    ],
)
def test_what_is_left_out_of_chapters_is_said(inner: str, says: str) -> None:
    found = book(("one.html", ""), more=inner)
    assert says in found.remarks[0]
    assert len(found.remarks) == 1


def test_a_picture_in_the_place_of_a_chapter_is_counted() -> None:
    found = book(("one.html", ""), ("a.svg", ""))
    assert found.remarks == ("s: 1 picture is left out",)


def test_a_formula_is_written_in_one_line() -> None:
    found = book(("one.html", ""), more=" If <math><msup><mi>x</mi><mn>2</mn></msup></math> so")
    assert found.text.endswith("It rained. If x^2 so")
    assert "1 formula is written in one line" in "".join(found.remarks)
