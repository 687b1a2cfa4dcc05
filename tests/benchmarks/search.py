"""Search measured against its peers: `python -m tests.benchmarks.search`.

Options: `--sizes 1000,10000,100000` passages, `--each 40` queries of each kind, `--seed 1`,
`--peers fzf,fts5` (default: all that are installed), and `--check`: exit 1 if anything that is to
be reached is not.

Speed is the time of one key: the queries are typed letter by letter, the peers asked for a sample
of the same keys; our time holds the spans of all twenty hits, fzf's is less that of an empty run.
Each key's time is the median of three rounds. Quality is the share of queries whose passage comes
first, among the first five, and the mean reciprocal rank, by kind of damage; the peers are asked
up to 10,000 passages. Build, load and memory are taken in fresh processes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.benchmarks import search_peers as peers
from tests.benchmarks.search_queries import HARD, Query, by_hand, damaged, real_passages, sample
from tui.search.index import Index, build_index, dump_index, load_index
from tui.search.searcher import Searcher

LIMIT = 20
MOST_FOR_PEERS = 10_000
HARD_KINDS = [damage.__name__ for damage in HARD]
FASTER = {1_000: 5, 10_000: 25, 100_000: 50}
"""How many times as fast as fzf a key has to be, by the number of passages."""


@dataclass(frozen=True)
class Speed:
    """Milliseconds a key: the median, and what 95 of 100 keys take at most."""

    median: float
    p95: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Speed:
        ordered = sorted(times)
        return cls(statistics.median(ordered), ordered[int(len(ordered) * 0.95)])


@dataclass(frozen=True)
class Cost:
    """Seconds to build and to load an index, its size and what the process grew by (megabytes)."""

    build: float
    load: float
    size: float
    memory: float


def ours(index: Index) -> peers.Answer:
    """This engine, remembering no earlier query; the spans are found too."""
    fresh = Searcher(index)
    fresh.warm()

    def answer(query: str) -> list[int]:
        return [hit.item for hit in fresh.search(query, LIMIT) if hit.spans is not None]

    return answer


def timed(engine: Callable[[], peers.Answer], keys: Sequence[str]) -> list[float]:
    """Milliseconds that each of these queries takes: the median of three rounds, each with an
    engine that remembers nothing of the round before; fewer where one takes long."""
    rounds: list[list[float]] = []
    begun = time.perf_counter()
    while len(rounds) < 3 and time.perf_counter() - begun < 40:
        answer, times = engine(), []
        for key in keys:
            started = time.perf_counter()
            answer(key)
            times.append((time.perf_counter() - started) * 1000)
            if rounds == [] and time.perf_counter() - begun > 60:
                break
        rounds.append(times)
    return [statistics.median(times) for times in zip(*rounds, strict=False)]


def ranks(answer: peers.Answer, queries: Sequence[Query]) -> list[int]:
    """For each query the rank of its passage, 0 if it is not found."""
    found = []
    for query in queries:
        hits = answer(query.text)
        found.append(hits.index(query.passage) + 1 if query.passage in hits else 0)
    return found


def quality(found: Sequence[int]) -> tuple[float, float, float]:
    """Recall at 1 and at 5, and the mean reciprocal rank."""
    total = max(1, len(found))
    return (
        sum(rank == 1 for rank in found) / total,
        sum(0 < rank <= 5 for rank in found) / total,
        sum(1 / rank for rank in found if rank) / total,
    )


def _resident() -> float:
    """What this process holds, in megabytes; 0 where that is not known."""
    try:
        line = Path("/proc/self/status").read_text().split("VmRSS:")[1]
    except OSError:
        return 0.0
    return int(line.split()[0]) / 1024


def _building(passages: list[str], path: str) -> float:
    started = time.perf_counter()
    index = build_index(passages)
    spent = time.perf_counter() - started
    with Path(path).open("wb") as file:
        file.writelines(dump_index(index))
    return spent


def _loading(path: str) -> tuple[float, float]:
    """Seconds, and megabytes after a first search."""
    before = _resident()
    import numpy as np  # noqa: F401

    started = time.perf_counter()
    index = load_index(Path(path).read_bytes())
    spent = time.perf_counter() - started
    Searcher(index).warm()
    return spent, _resident() - before


def cost(passages: list[str]) -> Cost:
    """What an index of these takes, each step in a process of its own; the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "index")

        def fresh(function: Callable[..., Any], *arguments: object) -> list[Any]:
            found = []
            for _ in range(3):
                with ProcessPoolExecutor(1, get_context("spawn")) as process:
                    found.append(process.submit(function, *arguments).result())
            return found

        built = min(fresh(_building, passages, path))
        loaded = fresh(_loading, path)
        size = Path(path).stat().st_size / 2**20
    return Cost(built, min(spent for spent, _ in loaded), size, max(more for _, more in loaded))


def speeds(passages: list[str], chosen: dict[str, peers.Peer], seed: int) -> dict[str, Speed]:
    """The speed of each engine; a peer answers as many keys as it can in some seconds."""
    rng = random.Random(seed)
    queries = [query.text for query in damaged(passages[:20_000], 4, seed + 100)]
    typed = rng.sample(queries, len(queries))
    keys = [query[:end] for query in typed for end in range(1, len(query) + 1)]
    index = build_index(passages)
    found = {"reader": Speed.of(timed(lambda: ours(index), keys))}
    some = rng.sample(keys, min(len(keys), 150))
    for name, peer in chosen.items():
        answer = peer(passages)
        less = peers.empty_run() * 1000 if name == "fzf" else 0.0
        times = timed(partial(_same, answer), some)
        found[name] = Speed.of([max(0.01, spent - less) for spent in times])
    return found


