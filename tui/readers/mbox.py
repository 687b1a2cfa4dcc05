"""A mailbox (mbox) -> a Document: all messages in order, each under a heading.

Source: RFC 4155, and the conventions of mail programs for lines that begin with "From ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Document
from ..model.reading_options import NO_CHOICES, ReadingOptions
from . import reading_progress
from .mail import read as read_mail
from .parts import Part, assemble

READER = "mbox 3"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_HEADER = (
    rb"(?=(?i:return-path|received|delivered-to|message-id|date|from|to|cc|subject|reply-to|sender"
    rb"|mime-version|status|newsgroups|path|xref|precedence|authentication-results|errors-to"
    rb"|(?:x|content|list|resent|dkim|arc|envelope)-[!-9;-~]+):)"
)
_DATED = rb"(?:\w{3} \w{3} +\d{1,2} \d\d:\d\d(?::\d\d)?(?: [A-Z+-][\w+-]{0,5})? \d{4}|-) *\r?\n"
_FROM = re.compile(
    rb"(?:\A\s*|(?<=\n)\r?\n)From (?:[^\r\n]*\d:\d\d[^\r\n]*\r?\n|[^\r\n]*\r?\n%b)"
    rb"|(?<=\n)From (?:\S+ +)?%b%b" % (_HEADER, _DATED, _HEADER)
)
"""The separator line before a message: it ends in a date, or a header follows.

Mailboxes that rely on Content-Length have no blank line before it; then a date and a header are
required, or the dash that Netscape wrote in place of the date.
"""
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_MOST_REMARKS = 20
"""Limit of remarks on single messages; the others are only counted."""


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read a mailbox as a Document; raises ReaderError if a message cannot be read."""
    messages = [_QUOTED.sub(rb"\1", _with_header(message)) for message in _messages(data)]
    if len(messages) == 1:
        return read_mail(messages[0], stem, options)
    remarks: list[str] = []
    parts = list(_parts(messages, remarks, options))
    more = len(remarks) - _MOST_REMARKS
    if more > 0:
        remarks[_MOST_REMARKS:] = [f"{more:,} more remarks on its messages"]
    return assemble(parts, stem=stem, data={"reader": READER}, remarks=tuple(remarks))


def _messages(data: bytes) -> Iterator[bytes]:
    """The messages without their separator lines."""
    starts = [(found.start(), found.end()) for found in _FROM.finditer(data)]
    if not starts or data[: starts[0][0]].strip():
        starts.insert(0, (0, 0))
    ends = [*(start for start, _ in starts[1:]), len(data)]
    for (_, start), end in zip(starts, ends, strict=True):
        if data[start:end].strip():
            yield data[start:end]


def _with_header(message: bytes) -> bytes:
    """A message with at least one header line, so that its text is not parsed as headers."""
    return message if message[:1] not in (b"\r", b"\n") else b"Subject:\n" + message


def _parts(messages: list[bytes], remarks: list[str], options: ReadingOptions) -> Iterator[Part]:
    """The parts of all messages; remarks on each message are appended to `remarks`."""
    for number, message in enumerate(reading_progress.track(messages), 1):
        document = read_mail(message, "", options)
        remarks += [f"message {number:,}: {remark}" for remark in document.remarks]
        known, title = document.data, document.title
        yield Part("heading", title or "(no subject)", 1)
        said = (("From", "author"), ("To", "to"), ("Date", "date"))
        lines = [f"{label}: {known[key]}" for label, key in said if known.get(key)]
        yield Part("byline", "\n".join(lines))
        for block in document.blocks:
            text = document.text[block.start : block.end]
            if block.kind != "title":
                yield Part(block.kind, text, block.level, block.marker)
