"""Ranking: the texts that have most of a query's words, the rare ones above all, in its order.

A text's coverage is the share of the query's words that it has, each multiplied by its rarity and
by the quality of its match. Among the texts of best coverage the order of words counts, and the
first hundred are compared with the query letter by letter (rapidfuzz's partial_ratio). A text that
has the query word for word precedes all others. `Weights` holds the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.folding import keys, level
from .index import Index
from .lexicon import Lexicon
from .terms import MOST_WORDS, Evidence, Term
from .weights import WEIGHTS
from .word_matches import places_of_initials

_MOST_ORDERED, _MOST_COMPARED = 600, 100
"""Texts of best coverage whose word order is looked at; texts that are compared by letters."""
_STEPS = 4095
"""Steps of coverage by which texts are counted."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
TextNumbers = NDArray[np.int64]


def ranked(
    lexicon: Lexicon, terms: Sequence[Term], line: str, allowed: Mask | None, limit: int
) -> list[tuple[int, float]]:
    """The numbers of the first `limit` texts with their scores (0 to 1), best first.

    `line` is the query as typed; `allowed` says for each text whether it may be a hit, None for
    all. Texts with equal scores keep their order.
    """
    coverage = _coverage(len(lexicon.index), terms, allowed)
    if not coverage.any():
        return []
    texts = _best(coverage, max(limit, _MOST_ORDERED))
    return _scores(lexicon, terms, line.strip(), texts, coverage[texts], limit)


def _coverage(total: int, terms: Sequence[Term], allowed: Mask | None) -> Floats:
    """For each text, the weighted share of the query's words that it has (0 to 1)."""
    coverage = np.zeros(total, np.float32)
    weights = sum(term.weight for term in terms) * 255
    for evidence, weight in terms:
        qualities = evidence[0].texts
        for other in evidence[1:]:
            qualities = np.maximum(qualities, other.texts)
        coverage += qualities * np.float32(weight / weights)
    if allowed is not None:
        coverage *= allowed
    return coverage


def _best(coverage: Floats, most: int) -> TextNumbers:
    """The texts of best coverage in their order; `most` of them, the first among equals."""
    texts: TextNumbers = (coverage >= WEIGHTS.coverage_least * coverage.max()).nonzero()[0]
    if len(texts) <= most:
        return texts
    # Counting the texts that reach each step is several times as fast as sorting.
    steps = (coverage[texts] * _STEPS).astype(np.int64)
    reached = np.bincount(steps, minlength=_STEPS + 1)[::-1].cumsum()
    step = _STEPS - int(np.searchsorted(reached, most))
    return np.concatenate([texts[steps > step], texts[steps == step]])[:most]


def _scores(
    lexicon: Lexicon,
    terms: Sequence[Term],
    line: str,
    texts: TextNumbers,
    coverage: Floats,
    limit: int,
) -> list[tuple[int, float]]:
    orders = _orders(lexicon, terms, texts) if len(terms) > 1 else coverage
    values = coverage * (1 - WEIGHTS.order) + orders * WEIGHTS.order
    best = np.lexsort((texts, -values))[: max(limit, _MOST_COMPARED)]
    ordered = list(zip(texts[best].tolist(), values[best].tolist(), strict=True))
    scores = _compared(lexicon.index, line, len(terms) > 1, ordered[:_MOST_COMPARED])
    least = min(score for _, score in scores)
    rest = [(n, min(least, WEIGHTS.verbatim * value)) for n, value in ordered[len(scores) : limit]]
    return (sorted(scores, key=lambda pair: (-pair[1], pair[0])) + rest)[:limit]


def _orders(lexicon: Lexicon, terms: Sequence[Term], texts: TextNumbers) -> Floats:
    """For each text, the share of the query's neighbouring words that are neighbours in it.

    One other word may stand between neighbours.
    """
    tokens = lexicon.index.tokens.take(texts)
    rows = tokens.row_numbers()
    matching = [matching_tokens(lexicon, evidence, tokens.values) for evidence, _ in terms]
    shares = np.zeros(len(texts), np.float32)
    for left, right in pairwise(matching):
        has_both = np.zeros(len(texts), bool)
        for step in (1, 2):
            places = (left[:-step] & right[step:]).nonzero()[0]
            has_both[rows[places][rows[places] == rows[places + step]]] = True
        shares += has_both
    return shares / np.float32(max(1, len(terms) - 1))


def matching_tokens(lexicon: Lexicon, evidence: list[Evidence], tokens: Any) -> Mask:
    """Whether each token of some texts matches a word of the query."""
    matching = np.zeros(len(tokens), bool)
    for some in evidence:
        matching |= some.by_word[tokens] > 0
        for left, right, _ in some.pairs:
            places = ((tokens[:-1] == left) & (tokens[1:] == right)).nonzero()[0]
            matching[places] = matching[places + 1] = True
        if some.initials:
            places = places_of_initials(lexicon.first_letters[tokens], some.initials)
            for step in range(len(some.initials)):
                matching[places + step] = True
    return matching


def _compared(
    index: Index, line: str, has_words: bool, ordered: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """The first texts with their scores, as far as one can still become the best."""
    from rapidfuzz.fuzz import partial_ratio

    query = " ".join(keys(level(line))[:MOST_WORDS])
    scores: list[tuple[int, float]] = []
    enough = 0.0
    for number, value in ordered:
        if (1 - WEIGHTS.likeness) * value + WEIGHTS.likeness < enough:
            break
        words = index.joined_words(number)
        brevity = 1 - len(words) / (len(words) + WEIGHTS.brevity)
        verbatim = _verbatim(index, number, words, line, query)
        if not has_words and f" {query}" not in words:
            verbatim = 0.0  # the quality of a match inside a word is in `value` already
        likeness = partial_ratio(query, words) / 100 if has_words and not verbatim else value
        score = (1 - WEIGHTS.likeness) * value + WEIGHTS.likeness * likeness
        enough = max(enough, score * WEIGHTS.stop_below)
        bonus = WEIGHTS.verbatim_coverage * value * brevity
        scores.append(
            (number, verbatim + bonus if verbatim else WEIGHTS.verbatim * score * brevity)
        )
    return scores


def _verbatim(index: Index, number: int, words: str, typed: str, query: str) -> float:
    """The score of a text that has the query word for word, 0 if it does not.

    It is highest if the text has the query as typed, lower if case, marks or punctuation differ or
    the query begins or ends inside a word.
    """
    if query not in words:
        return 0.0
    edges = (f" {query}" in words) + (f"{query} " in words)
    is_as_typed = typed in index.text(number)
    return WEIGHTS.verbatim + WEIGHTS.verbatim_edge * edges + WEIGHTS.verbatim_typed * is_as_typed
