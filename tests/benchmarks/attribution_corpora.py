"""Articles with gold attribution relations, of the corpora GUM and PolNeAR.

GUM: Amir Zeldes, "The GUM corpus", Language Resources and Evaluation 51 (2017); a JSON file an
article. PolNeAR: Edward Newell, Drew Margolin and Derek Ruths, "An Attribution Relations Corpus
for Political News", LREC 2018; folders `text` and `attributions`, the latter in the stand-off
format of brat. Offsets are code points.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]

_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ ([\d ;]+)")
_RELATION = re.compile(r"E\d+\t(.+)")


@dataclass(frozen=True)
class GoldRelation:
    """A statement, and the spans of the words that say who makes it."""

    content: Span
    source: tuple[Span, ...]


@dataclass(frozen=True)
class GoldArticle:
    """An article with its relations."""

    name: str
    text: str
    relations: tuple[GoldRelation, ...]


def gum_articles(folder: Path, half: int) -> Iterator[GoldArticle]:
    """Every second article of GUM by name: half 0 begins with the first one, half 1 not."""
    for path in sorted(folder.glob("*.json"))[half::2]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        relations = tuple(
            GoldRelation(tuple(each["content"]), (tuple(each["attribution"]),))
            for each in gold["relations"]
        )
        yield GoldArticle(path.stem, gold["text"], relations)


def polnear_articles(folder: Path) -> Iterator[GoldArticle]:
    """The articles of a part of PolNeAR, each by its first annotator."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        notes = sorted((folder / "attributions").glob(f"{path.stem.replace('[', '[[]')}_*.ann"))
        if notes:
            lines = notes[0].read_text(encoding="utf-8").split("\n")
            yield GoldArticle(path.stem, text, tuple(_relations(text, lines)))


def _relations(text: str, lines: list[str]) -> Iterator[GoldRelation]:
    """The relations of a stand-off file; of a content in several pieces there is one for each."""
    spans = {
        match[1]: [_span(piece) for piece in match[2].split(";")]
        for match in map(_TEXT_BOUND.match, lines)
        if match
    }
    for match in filter(None, map(_RELATION.match, lines)):
        parts: defaultdict[str, list[Span]] = defaultdict(list)
        for part in match[1].split():
            role, _, name = part.partition(":")
            parts[role.rstrip("0123456789")] += spans[name]
        for content in _joined(text, sorted(parts["Content"])):
            yield GoldRelation(content, tuple(sorted(parts["Source"])))


def _span(piece: str) -> Span:
    start, end = piece.split()
    return int(start), int(end)


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    """The pieces of a content; those between which no word stands are one."""
    joined: list[Span] = []
    for start, end in pieces:
        if joined and not re.search(r"\w", text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
