"""The commands that only read articles: passages and search."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import ReaderError
from .inputs import STDIN, articles, document_of, each, is_folder, one
from .output import bold, complain, dim, flat, say, say_json, with_spans

if TYPE_CHECKING:
    from ..library import Collection, Found


def passages(arguments: Namespace) -> int:
    """Print the blocks and passages of an article."""
    document = document_of(one(arguments.path, arguments.encoding))
    for number, block in enumerate(document.blocks):
        if not arguments.json:
            say(bold(f"¶{number + 1} {block.kind}"))
        for passage in document.passages(number):
            text = document.text[passage.start : passage.end]
            if arguments.json:
                span = {"start": passage.start, "end": passage.end}
                say_json({"block": number, "kind": block.kind, **span, "text": text})
            else:
                say(dim(f"  [{passage.start}, {passage.end})  "), flat(text))
    return 0


def search(arguments: Namespace) -> int:
    """Print the passages that match a query, or each query of a file."""
    queries = [arguments.query] if arguments.queries is None else _queries(arguments.queries)
    failed: list[str] = []
    found = _collection(arguments.paths, failed, arguments.encoding)
    limit = arguments.limit
    for number, query in enumerate(queries):
        # Links to other articles sink, so that more must be looked at than are shown.
        for rank, hit in enumerate(found.finder.find(query, 2 * limit)[:limit], 1):
            if arguments.queries is not None:
                say_json(_record(found, hit, rank) | {"query": number})
            elif arguments.json:
                say_json(_record(found, hit, rank))
            else:
                where = found.locate(hit.item)
                place = f"{hit.score:.2f}  {where.name} ¶{where.block + 1}  "
                say(dim(place), *with_spans(hit.note or found.text(hit.item), hit.spans))
    return 1 if failed else 0


def _collection(words: Sequence[str], failed: list[str], encoding: str) -> Collection:
    """All passages of what PATHs mean; what cannot be read is said and listed.

    With an `encoding` that the user chose, all is read anew, as what is kept of a folder is not in
    it.
    """
    from ..library import Library, gather
    from .sessions import settings

    where, config = settings()
    whole = [word for word in words if not encoding and _is_searched_whole(word)]
    folders = dict.fromkeys(map(Path, whole))
    shelves = [(f, Library(f, where, config).ready().collection.shelf) for f in folders]
    others = articles([word for word in words if word not in whole], encoding)
    lone = [article.path for article in others if article.path and not encoding]
    read = [article for article in others if article.path is None or encoding]
    texts = list(each(read, lambda article: (article.name, document_of(article)), failed))
    found = gather(shelves, lone, texts, where, config)
    _report(found, words, set(map(str, lone)), failed)
    return found


def _report(found: Collection, words: Sequence[str], named: set[str], failed: list[str]) -> None:
    """Say what the readers remark, and what cannot be read, which is listed as well."""
    records = found.shelf.records
    if not records and not failed:
        complain(f"{', '.join(words)}: holds nothing that reader can read")
    for record in records.values():
        # The articles of a folder are searched again and again: only those named are reported on.
        for remark in record.remarks if record.name in named else ():
            complain(remark)
        if record.unreadable:
            complain(record.unreadable)
            failed.append(record.name)


def _is_searched_whole(word: str) -> bool:
    return bool(word) and word != STDIN and is_folder(Path(word))


def _record(found: Collection, hit: Found, rank: int) -> dict[str, Any]:
    where = found.locate(hit.item)
    spans = [] if hit.note else [[where.start + a, where.start + b] for a, b in hit.spans]
    return {
        "path": where.name,
        "rank": rank,
        "score": round(hit.score, 4),
        "weak": hit.weak,
        "block": where.block,
        "start": where.start,
        "end": where.end,
        "text": found.text(hit.item),
        "spans": spans,
    }


def _queries(name: str) -> Iterator[str]:
    """The lines of a file, one query each."""
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise ReaderError(f"{name}: cannot read the queries ({error.strerror})") from error
    lines = content.decode("utf-8-sig", "replace").split("\n")
    yield from (line.rstrip("\r") for line in (lines if lines[-1] else lines[:-1]))
