"""How fast the program is on a terminal, next to a bare Textual app and to other programs.

    python -m tests.benchmarks.terminal [--rows NAME,...] [--rounds N] [--check] [--keep]

Every row is measured in rounds, what is compared one after the other in each, so that a machine
that is now quick and now slow is so for both; a figure is the ratio of the medians. `--check`
exits 1 where a row is more than a third worse than in terminal_baseline.toml, `--keep` writes it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .terminal_rows import ROWS, Bench, Row

BASELINE = Path(__file__).with_name("terminal_baseline.toml")
WORSE = 4 / 3


@dataclass(frozen=True)
class Figure:
    """A row as it was measured: ours, and what it is compared with (0: nothing)."""

    row: Row
    ours: float
    theirs: float = 0.0

    @property
    def ratio(self) -> float:
        """What the baseline keeps: it is the same on a quick machine and on a slow one."""
        return self.ours / self.theirs if self.theirs else self.ours

    @property
    def value(self) -> float:
        """What the goal is about: ours where the row has a unit, else the ratio."""
        return self.ours if self.row.unit else self.ratio


def measured(bench: Bench, row: Row, rounds: int) -> Figure:
    """The figure of a row, of so many rounds."""
    pairs = [row.measure(bench) for _ in range(rounds)]
    return Figure(row, median(a for a, _ in pairs), median(b for _, b in pairs))


def line(figure: Figure) -> str:
    """A row of the table."""
    row, mark = figure.row, " " if figure.value <= figure.row.goal else "*"
    against = f"{figure.ours:10.4g} : {figure.theirs:<10.4g}" if figure.theirs else ""
    value = f"{figure.value:8.2f} {row.unit:2}"
    return f"{row.name:18} {value} {mark} {row.goal:8.2f}  {against:24} {row.what}"


def peers(bench: Bench, rounds: int) -> Iterator[str]:
    """Other programs that are installed, on the same texts: their first page, and ours to it."""
    for size in ("10 kB", "10 MB"):
        for name in ("less", "most", "vim", "nvim", "nano", "w3m"):
            if shutil.which(name):
                pairs = [(bench.first_text(size), bench.peer(name, size)) for _ in range(rounds)]
                ours, theirs = (median(some) * 1000 for some in zip(*pairs, strict=True))
                yield f"{name:6} {size:>6} {ours:8.1f} : {theirs:<8.1f} {ours / theirs:8.2f}"


def worse(figures: Sequence[Figure], known: Mapping[str, float]) -> list[str]:
    """What is more than a third worse than in a baseline, and what that does not know."""
    found = []
    for figure in figures:
        name, before = figure.row.name, known.get(figure.row.name)
        if before is None:
            found.append(f"{name}: {figure.ratio:.3g}, not in the baseline")
        elif figure.ratio > before * WORSE and figure.value > figure.row.floor:
            found.append(f"{name}: {figure.ratio:.3g}, was {before:.3g}: more than a third worse")
    return found


def main() -> int:
    """Measure, print, and compare or keep where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="", help="names of rows, separated by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the texts are kept between runs")
    asked = parser.parse_args()
    chosen = [row for row in ROWS if not asked.rows or row.name in asked.rows.split(",")]
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="reader-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    # Whatever is compared runs from compiled files, as it does once it is installed.
    subprocess.run([sys.executable, "-m", "compileall", "-q", "tui"], check=False)
    bench, known = Bench(folder), tomllib.loads(BASELINE.read_text("utf-8"))
    bench.warm_up()
    print(f"{os.cpu_count()} cores; medians of {asked.rounds} rounds; * beyond the goal\n")
    figures, problems = [], []
    for row in chosen:
        try:
            figures.append(measured(bench, row, 1 if row.slow else asked.rounds))
        except TimeoutError as error:
            problems.append(f"{row.name}: not measured: {str(error)[:70]}")
            continue
        print(line(figures[-1]), flush=True)
    if not asked.rows:
        print("\nour first frame : the first page of other programs, in ms")
        for said in peers(bench, asked.rounds):
            print(said, flush=True)
    if asked.keep:
        kept = {**known, **{figure.row.name: round(figure.ratio, 3) for figure in figures}}
        BASELINE.write_text("".join(f"{k} = {v}\n" for k, v in kept.items()), encoding="utf-8")
    problems += worse(figures, known) if asked.check else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
