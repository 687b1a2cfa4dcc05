"""A web page -> a Document: trafilatura finds the article in it; nothing is ever fetched.

Source: https://trafilatura.readthedocs.io. What it drops and an analyst needs is put back: the
captions of figures (`restore`) and the headline. A page in which it finds nothing, or that is
vast, is read whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from html.entities import html5, name2codepoint
from itertools import islice
from typing import TYPE_CHECKING

from ...model.document import Document
from ...model.errors import ReaderError
from ...model.reading_options import NO_CHOICES, ReadingOptions
from .. import reading_progress
from ..charsets import declared_in
from ..decode import decoded
from ..parts import Part, assemble, clean
from ..xml import parse_html
from .article import article_of
from .elements import SIGNS
from .hypertext import parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Extracted

READER = "html 3"
"""Name and version of what makes the text: it grows when the same page gives another one."""

MARKUP = 8 * 1024 * 1024
"""Code points of markup that a page may have, pictures inside it not counted."""

_PICTURE = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=\s%]{64,}")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_LATEST = "2100-01-01"
"""The latest date a page may bear. It is fixed: a page must read the same on every day."""
_AMONG_FIRST = 3
_RAW = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
"""Stretches of a page in which nothing is a tag."""
_TAG = re.compile(r"""<[a-z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+""", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_NAMED = re.compile("&([A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTES = 4_000
"""Attributes that a tag may have: the time to parse it grows by their square."""
_ELEMENTS = 8_000
"""Elements of a page that is read whole: the time to find the article grows by their square."""
_STUMBLES = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an extractor made of guesses may raise for markup that nobody foresaw."""


def read(
    data: bytes,
    stem: str,
    options: ReadingOptions = NO_CHOICES,
    *,
    url: str = "",
    label: str = "",
) -> Document:
    """The Document of a page; ReaderError for one that is too large or nests too deep.

    `label` names the encoding where something outside the page does; `url` is where the page is
    known to come from.
    """
    found = decoded(data, options.encoding, label or declared_in(data))
    document = read_page(found.text, stem, options, url=url)
    return replace(document, remarks=(*document.remarks, *found.remarks))


def read_page(
    markup: str, stem: str, options: ReadingOptions = NO_CHOICES, *, url: str = ""
) -> Document:
    """The Document of a page's markup; `url` is where it is known to come from."""
    markup = _bounded(_DECLARATION.sub("", _PICTURE.sub("data:,", markup.replace("\0", ""))))
    if not markup.strip():
        return assemble((), stem=stem, data={"reader": READER})
    saved = _SAVED_FROM.search(markup[:4096])
    url = url or (saved[1] if saved else "")
    reading_progress.report(0)
    markup = _NAMED.sub(_numbered, markup)
    page = parse_html(markup.encode("utf-8"))
    found = None if _is_vast(page) else _extracted(markup, url)
    if options.whole:
        parts, remark = list(parts_of(page)), ""
    else:
        body = None if found is None else found.body
        parts, remark = article_of(page, body, len(markup))
    if not parts:
        raise ReaderError("there is no text in this page; nothing in it can be read here")
    title = _headline(page, (found.title or "") if found else _page_title(page))
    return assemble(
        _titled(parts, title),
        stem=stem,
        title=title,
        lang=_lang(page),
        data={**(_known(found) if found else {"url": url}), "reader": READER},
        remarks=(remark,) if remark else (),
    )


def _numbered(match: re.Match[str]) -> str:
    """A character by its number, where the parser does not know the name that HTML 5 gives it."""
    characters = html5.get(match[1] + ";", "")
    if match[1] in name2codepoint or not characters:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters)


def _bounded(markup: str) -> str:
    """The markup as it is; ReaderError for more than a page has."""
    if len(markup) > MARKUP:
        raise ReaderError("more markup than an article has; save the page as text and open that")
    if _has_vast_tag(markup):
        raise ReaderError("a tag in it has thousands of attributes; such a page is not opened")
    return markup


def _has_vast_tag(markup: str) -> bool:
    """Whether a tag has more attributes, with values or without, than a page has."""
    for tag in _TAG.finditer(_RAW.sub("", markup)):
        if tag.end() - tag.start() > 2 * _ATTRIBUTES:
            names = _ATTRIBUTE.findall(_VALUE.sub("=", tag[0]))
            if len(names) > _ATTRIBUTES:
                return True
    return False


def _extracted(markup: str, url: str) -> Extracted | None:
    """What trafilatura finds, with the settings of its own benchmark; None if it finds nothing."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            # Without a handler warnings would go to the terminal, over whatever is shown there.
            logger.addHandler(logging.NullHandler())
    try:
        found = bare_extraction(
            markup,
            url=url or None,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": _LATEST,
            },
        )
    except _STUMBLES:
        return None  # the whole page is read instead
    return found if found is not None and not isinstance(found, dict) else None


def _is_vast(page: HtmlElement) -> bool:
    return sum(1 for _ in islice(page.iter(), _ELEMENTS + 1)) > _ELEMENTS


def _known(found: Extracted) -> dict[str, str]:
    known = {
        "author": (found.author or "").replace("; ", ", "),
        "publisher": found.sitename or "",
        "date": found.date or "",
        "url": found.url or "",
    }
    return {key: " ".join(clean(value).split()) for key, value in known.items()}


def _page_title(page: HtmlElement) -> str:
    return clean(page.findtext(".//title") or "")


def _headline(page: HtmlElement, title: str) -> str:
    """The title of a page: its one <h1> where the title only adds the name of the site to it."""
    title = clean(title)
    headings = (_line(h1.text_content()).rstrip(f" {SIGNS}") for h1 in page.iter("h1"))
    heads = [text for text in headings if text]
    if len(heads) == 1 and (not title or _same(heads[0]) in _same(title)):
        return heads[0]
    return title


def _titled(parts: list[Part], title: str) -> Iterable[Part]:
    """The parts with the title as a Block: a heading among the first that says it, else before."""
    if not title or not parts:
        return parts
    for index, part in enumerate(parts[:_AMONG_FIRST]):
        if part.kind in ("heading", "paragraph") and _same(part.text) == _same(title):
            return [*parts[:index], replace(part, kind="title", level=1), *parts[index + 1 :]]
    return [Part("title", title, 1), *(p for p in parts if not _repeats(p, title))]


def _repeats(part: Part, title: str) -> bool:
    return part.kind == "heading" and part.level == 1 and _same(part.text) == _same(title)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _lang(page: HtmlElement) -> str:
    """The language that a page says it is in, if it looks like the name of one."""
    said = (page.get("lang") or page.get("xml:lang") or "").strip().lower()
    base = re.split("[-_]", said)[0]
    return base if 2 <= len(base) <= 3 and base.isascii() and base.isalpha() else ""
