"""The peers that search is measured against; those that are not installed are left out.

A peer is built from passages and then answers a query with the numbers of the five best.
"""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Answer = Callable[[str], list[int]]
Peer = Callable[[list[str]], Answer]
BEST = 5


def fzf(passages: list[str]) -> Answer:
    """`fzf --filter`, one process a query."""
    file = Path(tempfile.mkdtemp()) / "passages.txt"
    file.write_text("".join(f"{passage}\n" for passage in passages), encoding="utf-8")
    numbers = {passage: number for number, passage in enumerate(passages)}

    def answer(query: str) -> list[int]:
        with file.open("rb") as lines:
            command = ["fzf", "--filter", query]
            out = subprocess.run(command, stdin=lines, capture_output=True, check=False).stdout
        return [numbers[line.decode()] for line in out.split(b"\n", BEST)[:BEST] if line]

    return answer


def empty_run() -> float:
    """Seconds that fzf takes to do nothing."""
    times = []
    for _ in range(15):
        started = time.perf_counter()
        command = ["fzf", "--filter", "x"]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def fts5(passages: list[str]) -> Answer:
    """SQLite's FTS5: any three letters of the query's words, ranked by bm25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO found VALUES (?)", ((passage,) for passage in passages))

    def answer(query: str) -> list[int]:
        line = f" {' '.join(query.casefold().split())} "
        threes = {line[at : at + 3].replace('"', '""') for at in range(len(line) - 2)}
        if not threes:
            return []
        match = " OR ".join(f'"{three}"' for three in sorted(threes))
        rows = database.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found) LIMIT ?",
            (match, BEST),
        )
        return [number - 1 for (number,) in rows]

    return answer


def tantivy(passages: list[str]) -> Answer:
    """Tantivy: each word exactly (worth more) or with one or two slips, the last as a beginning."""
    from tantivy import Document, Index, Occur, Query, SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("text")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = Index(schema)
    writer = index.writer()
    for number, passage in enumerate(passages):
        writer.add_document(Document(text=passage, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def terms(words: list[str]) -> Iterator[Query]:
        for at, word in enumerate(words):
            slips = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
            typing = at == len(words) - 1
            yield Query.boost_query(Query.term_query(schema, "text", word), 2.0)
            yield Query.fuzzy_term_query(
                schema, "text", word, distance=slips, transposition_cost_one=True, prefix=typing
            )

    def answer(query: str) -> list[int]:
        words = "".join(c if c.isalnum() else " " for c in query.lower()).split()
        any_of = Query.boolean_query([(Occur.Should, term) for term in terms(words)])
        hits = searcher.search(any_of, BEST).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return answer


def rapidfuzz(passages: list[str]) -> Answer:
    """rapidfuzz: partial_ratio with every passage."""
    from rapidfuzz import fuzz, process, utils

    plain = [utils.default_process(passage) for passage in passages]

    def answer(query: str) -> list[int]:
        wanted = utils.default_process(query)
        best = process.extract(wanted, plain, scorer=fuzz.partial_ratio, limit=BEST)
        return [number for _, _, number in best]

    return answer


def installed() -> dict[str, Peer]:
    """The peers that are here, by name."""
    peers: dict[str, Peer] = {}
    if shutil.which("fzf"):
        peers["fzf"] = fzf
    if "ENABLE_FTS5" in " ".join(
        o for (o,) in sqlite3.connect("").execute("PRAGMA compile_options")
    ):
        peers["fts5"] = fts5
    for name, peer in (("tantivy", tantivy), ("rapidfuzz", rapidfuzz)):
        if importlib.util.find_spec(name):
            peers[name] = peer
    return peers
