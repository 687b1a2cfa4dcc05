"""Names with one wrong letter: `python -m tests.benchmarks.search_names`.

Options: `--half held-out` (or `development`, on which the ranking was tuned), `--each 600` names,
`--seed 1`, `--misses 20` to print queries whose first hit is wrong, and `--check`: exit 1 where
fewer than 90 % of all queries, or of those for names of one word, are answered by the first hit.

A name is one to three capitalised words in a row that do not begin a sentence, taken from the
articles and speeches of READER_CORPORA; a word that occurs in lower case too belongs to no name. A
query is the name alone with one letter substituted, deleted, inserted, or transposed with the next,
every second query in lower case. Left out are queries that the texts contain as they are, for they
ask for that. A hit answers a query if it contains the name. A hash decides which half a name is in.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.search_queries import real_passages
from tui.model.folding import fold
from tui.search.index import build_index
from tui.search.searcher import Searcher

WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[^\W\d_,] )(?:[A-ZÀ-Þ][^\W\d_]+)(?: [A-ZÀ-Þ][^\W\d_]+){0,2}(?![\w'’-])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST_LETTERS = 4
HALVES = ("development", "held-out")
TARGET = 0.9


@dataclass(frozen=True)
class Misspelt:
    """A name, the kind of its fault, and the name with the fault."""

    name: str
    kind: str
    query: str


def names_of(passages: Iterable[str], half: str) -> list[str]:
    """The names of some passages that belong to a half, in alphabetical order."""
    texts = list(passages)
    words = Counter(word for text in texts for word in WORD.findall(text))
    found = {match[0] for text in texts for match in _NAME.finditer(text)}
    return sorted(
        name
        for name in found
        if HALVES[zlib.crc32(name.encode()) & 1] == half
        and len(name) >= _LEAST_LETTERS
        and not any(words[word.lower()] for word in name.split())
    )


def _changed(rng: random.Random, name: str, kind: str) -> str:
    """The name with one wrong letter, any of its letters."""
    at = rng.choice([place for place, letter in enumerate(name) if letter != " "])
    letter = rng.choice(_LETTERS)
    match kind:
        case "substituted":
            return name[:at] + letter + name[at + 1 :]
        case "deleted":
            return name[:at] + name[at + 1 :]
        case "inserted":
            return name[:at] + letter + name[at:]
        case _:
            return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


KINDS = ("substituted", "deleted", "inserted", "transposed")


def misspelt(passages: list[str], half: str, each: int, seed: int) -> Iterator[Misspelt]:
    """So many names of a half, each with faults that can be told from other words."""
    rng = random.Random(seed)
    lines = f" {' '.join(plain(text) for text in passages)} "
    names = names_of(passages, half)
    for name in rng.sample(names, min(each, len(names))):
        for kind in KINDS:
            query = _changed(rng, name, kind)
            same_words = len(query.split()) == len(name.split())
            if same_words and f" {plain(query)} " not in lines:
                yield Misspelt(name, kind, query.lower() if rng.random() < 0.5 else query)


def plain(text: str) -> str:
    """A text as folded words with single spaces between."""
    return " ".join(WORD.findall(fold(text).text))


def answers(searcher: Searcher, passages: list[str], asked: Misspelt) -> tuple[bool, bool]:
    """Whether the first hit contains the name, and whether one of the first five does."""
    hits = [plain(passages[hit.item]) for hit in searcher.search(asked.query, 5)]
    held = [f" {plain(asked.name)} " in f" {text} " for text in hits]
    return any(held[:1]), any(held)


Rows = dict[str, list[tuple[bool, bool]]]
"""For each row of the table, what `answers` says of its queries."""


def measured(
    searcher: Searcher, passages: list[str], queries: Iterable[Misspelt]
) -> tuple[Rows, list[Misspelt]]:
    """The rows of the table, and the queries that the first hit does not answer."""
    rows: Rows = {}
    missed: list[Misspelt] = []
    for asked in queries:
        found = answers(searcher, passages, asked)
        names = ["all", asked.kind, "several words"]
        if " " not in asked.name:
            names[2:] = ["one word", f"{min(10, len(asked.name)):2} letters"]
        for name in names:
            rows.setdefault(name, []).append(found)
        if not found[0]:
            missed.append(asked)
    return rows, missed


def share(found: Sequence[tuple[bool, bool]], at: int = 0) -> float:
    """The share of queries that the first hit answers, or with `at` 1 one of the first five."""
    return sum(some[at] for some in found) / max(1, len(found))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="held-out")
    parser.add_argument("--each", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    passages = real_passages()
    searcher = Searcher(build_index(passages))
    queries = misspelt(passages, given.half, given.each, given.seed)
    rows, missed = measured(searcher, passages, queries)
    print(f"{given.half}, {len(passages)} passages: queries, first, among the first five")
    for name, found in sorted(rows.items()):
        print(f"{name:14} {len(found):6} {share(found):7.1%} {share(found, 1):7.1%}")
    for asked in missed[: given.misses]:
        hits = searcher.search(asked.query, 1)
        print(f"  {asked.query} ({asked.name}): {passages[hits[0].item][:100] if hits else None}")
    is_met = all(share(rows.get(name, ())) >= TARGET for name in ("all", "one word"))
    return 1 if given.check and not is_met else 0


if __name__ == "__main__":
    sys.exit(main())
