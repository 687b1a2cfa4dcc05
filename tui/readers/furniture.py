"""Which elements of a page surround its article: menus, forms, lists of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = frozenset(("footer", "form", "nav", "dialog"))
"""Elements that surround an article by their names; <aside> may be a part of it."""
_CONTAINERS = frozenset(("div", "section", "ul", "ol", "li", "p", "table", "aside"))
_WORDS = frozenset(
    (
        *("newsletter", "subscribe", "subscription", "signup", "paywall", "cookie", "consent"),
        *("share", "sharing", "sharedaddy", "sharebar", "social", "follow"),
        *("related", "recommend", "recommended", "recommendation", "recommendations"),
        *("teaser", "teasers", "promo", "advert", "advertisement", "sponsored", "outbrain"),
        *("taboola", "sidebar", "breadcrumb", "breadcrumbs", "menu", "nav", "navbar"),
        *("navigation", "pagination", "pager", "comment", "comments", "disqus", "copyright"),
        *("disclosure", "authorbox", "nextpost", "prevpost", "modal", "popup", "toolbar"),
        *("ad", "ads", "banner", "anzeige", "werbung", "likes", "bio", "offer", "upsell"),
    )
)
"""Words in the class or id of an element that surrounds an article."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LARGE = 0.4
"""Share of the page's text from which on an element holds the article, whatever it is called."""


class Furniture:
    """The elements of one page that surround its article."""

    def __init__(self, page: _Element) -> None:
        self._page = page
        self._sizes = _sizes(page)
        self._most = _LARGE * self._sizes.get(page, 0)

    def holds(self, element: _Element, name: str) -> bool:
        """Whether an element with this name, and all that is in it, is no part of the article."""
        if name in _NAMES:
            return not self._is_large(element)
        if name not in _CONTAINERS:
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        words = {word.lower() for word in _WORD.findall(named[:1000])}
        if words.isdisjoint(_WORDS) or self._is_large(element):
            return False
        # Credits of pictures have such classes too, and so have comments in a program's text.
        return all(local(one) not in ("figure", "pre") for one in element.iterancestors())

    def is_beside(self, element: _Element, name: str) -> bool:
        """Whether an element is no part of the article, or is set beside it."""
        return self.holds(element, name) or (name == "aside" and not self._is_large(element))

    def texts(self) -> Iterator[str]:
        """The text of each element that surrounds the article; what is in it is not told again."""
        from lxml import etree

        steps = etree.iterwalk(self._page, events=("start",))
        for _, element in steps:
            if self.holds(element, local(element)):
                steps.skip_subtree()
                yield text_of(element)

    def _is_large(self, element: _Element) -> bool:
        return self._sizes.get(element, 0) > self._most


def _sizes(page: _Element) -> dict[_Element, int]:
    """The code points of text in each element, without scripts and white space at its ends."""
    sizes: dict[_Element, int] = {}
    for element in reversed(list(page.iter())):
        if local(element) in ("", "script", "style", "noscript", "head", "template"):
            continue
        own = len((element.text or "").strip())
        inside = (sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
        sizes[element] = own + sum(inside)
    return sizes
