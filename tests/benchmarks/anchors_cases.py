"""Cases for the anchor benchmark: two texts, selectors of the first, and the truth about each."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from tui.model.anchor import Selector, make

from . import anchors_edits as edits

Kind = Literal["same", "reworded", "content", "gone"]


def held_out(document: str) -> bool:
    """Whether a document, by its name, is one of the third that nothing was tuned on."""
    return hashlib.sha256(document.encode()).digest()[0] % 3 == 0


class Truth(NamedTuple):
    """What became of a selector's text: where it is, and whether it still says the same.

    same: but for typography, white space and slips; reworded: other words, the same figures,
    names and denials; content: not the same; gone: less than half of it is left.
    """

    kind: Kind
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Case:
    """`document` names the text, for keeping it out of tuning; `edit` what was done to it."""

    document: str
    edit: str
    old: str
    new: str
    selectors: tuple[Selector, ...]
    truths: tuple[Truth, ...]

    def hard(self) -> list[bool]:
        """For each selector whether its quote is absent from the new text, repeated or moved."""
        order = _out_of_order([truth.start for truth in self.truths if truth.kind != "gone"])
        moved = iter(order)
        return [
            (truth.kind != "gone" and next(moved)) | (self.new.count(selector.quote) != 1)
            for selector, truth in zip(self.selectors, self.truths, strict=True)
        ]


def _out_of_order(starts: Sequence[int]) -> list[bool]:
    """Which are not in the longest growing chain."""
    best: list[tuple[int, ...]] = []
    for number, start in enumerate(starts):
        at = bisect_left([starts[chain[-1]] for chain in best], start + 1)
        best[at : at + 1] = [(*(best[at - 1] if at else ()), number)]
    chain = set(best[-1]) if best else set()
    return [number not in chain for number in range(len(starts))]


def choose(rng: random.Random, text: str, count: int) -> tuple[Selector, ...]:
    """Selectors of sentences, of phrases, and of single words, in the order of the text."""
    words = [match.span() for match in edits.WORD.finditer(text)]
    spans = [match.span() for match in edits.SENTENCE.finditer(text)]
    for _ in range(count // 2):
        at = rng.randrange(len(words) - 8)
        start, end = words[at][0], words[at + rng.choice([0, 1, 3, 6])][1]
        # Few select across paragraphs, and where those part company there is no one truth.
        spans.append((start, end) if "\n\n" not in text[start:end] else words[at])
    chosen = rng.sample(spans, min(count, len(spans)))
    return tuple(make(text, *span) for span in sorted(chosen))


def synthetic(document: str, text: str, count: int = 30) -> Iterator[Case]:
    """One case for each kind of edit."""
    for edit in (*edits.HARMLESS, *edits.CONTENT):
        yield edited(document, text, edit, count)


def edited(document: str, text: str, edit: edits.Edit, count: int) -> Case:
    rng = random.Random(f"{edit.__name__} {document}")
    chosen = choose(rng, text, count)
    new = edits.Text(text, list(range(len(text))))
    edit(rng, new)
    place = {origin: at for at, origin in enumerate(new.origin) if origin >= 0}
    truths = [_truth(selector, new, place, edit in edits.CONTENT) for selector in chosen]
    return Case(document, edit.__name__, text, new.text, chosen, tuple(truths))


def _truth(selector: Selector, new: edits.Text, place: dict[int, int], content: bool) -> Truth:
    span = range(selector.start, selector.end)
    left = sorted(place[at] for at in span if at in place)
    if len(left) * 2 < len(span):
        return Truth("gone")
    start, end = left[0], left[-1] + 1
    touched = new.origin[start:end] != list(span)
    kind: Kind = "content" if touched and content else "same"
    # A slip takes a letter or two; what lost or gained more was reworded.
    if kind == "same" and max(len(span) - len(left), end - start - len(left)) > len(span) // 8 + 2:
        kind = "reworded"
    return Truth(kind, start, end)


def articles(folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Names and texts: news articles, and addresses cut to 50,000 code points."""
    for pattern, number in (("wikinews/*.txt", most), ("state_union/*.txt", most // 5)):
        long = []
        for path in sorted((folder / "corpora").glob(pattern)):
            text = path.read_text(encoding="utf-8", errors="replace")[:50_000]
            if len(text) > 2500:
                long.append((path.name, text))
        step = max(1, len(long) // number) if number else 1
        yield from long[::step][:number]
