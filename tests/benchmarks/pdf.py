"""How well the text of PDFs is read: `python -m tests.benchmarks.pdf FOLDER... [--worst N]`.

A folder holds PDFs. The reference of `a.pdf` is `a.txt` where that file exists: its text, with
paragraphs parted by blank lines. Otherwise the reference is what two other programs agree on:
pdftotext and pdfminer.six, whose output is expected in `a.pdftotext` and `a.pdfminer` (without
running heads, each of which counts once). PDFs without a reference of 50 words are counted and
left out.

Printed for each folder and each program:

- recall and precision: the mean over documents of the share of the reference's words that are in
  the text, and of the text's words that are in the reference. Words are counted with repetition,
  compared without case, compatibility forms and hyphens. Against agreed references, a word counts
  as right for precision when either of the two programs has it.
- cut: the share of boundaries between blocks that divide a sentence. With a reference of its own
  that has paragraphs, a boundary does so where the words on both sides of it follow each other in
  one paragraph of the reference and no sentence ends between them; otherwise, where a paragraph of
  some words ends without final punctuation and another one begins with a lower-case letter.
- heads: the share of blocks at the edge of a page that repeat, numbers aside, one at the edge of
  another page, on at least three pages. A block is at the edge when it is among the first or last
  two of its page and one of the other two programs has it there as well: it begins or ends with
  one of the first or last three lines that the program prints for the page, or such a line with
  it. Where a page has few blocks, all are among its first and last, also what stands in its
  middle: the labels of a chart, the second row of a table's heads. What stands amid pages as often
  as at their edges is not counted: a running head stands at edges only, while speakers' names,
  labels and lines of program code that recur reach an edge by chance. The titles that slides
  repeat and the titles of tables that go on overleaf do count.

The row "decodable" below each program has the same figures without the documents of which our own
reader says that text is missing: pages in a font that does not say which characters it shows, or
scanned, damaged or set vertically. --worst N lists the N documents of least recall, and failures.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from tests.benchmarks.pdf_references import PAGES, Reference, key_of, words
from tui.model.errors import ReaderError
from tui.readers import read_bytes

_STOP = re.compile(r"[.!?:;…。！？؟।]\W*$")
_CONTEXT = 3
"""Words on each side of a boundary by which its place in a reference is found."""
_LONG = re.compile(r"[^\W\d_]{3,}")
_PROSE_WORDS = 5
"""Words of three letters of a block, at least, for it to be prose and no label or program."""
_BLOCKS = 2
"""Blocks at the beginning and end of a page among which remaining heads are looked for."""
_PROSE = ("paragraph", "quote", "list")


@dataclass(frozen=True)
class Read:
    """What a program makes of a PDF: blocks of text, each with its kind and page (0: unknown).

    `remarks` are what the program says is missing.
    """

    blocks: tuple[tuple[str, str, int], ...]
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The texts of the blocks, a blank line between two."""
        return "\n\n".join(text for _, text, _ in self.blocks)


@dataclass(frozen=True)
class Figures:
    """The figures of a program on one document; `told`: whether it says that text is missing."""

    name: str
    recall: float
    precision: float
    cut: int
    heads: int
    blocks: int
    told: bool


@dataclass(frozen=True)
class Score:
    """The figures of one program, and the names and errors of the documents that it cannot read."""

    documents: tuple[Figures, ...]
    failed: tuple[str, ...] = ()

    def without(self, names: Set[str]) -> Score:
        """The score over the documents of other names."""
        return Score(tuple(one for one in self.documents if one.name not in names))

    def __str__(self) -> str:
        if not self.documents:
            return f"   0 read, {len(self.failed):3} failed"
        recall = fmean(one.recall for one in self.documents)
        precision = fmean(one.precision for one in self.documents)
        blocks = sum(one.blocks for one in self.documents)
        cut = 100 * sum(one.cut for one in self.documents) / max(1, blocks)
        heads = 100 * sum(one.heads for one in self.documents) / max(1, blocks)
        return (
            f"{len(self.documents):4} read, {len(self.failed):3} failed   recall {recall:.4f}  "
            f"precision {precision:.4f}  cut {cut:.2f} %  heads {heads:.2f} %  of {blocks} blocks"
        )


def _ours(path: Path) -> Read:
    document = read_bytes(path.read_bytes(), stem=path.stem, suffix=".pdf")
    blocks = [
        (b.kind, document.text[b.start : b.end], document.page_at(b.start) or 0)
        for b in document.blocks
    ]
    return Read(tuple(blocks), document.remarks)


