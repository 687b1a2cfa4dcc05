"""Ranking: which texts hold most of a query, its rarest words first, and in the query's order.

A text's coverage is the share of the query's words that it holds, each weighed by its rarity and
by how well it is met. The best are looked at for how many of the words follow one another, and the
best hundred of these are compared letter by letter with the query (rapidfuzz's partial_ratio). A
text that holds the query word for word comes before all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .evidence import Evidence
from .fold import level
from .hit import Hit
from .literal import literal
from .match import in_a_row, initials
from .query import Query
from .spans import Letters
from .terms import MOST_WORDS, Term, terms_of
from .words import keys

if TYPE_CHECKING:
    from .index import Index

_LEAST_SHARE = 0.45
"""A text is no hit when its coverage is less than this share of the best one's."""
_CHAINED, _COMPARED = 600, 100
"""How many of the best texts are looked at for the order of their words, and letter by letter."""
_IN_ORDER, _LIKENESS = 0.2, 0.3
"""What the order of words counts for, coverage being the rest; and then the likeness of letters."""
_HELD = 0.9
"""What is worth more than this holds the query word for word."""
_WEAK = 0.5
_STEPS = 4095

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Items = NDArray[np.int64]


def search(index: Index, query: Query, limit: int, allowed: Iterable[int] | None) -> list[Hit]:
    """See Index.search()."""
    if limit <= 0 or not len(index):
        return []
    items = None if allowed is None else np.fromiter(allowed, np.int64)
    hits = _search(index, query, limit, items)
    if not query.phrases:
        return hits
    return hits + _close(index, query, limit - len(hits), items, {hit.item for hit in hits})


def _close(
    index: Index, query: Query, limit: int, allowed: Items | None, exact: set[int]
) -> list[Hit]:
    """The texts that hold the phrases of a query only nearly, as weak hits.

    Where others hold them exactly, those that are hardly alike are left out.
    """
    if limit <= 0:
        return []
    loose = Query(_line(query), (), query.excluded)
    found = _search(index, loose, limit + len(exact), allowed)
    close = (hit for hit in found if hit.item not in exact and not (exact and hit.weak))
    return [replace(hit, weak=True) for hit in islice(close, limit)]


def _search(index: Index, query: Query, limit: int, allowed: Items | None) -> list[Hit]:
    keep = _kept(index, query, allowed)
    line = _line(query)
    folded = level(line)
    if not folded.strip():
        found = [] if keep is None else keep.nonzero()[0][:limit].tolist()
        return [Hit(item, 1.0, False, lambda item: ()) for item in found]
    terms = terms_of(index, folded)
    if not terms:
        return list(literal(index, folded, keep, limit))
    coverage = _coverage(index, terms, keep)
    if not coverage.any():
        return []
    items = _best(coverage, max(limit, _CHAINED))
    scores = _scores(index, terms, line.strip(), items, coverage[items], limit)
    letters = Letters(index, [term.evidence for term in terms], [item for item, _ in scores])
    return [Hit(item, score, score < _WEAK, letters.spans) for item, score in scores]


def _line(query: Query) -> str:
    """All that is to be found, as one line of words."""
    return " ".join([*query.phrases, query.words])


def _kept(index: Index, query: Query, allowed: Items | None) -> Mask | None:
    """Which texts may be hits; None for all."""
    if allowed is None and not query.phrases and not query.excluded:
        return None
    keep = np.full(len(index), allowed is None)
    if allowed is not None:
        keep[allowed] = True
    for phrase in query.phrases:
        held = np.zeros(len(index), bool)
        held[_holders(index, phrase)] = True
        keep &= held
    for phrase in query.excluded:
        keep[_holders(index, phrase)] = False
    return keep


def _holders(index: Index, phrase: str) -> Any:
    numbers = [index.find(key) for key in keys(level(phrase))]
    if not numbers or not all(numbers):
        return []
    return in_a_row(index, [number.start for number in numbers])


def _coverage(index: Index, terms: Sequence[Term], keep: Mask | None) -> Floats:
    """For each text, the weighed share of the query's words that it holds (0 to 1)."""
    coverage = np.zeros(len(index), np.float32)
    total = sum(term.weight for term in terms) * 255
    for evidence, weight in terms:
        met = evidence[0].texts
        for other in evidence[1:]:
            met = np.maximum(met, other.texts)
        coverage += met * np.float32(weight / total)
    if keep is not None:
        coverage *= keep
    return coverage


