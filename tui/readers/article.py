"""The article in a web page: its parts, and a remark where it has few of the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from . import progress
from .assemble import Part
from .furniture import Furniture
from .hypertext import parts_of
from .restore import key_of, restored
from .xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_JOINED = 3
"""Parts of a page that are no paragraph of an article when they come as one."""
_LINKED = 0.5
"""Share of a text inside links from which on it is navigation."""
_FEW = 0.6
"""Share of a page's words below which the user is told that the article has only so many."""


def parts_of_article(page: _Element, extracted: _Element | None, size: int) -> list[Part]:
    """The parts of the article in a page.

    `extracted` is the tree of what an extractor found, None where it found nothing: then the parts
    are those of the element that holds the article. `size` is that of the markup, in code points.
    """
    holder, furniture = _holder(page), Furniture(page)
    inside = list(_told(parts_of(holder, leave_out=furniture.is_beside), size))
    if extracted is None:
        return inside
    article = _without_furniture(list(parts_of(extracted)), page, furniture)
    if _is_joined(article, inside):
        return inside
    return restored(inside, article, to_end=local(holder) != "body")


def remark_on(article: Sequence[Part], page: _Element) -> str:
    """A remark on an article that has few of the words of its page; "" for any other.

    Navigation, forms, footers, and texts that are links do not count as words of the page.
    """
    outside = parts_of(page, leave_out=Furniture(page).is_beside)
    total = _words(part for part in outside if part.linked < _LINKED)
    kept = _words(article)
    if kept >= _FEW * total:
        return ""
    return (
        f"the article found in this page has {kept} of its {total} words outside navigation; "
        "--whole, or the command to read the whole page, shows them all"
    )


def _words(parts: Iterable[Part]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _told(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """The parts, with a word on how far they are: their text is at most as long as the markup."""
    size = 0
    for part in parts:
        progress.done(min(size / most, 1))
        size += len(part.text)
        yield part


def _holder(page: _Element) -> _Element:
    """The one element that a page calls its article or its main part, else its body."""
    for name in ("article", "main", "body"):
        found = [one for one in page.iter() if local(one) == name or one.get("role") == name]
        if len(found) == 1:
            return found[0]
    return page


def _is_joined(article: Sequence[Part], page: Sequence[Part]) -> bool:
    """Whether an extractor found no article and gave the whole text of the page as one part."""
    if len(article) != 1:
        return False
    key = key_of(article[0].text)
    return sum(bool(own := key_of(part.text)) and own in key for part in page) >= _JOINED


def _without_furniture(parts: list[Part], page: _Element, furniture: Furniture) -> list[Part]:
    """The parts of an article without those that the page has in its furniture alone.

    All parts, if hardly anything else is left.
    """
    inside = key_of("".join(part.text for part in parts_of(page, leave_out=furniture.holds)))
    around = "\n".join(map(key_of, furniture.texts()))
    left = [p for p in parts if (key := key_of(p.text)) in inside or key not in around]
    size = sum(len(part.text) for part in parts)
    return left if sum(len(part.text) for part in left) >= size / 2 else parts