def _kept(suffix: str) -> Callable[[Path], Read]:
    def read(path: Path) -> Read:
        pages = path.with_suffix(suffix).read_text("utf-8", "replace").split("\f")
        parted = [
            ("paragraph", " ".join(part.split()), number)
            for number, page in enumerate(pages, 1)
            for part in re.split(r"\n\s*\n", page)
        ]
        return Read(tuple(one for one in parted if one[1]))

    return read


PROGRAMS: dict[str, Callable[[Path], Read]] = {
    "reader": _ours,
    "pdftotext": _kept(".pdftotext"),
    "pdfminer": _kept(".pdfminer"),
}


def cuts(read: Read, reference: Reference) -> int:
    """How many boundaries between blocks divide a sentence."""
    return sum(_cuts(a, b, reference) for a, b in _neighbours(read))


def _neighbours(read: Read) -> Iterator[tuple[tuple[str, str, int], tuple[str, str, int]]]:
    prose = [one for one in read.blocks if one[0] in _PROSE]
    yield from pairwise(prose)


def _cuts(one: tuple[str, str, int], other: tuple[str, str, int], reference: Reference) -> bool:
    if _STOP.search(one[1]):
        return False
    if not reference.sentences:
        prose = min(len(_LONG.findall(text)) for _, text, _ in (one, other)) >= _PROSE_WORDS
        return prose and other[0] != "list" and other[1][:1].islower() and one[1][-1:].isalpha()
    before, after = words(one[1])[-_CONTEXT:], words(other[1])[:_CONTEXT]
    if len(before) < _CONTEXT or len(after) < _CONTEXT:
        return False
    return f" {' '.join(before + after)} " in reference.sentences


def heads(read: Read, reference: Reference) -> int:
    """How many blocks at the edges of pages repeat one at the edge of another page."""
    pages: dict[int, list[str]] = {}
    for _, text, page in read.blocks:
        pages.setdefault(page, []).append(key_of(text))
    often = Counter(
        key
        for page, texts in pages.items()
        for key in {*texts[:_BLOCKS], *texts[-_BLOCKS:]}
        if reference.is_at_edge(key, page)
    )
    amid = Counter(key for texts in pages.values() for key in texts[_BLOCKS:-_BLOCKS])
    return sum(count - 1 for key, count in often.items() if count >= PAGES and amid[key] < count)


def shares(read: Read, reference: Reference) -> tuple[float, float]:
    """The recall and the precision of words."""
    found = Counter(words(read.text))
    recall = (found & reference.needed).total() / reference.needed.total()
    return recall, (found & reference.allowed).total() / max(1, found.total())


def score(paths: Sequence[Path], program: Callable[[Path], Read]) -> Score:
    """The figures of a program over some PDFs that have references."""
    made: list[Figures] = []
    failed: list[str] = []
    for path in paths:
        try:
            made.append(_figures(path, program(path)))
        except (ReaderError, OSError) as error:
            failed.append(f"{path.name}: {error}")
    return Score(tuple(made), tuple(failed))


def _figures(path: Path, read: Read) -> Figures:
    reference = Reference.of(path)
    assert reference is not None
    recall, precision = shares(read, reference)
    found = cuts(read, reference), heads(read, reference), len(read.blocks)
    return Figures(path.name, recall, precision, *found, bool(read.remarks))


def main() -> None:
    """Print the figures of each program for each folder, and our worst documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--only", choices=PROGRAMS)
    options = parser.parse_args()
    for folder in options.folders:
        every = sorted(folder.glob("*.pdf"))
        paths = [path for path in every if Reference.of(path)]
        print(f"{folder}: {len(every)} PDFs, {len(paths)} with a reference")
        told: set[str] = set()
        for name, program in PROGRAMS.items():
            if options.only and name != options.only:
                continue
            made = score(paths, program)
            told |= {one.name for one in made.documents if one.told}
            _show(name, made, told, options.worst)


def _show(name: str, made: Score, told: Set[str], worst: int) -> None:
    print(f"  {name:10} {made}")
    print(f"  {'decodable':>10} {made.without(told)}")
    for one in sorted(made.documents, key=lambda one: one.recall)[:worst]:
        print(f"    {one.recall:.3f} {one.precision:.3f} {one.name}")
    for failure in made.failed[:worst]:
        print(f"    {failure}")


if __name__ == "__main__":
    main()
