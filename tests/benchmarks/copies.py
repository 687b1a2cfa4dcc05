"""How many copies among real articles `reader copies` finds, and how long it takes for 10,000.

    python -m tests.benchmarks.copies FILE.csv...
    python -m tests.benchmarks.copies --speed FILE.csv...

Each FILE.csv has a column articleBody with texts of several outlets on the same events; such files
are train_bodies.csv and competition_test_bodies.csv of the Fake News Challenge, stage 1
(https://github.com/FakeNewsChallenge/fnc-1, 2,587 articles).

A pair of articles is a copy if at least a third of the words of the shorter one, those in quotation
marks left out, is in runs of five or more words that both have. The labels are made without this
program's code: difflib finds the longest common run again and again, among words and quotations
found by two regular expressions, for each pair that shares enough runs of five words. Articles with
fewer than 40 such words are left out. Articles that are connected by any labelled pair are in the
same half; the first half is for development, the second one is held out.

With --speed, the sentences of the articles are recombined to 10,000 articles, in which a word in
four is replaced so that only every tenth is a copy, and the searches of a new folder and after one
change are timed; the same numbers are drawn each time.
"""

from __future__ import annotations

import csv
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tui.config import Config, folders
from tui.library import Library
from tui.library.copies import find_copies

THIRD = 1 / 3
LEAST_RUN = 5
SHORTEST = 40
"""Words outside quotation marks of the shortest articles that are labelled."""
ARTICLES = 10_000

WORD = re.compile(r"\w+(?:['’]\w+)*")
QUOTATION = re.compile(
    r"“[^”\"]*(?:[”\"]|$)|\"[^\"”]*(?:[\"”]|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)"
    r"|(?<!\w)‘(?:[^’]|’(?=\w))*(?:’(?!\w)|$)"
)
"""A quotation within a paragraph; what is not closed there goes on to its end."""

Pair = tuple[str, str]


class Judged(NamedTuple):
    """The pairs of a half that are copies, and those that were found."""

    copies: set[Pair]
    found: set[Pair]

    @property
    def precision(self) -> float:
        return len(self.copies & self.found) / max(1, len(self.found))

    @property
    def recall(self) -> float:
        return len(self.copies & self.found) / max(1, len(self.copies))


def main(files: Sequence[str], speed: bool) -> None:
    """Print precision and recall for both halves, or the times."""
    texts = {f"{number:05}.txt": text for number, text in enumerate(bodies(files))}
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["READER_HOME"] = str(Path(temporary) / "home")
        folder = Path(temporary) / "articles"
        folder.mkdir()
        if speed:
            texts = recombined(texts.values())
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        if speed:
            measure(folder)
            return
        for half, judged in judge(texts, found_in(folder)).items():
            counts = f"{len(judged.copies)} copies, {len(judged.found)} found"
            print(f"{half}: {counts}", end=", ")
            print(f"precision {judged.precision:.1%}, recall {judged.recall:.1%}")


def bodies(files: Sequence[str]) -> Iterator[str]:
    """The texts of all articles."""
    csv.field_size_limit(1 << 30)
    for name in files:
        with Path(name).open(encoding="utf-8", newline="") as file:
            yield from (row["articleBody"] for row in csv.DictReader(file))


# Labels


def own_words(text: str) -> list[str]:
    """The words outside quotation marks, in lower case."""
    return [
        word.lower().replace("’", "'")
        for paragraph in text.split("\n")
        for word in WORD.findall(QUOTATION.sub(" ", paragraph))
    ]


