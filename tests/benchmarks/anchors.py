"""How well anchors survive synthetic edits of real articles: `python -m tests.benchmarks.anchors`.

Every code point of an edited text knows where it came from, so the truth is exact. Printed for
each kind of edit: `found` (anchored at the right place), `unsure` (uncertain, at the right place),
`lost`, and `false` (anchored at a wrong place, or on a text that is gone or says something else).
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.model.anchor import Anchor, Selector, make, resolve_all

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{15,}[.!?]")
WORD = re.compile(r"\w+")


@dataclass
class Text:
    """A text whose code points remember their offset in the original; -1 for new ones."""

    text: str
    origin: list[int]

    def replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self.origin[start:end] = [-1] * len(new)

    def truth(self, selector: Selector) -> tuple[int, int] | None:
        """Where the selector's text went; None when less than half of it is left."""
        span = range(selector.start, selector.end)
        places = [at for at, origin in enumerate(self.origin) if origin in span]
        if len(places) * 2 < len(span):
            return None
        return places[0], places[-1] + 1


Edit = Callable[[random.Random, Text], None]


def _sentences(text: Text) -> list[tuple[int, int]]:
    return [match.span() for match in SENTENCE.finditer(text.text)]


def insert_paragraphs(rng: random.Random, text: Text) -> None:
    for _ in range(3):
        at = rng.choice([match.end() for match in re.finditer(r"\n\n|\A", text.text)])
        number = rng.randrange(100)
        text.replace(at, at, f"In paragraph {number} the editors added an explanation.\n\n")


