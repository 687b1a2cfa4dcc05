"""The pairs of articles that may share text: those known from an earlier search, and the new ones.

If the boilerplate is the same as in the earlier search, only texts that were added are looked for
in the others. If not, or if a text has so many partners that some are left out, the pairs of all
texts are found anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import numpy as np

from ..model.digest import sha256
from .known_texts import KEY_LENGTH, KnownTexts

if TYPE_CHECKING:
    from ..copies.added_texts import AddedTexts
    from ..copies.candidates import Hashes
    from ..copies.own_words import OwnWords

LEAST_SHARE = 0.1
"""Minimum share of common text that is kept."""
_MOST_ADDED = 0.1
"""Part of all texts up to which those that were added are looked for in the others."""

Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class ComparedArticles:
    """Articles by number: their words that are compared, their names, and `ArticleWords.key`.

    `vocabulary` has the words by number.
    """

    texts: OwnWords
    names: Sequence[str]
    keys: Sequence[str]
    vocabulary: Sequence[str]


@dataclass(frozen=True, eq=False)
class PossiblePairs:
    """Pairs of numbers of articles that may share text, ordered by name within and without.

    The shingles that are `boilerplate` are part of the articles `with_boilerplate`. `digest` is as
    `KnownTexts.boilerplate`. `remarks` say, one line each, what was left out.
    """

    pairs: list[Pair]
    boilerplate: Hashes
    with_boilerplate: frozenset[int]
    digest: str
    remarks: tuple[str, ...]


def possible_pairs(articles: ComparedArticles, known: KnownTexts) -> PossiblePairs:
    """The pairs of articles that may share text; the result does not depend on what is `known`."""
    return (known.boilerplate and _with_known(articles, known)) or _anew(articles)


def _with_known(articles: ComparedArticles, known: KnownTexts) -> PossiblePairs | None:
    """The pairs that are known and those of the added texts; None if all must be found anew."""
    from ..copies.added_texts import AddedTexts, TooManyPartnersError

    added = [number for number, key in enumerate(articles.keys) if key not in known.quoted]
    if len(added) > max(1, _MOST_ADDED * len(articles.keys)):
        return None
    look = AddedTexts(articles.texts, added)
    digest = _digest(look, articles)
    try:
        if digest != known.boilerplate:
            return None
        pairs = {*_known_pairs(articles, known), *_ordered(articles, look.pairs(LEAST_SHARE))}
    except TooManyPartnersError:
        return None
    if _has_many_partners(pairs):
        return None
    some = frozenset(look.with_boilerplate)
    return _result(articles, pairs, look.boilerplate, some, digest, 0)


def _known_pairs(articles: ComparedArticles, known: KnownTexts) -> Iterator[Pair]:
    """The pairs of articles whose texts are known to be a pair, and those with equal texts."""
    from ..copies.added_texts import TooManyPartnersError
    from ..copies.candidates import MOST_PARTNERS, SIZE

    numbers = defaultdict[str, list[int]](list)
    for number, key in enumerate(articles.keys):
        numbers[key].append(number)
    if max(map(len, numbers.values()), default=0) >= MOST_PARTNERS:
        raise TooManyPartnersError
    lengths = articles.texts.lengths()
    equal = (some for some in numbers.values() if len(some) > 1 and lengths[some[0]] >= SIZE)
    for some in equal:
        yield from _ordered(articles, combinations(some, 2))
    for one, other in {(a[:KEY_LENGTH], b[:KEY_LENGTH]) for a, b in known.shared}:
        if one != other and one in numbers and other in numbers:
            yield from _ordered(articles, product(numbers[one], numbers[other]))


def _anew(articles: ComparedArticles) -> PossiblePairs:
    from ..copies.added_texts import AddedTexts
    from ..copies.candidates import candidate_pairs

    order = sorted(range(len(articles.names)), key=articles.names.__getitem__)
    found = candidate_pairs([articles.texts[number] for number in order], LEAST_SHARE)
    pairs = {*_ordered(articles, ((order[a], order[b]) for a, b in found.pairs))}
    some = frozenset(order[number] for number in found.with_boilerplate)
    is_limited = found.limited > 0 or _has_many_partners(pairs)
    digest = "" if is_limited else _digest(AddedTexts(articles.texts, ()), articles)
    return _result(articles, pairs, found.boilerplate, some, digest, found.limited)


def _result(
    articles: ComparedArticles,
    pairs: Collection[Pair],
    boilerplate: Hashes,
    with_boilerplate: frozenset[int],
    digest: str,
    limited: int,
) -> PossiblePairs:
    names = articles.names
    ordered = sorted(pairs, key=lambda pair: (names[pair[0]], names[pair[1]]))
    remarks = tuple(_remarks(len(with_boilerplate), limited))
    return PossiblePairs(ordered, boilerplate, with_boilerplate, digest, remarks)


def _ordered(articles: ComparedArticles, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs, in each of them the article first whose name comes first."""
    names = articles.names
    return ((a, b) if names[a] < names[b] else (b, a) for a, b in pairs)


def _has_many_partners(pairs: Collection[Pair]) -> bool:
    """Whether any article is in so many pairs that others may have been left out."""
    from ..copies.candidates import MOST_PARTNERS

    numbers = np.fromiter(chain.from_iterable(pairs), np.int64)
    return bool(len(numbers)) and int(np.bincount(numbers).max()) >= MOST_PARTNERS


def _digest(look: AddedTexts, articles: ComparedArticles) -> str:
    """A hash of the words of the boilerplate; their numbers change with the vocabulary."""
    vocabulary = articles.vocabulary
    lines = sorted(" ".join(map(vocabulary.__getitem__, some)) for some in look.boilerplate_words)
    return sha256("\n".join(lines).encode("utf-8", "replace"))


def _remarks(with_boilerplate: int, limited: int) -> Iterator[str]:
    from ..copies.candidates import MOST_PARTNERS, MOST_TEXTS

    if with_boilerplate:
        yield (
            f"{with_boilerplate:,} articles contain text that is in more than {MOST_TEXTS:,} "
            "articles; it is taken for boilerplate and does not count"
        )
    if limited:
        yield (
            f"{limited:,} articles have text in common with more than {MOST_PARTNERS} "
            "others each; they were compared with some of these, and the others are left out"
        )
