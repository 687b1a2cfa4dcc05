"""The commands that only read articles: passages and search."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading import AS_USUAL, ReadingOptions
from . import unused
from .inputs import STDIN, Article, articles, document_of, each, is_folder, left_out, one
from .output import bold, complain, dim, flat, say, say_json, with_spans

if TYPE_CHECKING:
    from ..library import Collection, PassageHit


def passages(arguments: Namespace) -> int:
    """Print the blocks and passages of an article."""
    document = document_of(one(arguments.path, arguments.options), segmented=True)
    for number, block in enumerate(document.blocks):
        if not arguments.json:
            say(bold(f"¶{number + 1} {block.kind}"))
        for passage in document.passages(number):
            text = document.text[passage.start : passage.end]
            if arguments.json:
                row: dict[str, Any] = {"block": number, "kind": block.kind}
                row |= {"start": passage.start, "end": passage.end, "text": text}
                page, time = document.page_at(passage.start), document.time_at(passage.start)
                row |= {"page": page} if page else {}
                say_json(row | ({"time": time} if time else {}))
            else:
                say(dim(f"  [{passage.start}, {passage.end})  "), flat(text))
    return 0


def search(arguments: Namespace) -> int:
    """Print the passages that match a query, or each query of a file."""
    queries = [arguments.query] if arguments.queries is None else _queries(arguments.queries)
    failed: list[str] = []
    found = _collection(arguments.paths, arguments.options, failed)
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


def _show(found: Collection, query: str, hits: Sequence[PassageHit]) -> None:
    """Print a line for each hit; where words are quoted, those without them below a rule."""
    from ..search import parse

    close = next((at for at, hit in enumerate(hits) if hit.weak), None)
    for at, hit in enumerate(hits):
        if at == close and parse(query).phrases:
            say(dim("── close ──"))
        where = found.locate(hit.item)
        place = f"{hit.score:.2f}  {where.name} ¶{where.block + 1}  "
        say(dim(place), *with_spans(hit.note or found.text(hit.item), hit.spans))


def _collection(words: Sequence[str], options: ReadingOptions, failed: list[str]) -> Collection:
    """All passages of what PATHs mean; what cannot be read is said and listed.

    An index on disk holds articles as they are usually read: other `options` pass by it.
    """
    from ..library import Library, gather
    from .sessions import settings

    where, config = settings()
    lone: list[Path] = []
    texts: list[tuple[str, Document]] = []
    indexed = [word for word in words if options == AS_USUAL and _is_searched_whole(word)]
    folders = dict.fromkeys(map(Path, indexed))
    libraries = [Library(folder, where, config).ready() for folder in folders]
    indexes = [(library.folder, library.collection.passages) for library in libraries]
    for line in unused.lines((s for library in libraries for s in library.strays), {}):
        complain(line)
    for line in left_out(link for library in libraries for link in library.outside):
        complain(line)
    others = articles([word for word in words if word not in indexed], options)
    if options == AS_USUAL:
        lone = [article.path for article in others if article.path]
        others = [article for article in others if not article.path]
    texts += each(others, _named_text, failed)
    found = gather(indexes, lone, texts, where, config)
    if not found.passages.records:
        complain(f"{', '.join(words)}: holds nothing that reader can read")
    _pass_on_remarks(found, set(map(str, lone)), failed)
    return found


def _pass_on_remarks(found: Collection, named: set[str], failed: list[str]) -> None:
    """Say what the readers remarked on named articles, and which articles cannot be read."""
    for record in found.passages.records.values():
        # The articles of a folder are searched again and again: only those named are reported on.
        for remark in record.remarks if record.name in named else ():
            complain(remark)
        if record.unreadable:
            complain(record.unreadable)
            failed.append(record.name)


def _named_text(article: Article) -> tuple[str, Document]:
    return article.name, document_of(article, segmented=True)


def _is_searched_whole(word: str) -> bool:
    return bool(word) and word != STDIN and is_folder(Path(word))


def _record(found: Collection, hit: PassageHit, rank: int) -> dict[str, Any]:
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
