"""An email, or a web page that a browser saved as one (MHTML) -> a Document.

The subject is the title; all texts follow in order (see `body`), and a last line lists the
attachments. Source: RFC 5322 and 2045 to 2049; RFC 2557 for saved pages.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from itertools import islice
from typing import Any

from ...model.document import Document
from ...model.errors import ReaderError
from ...model.reading_options import NO_CHOICES, ReadingOptions
from ..decode import decode
from ..parts import Part, assemble, clean
from .body import PARTS, Content, content_of
from .headers import charset, date, header, names, parsed

READER = "mail 3"
"""Name and version of the reader: raised whenever it would produce another text from a file."""


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read an email as a Document; raises ReaderError if it has too many parts or nests too deep.

    An encoding in `options` applies to all texts of the email.
    """
    message = _parsed(data)
    saved = _is_saved_page(message)
    is_letter = any(header(message, name) for name in ("From", "To", "Received"))
    pages = [] if is_letter and not saved else _pages(message)
    if pages:
        return _saved_page(message, pages, stem, options)
    if saved:
        raise ReaderError("there is no page in this file; save it anew")
    try:
        content = content_of(message, options.encoding)
    except RecursionError as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error
    return _document(message, content, stem)


def _document(message: Any, content: Content, stem: str) -> Document:
    subject = header(message, "Subject")
    parts = [Part("title", subject, 1)] if subject else []
    parts += content.parts
    remarks = content.remarks
    if content.attachments:
        attached = ", ".join(content.attachments)
        parts.append(Part("paragraph", f"Attachments: {attached}"))
        remarks.append(f"attachments are only named: {attached}")
    written = date(message)
    return assemble(
        parts,
        stem=stem,
        title=subject,
        data={
            "author": names(message, "From"),
            "date": written.date().isoformat() if written else "",
            "to": names(message, "To"),
            "cc": names(message, "Cc"),
            "reader": READER,
        },
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _parsed(data: bytes) -> Any:
    if data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        data = decode(data).encode("utf-8")
    return parsed(data.removeprefix(BOM_UTF8).lstrip())


def _is_saved_page(message: Any) -> bool:
    """Whether a browser wrote the file, by the headers of current and of older browsers."""
    saved = "saved by" in header(message, "From").lower()
    return saved or message.get("Snapshot-Content-Location") is not None


def _pages(message: Any) -> list[Any]:
    """The HTML parts of a file without other text; the page that contains the others is first."""
    try:
        found = list(islice(message.walk(), PARTS + 1))
    except RecursionError as error:
        raise ReaderError("the parts of this mail nest too deep or are damaged") from error
    if len(found) > PARTS:
        raise ReaderError(f"a mail of more than {PARTS:,} parts; it is not opened")
    leaves = [part for part in found if not part.is_multipart()]
    texts = [leaf for leaf in leaves if leaf.get_content_type() in ("text/html", "text/plain")]
    if not _is_saved_page(message) and any(t.get_content_type() == "text/plain" for t in texts):
        return []
    return [leaf for leaf in texts if leaf.get_content_type() == "text/html"]


def _saved_page(message: Any, pages: list[Any], stem: str, options: ReadingOptions) -> Document:
    """The Document of a saved page, with the address it was saved from."""
    from .. import html

    first, *frames = pages
    address = message.get("Snapshot-Content-Location") or first.get("Content-Location") or ""
    url = clean(str(address))
    url = url if url.startswith(("http://", "https://")) else ""
    payload = first.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    document = html.read(data, stem, options, url=url, label=charset(first))
    if not frames:
        return document
    remark = f"the pages inside this page (frames) are left out: {len(frames)}"
    return replace(document, remarks=(*document.remarks, remark))
