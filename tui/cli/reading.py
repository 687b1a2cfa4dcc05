"""The commands that only read articles: passages, search and sources."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.document import Document, Passage, Span
from ..model.errors import ReaderError
from .inputs import STDIN, Article, articles, each, one
from .output import bold, complain, dim, flat, say, say_json, with_spans

if TYPE_CHECKING:
    from ..search import Hit


def passages(arguments: Namespace) -> int:
    """Print the blocks and passages of an article."""
    document = one(arguments.path).read()
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


def sources(arguments: Namespace) -> int:
    """Say that attribution is still to come."""
    raise ReaderError(
        f"{arguments.path}: sources are not suggested yet, a later version will; "
        "name a speaker by hand with reader tag --source"
    )


_RELATED = 0.9
"""What a hit in a link to another article is worth: seldom is it the passage that was meant."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A passage that can be found: its article's name, its Document and its Block's number."""

    name: str
    document: Document
    block: int
    passage: Passage

    @property
    def is_related(self) -> bool:
        return self.document.blocks[self.block].kind == "related"

    @property
    def text(self) -> str:
        return self.document.text[self.passage.start : self.passage.end]


_Ranked = tuple[float, _Item, Sequence[Span]]


def search(arguments: Namespace) -> int:
    """Print the passages that match a query, or each query of a file."""
    from ..search import build

    queries = [arguments.query] if arguments.queries is None else _queries(arguments.queries)
    failed: list[str] = []
    found = articles(arguments.paths)
    if not found:
        complain(f"{', '.join(arguments.paths)}: holds nothing that reader can read")
    items = [item for part in each(found, _items, failed) for item in part]
    index = build([item.text for item in items])
    for number, query in enumerate(queries):
        hits = _ranked(items, index.search(query, 2 * arguments.limit))[: arguments.limit]
        for rank, (score, item, spans) in enumerate(hits, 1):
            if arguments.queries is not None:
                say_json(_record(item, rank, score, spans) | {"query": number})
            elif arguments.json:
                say_json(_record(item, rank, score, spans))
            else:
                place = f"{score:.2f}  {item.name} ¶{item.block + 1}  "
                say(dim(place), *with_spans(item.text, spans))
    return 1 if failed else 0


def _ranked(items: Sequence[_Item], hits: Iterable[Hit]) -> list[_Ranked]:
    """Score, passage and matched letters of each hit, best first."""
    weighed: list[_Ranked] = []
    for hit in hits:
        item = items[hit.item]
        weighed.append((hit.score * (_RELATED if item.is_related else 1), item, hit.spans))
    return sorted(weighed, key=lambda ranked: -ranked[0])


def _items(article: Article) -> list[_Item]:
    document = article.read()
    return [_Item(article.name, document, *found) for found in document.all_passages()]


def _record(item: _Item, rank: int, score: float, spans: Sequence[Span]) -> dict[str, Any]:
    start = item.passage.start
    return {
        "path": item.name,
        "rank": rank,
        "score": round(score, 4),
        "block": item.block,
        "start": start,
        "end": item.passage.end,
        "text": item.text,
        "spans": [[start + a, start + b] for a, b in spans],
    }


def _queries(name: str) -> Iterator[str]:
    """The lines of a file, one query each."""
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise ReaderError(f"{name}: cannot read the queries ({error.strerror})") from error
    lines = content.decode("utf-8-sig", "replace").split("\n")
    yield from (line.rstrip("\r") for line in (lines if lines[-1] else lines[:-1]))