def labels(words: Mapping[str, Sequence[str]]) -> dict[Pair, float]:
    """The share of common text for each pair of articles that may have a third in common."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, own in words.items():
        for at in range(len(own) - LEAST_RUN + 1):
            holders[tuple(own[at : at + LEAST_RUN])].add(name)
    counts: Counter[Pair] = Counter()
    for names in holders.values():
        counts.update(combinations(sorted(names), 2))
    # A third of the words, in runs of five, is a fifteenth as many sequences of five words.
    return {
        pair: common_share(*(words[name] for name in pair))
        for pair, count in counts.items()
        if count >= min(len(words[name]) for name in pair) / 15
    }


def common_share(one: Sequence[str], other: Sequence[str]) -> float:
    """How many words of the shorter list are in common runs, each word in one run only."""
    a: list[object] = [*one]
    b: list[object] = [*other]
    common = 0
    while True:
        run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        if run.size < LEAST_RUN:
            return common / max(1, min(len(a), len(b)))
        common += run.size
        # What is used equals nothing any more.
        a[run.a : run.a + run.size] = [object() for _ in range(run.size)]
        b[run.b : run.b + run.size] = [object() for _ in range(run.size)]


def halves(names: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """The half of each article; connected articles are in the same half."""
    above = {name: name for name in names}

    def first(name: str) -> str:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        above[high] = low
    return {name: ("development", "held out")[crc32(first(name).encode()) % 2] for name in above}


def judge(texts: Mapping[str, str], found: Mapping[Pair, float]) -> dict[str, Judged]:
    """The copies and what was found, by half."""
    words = {name: own_words(text) for name, text in texts.items()}
    words = {name: own for name, own in words.items() if len(own) >= SHORTEST}
    shares = labels(words)
    half_of = halves(words, (pair for pair, share in shares.items() if share))
    judged = {half: Judged(set(), set()) for half in ("development", "held out")}
    for pair, share in shares.items():
        if share >= THIRD:
            judged[half_of[pair[0]]].copies.add(pair)
    for pair, share in found.items():
        if share >= THIRD and words.keys() >= {*pair}:
            judged[half_of[pair[0]]].found.add(pair)
    return judged


# What the program finds


def found_in(folder: Path) -> dict[Pair, float]:
    """The pairs that share text, with the share."""
    library = Library(folder, folders(), Config()).ready()
    found = find_copies(library.collection.passages, [library])
    return {(each.a, each.b): each.share for each in found.shared}


def recombined(texts: Iterable[str]) -> dict[str, str]:
    """10,000 articles made of sentences of these texts; every tenth is a copy of an earlier one."""
    chance = random.Random(16)
    sentences = [
        part for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if len(part) > 40
    ]
    words = sorted({word for sentence in sentences for word in sentence.split() if word.isalpha()})
    made: list[list[str]] = []
    for number in range(ARTICLES):
        chosen = chance.sample(sentences, chance.randrange(12, 28))
        body = [
            " ".join(w if chance.random() > 0.25 else chance.choice(words) for w in one.split())
            for one in chosen
        ]
        if made and number % 10 == 0:
            source = chance.choice(made)
            body = source[: len(source) * 2 // 3] + body[:5]
        made.append(body)
    return {
        f"{number:05}.txt": "\n\n".join(" ".join(b[at : at + 3]) for at in range(0, len(b), 3))
        for number, b in enumerate(made)
    }


def measure(folder: Path) -> None:
    """Print how long it takes to read and compare all articles, and again after one change."""
    first = folder / "00000.txt"
    for what in ("first", "nothing changed", "one article changed"):
        if what.startswith("one"):
            first.write_text(
                f"{first.read_text('utf-8')}\n\nOne more line was added here.", "utf-8"
            )
        begun, begun_cpu = time.perf_counter(), time.process_time()
        library = Library(folder, folders(), Config()).ready()
        read, read_cpu = time.perf_counter(), time.process_time()
        found = find_copies(library.collection.passages, [library])
        done, done_cpu = time.perf_counter(), time.process_time()
        print(
            f"{what}: reading {read - begun:.1f} s (processor {read_cpu - begun_cpu:.1f}), "
            f"comparing {done - read:.1f} s (processor {done_cpu - read_cpu:.1f}), "
            f"{len(found.shared)} pairs"
        )


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--speed"]
    main(given, speed="--speed" in sys.argv)
