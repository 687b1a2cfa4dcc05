"""Recognises the furniture of a page: menus, forms, lists of other articles around its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ..xml import local_name, text_of
from .hypertext import parts_of
from .restore import key_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SURROUNDING = frozenset(("footer", "form", "nav", "dialog"))
"""Elements that are furniture by their names; <aside> may be part of an article."""
_CONTAINERS = frozenset(("div", "section", "ul", "ol", "li", "p", "table", "aside"))
_WORDS = frozenset(
    str.split(
        "newsletter subscribe subscription signup paywall cookie consent share sharing "
        "sharedaddy sharebar social follow related recommend recommended recommendation "
        "recommendations teaser teasers promo advert advertisement sponsored outbrain taboola "
        "sidebar breadcrumb breadcrumbs menu nav navbar navigation pagination pager comment "
        "comments disqus copyright disclosure authorbox nextpost prevpost modal popup toolbar "
        "ad ads banner anzeige werbung likes bio offer upsell nocomments messenger vcard "
        "noprint crumb crumbs kommentar kommentare commentaires comentarios commenti"
    )
)
"""Words in the class or id of furniture."""
_BEGINNINGS = ("nav", "related", "recommend", "newsletter", "breadcrumb", "advert", "teaser")
"""Beginnings of further such words, which vary from site to site."""
_NAVIGATION = frozenset(
    ("breadcrumb", "breadcrumbs", "menu", "toolbar", "pagination", "pager", "related", "headerlink")
)
"""Words for reference works, where sidebars and asides are part of the text."""
_DETAILS = frozenset(("meta", "metadata", "byline", "dateline", "timestamp", "utility"))
"""Words in the class or id of an element that holds the author, the date or similar data."""
_WIDGET = "widget_"
"""Part of the class of a WordPress sidebar widget; the word alone occurs inside articles."""
_NAMES = 1_000
"""Code points of a class and an id that are examined."""
_UNREAD = ("", "script", "style", "noscript", "head", "template")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LARGE = 0.4
"""Share of the page's text from which on an element is not furniture, whatever its class."""


class Furniture:
    """The furniture of one page. `reference` tells that the page is from a reference work."""

    def __init__(self, page: _Element, *, reference: bool = False) -> None:
        self._page = page
        self._reference = reference
        self._sizes = _sizes(page)
        self._most = _LARGE * self._sizes.get(page, 0)

    def holds(self, element: _Element, name: str) -> bool:
        """Whether an element with this name is furniture, including everything in it."""
        if name in _SURROUNDING:
            return not self._is_large(element)
        if name not in _CONTAINERS or element.get("role") == "note":
            return False
        words, beginnings = (_NAVIGATION, ("nav",)) if self._reference else (_WORDS, _BEGINNINGS)
        if not _is_called(element, words, beginnings) or self._is_large(element):
            return False
        # Picture credits and comments in program listings have such classes too, but are content.
        return all(local_name(one) not in ("figure", "pre") for one in element.iterancestors())

    def is_beside(self, element: _Element, name: str) -> bool:
        """Whether an element is furniture or an aside."""
        if name == "aside" and not self._reference and element.get("role") != "note":
            return not self._is_large(element)
        return self.holds(element, name)

    def details(self, holder: _Element) -> Iterator[str]:
        """The key of each paragraph in elements that hold the author, the date or similar data."""
        from lxml import etree

        steps = etree.iterwalk(holder, events=("start",), tag=_CONTAINERS)
        for _, element in steps:
            if _is_called(element, _DETAILS) and not self._is_large(element):
                steps.skip_subtree()
                yield from (key_of(part.text) for part in parts_of(element))

    def texts(self) -> Iterator[str]:
        """The text of each outermost furniture element."""
        from lxml import etree

        steps = etree.iterwalk(self._page, events=("start",), tag=(*_SURROUNDING, *_CONTAINERS))
        for _, element in steps:
            if self.holds(element, local_name(element)):
                steps.skip_subtree()
                yield text_of(element)

    def _is_large(self, element: _Element) -> bool:
        return self._sizes.get(element, 0) > self._most


def _is_called(element: _Element, words: frozenset[str], beginnings: tuple[str, ...] = ()) -> bool:
    """Whether a word in the class or id of an element is in `words` or has such a beginning."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return named != " " and _has_word(named[:_NAMES], words, beginnings)


@lru_cache(maxsize=1024)
def _has_word(named: str, words: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    if beginnings and _WIDGET in named:
        return True
    found = map(str.lower, _WORD.findall(named))
    return any(word in words or word.startswith(beginnings) for word in found)


def _sizes(page: _Element) -> dict[_Element, int]:
    """Element -> code points of the text in it, without scripts and outer white space."""
    sizes: dict[_Element, int] = {}
    for element in reversed(list(page.iter())):
        size = sizes.pop(element, 0)
        if local_name(element) in _UNREAD:
            size = 0
        else:
            size += len((element.text or "").strip())
            sizes[element] = size
        parent = element.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + size + len((element.tail or "").strip())
    return sizes
