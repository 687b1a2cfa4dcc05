"""A mailbox (mbox) -> a Document: its messages one after the other, each under a heading.

Source: RFC 4155, and the ways in which programs quote lines that begin with "From ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Document
from ..model.reading_options import AS_USUAL, ReadingOptions
from . import reading_progress
from .mail import read as read_mail
from .parts import Part, assemble

READER = "mbox 3"
"""Name and version of what makes the text: it grows when the same file gives another one."""

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
"""The line before a message: it ends in a date, or a header follows.

Where programs rely on the length of messages, no blank line stands before it; then it has both, or
the dash of Netscape in place of them.
"""
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_TOLD = 20
"""Remarks on single messages that are passed on."""


def read(data: bytes, stem: str, options: ReadingOptions = AS_USUAL) -> Document:
    """The Document of a mailbox; ReaderError for a message that cannot be read."""
    messages = [_QUOTED.sub(rb"\1", _headed(message)) for message in _messages(data)]
    if len(messages) == 1:
        return read_mail(messages[0], stem, options)
    remarks: list[str] = []
    parts = list(_parts(messages, remarks, options))
    more = len(remarks) - _TOLD
    if more > 0:
        remarks[_TOLD:] = [f"{more:,} more remarks on its messages"]
    return assemble(parts, stem=stem, data={"reader": READER}, remarks=tuple(remarks))


def _messages(data: bytes) -> Iterator[bytes]:
    """The messages without the lines that separate them."""
    starts = [(found.start(), found.end()) for found in _FROM.finditer(data)]
    if not starts or data[: starts[0][0]].strip():
        starts.insert(0, (0, 0))
    ends = [*(start for start, _ in starts[1:]), len(data)]
    for (_, start), end in zip(starts, ends, strict=True):
        if data[start:end].strip():
            yield data[start:end]


def _headed(message: bytes) -> bytes:
    """A message; one without headers gets one, so that its text is not taken for them."""
    return message if message[:1] not in (b"\r", b"\n") else b"Subject:\n" + message


def _parts(messages: list[bytes], remarks: list[str], options: ReadingOptions) -> Iterator[Part]:
    """The parts of all messages; what is to be said of each is added to `remarks`."""
    for number, message in enumerate(reading_progress.along(messages), 1):
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
