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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .terminal_rows import ROWS, Bench, Row

BASELINE = Path(__file__).with_name("terminal_baseline.toml")
WORSE = 4 / 3


@dataclass(frozen=True)
class Figure:
    """A row as it was measured; `value` is a ratio, or in the row's own unit."""

    row: Row
    value: float
    ours: float
    theirs: float


def measured(bench: Bench, row: Row, rounds: int) -> Figure:
    """The figure of a row, of so many rounds."""
    pairs = [row.measure(bench) for _ in range(rounds)]
    ours, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    return Figure(row, ours / theirs if theirs else ours, ours, theirs)


def line(figure: Figure) -> str:
    """A row of the table."""
    row, mark = figure.row, " " if figure.value <= figure.row.goal else "*"
    against = f"{figure.ours:10.4g} : {figure.theirs:<10.4g}" if figure.theirs else ""
    return f"{row.name:18} {figure.value:8.2f} {mark} {row.goal:8.2f}  {against:24} {row.what}"


def peers(bench: Bench) -> Iterator[tuple[str, str, Callable[[], float]]]:
    """Other programs that are installed, on the same texts: seconds to their first page."""
    for size in ("10 kB", "10 MB"):
        for name in ("less", "most", "vim", "nvim", "nano", "epy", "w3m"):
            if shutil.which(name):
                yield name, size, lambda name=name, size=size: bench.peer(name, size)


def worse(figures: list[Figure]) -> list[str]:
    """What is more than a third worse than the baseline."""
    known = tomllib.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    return [
        f"{f.row.name}: {f.value:.2f}, was {known[f.row.name]:.2f}"
        for f in figures
        if f.row.name in known and f.value > max(known[f.row.name] * WORSE, f.row.floor)
    ]


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
    bench = Bench(folder)
    bench.warm_up()
    print(f"{os.cpu_count()} cores; medians of {asked.rounds} rounds; * beyond the goal\n")
    figures = []
    for row in chosen:
        try:
            figures.append(measured(bench, row, 1 if row.slow else asked.rounds))
        except TimeoutError as error:
            print(f"{row.name:18} not measured: {str(error)[:70]}")
            continue
        print(line(figures[-1]), flush=True)
    if not asked.rows:
        print("\nthe first page of other programs, in ms")
        for name, size, first in peers(bench):
            print(f"{name:18} {size}  {median(first() for _ in range(asked.rounds)) * 1000:8.1f}")
    if asked.keep:
        kept = {figure.row.name: round(figure.value, 3) for figure in figures}
        BASELINE.write_text("".join(f"{k} = {v}\n" for k, v in kept.items()), encoding="utf-8")
    problems = worse(figures) if asked.check else []
    for problem in problems:
        print(f"worse than the baseline by more than a third: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
