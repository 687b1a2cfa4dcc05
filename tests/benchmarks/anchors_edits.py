"""Synthetic edits of a text whose code points remember where they came from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{15,}[.!?]")
WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"[^\n]+(\n+|\Z)")


@dataclass
class Text:
    """A text, and for each code point its offset in the original; -1 for new ones."""

    text: str
    origin: list[int]

    def replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self.origin[start:end] = [-1] * len(new)

    def swap(self, start: int, end: int, second: int, last: int) -> None:
        """Let two spans change places, the second after the first."""
        order = (slice(second, last), slice(end, second), slice(start, end))
        self.text = "".join((self.text[:start], *(self.text[s] for s in order), self.text[last:]))
        self.origin[start:last] = [at for s in order for at in self.origin[s]]

    def replace_all(self, changes: list[tuple[int, int, str]]) -> None:
        for start, end, new in sorted(changes, reverse=True):
            self.replace(start, end, new)


Edit = Callable[[random.Random, Text], None]


def _sample(
    rng: random.Random, pattern: re.Pattern[str], text: str, part: int
) -> list[re.Match[str]]:
    found = list(pattern.finditer(text))
    return rng.sample(found, len(found) // part)


def insert_paragraphs(rng: random.Random, text: Text) -> None:
    for _ in range(3):
        at = rng.choice([match.end() for match in re.finditer(r"\n\n|\A", text.text)])
        number = rng.randrange(100)
        text.replace(at, at, f"In paragraph {number} the editors added an explanation.\n\n")


def delete_sentences(rng: random.Random, text: Text) -> None:
    text.replace_all([(*m.span(), "") for m in _sample(rng, SENTENCE, text.text, 5)])


def delete_paragraphs(rng: random.Random, text: Text) -> None:
    text.replace_all([(*m.span(), "") for m in _sample(rng, PARAGRAPH, text.text, 4)])


def duplicate_sentences(rng: random.Random, text: Text) -> None:
    """A sentence is repeated elsewhere; beside itself nobody could tell which one is the first."""
    for _ in range(6):
        sentences = list(SENTENCE.finditer(text.text))
        copied = rng.randrange(len(sentences))
        beside = {copied, copied + 1}
        at = rng.choice([n for n in range(len(sentences)) if n not in beside])
        text.replace(sentences[at].start(), sentences[at].start(), sentences[copied].group() + " ")


def reorder_paragraphs(rng: random.Random, text: Text) -> None:
    spans = [match.span() for match in PARAGRAPH.finditer(text.text)]
    rng.shuffle(spans)
    whole, origin = text.text, text.origin
    text.text = "".join(whole[start:end] for start, end in spans)
    text.origin = [at for start, end in spans for at in origin[start:end]]


def other_marks(rng: random.Random, text: Text) -> None:
    """Quotes and dashes only, code point for code point."""
    table = str.maketrans({'"': "“", "'": "’", "-": "–", "“": '"', "’": "'", "—": "-"})
    text.text = text.text.translate(table)


def reflow(rng: random.Random, text: Text) -> None:
    """Lines broken elsewhere, and some spaces doubled."""
    column = 0
    changes: list[tuple[int, int, str]] = []
    for at, char in enumerate(text.text):
        column = 0 if char == "\n" else column + 1
        if char == " " and column > 60:
            changes.append((at, at + 1, "\n"))
            column = 0
        elif char == " " and rng.random() < 0.02:
            changes.append((at, at, " "))
    text.replace_all(changes)


def fix_typos(rng: random.Random, text: Text) -> None:
    changes = []
    for match in _sample(rng, re.compile(r"\b[a-z]{7,}\b"), text.text, 16):
        at = rng.randrange(match.start() + 1, match.end() - 1)
        changes.append((at, at + 1, rng.choice(["", text.text[at] * 2])))
    text.replace_all(changes)


def mixed(rng: random.Random, text: Text) -> None:
    # What is deleted first has no copy that could be taken for it.
    for edit in (fix_typos, insert_paragraphs, delete_sentences, duplicate_sentences):
        edit(rng, text)


def change_numbers(rng: random.Random, text: Text) -> None:
    numbers = re.finditer(r"\d+", text.text)
    changes = [(*m.span(), str(int(m.group()) + rng.randrange(1, 9))) for m in numbers]
    text.replace_all(changes)


def negate(rng: random.Random, text: Text) -> None:
    changes = []
    for match in SENTENCE.finditer(text.text):
        words = list(WORD.finditer(text.text, *match.span()))
        at = words[len(words) // 2].start()
        changes.append((at, at, "not "))
    text.replace_all(changes)


def rename(rng: random.Random, text: Text) -> None:
    names = re.finditer(r"(?<=[a-z] )[A-Z][a-z]{3,}", text.text)
    new = ["Murphy", "Tanaka", "Okafor", "Lindholm"]
    text.replace_all([(*m.span(), rng.choice(new)) for m in names])
