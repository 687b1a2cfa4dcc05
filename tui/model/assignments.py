"""Shares articles out between analysts, some of them to two, at random but reproducibly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from .digest import sha256
from .dossier import Assignment


def shared_out(
    paths: Iterable[str],
    analysts: Sequence[str],
    percent: int,
    seed: str = "",
    present: Mapping[str, Assignment] | None = None,
) -> list[Assignment]:
    """Assignments of those articles that have none in `present`, in the order of `paths`.

    Each article goes to one of the analysts, and `percent` of all the articles, those in `present`
    included, go to two. Articles are given out in the order of the SHA-256 of `seed` and path, each
    to whoever has the fewest so far, and of equal pairs to the one that shares the fewest. So the
    result depends on nothing but the arguments. With one analyst, no article goes to two.
    """
    every = list(dict.fromkeys(paths))
    known = [present[path] for path in every if present and path in present]
    articles: Counter[str] = Counter(name for each in known for name in each.analysts)
    pairs: Counter[frozenset[str]] = Counter(frozenset(each.analysts) for each in known)
    taken = {each.path for each in known}
    order = sorted((path for path in every if path not in taken), key=lambda p: _digest(seed, p))
    twice = (percent * len(every) + 50) // 100 - sum(len(each.analysts) > 1 for each in known)
    given: dict[str, Assignment] = {}
    for number, path in enumerate(order):
        groups = [*combinations(analysts, 2 if number < twice and len(analysts) > 1 else 1)]
        ranks = {
            group: (
                sum(articles[name] for name in group),
                pairs[frozenset(group)],
                _digest(seed, path, *group),
            )
            for group in groups
        }
        chosen = min(groups, key=ranks.__getitem__)
        articles.update(chosen)
        pairs[frozenset(chosen)] += 1
        given[path] = Assignment(path, tuple(sorted(chosen)))
    return [given[path] for path in every if path in given]


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
