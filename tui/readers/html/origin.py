"""What a page tells of its origin: a program that makes documentation, or a site of articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_GENERATOR = re.compile(
    r"javadoc|doxygen|sphinx|docutils|docbook|publican|asciidoc|gtk-doc|gi-docgen|makeinfo|texi2html"
    r"|texinfo|groff|man2html|docusaurus|mkdocs|mdbook|rustdoc|gitbook|jsdoc|typedoc|dokka|ex_?doc"
    r"|haddock|\brdoc\b|\byard\b|docfx|vitepress|mediawiki|dokuwiki|latex2html|tex4ht",
    re.IGNORECASE,
)
"""Names of programs that make documentation and encyclopedias."""
_SHARING = ("og:", "article:", "twitter:")
"""Beginnings of the names of what a page tells the sites on which it is shared: the Open Graph
protocol (https://ogp.me) and the cards of Twitter."""
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def is_reference(page: _Element) -> bool:
    """Whether a page says that it was made by a program for documentation or encyclopedias."""
    return any(
        (meta.get("name") or "").lower() == "generator"
        and _GENERATOR.search((meta.get("content") or "")[:200])
        for meta in page.iter("meta")
    )


def is_published(page: _Element) -> bool:
    """Whether a page is from a site that publishes articles: made to be shared, or with a feed."""
    shared = any(
        (meta.get("property") or meta.get("name") or "").lower().startswith(_SHARING)
        for meta in page.iter("meta")
    )
    return shared or any((link.get("type") or "").lower() in _FEEDS for link in page.iter("link"))
