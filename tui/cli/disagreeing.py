"""What `reader agree --disagreements` prints: each place where two coders disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ..agreement import Disagreement
from ..model.annotation import Annotation
from ..model.typography import bare_quote
from ..workspace.coded_articles import KINDS, CodedArticle, disagreements_of
from .output import dim, flat, say, say_json


def print_disagreements(
    articles: Sequence[CodedArticle], coders: Sequence[str], *, as_json: bool
) -> None:
    """Print the disagreements of each pair of coders, article by article."""
    for article in articles:
        for pair in combinations(coders, 2):
            for one in disagreements_of(article, *pair):
                if as_json:
                    say_json(_record(article.name, pair, one))
                else:
                    _show(article.name, pair, one)


def _record(path: str, pair: tuple[str, str], one: Disagreement) -> dict[str, object]:
    sides = (one.left, one.right)
    return {
        "path": path,
        "coders": pair,
        "kind": one.kind,
        "start": one.span.start,
        "end": one.span.end,
        "disputed": sorted(one.tags),
        "tags": [sorted(tag for a in side for tag in a.tags) for side in sides],
        "ids": [[a.id for a in side] for side in sides],
    }


def _show(path: str, pair: tuple[str, str], one: Disagreement) -> None:
    say(f"{flat(path)}:{one.span.start}-{one.span.end}  {dim(KINDS[one.kind])}")
    for coder, side in zip(pair, (one.left, one.right), strict=True):
        say(f"    {flat(coder) or 'one without a name'}: {'; '.join(_lines(side)) or 'no tag'}")


def _lines(annotations: Iterable[Annotation]) -> Iterator[str]:
    for one in annotations:
        yield f"{flat(', '.join(one.tags))} “{flat(bare_quote(one.quote))}”"
