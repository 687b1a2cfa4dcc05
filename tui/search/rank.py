"""Ranking: which texts hold most of a query, its rarest words first, and in the query's order.

A text's coverage is the share of the query's words that it holds, each weighed by its rarity and
by how well it is met. The best hundred are then compared letter by letter with the query
(rapidfuzz's partial_ratio). A text that holds the query word for word comes before all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING, NamedTuple

from tui.model.document import Span

from .fold import fold
from .match import Evidence, How, gather
from .words import words

if TYPE_CHECKING:
    from .index import Index

Memory = dict[tuple[How, str], Evidence]
"""What words met before, so that a key typed costs one word and not the whole query."""

_REMEMBERED = 512
_MOST_WORDS = 48
_LEAST_SHARE = 0.45
"""A text is no hit when its coverage is less than this share of the best one's."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches: its number, how well (0 to 1), and the matched letters.

    Spans are in code points of that text: sorted, disjoint, not empty, of whole graphemes.
    """

    item: int
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query with what it meets and its weight."""

    word: str
    evidence: Evidence
    weight: float


class Phrase(NamedTuple):
    """The whole query: as it was typed, and as folded words with single spaces between."""

    typed: str
    plain: str

    def held_by(self, index: Index, item: int) -> int:
        """Whether a text holds it: 3 as typed, 2 but for case, marks and punctuation, 1 as the
        beginning of its words, 0 not at all."""
        text = index.plain[item]
        # A fragment may begin inside a word when it is long enough to mean something.
        if (self.plain if self.plain.count(" ") > 1 else f" {self.plain}") not in text:
            return 0
        if self.typed in index.texts[item]:
            return 3
        return 2 if f" {self.plain} " in text else 1


def search(index: Index, query: str, limit: int, memory: Memory) -> list[Hit]:
    """The hits of a query in an index, best first, then in the order of the texts."""
    from .spans import Letters, literal_spans

    folded = fold(query).text
    keys = _keys(folded)
    if limit <= 0 or not index.texts or not folded.strip():
        return []
    if not keys:
        return [Hit(item, 1.0, spans) for item, spans in literal_spans(index, folded, limit)]
    terms = _terms(index, keys, not folded[-1].isspace(), memory)
    phrase = Phrase(query.strip(), " ".join(keys))
    scores = _rerank(index, phrase, _candidates(terms, index, phrase, max(limit, 100)))
    best = nsmallest(limit, scores.items(), key=lambda pair: (-pair[1], pair[0]))
    letters = Letters(index, [term.evidence for term in terms])
    return [Hit(item, score, letters.spans(item)) for item, score in best]


def _keys(folded: str) -> list[str]:
    """The words of a query; letters that stand alone in a row are taken for initials."""
    keys: list[str] = []
    alone = False
    for word in words(folded):
        letter = len(word.key) == 1 and word.key.isalpha() and word.key.isascii()
        if letter and alone:
            keys[-1] += word.key
        else:
            keys.append(word.key)
        alone = letter
    return keys[:_MOST_WORDS]


def _terms(index: Index, keys: list[str], typing: bool, memory: Memory) -> list[Term]:
    found = []
    for at, key in enumerate(keys):
        how: How = "typing" if typing and at == len(keys) - 1 else "whole"
        found.append(_recall(index, how, key, memory))
    for at in range(len(keys) - 1):
        # Two words in a row also meet what they spell as one: battle field, battlefield.
        one = _recall(index, "joined", keys[at] + keys[at + 1], memory)
        if one.texts:
            found[at], found[at + 1] = found[at].better_of(one), found[at + 1].better_of(one)
    total = len(index.texts)
    return [
        Term(key, evidence, log(1 + total / max(1, evidence.common)))
        for key, evidence in zip(keys, found, strict=True)
    ]


def _recall(index: Index, how: How, word: str, memory: Memory) -> Evidence:
    evidence = memory.get((how, word))
    if evidence is None:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        evidence = memory[how, word] = gather(index, how, word)
    return evidence


def _candidates(terms: list[Term], index: Index, phrase: Phrase, most: int) -> dict[int, float]:
    """The texts of best coverage (0 to 1), at most `most`."""
    coverage: dict[int, float] = {}
    total = sum(term.weight for term in terms)
    left = 1.0
    for term in sorted(terms, key=lambda term: -term.weight):
        share, texts = term.weight / total, term.evidence.texts
        # Who holds none of the rarer words is no candidate where what is left cannot make it a
        # hit, or where enough have been found and this word is in every eighth text.
        enough = len(coverage) >= most and len(texts) > len(index.texts) // 8
        if enough or left < _LEAST_SHARE * max(coverage.values(), default=0.0):
            for item in coverage.keys() & texts.keys():
                coverage[item] += share * texts[item]
        else:
            for item, quality in texts.items():
                coverage[item] = coverage.get(item, 0.0) + share * quality
        left -= share
    least = _LEAST_SHARE * max(coverage.values(), default=0.0)
    kept = [(item, value) for item, value in coverage.items() if value >= least]
    if len(kept) > most:
        kept = nsmallest(
            most, kept, key=lambda pair: (-phrase.held_by(index, pair[0]), -pair[1], pair[0])
        )
    return dict(kept)


def _rerank(index: Index, phrase: Phrase, coverage: dict[int, float]) -> dict[int, float]:
    """Scores from 0 to 1: coverage and likeness; from 0.9 on for those that hold the phrase."""
    from rapidfuzz.fuzz import partial_ratio

    scores = {}
    for item, value in coverage.items():
        text = index.plain[item]
        brevity = 1 - len(text) / (len(text) + 4000)
        held = phrase.held_by(index, item)
        if held:
            scores[item] = (0.0, 0.9, 0.93, 0.96)[held] + 0.03 * value * brevity
        else:
            likeness = partial_ratio(phrase.plain, text) / 100
            scores[item] = 0.9 * (0.7 * value + 0.3 * likeness) * brevity
    return scores
