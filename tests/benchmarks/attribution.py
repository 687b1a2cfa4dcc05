"""Suggested attributions against the gold ones of news articles.

    python -m tests.benchmarks.attribution CORPORA [--polnear DATA] [--show PART]

CORPORA has a folder `gum`; DATA is the folder `data` of PolNeAR, which is on GitHub under
networkdynamics/PolNeAR. Rules are made by reading the first half of GUM and the parts `train` and
`dev` of PolNeAR. The second half and `test` are held out: they are counted, and cannot be shown.

A relation is found where the contents overlap with a Jaccard index of at least .5 (of code points),
one suggestion a relation. A direct quotation has the right source where a suggestion is found that
points at words inside the gold source, or resolves to a name of which a word stands there. GUM has
statements alone; PolNeAR has attitudes, too ("opposed the plan"), with or without a source.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.attribution import Attribution, suggest
from tui.model.document import Document
from tui.readers import read_bytes

from .attribution_corpora import GoldArticle, GoldRelation, Span, gum_articles, polnear_articles

_READ = ("gum first", "polnear train", "polnear dev")
"""The parts that rules are made by, and that can be shown."""


@dataclass
class Score:
    """Counts over some articles."""

    gold: int = 0
    suggested: int = 0
    found: int = 0
    direct: int = 0
    direct_right: int = 0
    sentences: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        precision = self.found / max(1, self.suggested)
        recall = self.found / max(1, self.gold)
        f1 = 2 * self.found / max(1, self.gold + self.suggested)
        right = self.direct_right / max(1, self.direct)
        pace = 1000 * self.seconds / max(1, self.sentences)
        return (
            f"F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  "
            f"({self.found} of {self.gold}, {self.suggested} suggested)  direct quotations with "
            f"the right source {right:.3f} of {self.direct}  {pace:.3f} ms a sentence"
        )


def jaccard(one: Span, other: Span) -> float:
    """The share of two spans that both cover."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (one[1] - one[0] + other[1] - other[0] - max(0, common))


def matched(gold: list[Span], found: list[Attribution]) -> dict[int, int]:
    """Number of a gold content -> number of the suggestion, the best pairs first."""
    pairs = sorted(
        (
            (jaccard(span, made.content), -a, -b)
            for a, span in enumerate(gold)
            for b, made in enumerate(found)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for overlap, a, b in pairs:
        if overlap >= 0.5 and -a not in taken and -b not in taken.values():
            taken[-a] = -b
    return taken


def right_source(text: str, made: Attribution, source: Iterable[Span]) -> bool:
    """Whether a suggestion means the source that the gold relation names."""
    if made.source and any(start <= made.source.start < end for start, end in source):
        return True
    words = " ".join(text[start:end] for start, end in source).casefold().split()
    return any(word in words for word in made.speaker.name.casefold().split())


def measure(gold: GoldArticle, score: Score, show: bool, with_attitudes: bool) -> None:
    """Add one article to a score."""
    document = read_bytes(gold.text.encode(), stem=gold.name)
    sentences = sum(1 for _ in document.all_passages())
    begin = time.perf_counter()
    made = suggest(document)
    score.seconds += time.perf_counter() - begin
    found = [each for each in made if with_attitudes or not each.is_attitude]
    pairs = matched([relation.content for relation in gold.relations], found)
    score.gold += len(gold.relations)
    score.suggested += len(found)
    score.found += len(pairs)
    score.sentences += sentences
    for number, relation in enumerate(gold.relations):
        if relation.source and gold.text[relation.content[0]] in '"“':
            score.direct += 1
            score.direct_right += number in pairs and right_source(
                gold.text, found[pairs[number]], relation.source
            )
    if show:
        _show(document, gold.relations, found, pairs)


def _show(
    document: Document,
    gold: Iterable[GoldRelation],
    found: list[Attribution],
    pairs: dict[int, int],
) -> None:
    print(f"== {document.title}")
    for number, relation in enumerate(gold):
        if number not in pairs:
            source = " ".join(document.text[slice(*span)] for span in relation.source)
            print("  missed:", source, "||", document.text[slice(*relation.content)])
    for number, made in enumerate(found):
        if number not in pairs.values():
            cue = document.text[slice(*made.cue)] if made.cue else "-"
            print(f"  extra: {made.speaker.name} | {cue} ||", document.text[slice(*made.content)])


def _parts(corpora: Path, polnear: Path | None) -> Iterator[tuple[str, Iterator[GoldArticle]]]:
    """The parts by name, with their articles."""
    yield "gum first", gum_articles(corpora / "gum", 0)
    yield "gum second", gum_articles(corpora / "gum", 1)
    for part in ("train", "dev", "test") if polnear else ():
        yield f"polnear {part}", polnear_articles(polnear / part)


def main() -> None:
    """Measure all parts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--polnear", type=Path, help="the folder data of PolNeAR")
    parser.add_argument("--show", choices=_READ, help="what was missed and what is extra")
    options = parser.parse_args()
    for name, articles in _parts(options.corpora, options.polnear):
        score = Score()
        for article in articles:
            measure(article, score, options.show == name, name.startswith("polnear"))
        print(name, score)


if __name__ == "__main__":
    main()
