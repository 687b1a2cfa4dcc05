"""The commands that only read articles: passages and search."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.document import Document
from ..model.errors import ReaderError
from . import unused
from .inputs import STDIN, articles, is_folder, left_out, one
from .output import bold, complain, dim, flat, say, say_json, with_spans

if TYPE_CHECKING:
    from ..library import Collection, Found


def passages(arguments: Namespace) -> int:
    """Print the blocks and passages of an article."""
    document = one(arguments.path).read(segmented=True)
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
    found = _collection(arguments.paths, failed)
    limit = arguments.limit
    for number, query in enumerate(queries):
        # Links to other articles sink, so that more must be looked at than are shown.
        hits = found.finder.find(query, 2 * limit)[:limit]
        if arguments.queries is None and not arguments.json:
            _show(found, query, hits)
            continue
        for rank, hit in enumerate(hits, 1):
            more = {"query": number} if arguments.queries is not None else {}
            say_json(_record(found, hit, rank) | more)
    return 1 if failed else 0


def _show(found: Collection, query: str, hits: Sequence[Found]) -> None:
    """Print a line for each hit; where words are quoted, those without them below a rule."""
    from ..search import parse

    close = next((at for at, hit in enumerate(hits) if hit.weak), None)
    for at, hit in enumerate(hits):
        if at == close and parse(query).phrases:
            say(dim("── close ──"))
        where = found.locate(hit.item)
        place = f"{hit.score:.2f}  {where.name} ¶{where.block + 1}  "
        say(dim(place), *with_spans(hit.note or found.text(hit.item), hit.spans))


def _collection(words: Sequence[str], failed: list[str]) -> Collection:
    """All passages of what PATHs mean; what cannot be read is said and listed."""
    from ..library import Library, gather
    from .sessions import settings

    where, config = settings()
    lone: list[Path] = []
    texts: list[tuple[str, Document]] = []
    folders = dict.fromkeys(Path(word) for word in words if _is_searched_whole(word))
    libraries = [Library(folder, where, config).ready() for folder in folders]
    shelves = [(library.folder, library.collection.shelf) for library in libraries]
    for line in unused.lines((s for library in libraries for s in library.strays), {}):
        complain(line)
    for line in left_out(link for library in libraries for link in library.outside):
        complain(line)
    for article in articles([word for word in words if not _is_searched_whole(word)]):
        if article.path:
            lone.append(article.path)
        else:
            texts.append((article.name, article.read(segmented=True)))
    found = gather(shelves, lone, texts, where, config)
    records = found.shelf.records
    if not records:
        complain(f"{', '.join(words)}: holds nothing that reader can read")
    for record in records.values():
        if record.unreadable:
            complain(record.unreadable)
            failed.append(record.name)
    return found


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
