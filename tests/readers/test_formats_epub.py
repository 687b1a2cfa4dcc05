"""Books: chapters that are named again, left aside or missing."""

from __future__ import annotations

import pytest

from tests.readers.archives import archive
from tui.model.document import Document
from tui.readers import read_bytes

_CONTAINER = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
_CHAPTER = "<html><body><h1>{}</h1><p>{}</p></body></html>"


def book(*spine: tuple[str, str]) -> Document:
    """A book of two chapters, one.html and two.html, with a spine of (address, attributes)."""
    items = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>'
        for n, (href, _) in enumerate(spine)
    )
    references = "".join(f'<itemref idref="i{n}" {more}/>' for n, (_, more) in enumerate(spine))
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "a.opf": f"<package><manifest>{items}</manifest><spine>{references}</spine></package>",
        "one.html": _CHAPTER.format("One", "It rained."),
        "two.html": _CHAPTER.format("Two", "It stopped."),
        "cover.html": "<html><body><img src='a.png'/></body></html>",
    }
    data = archive({name: content.encode() for name, content in entries.items()})
    return read_bytes(data, stem="s", suffix=".epub")


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
    ],
)
def test_chapters_that_are_not_read_are_named(href: str, attributes: str, says: str) -> None:
    found = book(("one.html", ""), (href, attributes))
    assert found.text == "One\n\nIt rained."
    assert says in "".join(found.remarks)
    assert bool(found.remarks) is bool(says)