def delete_sentences(rng: random.Random, text: Text) -> None:
    spans = _sentences(text)
    for start, end in sorted(rng.sample(spans, len(spans) // 5), reverse=True):
        text.replace(start, end, "")


def delete_paragraphs(rng: random.Random, text: Text) -> None:
    spans = [match.span() for match in re.finditer(r"[^\n]+\n\n", text.text)]
    for start, end in sorted(rng.sample(spans, len(spans) // 4), reverse=True):
        text.replace(start, end, "")


def duplicate_sentences(rng: random.Random, text: Text) -> None:
    for _ in range(6):
        start, end = rng.choice(_sentences(text))
        at = rng.choice(_sentences(text))[0]
        text.replace(at, at, text.text[start:end] + " ")


def reorder_paragraphs(rng: random.Random, text: Text) -> None:
    spans = [match.span() for match in re.finditer(r"[^\n]+(\n+|\Z)", text.text)]
    rng.shuffle(spans)
    whole, origin = text.text, text.origin
    text.text = "".join(whole[start:end] for start, end in spans)
    text.origin = [at for start, end in spans for at in origin[start:end]]


def straighten(rng: random.Random, text: Text) -> None:
    """Typography only: quotes and dashes, code point for code point, and reflowed lines."""
    table = {'"': "“", "'": "’", "-": "–", "“": '"', "’": "'", "—": "-"}
    at = 0
    new = []
    for char in text.text:
        at = 0 if char == "\n" else at + 1
        wrap = char == " " and at > 60
        new.append("\n" if wrap else table.get(char, char))
        at = 0 if wrap else at
    text.text = "".join(new)


def fix_typos(rng: random.Random, text: Text) -> None:
    words = [m.span() for m in WORD.finditer(text.text) if m.end() - m.start() > 6]
    words = [span for span in words if text.text[slice(*span)].islower()]
    for start, end in sorted(rng.sample(words, len(words) // 25), reverse=True):
        at = rng.randrange(start + 1, end - 1)
        text.replace(at, at + 1, rng.choice(["", text.text[at] * 2]))


def change_numbers(rng: random.Random, text: Text) -> None:
    for match in reversed(list(re.finditer(r"\d+", text.text))):
        text.replace(*match.span(), str(int(match.group()) + rng.randrange(1, 9)))


def negate(rng: random.Random, text: Text) -> None:
    for start, end in reversed(_sentences(text)):
        words = list(WORD.finditer(text.text, start, end))
        at = words[len(words) // 2].start()
        text.replace(at, at, "not ")


def rename(rng: random.Random, text: Text) -> None:
    for match in reversed(list(re.finditer(r"(?<=[a-z] )[A-Z][a-z]{3,}", text.text))):
        text.replace(*match.span(), rng.choice(["Murphy", "Tanaka", "Okafor", "Lindholm"]))


def mixed(rng: random.Random, text: Text) -> None:
    for edit in (fix_typos, insert_paragraphs, duplicate_sentences, delete_sentences):
        edit(rng, text)


HARMLESS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        insert_paragraphs, delete_sentences, delete_paragraphs, duplicate_sentences,
        reorder_paragraphs, straighten, fix_typos, mixed,
    )
}  # fmt: skip
CONTENT: dict[str, Edit] = {edit.__name__: edit for edit in (change_numbers, negate, rename)}
"""After these an annotation whose text was touched must not be anchored without a word."""


def selectors(rng: random.Random, text: str, count: int) -> list[Selector]:
    """Selectors of sentences, of phrases, and of single words."""
    words = [match.span() for match in WORD.finditer(text)]
    spans = [match.span() for match in SENTENCE.finditer(text)]
    for _ in range(count // 2):
        at = rng.randrange(len(words) - 8)
        spans.append((words[at][0], words[at + rng.choice([0, 1, 3, 6])][1]))
    return [make(text, *span) for span in rng.sample(spans, min(count, len(spans)))]


def outcome(selector: Selector, anchor: Anchor, edited: Text, content: bool) -> str:
    truth = edited.truth(selector)
    if truth is None:
        return "false" if anchor.state == "anchored" else "gone"
    start, end = truth
    right = abs(anchor.start - start) + abs(anchor.end - end) <= max(4, (end - start) // 10)
    touched = edited.origin[start:end] != [*range(selector.start, selector.end)]
    if anchor.state == "anchored":
        return "found" if right and not (content and touched) else "false"
    return "unsure" if right and anchor.state == "uncertain" else "lost"


def measure(kind: str, edit: Edit, articles: list[str]) -> tuple[Counter[str], float]:
    """Outcomes over all articles, and milliseconds for 1,000 annotations."""
    counts: Counter[str] = Counter()
    spent = 0.0
    for seed, article in enumerate(articles):
        rng = random.Random(f"{kind}{seed}")
        chosen = selectors(rng, article, 30)
        edited = Text(article, list(range(len(article))))
        edit(rng, edited)
        started = time.perf_counter()
        anchors = resolve_all(chosen, edited.text)
        spent += time.perf_counter() - started
        for selector, anchor in zip(chosen, anchors, strict=True):
            counts[outcome(selector, anchor, edited, kind in CONTENT)] += 1
    return counts, spent * 1e6 / sum(counts.values())


def articles() -> Iterator[str]:
    folder = Path(os.environ.get("READER_CORPORA", ROOT.parent / "shared"))
    for path in sorted(folder.glob("corpora/wikinews/*.txt")):
        text = path.read_text(encoding="utf-8")
        if len(text) > 2500:
            yield text


def main() -> None:
    texts = list(articles())[:60]
    print(f"{len(texts)} articles of {sum(map(len, texts)) // len(texts)} code points")
    print(f"{'kind':22}{'found':>8}{'unsure':>8}{'lost':>8}{'false':>8}{'gone':>8}{'ms/1000':>9}")
    for kind, edit in {**HARMLESS, **CONTENT}.items():
        counts, spent = measure(kind, edit, texts)
        shares = [
            counts[key] / sum(counts.values())
            for key in ("found", "unsure", "lost", "false", "gone")
        ]
        print(f"{kind:22}" + "".join(f"{share:8.1%}" for share in shares) + f"{spent:9.0f}")
    long = "\n\n".join(texts)[:50_000]
    chosen = selectors(random.Random(1), long, 1000)
    edited = Text(long, list(range(len(long))))
    mixed(random.Random(2), edited)
    started = time.perf_counter()
    resolve_all(chosen, edited.text)
    print(f"{len(chosen)} in 50 kB, mixed: {(time.perf_counter() - started) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
