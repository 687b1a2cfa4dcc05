"""Converts the properties of an Outlook message to MIME parts, for .msg and winmail.dat alike.

Source: [MS-OXPROPS] Exchange Server Protocols Master Property List.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from typing import Protocol

from ..rtf.compressed import unpacked
from ..rtf.fonts import codec_of_page

SUBJECT, SENDER = 0x0037, 0x0C1A
BODY, HTML, RTF = 0x1000, 0x1013, 0x1009
CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
LONG_NAME, SHORT_NAME, CONTENT, TYPE = 0x3707, 0x3704, 0x3701, 0x370E
"""Property numbers."""


class Properties(Protocol):
    """The properties of a message or an attachment, by property number."""

    def text(self, tag: int) -> str:
        """A text property; "" if it is absent."""

    def data(self, tag: int) -> bytes:
        """A binary property; b"" if it is absent."""

    def number(self, tag: int) -> int:
        """An integer property; 0 if it is absent."""


def versions(item: Properties) -> Iterator[Message]:
    """The plain text and the HTML of a message; if both are absent, its RTF as plain text."""
    body, page = item.text(BODY), item.text(HTML)
    if body.strip():
        yield MIMEText(body, "plain", "utf-8")
    markup = item.data(HTML)
    if markup:
        part = MIMEBase("text", "html")
        part.set_payload(markup)
        number = item.number(INTERNET_CODE_PAGE)
        if number:
            part.set_param("charset", codec_of_page(number))
        encode_base64(part)
        yield part
    elif page.strip():
        yield MIMEText(page, "html", "utf-8")
    elif not body.strip() and (packed := item.data(RTF)):
        from .. import rtf

        text = rtf.read(unpacked(packed), "").text
        yield MIMEText(text, "plain", "utf-8")


def attached_file(name: str, kind: str, content: bytes) -> Message:
    """An attached file: texts and messages with their content, other files as a name only."""
    kind, ending = kind.lower(), name.lower()
    is_page = kind == "text/html" or ending.endswith((".html", ".htm"))
    is_text = is_page or kind.startswith("text/") or ending.endswith(".txt")
    subtype = "html" if is_page else "plain"
    part = MIMEBase("text", subtype) if is_text else MIMEBase("application", "octet-stream")
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name or "unnamed"))
    if is_text or ending.endswith(".eml"):
        part.set_payload(content)
        encode_base64(part)
    return part
