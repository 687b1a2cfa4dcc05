"""Answers of the server as JSON: a Document, a refusal, or a fault of the program.

The server parses untrusted input, so its answer is trusted no more than a file: it is plain data,
and every value is checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, get_args

from ...model.document import Block, BlockKind, Comment, Document, PageStart, TimeStart
from ...model.errors import ReaderError
from .. import segment

_KINDS = frozenset(get_args(BlockKind))


class ConverterError(Exception):
    """A converter failed with an unexpected exception; the message is its traceback."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message for the user that says why a file cannot be read."""

    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The traceback of an unexpected exception in a converter."""

    details: str


Answer = Document | Refusal | Fault


def dumps(answer: Answer) -> bytes:
    """The answer as JSON. File stems may contain lone surrogates, which are preserved."""
    if isinstance(answer, Refusal):
        value: dict[str, Any] = {"refusal": answer.message}
    elif isinstance(answer, Fault):
        value = {"fault": answer.details}
    else:
        value = {
            "text": answer.text,
            "blocks": [(b.kind, b.start, b.end, b.level, b.marker) for b in answer.blocks],
            "title": answer.title,
            "lang": answer.lang,
            "data": dict(answer.data),
            "pages": answer.pages,
            "times": answer.times,
            "comments": answer.comments,
            "remarks": answer.remarks,
        }
    text = json.dumps(value, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def loads(data: bytes) -> Document:
    """The Document in an answer.

    Raises ReaderError if the answer is a refusal, ConverterError if it is a fault, and ValueError
    if it is invalid.
    """
    try:
        value = json.loads(data.decode("utf-8", "surrogatepass"))
        if "refusal" in value:
            raise ReaderError(_text(value["refusal"]))
        if "fault" in value:
            raise ConverterError(_text(value["fault"]))
        return _document(value)
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError("no answer of a converter") from error


def _document(value: dict[str, Any]) -> Document:
    text = _text(value["text"])
    blocks = tuple(_block(*block) for block in value["blocks"])
    pages = tuple(PageStart(_number(start), _number(number)) for start, number in value["pages"])
    times = tuple(TimeStart(_number(start), _text(label)) for start, label in value["times"])
    comments = tuple(_comment(*comment) for comment in value["comments"])
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    lists = [edges, *([0, *(x.start for x in xs), len(text)] for xs in (pages, times, comments))]
    if any(offsets != sorted(offsets) for offsets in lists):
        raise ValueError("offsets that are not in order")
    return Document(
        text=text,
        blocks=blocks,
        title=_text(value["title"]),
        split=segment.split,
        lang=_text(value["lang"]),
        data={_text(key): _text(known) for key, known in value["data"].items()},
        pages=pages,
        times=times,
        comments=comments,
        remarks=tuple(map(_text, value["remarks"])),
    )


def _block(kind: Any, start: Any, end: Any, level: Any, marker: Any) -> Block:
    if kind not in _KINDS or not _number(start) < _number(end):
        raise ValueError("no Block")
    return Block(kind, start, end, _number(level), _text(marker))


def _comment(start: Any, end: Any, *texts: Any) -> Comment:
    if not _number(start) <= _number(end):
        raise ValueError("no comment")
    return Comment(start, end, *map(_text, texts))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("no number")
    return value
