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
  another page, on at least three pages.
"""

from __future__ import annotations

import argparse
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from tui.model.errors import ReaderError
from tui.readers import read_bytes

_WORD = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff]|[^\W\u2e80-\ua4cf\uf900-\ufaff]+")
_STOP = re.compile(r"[.!?:;…。！？؟।]\W*$")
_NUMBERS = re.compile(r"\d+")
_CONTEXT = 3
"""Words on each side of a boundary by which its place in a reference is found."""
_LONG = re.compile(r"[^\W\d_]{3,}")
_PROSE_WORDS = 5
"""Words of three letters of a block, at least, for it to be prose and no label or program."""
_EDGE = 3
"""Lines at the top and foot of a page among which running heads are looked for."""
_BLOCKS = 2
"""Blocks at the beginning and end of a page among which remaining heads are looked for."""
_PAGES = 3
"""Pages on which a line is repeated, numbers aside, before it counts as a running head."""
_LEAST = 50
"""Words of a reference, at least: single words and figures say little of how documents are read."""
_PROSE = ("paragraph", "quote", "list")


@dataclass(frozen=True)
class Read:
    """What a program makes of a PDF: blocks of text, each with its kind and page (0: unknown)."""

    blocks: tuple[tuple[str, str, int], ...]

    @property
    def text(self) -> str:
        """The texts of the blocks, a blank line between two."""
        return "\n\n".join(text for _, text, _ in self.blocks)


@dataclass
class Score:
    """The figures of one program, a value for each document, and the names of the documents."""

    names: list[str] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    cut: int = 0
    heads: int = 0
    blocks: int = 0
    failed: int = 0

    def __str__(self) -> str:
        mean = statistics.fmean
        blocks = max(1, self.blocks)
        return (
            f"{len(self.names):4} read, {self.failed:3} failed   recall {mean(self.recall):.4f}  "
            f"precision {mean(self.precision):.4f}  cut {100 * self.cut / blocks:.2f} %  "
            f"heads {100 * self.heads / blocks:.2f} %  of {self.blocks} blocks"
        )


def words(text: str) -> list[str]:
    """The words of a text in the form in which they are compared."""
    folded = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    return _WORD.findall(re.sub(r"(?<=\w)[-‐‑–]\s*(?=\w)", "", folded))


def _ours(path: Path) -> Read:
    document = read_bytes(path.read_bytes(), stem=path.stem, suffix=".pdf")
    blocks = [
        (b.kind, document.text[b.start : b.end], document.page_at(b.start) or 0)
        for b in document.blocks
    ]
    return Read(tuple(blocks))


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


@dataclass(frozen=True)
class Reference:
    """The words of a document, those that are not wrong besides, and its paragraphs if known."""

    needed: Counter[str]
    allowed: Counter[str]
    sentences: str

    @staticmethod
    def of(path: Path) -> Reference | None:
        """The reference of a PDF; None where there is none, or one of few words."""
        own = path.with_suffix(".txt")
        if own.is_file():
            text = own.read_text("utf-8", "replace")
            found = Counter(words(text))
            paragraphs = _joined(text) if re.search(r"\n\s*\n", text) else ""
            return Reference(found, found, paragraphs) if found.total() >= _LEAST else None
        peers = [path.with_suffix(suffix) for suffix in (".pdftotext", ".pdfminer")]
        if not all(peer.is_file() for peer in peers):
            return None
        texts = [peer.read_text("utf-8", "replace") for peer in peers]
        one, other = (Counter(words(_without_heads(text))) for text in texts)
        whole = [Counter(words(text)) for text in texts]
        both = one & other
        return Reference(both, whole[0] | whole[1], "") if both.total() >= _LEAST else None


def _joined(text: str) -> str:
    """The words of each paragraph, sentences parted by "." and paragraphs by a line feed."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n".join(
        " . ".join(f" {' '.join(words(part))} " for part in re.split(r"(?<=[.!?:;])\s", paragraph))
        for paragraph in paragraphs
    )


def _without_heads(text: str) -> str:
    """The text of some pages, each running head kept once."""
    pages = [page.splitlines() for page in text.split("\f")]
    edges = [_edges(page) for page in pages]
    often = Counter(key for edge in edges for key in {_key(line) for line in edge})
    seen: set[str] = set()
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            key = _key(line)
            if line in edge and often[key] >= _PAGES and key in seen:
                continue
            seen.add(key)
            kept.append(line)
    return "\n".join(kept)


def _edges(page: Sequence[str]) -> set[str]:
    lines = [line for line in page if line.strip()]
    return {*lines[:_EDGE], *lines[-_EDGE:]}


def _key(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.casefold().split()))


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


def heads(read: Read) -> int:
    """How many blocks at the edges of pages repeat one at the edge of another page."""
    pages: dict[int, list[str]] = {}
    for _, text, page in read.blocks:
        pages.setdefault(page, []).append(_key(text))
    edges = [{*texts[:_BLOCKS], *texts[-_BLOCKS:]} for texts in pages.values()]
    often = Counter(key for keys in edges for key in keys)
    return sum(count - 1 for count in often.values() if count >= _PAGES)


def shares(read: Read, reference: Reference) -> tuple[float, float]:
    """The recall and the precision of words."""
    found = Counter(words(read.text))
    recall = (found & reference.needed).total() / reference.needed.total()
    return recall, (found & reference.allowed).total() / max(1, found.total())


@cache
def _reference(path: Path) -> Reference | None:
    return Reference.of(path)


def score(paths: Sequence[Path], program: Callable[[Path], Read]) -> Score:
    """The figures of a program over some PDFs that have references."""
    made = Score()
    for path in paths:
        reference = _reference(path)
        assert reference is not None
        try:
            read = program(path)
        except (ReaderError, OSError):
            made.failed += 1
            continue
        recall, precision = shares(read, reference)
        made.names.append(path.name)
        made.recall.append(recall)
        made.precision.append(precision)
        made.cut += cuts(read, reference)
        made.heads += heads(read)
        made.blocks += len(read.blocks)
    return made


def main() -> None:
    """Print the figures of each program for each folder, and our worst documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--only", choices=PROGRAMS)
    options = parser.parse_args()
    for folder in options.folders:
        every = sorted(folder.glob("*.pdf"))
        paths = [path for path in every if _reference(path)]
        print(f"{folder}: {len(every)} PDFs, {len(paths)} with a reference")
        for name, program in PROGRAMS.items():
            if options.only and name != options.only:
                continue
            made = score(paths, program)
            print(f"  {name:10} {made}")
            rows = zip(made.recall, made.precision, made.names, strict=True)
            for recall, precision, document in sorted(rows)[: options.worst]:
                print(f"    {recall:.3f} {precision:.3f} {document}")


if __name__ == "__main__":
    main()
