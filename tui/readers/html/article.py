"""Selects the parts of a page that form its article, and warns if much of the page is omitted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import reading_progress
from ..parts import Part
from ..xml import local_name
from .furniture import Furniture
from .hypertext import parts_of
from .restore import key_of, restored

if TYPE_CHECKING:
    from lxml.etree import _Element

_JOINED = 3
"""Parts of the page whose texts a single extracted part contains if it is the whole page."""
_LINKED = 0.5
"""Share of a text inside links from which on it counts as navigation."""
_MOST = 0.8
"""Share of the holder's text below which an extraction is rejected,
unless the page is published."""
_FEW = 0.6
"""Share of the page's words below which the user is told how many the article has."""


def article_of(page: _Element, extracted: _Element | None, size: int) -> tuple[list[Part], str]:
    """The parts of the article in a page, and a remark if they have few of its words, else "".

    `extracted` is the tree from the extractor. If it is None, the parts of the element that holds
    the article are returned. `size` is the length of the markup in code points. Navigation, forms,
    footers and texts that consist of links do not count as words of the page.
    """
    reference = is_reference(page)
    holder, furniture = _holder(page), Furniture(page, reference=reference)
    inside = list(_with_progress(parts_of(holder, leave_out=furniture.is_beside), size))
    if reference or extracted is None or next(holder.iter("math"), None) is not None:
        article = inside  # the extractor drops formulas
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
    """The parts of the article: the extracted ones, or all of its holder if these seem wrong."""
    article = _without_furniture(list(parts_of(extracted)), inside, page, furniture)
    if _is_joined(article, inside) or not (is_published(page) or _is_most(article, inside)):
        return inside
    details = frozenset(furniture.details(holder))
    kept = [p for p in inside if p.kind != "paragraph" or key_of(p.text) not in details]
    return restored(kept, article, to_end=local_name(holder) != "body")


def _around(page: _Element, holder: _Element, furniture: Furniture) -> Iterator[Part]:
    """The parts of a page outside the element that holds its article."""
    if local_name(holder) == "body":
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
    """The number of words in the parts that are not lists of links."""
    return _words(part for part in parts if part.linked < _LINKED)


def _is_most(article: Sequence[Part], inside: Sequence[Part]) -> bool:
    """Whether the extracted parts have most of the text of the element that holds the article."""
    size = sum(len(part.text) for part in article)
    return size >= _MOST * sum(len(part.text) for part in inside if part.linked < _LINKED)


def _words(parts: Iterable[Part]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _with_progress(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Pass the parts on and report progress; together they are no longer than the markup."""
    size = 0
    for part in parts:
        reading_progress.report(min(size / most, 1))
        size += len(part.text)
        yield part


def _holder(page: _Element) -> _Element:
    """The only <article>, or else the only main element of a page, or else its body."""
    with_role = [one for one in page.iter() if one.get("role")]
    for name in ("article", "main", "body"):
        found = {*page.iter(name), *(one for one in with_role if one.get("role") == name)}
        if len(found) == 1:
            return found.pop()
    return page


def _is_joined(article: Sequence[Part], page: Sequence[Part]) -> bool:
    """Whether the extractor failed and returned the text of the whole page as one part."""
    if len(article) != 1:
        return False
    key = key_of(article[0].text)
    return sum(bool(own := key_of(part.text)) and own in key for part in page) >= _JOINED


def _without_furniture(
    parts: list[Part], inside: Sequence[Part], page: _Element, furniture: Furniture
) -> list[Part]:
    """The extracted parts, without those whose text occurs in the furniture of the page only.

    If less than half of the text would remain, all parts are returned. `inside` are parts outside
    of all furniture.
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


_GENERATOR = re.compile(
    r"javadoc|doxygen|sphinx|docutils|docbook|publican|asciidoc|gtk-doc|gi-docgen|makeinfo|texi2html"
    r"|texinfo|groff|man2html|docusaurus|mkdocs|mdbook|rustdoc|gitbook|jsdoc|typedoc|dokka|ex_?doc"
    r"|haddock|\brdoc\b|\byard\b|docfx|vitepress|mediawiki|dokuwiki|latex2html|tex4ht",
    re.IGNORECASE,
)
"""Names of documentation generators and of wiki software for reference works."""
_SHARING = ("og:", "article:", "twitter:")
"""Prefixes of metadata for social networks: Open Graph (https://ogp.me) and Twitter cards."""
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def is_reference(page: _Element) -> bool:
    """Whether a page declares a documentation generator or wiki as the program that made it."""
    return any(
        (meta.get("name") or "").lower() == "generator"
        and _GENERATOR.search((meta.get("content") or "")[:200])
        for meta in page.iter("meta")
    )


def is_published(page: _Element) -> bool:
    """Whether a page is from a site that publishes articles: it has sharing metadata or a feed."""
    shared = any(
        (meta.get("property") or meta.get("name") or "").lower().startswith(_SHARING)
        for meta in page.iter("meta")
    )
    return shared or any((link.get("type") or "").lower() in _FEEDS for link in page.iter("link"))
