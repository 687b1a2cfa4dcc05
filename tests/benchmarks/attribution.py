"""Suggested attributions against the gold ones of the GUM corpus.

    python -m tests.benchmarks.attribution CORPORA [--half first|second] [--show]

A relation is found where the contents overlap with a Jaccard index of at least .5 (of code
points), one suggestion a relation. A direct quotation has the right source where the suggestion
points at words inside the gold attribution, or resolves to a name of which a word stands there.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

from tui.attribution import Attribution, suggest
from tui.model.document import Document
from tui.readers import read_bytes

Span = tuple[int, int]


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


def right_source(document: Document, made: Attribution, attribution: Span) -> bool:
    """Whether a suggestion means the source that the gold attribution names."""
    if made.source and attribution[0] <= made.source.start < attribution[1]:
        return True
    words = document.text[slice(*attribution)].casefold().split()
    return any(word in words for word in made.speaker.name.casefold().split())


def measure(path: Path, score: Score, show: bool) -> None:
    """Add one article to a score."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = read_bytes(gold["text"].encode(), stem=path.stem)
    sentences = sum(1 for _ in document.all_passages())
    begin = time.perf_counter()
    found = suggest(document)
    score.seconds += time.perf_counter() - begin
    contents = [tuple(relation["content"]) for relation in gold["relations"]]
    pairs = matched(contents, found)
    score.gold += len(contents)
    score.suggested += len(found)
    score.found += len(pairs)
    score.sentences += sentences
    for number, relation in enumerate(gold["relations"]):
        quoted = gold["text"][relation["content"][0]] in '"“'
        if quoted and number in pairs:
            score.direct += 1
            made = found[pairs[number]]
            score.direct_right += right_source(document, made, tuple(relation["attribution"]))
    if show:
        _show(document, gold["relations"], found, pairs)


def _show(
    document: Document, gold: list[dict[str, Span]], found: list[Attribution], pairs: dict[int, int]
) -> None:
    print(f"== {document.title}")
    for number, relation in enumerate(gold):
        if number not in pairs:
            parts = [document.text[slice(*relation[key])] for key in ("attribution", "content")]
            print("  missed:", " || ".join(parts))
    for number, made in enumerate(found):
        if number not in pairs.values():
            cue = document.text[slice(*made.cue)] if made.cue else "-"
            print(f"  extra: {made.speaker.name} | {cue} ||", document.text[slice(*made.content)])


def main() -> None:
    """Measure both halves: articles are taken in turn, by name."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", choices=("first", "second"))
    parser.add_argument("--show", action="store_true", help="what was missed and what is extra")
    options = parser.parse_args()
    files = sorted((options.corpora / "gum").glob("*.json"))
    for half, start in (("first", 0), ("second", 1)):
        if options.half in (None, half):
            score = Score()
            for path in files[start::2]:
                measure(path, score, options.show)
            print(half, score)


if __name__ == "__main__":
    main()
