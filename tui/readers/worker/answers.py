"""What the server answers, as JSON: a Document, a refusal, or a fault of the program.

The server parses what strangers made, so its answer is believed no more than a file is: it is
plain data, and everything in it is checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, get_args

from ...model.document import Block, BlockKind, Document, PageStart
from ...model.errors import ReaderError
from .. import segment

_KINDS = frozenset(get_args(BlockKind))


class ConverterError(Exception):
    """A converter raised what it should not have; the message is its traceback."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read: a message for the user."""

    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The traceback of an exception that no converter should raise."""

    details: str


Answer = Document | Refusal | Fault


def dumps(answer: Answer) -> bytes:
    """The answer in JSON. Stems of files may hold lone surrogates, which stay as they are."""
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
            "remarks": answer.remarks,
        }
    text = json.dumps(value, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def loads(data: bytes) -> Document:
    """The Document in an answer.

    Raises ReaderError for a refusal, ConverterError for a fault, and ValueError for anything that
    is no answer.
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
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    starts = [0, *(page.start for page in pages), len(text)]
    if edges != sorted(edges) or starts != sorted(starts):
        raise ValueError("offsets that are not in order")
    return Document(
        text=text,
        blocks=blocks,
        title=_text(value["title"]),
        split=segment.split,
        lang=_text(value["lang"]),
        data={_text(key): _text(known) for key, known in value["data"].items()},
        pages=pages,
        remarks=tuple(map(_text, value["remarks"])),
    )


def _block(kind: Any, start: Any, end: Any, level: Any, marker: Any) -> Block:
    if kind not in _KINDS or not _number(start) < _number(end):
        raise ValueError("no Block")
    return Block(kind, start, end, _number(level), _text(marker))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("no number")
    return value