def _same(answer: peers.Answer) -> peers.Answer:
    return answer


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns, the first to the left and the others to the right."""
    print(f"{head[0]:18}" + "".join(f"{name:>24}" for name in head[1:]))
    for row in rows:
        print(f"{row[0]:18}" + "".join(f"{cell:>24}" for cell in row[1:]))
    print(flush=True)


def measure_speed(size: int, chosen: dict[str, peers.Peer], seed: int) -> list[str]:
    """Print the speed at one size; what is not reached."""
    found = speeds(sample(real_passages(), size), chosen, seed)
    mine = found["reader"]
    rows = []
    for name, speed in found.items():
        times = f"{speed.median / mine.median:.0f}x {speed.p95 / mine.p95:.0f}x"
        rows.append([name, f"{speed.median:.2f}", f"{speed.p95:.2f}", times])
    table([f"{size} passages", "median ms a key", "p95", "slower than reader"], rows)
    missed = []
    if "fzf" in found and size in FASTER:
        for of in ("median", "p95"):
            times = getattr(found["fzf"], of) / getattr(mine, of)
            if times < FASTER[size]:
                missed.append(f"{size}: {of} {times:.1f} times as fast as fzf, not {FASTER[size]}")
    if size == 100_000 and mine.p95 >= 16:
        missed.append(f"{size}: p95 {mine.p95:.1f} ms, not under 16")
    return missed


def measure_quality(size: int, each: int, chosen: dict[str, peers.Peer], seed: int) -> list[str]:
    """Print the quality at one size, by kind; what is not reached."""
    passages = sample(real_passages(), size)
    queries = [*damaged(passages, each, seed), *by_hand(passages)]
    kinds = list(dict.fromkeys(query.kind for query in queries))
    found = {"reader": ranks(ours(build_index(passages)), queries)}
    found |= {name: ranks(engine(passages), queries) for name, engine in chosen.items()}

    def row(name: str, some: Sequence[str]) -> list[str]:
        at = [place for place, query in enumerate(queries) if query.kind in some]
        cells = [quality([found[engine][place] for place in at]) for engine in found]
        return [name, *("{:.1%} {:.1%} {:.3f}".format(*cell) for cell in cells)]

    ordinary = [kind for kind in kinds if kind not in HARD_KINDS]
    rows = [row(kind, [kind]) for kind in kinds]
    rows += [row("ORDINARY", ordinary), row("HARD", HARD_KINDS)]
    table([f"{size}: @1 @5 MRR", *found], rows)
    return _missed_quality(size, queries, found, ordinary)


def _missed_quality(
    size: int, queries: list[Query], found: dict[str, list[int]], ordinary: list[str]
) -> list[str]:
    missed = []

    def first(engine: str, kinds: Sequence[str]) -> float:
        places = zip(queries, found[engine], strict=True)
        return quality([rank for query, rank in places if query.kind in kinds])[0]

    for name, kinds, least in (("ordinary", ordinary, 0.98), ("hard", HARD_KINDS, 0.95)):
        if first("reader", kinds) < least:
            missed.append(f"{size}: {name} {first('reader', kinds):.1%} first, not {least:.0%}")
    for kind in (*ordinary, *HARD_KINDS):
        if first("reader", [kind]) < 0.9:
            missed.append(f"{size}: {kind} {first('reader', [kind]):.1%} first, not 90%")
    everything = [*ordinary, *HARD_KINDS]
    best = max((first(name, everything) for name in found if name != "reader"), default=0.0)
    if len(found) > 1 and 1 - first("reader", everything) > (1 - best) / 4:
        missed.append(f"{size}: more than a quarter of the best peer's failures")
    return missed


def measure_cost(size: int) -> list[str]:
    """Print what an index takes; what is not reached."""
    spent = cost(sample(real_passages(), size))
    print(
        f"{size} passages: built in {spent.build:.2f} s, loaded in {spent.load:.3f} s, "
        f"{spent.size:.0f} MB on disk, {spent.memory:.0f} MB resident more\n"
    )
    limits = (("build", 2.0), ("load", 0.2), ("memory", 150.0))
    over = [(name, limit) for name, limit in limits if getattr(spent, name) > limit]
    if size != 100_000:
        return []
    return [f"{size}: {name} {getattr(spent, name):.2f}, not {limit}" for name, limit in over]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default="fzf,fts5,tantivy,rapidfuzz")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    wanted = given.peers.split(",")
    chosen = {name: peer for name, peer in peers.installed().items() if name in wanted}
    missed: list[str] = []
    for size in map(int, given.sizes.split(",")):
        missed += measure_cost(size)
        missed += measure_speed(size, chosen, given.seed)
        asked = chosen if size <= MOST_FOR_PEERS else {}
        missed += measure_quality(size, given.each, asked, given.seed)
    print("\n".join(missed) if missed else "everything is reached")
    return 1 if missed and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
