"""The article in a web page: its parts, and a remark where it has few of the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import reading_progress
from ..parts import Part
from ..xml import local
from .furniture import Furniture
from .hypertext import parts_of
from .origin import is_published, is_reference
from .restore import key_of, restored

if TYPE_CHECKING:
    from lxml.etree import _Element

_JOINED = 3
"""Parts of a page that are no paragraph of an article when they come as one."""
_LINKED = 0.5
"""Share of a text inside links from which on it is navigation."""
_MOST = 0.8
"""Share of its text below which an extractor is not believed, in a page that is no article."""
_FEW = 0.6
"""Share of a page's words below which the user is told that the article has only so many."""


def article_of(page: _Element, extracted: _Element | None, size: int) -> tuple[list[Part], str]:
    """The parts of the article in a page, and a remark if they have few of its words, else "".

    `extracted` is the tree of what an extractor found, None where it found nothing: then the parts
    are those of the element that holds the article. `size` is that of the markup, in code points.
    Navigation, forms, footers, and texts that are links do not count as words of the page.
    """
    reference = is_reference(page)
    holder, furniture = _holder(page), Furniture(page, reference=reference)
    inside = list(_told(parts_of(holder, leave_out=furniture.is_beside), size))
    if reference or extracted is None or next(holder.iter("math"), None) is not None:
        article = inside  # an extractor leaves formulas out
    else:
        article = _article(page, holder, furniture, inside, extracted)
    total = _unlinked(inside) + _unlinked(_around(page, holder, furniture))
    return article, _remark(_words(article), total)


def _article(
    page: _Element,
    holder: _Element,
    furniture: Furniture,
    inside: list[Part],
    extracted: _Element,
) -> list[Part]:
    """The parts of the article: what an extractor found, or all that its holder has inside."""
    article = _without_furniture(list(parts_of(extracted)), inside, page, furniture)
    if _is_joined(article, inside) or not (is_published(page) or _is_most(article, inside)):
        return inside
    details = frozenset(furniture.details(holder))
    kept = [p for p in inside if p.kind != "paragraph" or key_of(p.text) not in details]
    return restored(kept, article, to_end=local(holder) != "body")


def _around(page: _Element, holder: _Element, furniture: Furniture) -> Iterator[Part]:
    """The parts of a page outside the element that holds its article."""
    if local(holder) == "body":
        return iter(())
    return parts_of(
        page,
        leave_out=lambda element, name: element is holder or furniture.is_beside(element, name),
    )


def _remark(kept: int, total: int) -> str:
    if kept >= _FEW * total:
        return ""
    return (
        f"the article found in this page has {kept} of its {total} words outside navigation; "
        "--whole, or the command to read the whole page, shows them all"
    )


def _unlinked(parts: Iterable[Part]) -> int:
    """The words of the parts that are no lists of links."""
    return _words(part for part in parts if part.linked < _LINKED)


def _is_most(article: Sequence[Part], inside: Sequence[Part]) -> bool:
    """Whether what an extractor found is most of the text of the element that holds it."""
    size = sum(len(part.text) for part in article)
    return size >= _MOST * sum(len(part.text) for part in inside if part.linked < _LINKED)


def _words(parts: Iterable[Part]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _told(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """The parts, with a word on how far they are: their text is at most as long as the markup."""
    size = 0
    for part in parts:
        reading_progress.report(min(size / most, 1))
        size += len(part.text)
        yield part


def _holder(page: _Element) -> _Element:
    """The one element that a page calls its article or its main part, else its body."""
    with_role = [one for one in page.iter() if one.get("role")]
    for name in ("article", "main", "body"):
        found = {*page.iter(name), *(one for one in with_role if one.get("role") == name)}
        if len(found) == 1:
            return found.pop()
    return page


def _is_joined(article: Sequence[Part], page: Sequence[Part]) -> bool:
    """Whether an extractor found no article and gave the whole text of the page as one part."""
    if len(article) != 1:
        return False
    key = key_of(article[0].text)
    return sum(bool(own := key_of(part.text)) and own in key for part in page) >= _JOINED


def _without_furniture(
    parts: list[Part], inside: Sequence[Part], page: _Element, furniture: Furniture
) -> list[Part]:
    """The parts of an article without those that the page has in its furniture alone.

    All parts, if hardly anything else is left. `inside` are parts that are in no furniture.
    """
    known = _joined_keys(inside)
    doubtful = {key for part in parts if (key := key_of(part.text)) not in known}
    if not doubtful:
        return parts
    known = _joined_keys(parts_of(page, leave_out=furniture.holds))
    around = "\n".join(map(key_of, furniture.texts()))
    wrong = {key for key in doubtful if key not in known and key in around}
    left = [part for part in parts if key_of(part.text) not in wrong]
    size = sum(len(part.text) for part in parts)
    return left if sum(len(part.text) for part in left) >= size / 2 else parts


def _joined_keys(parts: Iterable[Part]) -> str:
    return "".join(key_of(part.text) for part in parts)
