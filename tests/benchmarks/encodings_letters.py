"""Makes tui/readers/letters.txt: how often letters and pairs of letters occur in each language.

    python -m tests.benchmarks.encodings_letters FOLDER

FOLDER holds files LANGUAGE.train.txt, one sentence a line, such as the `# text = ` lines of the
training parts of treebanks (https://universaldependencies.org). Only counts are kept of them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from tui.readers.letters import BOUNDARY, DATA, WITHOUT_ALPHABET, folded

PER = 100_000
"""Counts are per so many pairs, so that each language weighs the same."""
LEAST = 2
"""Pairs rarer than this are left out."""
CHARACTERS = 1_500
"""Characters that are kept of a language without an alphabet."""
HEAD = "# How often pairs of letters occur; made by tests/benchmarks/encodings_letters.py"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")
_COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")
_ARABIC = str.maketrans("یک", "يك")
_ARABIC_YEH = str.maketrans("ی", "ي")


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


def legacy_forms(text: str, language: str) -> Iterator[str]:
    """The spellings of a text that were used in encodings older than Unicode.

    Vietnamese in windows-1258 has separate tone marks. Romanian uses cedillas if the encoding lacks
    letters with commas. Persian uses Arabic letters.
    """
    if language == "vi":
        yield "".join(map(_with_separate_tone, unicodedata.normalize("NFC", text)))
    elif language == "ro":
        yield text.translate(_COMMAS)
        yield text.translate(_CEDILLAS)
    elif language == "fa":
        yield text
        yield text.translate(_ARABIC)
        yield text.translate(_ARABIC_YEH)
    else:
        yield text


@cache
def _with_separate_tone(letter: str) -> str:
    if letter.encode("cp1258", "ignore"):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    rest = "".join(part for part in parts if part not in _TONES)
    tones = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


if __name__ == "__main__":
    main(Path(sys.argv[1]))
