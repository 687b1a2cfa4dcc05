"""Makes tui/readers/letters.txt: how often letters and pairs of letters occur in each language.

    python -m tests.benchmarks.encodings_letters FOLDER

FOLDER holds files LANGUAGE.train.txt, one sentence a line, such as the `# text = ` lines of the
training parts of treebanks (https://universaldependencies.org). Only counts are kept of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tui.readers.letters import BOUNDARY, DATA, WITHOUT_ALPHABET, folded, legacy_forms

PER = 100_000
"""Counts are per so many pairs, so that each language weighs the same."""
LEAST = 2
"""Pairs rarer than this are left out."""
CHARACTERS = 1_500
"""Characters that are kept of a language without an alphabet."""
HEAD = "# How often pairs of letters occur; made by tests/benchmarks/encodings_letters.py"


def main(folder: Path) -> None:
    """Write the counts of all languages whose texts are in a folder."""
    lines = [HEAD]
    for path in sorted(folder.glob("*.train.txt")):
        language = path.name.split(".")[0]
        text = path.read_text(encoding="utf-8")
        counted = _characters(text) if language in WITHOUT_ALPHABET else _pairs(text, language)
        lines += [f"= {language}", *counted]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _characters(text: str) -> Iterator[str]:
    counts = Counter(c for c in text if c.isalpha() and not c.isascii())
    total = counts.total()
    kept = counts.most_common(CHARACTERS)
    yield "\t".join(["", *(f"{c}{max(1, n * PER // total)}" for c, n in kept)])


def _pairs(text: str, language: str) -> Iterator[str]:
    """A line for each first letter of pairs: it, then each second letter with its count."""
    counts: Counter[tuple[str, str]] = Counter()
    for form in legacy_forms(text, language):
        counts.update(pairwise(folded(form)))
    del counts[BOUNDARY, BOUNDARY]
    total = counts.total()
    for first in sorted({a for a, _ in counts}):
        row = [(n * PER // total, b) for (a, b), n in counts.items() if a == first]
        kept = sorted((pair for pair in row if pair[0] >= LEAST), reverse=True)
        if kept:
            yield "\t".join([first, *(f"{b}{n}" for n, b in kept)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
