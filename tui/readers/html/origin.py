"""Detects the origin of a page: a documentation generator, or a site that publishes articles."""

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
