"""How well anchors survive edits: `python -m tests.benchmarks.anchors [GIT_DIRECTORY...]`.

Synthetic edits are made to the articles in READER_CORPORA (default: the folder `shared` beside the
checkout); real ones are taken from the histories of the prose in the git directories. Each case is
a whole document; half of the documents, chosen by a hash of their names, is kept out of tuning
and reported by itself (`--tuning` reports the rest, `--kinds` one line for each kind of edit).

placed: anchored at the right place, of the passages that are there, edited or not; +asked: also
counting `uncertain` at the right place; asks: what is uncertain, of all; edited: what is anchored
with the flag `edited`, of all; false: anchored at a wrong place, or on a text that is gone, or
without the flag on one that says something else (`silent`: the latter alone), of all; hard: false,
of the cases whose quote is absent, repeated or moved; ms: milliseconds of the processor for 1,000
annotations.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.model.anchoring.anchors import Anchor, Selector
from tui.model.typography import normalize

from .anchors_cases import Case, Truth, articles, edited, held_out, synthetic
from .anchors_edits import mixed
from .anchors_history import histories
from .anchors_methods import METHODS, Method

ROOT = Path(__file__).resolve().parents[2]


def outcome(selector: Selector, truth: Truth, anchor: Anchor, new: str) -> str:
    """found, unsure, lost, false, gone (rightly not found), or silent.

    silent: anchored on what says something else, and not flagged as edited.
    """
    if truth.kind == "gone":
        wrong = anchor.state == "anchored" and not _elsewhere(selector, anchor, new)
        return "false" if wrong else "gone"
    right = _right(truth, anchor, new)
    if right and anchor.state == "anchored" and truth.kind == "content" and not anchor.edited:
        return "silent"
    if anchor.state == "anchored":
        return "found" if right else "false"
    return "unsure" if right and anchor.state == "uncertain" else "lost"


def _right(truth: Truth, anchor: Anchor, new: str) -> bool:
    """Whether an anchor is where it should be: to the letter, or half where words changed."""
    found = new[anchor.start : anchor.end]
    start = anchor.start + len(found) - len(found.lstrip())
    end = anchor.start + len(found.rstrip())
    if truth.kind == "same":
        return abs(start - truth.start) + abs(end - truth.end) <= 4
    shared = min(end, truth.end) - max(start, truth.start)
    return shared * 2 >= max(end, truth.end) - min(start, truth.start)


def _elsewhere(selector: Selector, anchor: Anchor, new: str) -> bool:
    """Whether a passage taken away stands word for word at one other place, and is found there."""
    quote = normalize(selector.quote).text.strip()
    there = normalize(new[anchor.start : anchor.end]).text.strip()
    return quote == there and len(quote) >= 32 and normalize(new).text.count(quote) == 1


@dataclass
class Score:
    """Outcomes of one method, and its time in seconds."""

    counts: Counter[str] = field(default_factory=Counter)
    hard: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, case: Case, method: Method) -> None:
        started = time.process_time()
        anchors = method(case.selectors, case.old, case.new)
        self.seconds += time.process_time() - started
        rows = zip(case.selectors, case.truths, anchors, case.hard(), strict=True)
        for selector, truth, anchor, hard in rows:
            result = outcome(selector, truth, anchor, case.new)
            self.counts[result] += 1
            self.counts["there"] += truth.kind != "gone"
            self.counts["uncertain"] += anchor.state == "uncertain"
            self.counts["edited"] += anchor.edited
            if hard:
                self.hard[result] += 1

    def row(self, cases: int) -> str:
        counts, hard = self.counts, self.hard
        outcomes = ("found", "unsure", "lost", "false", "silent", "gone")
        total = sum(counts[name] for name in outcomes)
        shares = (
            (counts["found"], counts["there"]),
            (counts["found"] + counts["unsure"], counts["there"]),
            (counts["uncertain"], total),
            (counts["edited"], total),
            (counts["false"] + counts["silent"], total),
            (counts["silent"], total),
            (hard["false"] + hard["silent"], sum(hard.values())),
        )
        columns = "".join(f"{part / (whole or 1):9.2%}" for part, whole in shares)
        return f"{cases:6}{total:8}{columns}{self.seconds * 1e6 / (total or 1):9.0f}"


def report(title: str, cases: Sequence[Case], methods: Iterable[str]) -> None:
    print(f"\n{title}")
    names = ("placed", "+asked", "asks", "edited", "false", "silent", "hard", "ms")
    heads = "".join(f"{name:>9}" for name in names)
    print(f"{'':22}{'cases':>6}{'spans':>8}{heads}")
    for name in methods:
        score = Score()
        for case in cases:
            score.add(case, METHODS[name])
        print(f"{name:22}{score.row(len(cases))}", flush=True)


def by_kind(cases: Sequence[Case], method: str) -> None:
    print(f"\n{method}, by kind of edit")
    for kind in dict.fromkeys(case.edit for case in cases):
        some = [case for case in cases if case.edit == kind]
        score = Score()
        for case in some:
            score.add(case, METHODS[method])
        print(f"{kind:22}{score.row(len(some))}")


def speed(texts: Sequence[str]) -> None:
    """The time for 1,000 annotations of one document of 50,000 code points."""
    case = edited("speed", "\n\n".join(texts)[:50_000], mixed, 1000)
    print(f"\n{len(case.selectors)} annotations of 50,000 code points, mixed edits:")
    for name in ("with snapshot", "without"):
        best = 9e9
        for _ in range(3):
            started = time.process_time()
            METHODS[name](case.selectors, case.old, case.new)
            best = min(best, time.process_time() - started)
        unchanged = time.process_time()
        METHODS[name](case.selectors, case.old, case.old)
        same = time.process_time() - unchanged
        scale = 1e6 / len(case.selectors)
        print(f"  {name}: {best * scale:.0f} ms for 1,000; text unchanged: {same * scale:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="*", type=Path)
    parser.add_argument("--tuning", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--methods", nargs="*", default=list(METHODS))
    parser.add_argument("--documents", type=int, default=60)
    arguments = parser.parse_args()
    folder = Path(os.environ.get("READER_CORPORA", ROOT.parent / "shared"))
    texts = list(articles(folder, arguments.documents))
    kept_out = not arguments.tuning
    made = [c for name, text in texts if held_out(name) == kept_out for c in synthetic(name, text)]
    real: list[Case] = []
    for repository in arguments.repositories:
        real += histories(repository, arguments.documents, kept_out)
    part = "tuning" if arguments.tuning else "held out"
    for title, cases in (("synthetic edits", made), ("real edits", real)):
        if not cases:
            print(f"\n{title}: skipped, no texts given")
            continue
        report(f"{title}, {part}", cases, arguments.methods)
        for method in arguments.methods if arguments.kinds else ():
            by_kind(cases, method)
    if texts:
        speed([text for _, text in texts])


if __name__ == "__main__":
    main()