def _best(coverage: Floats, most: int) -> Items:
    """The texts of best coverage, in their order; about so many at most, of equals the first."""
    items: Items = (coverage >= _LEAST_SHARE * coverage.max()).nonzero()[0]
    if len(items) <= most:
        return items
    # Counting how many reach each step is several times as fast as sorting.
    steps = (coverage[items] * _STEPS).astype(np.int64)
    reached = np.bincount(steps, minlength=_STEPS + 1)[::-1].cumsum()
    step = _STEPS - int(np.searchsorted(reached, most))
    return np.concatenate([items[steps > step], items[steps == step]])[:most]


def _chains(index: Index, terms: Sequence[Term], items: Items) -> Floats:
    """For each of these texts, the share of the query's neighbours that it holds as neighbours,
    with at most one word between."""
    tokens = index.tokens.take(items)
    owners = tokens.owners()
    met = [_met(index, evidence, tokens.values) for evidence, _ in terms]
    chains = np.zeros(len(items), np.float32)
    for left, right in pairwise(met):
        held = np.zeros(len(items), bool)
        for step in (1, 2):
            places = (left[:-step] & right[step:]).nonzero()[0]
            held[owners[places][owners[places] == owners[places + step]]] = True
        chains += held
    return chains / np.float32(max(1, len(terms) - 1))


def _met(index: Index, evidence: list[Evidence], words: Any) -> Mask:
    """Which of these words in a row a word of the query meets."""
    met = np.zeros(len(words), bool)
    for some in evidence:
        met |= some.by_word[words] > 0
        for left, right, _ in some.pairs:
            places = ((words[:-1] == left) & (words[1:] == right)).nonzero()[0]
            met[places] = met[places + 1] = True
        if some.initials:
            places = initials(index.letters[words], some.initials)
            for step in range(len(some.initials)):
                met[places + step] = True
    return met


def _scores(
    index: Index, terms: Sequence[Term], line: str, items: Items, coverage: Floats, limit: int
) -> list[tuple[int, float]]:
    """The first `limit` texts with their scores (0 to 1), best first, then in their order."""
    chains = _chains(index, terms, items) if len(terms) > 1 else coverage
    values = coverage * (1 - _IN_ORDER) + chains * _IN_ORDER
    order = np.lexsort((items, -values))[: max(limit, _COMPARED)]
    ordered = list(zip(items[order].tolist(), values[order].tolist(), strict=True))
    scores = _compared(index, line, len(terms) > 1, ordered[:_COMPARED])
    least = min(score for _, score in scores)
    rest = [(item, min(least, _HELD * value)) for item, value in ordered[len(scores) : limit]]
    return (sorted(scores, key=lambda pair: (-pair[1], pair[0])) + rest)[:limit]


def _compared(
    index: Index, line: str, has_words: bool, ordered: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """The first texts with their scores, until no further one can be best."""
    from rapidfuzz.fuzz import partial_ratio

    plain = " ".join(keys(level(line))[:MOST_WORDS])
    scores: list[tuple[int, float]] = []
    enough = 0.0
    for item, value in ordered:
        if (1 - _LIKENESS) * value + _LIKENESS < enough:
            break
        text = index.plain(item)
        brevity = 1 - len(text) / (len(text) + 4000)
        held = _held(index, item, text, line, plain)
        if not has_words and f" {plain}" not in text:
            held = 0.0  # how well a word alone is met inside another one its evidence says
        likeness = partial_ratio(plain, text) / 100 if has_words and not held else value
        score = (1 - _LIKENESS) * value + _LIKENESS * likeness
        enough = max(enough, score * 0.95)
        scores.append((item, held + 0.03 * value * brevity if held else _HELD * score * brevity))
    return scores


def _held(index: Index, item: int, text: str, typed: str, plain: str) -> float:
    """What it is worth that a text holds a query, 0 if it does not: most as it was typed, less but
    for case, marks and punctuation, and less where it begins or ends inside a word."""
    if plain not in text:
        return 0.0
    whole = (f" {plain}" in text) + (f"{plain} " in text)
    return _HELD + 0.015 * whole + 0.03 * (typed in index.text(item))
