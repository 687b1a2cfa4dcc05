"""A web page -> a Document: trafilatura extracts the article; nothing is fetched from the network.

Source: https://trafilatura.readthedocs.io. Content that trafilatura drops and an analyst needs is
restored: captions of figures (`restore`) and the headline. If trafilatura finds no article, or the
page is too large for it, the whole page is read.
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
"""Name and version of the reader: raised whenever it would produce another text from a page."""

MARKUP = 8 * 1024 * 1024
"""Limit of markup in code points, without embedded pictures."""

_PICTURE = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w=.+-]+)*;base64,[A-Za-z0-9+/=\s%]{64,}")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_LATEST_DATE = "2100-01-01"
"""The latest date accepted as that of a page: a constant,
so that results do not depend on today."""
_AMONG_FIRST = 3
_WITHOUT_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
"""Comments, scripts and style sheets: "<" begins no tag in them."""
_TAG = re.compile(r"""<[a-z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+""", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_NAMED = re.compile("&([A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTES = 4_000
"""Limit of attributes in one tag: the parser takes time quadratic in their number."""
_ELEMENTS = 8_000
"""Elements above which extraction is skipped: trafilatura takes time quadratic in their number."""
_EXTRACTOR_ERRORS = (
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""Exceptions that trafilatura may raise for unusual markup."""


def read(
    data: bytes,
    stem: str,
    options: ReadingOptions = NO_CHOICES,
    *,
    url: str = "",
    label: str = "",
) -> Document:
    """Read a web page as a Document; raises ReaderError if it is too large or nests too deep.

    `label` is the encoding stated outside the page, as in an HTTP header; `url` is the address of
    the page, if known.
    """
    found = decoded(data, options.encoding, label or declared_in(data))
    document = read_page(found.text, stem, options, url=url)
    return replace(document, remarks=(*document.remarks, *found.remarks))


def read_page(
    markup: str, stem: str, options: ReadingOptions = NO_CHOICES, *, url: str = ""
) -> Document:
    """Build the Document of a page from its markup; `url` is the address of the page, if known."""
    markup = _bounded(_DECLARATION.sub("", _PICTURE.sub("data:,", markup.replace("\0", ""))))
    if not markup.strip():
        return assemble((), stem=stem, data={"reader": READER})
    saved = _SAVED_FROM.search(markup[:4096])
    url = url or (saved[1] if saved else "")
    reading_progress.report(0)
    markup = _NAMED.sub(_numeric_reference, markup)
    page = parse_html(markup.encode("utf-8"))
    found = None if _is_too_large(page) else _extracted(markup, url)
    if options.whole:
        parts, remark = list(parts_of(page)), ""
    else:
        body = None if found is None else found.body
        parts, remark = article_of(page, body, len(markup))
    if not parts:
        raise ReaderError("there is no text in this page; nothing in it can be read here")
    named = (found.title or "") if found else clean(page.findtext(".//title") or "")
    title = _headline(page, named)
    return assemble(
        _titled(parts, title),
        stem=stem,
        title=title,
        lang=_lang(page),
        data={**(_metadata(found) if found else {"url": url}), "reader": READER},
        remarks=(remark,) if remark else (),
    )


def _numeric_reference(match: re.Match[str]) -> str:
    """A named character reference as a numeric one, if the parser does not know the HTML 5 name."""
    characters = html5.get(match[1] + ";", "")
    if match[1] in name2codepoint or not characters:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters)


def _bounded(markup: str) -> str:
    """The markup unchanged; raises ReaderError if it exceeds the limits."""
    if len(markup) > MARKUP:
        raise ReaderError("more markup than an article has; save the page as text and open that")
    if _has_too_many_attributes(markup):
        raise ReaderError("a tag in it has thousands of attributes; such a page is not opened")
    return markup


def _has_too_many_attributes(markup: str) -> bool:
    """Whether a tag has more attributes than _ATTRIBUTES, with or without values."""
    for tag in _TAG.finditer(_WITHOUT_TAGS.sub("", markup)):
        if tag.end() - tag.start() > 2 * _ATTRIBUTES:
            names = _ATTRIBUTE.findall(_VALUE.sub("=", tag[0]))
            if len(names) > _ATTRIBUTES:
                return True
    return False


def _extracted(markup: str, url: str) -> Extracted | None:
    """The result of trafilatura, with the settings of its benchmark; None if it finds nothing."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            # Without a handler, warnings would be written to the terminal, over the screen of the
            # program.
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
                "max_date": _LATEST_DATE,
            },
        )
    except _EXTRACTOR_ERRORS:
        return None  # the whole page is read instead
    return found if found is not None and not isinstance(found, dict) else None


def _is_too_large(page: HtmlElement) -> bool:
    return sum(1 for _ in islice(page.iter(), _ELEMENTS + 1)) > _ELEMENTS


def _metadata(found: Extracted) -> dict[str, str]:
    known = {
        "author": (found.author or "").replace("; ", ", "),
        "publisher": found.sitename or "",
        "date": found.date or "",
        "url": found.url or "",
    }
    return {key: " ".join(clean(value).split()) for key, value in known.items()}


def _headline(page: HtmlElement, title: str) -> str:
    """The title of a page: the text of its only <h1>, if its <title> merely adds the site name."""
    title = clean(title)
    headings = (_on_one_line(h1.text_content()).rstrip(f" {SIGNS}") for h1 in page.iter("h1"))
    heads = [text for text in headings if text]
    if len(heads) == 1 and (not title or _normalized(heads[0]) in _normalized(title)):
        return heads[0]
    return title


def _titled(parts: list[Part], title: str) -> Iterable[Part]:
    """The parts with a title Block: one of the first if its text is the title, else a new part."""
    if not title or not parts:
        return parts
    for index, part in enumerate(parts[:_AMONG_FIRST]):
        if part.kind in ("heading", "paragraph") and _normalized(part.text) == _normalized(title):
            return [*parts[:index], replace(part, kind="title", level=1), *parts[index + 1 :]]
    return [Part("title", title, 1), *(p for p in parts if not _repeats(p, title))]


def _repeats(part: Part, title: str) -> bool:
    return (
        part.kind == "heading" and part.level == 1 and _normalized(part.text) == _normalized(title)
    )


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _normalized(text: str) -> str:
    return " ".join(text.casefold().split())


def _lang(page: HtmlElement) -> str:
    """The language that the page declares, if it looks like an ISO 639 code, else ""."""
    said = (page.get("lang") or page.get("xml:lang") or "").strip().lower()
    base = re.split("[-_]", said)[0]
    return base if 2 <= len(base) <= 3 and base.isascii() and base.isalpha() else ""
