"""Finding copies among the articles of a Library, with what its cache knows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..copies.agency_marks import agency_marks
from ..copies.groups import GroupMember, group_copies
from ..model.dates import iso_date
from ..model.shared_text import SharedText
from . import Library, known_texts
from .article_words import ArticleWords
from .known_texts import NOTHING_KNOWN, KnownTexts
from .passage_index import PassageIndex
from .shared_texts import SharedTexts, SharedTextSearch, Tick
from .updating import only, updated

DEFAULT_SHARE = 0.3
"""Share of common text from which articles are listed as copies."""


@dataclass(frozen=True, slots=True)
class OriginEvidence:
    """Words of an article that point to where its text comes from, with their span.

    `kind` is "agency" for a credit of a news agency, whose usual name is `origin`, or "byline" for
    a byline that another article of the group has too, which is `origin` in lower case.
    """

    kind: str
    origin: str
    words: str
    start: int
    end: int


def find_copies(
    passages: PassageIndex,
    libraries: Sequence[Library],
    tick: Tick = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SharedTexts:
    """The texts that articles share; the caches of the libraries they are from are kept up to date.

    `cancelled` is called between two steps; once it returns True, nothing further is compared.
    What was found until then, or until an exception, is kept too.
    """
    known = NOTHING_KNOWN
    for library in libraries:
        if home := library.cache_home:
            known = known.joined(known_texts.load(home))
    search = SharedTextSearch(passages, known)
    try:
        return search.result(tick, cancelled)
    finally:
        for library in libraries if search.known != known else ():
            if home := library.cache_home:
                known_texts.save(home, _part_of(library, passages, search.known))


def _part_of(library: Library, passages: PassageIndex, known: KnownTexts) -> KnownTexts:
    """What is known of the texts that belong to the cache of a library."""
    own, names = library.collection.passages, library.cached_names()
    if own is passages and names.issuperset(passages.records):
        return known
    records = (record for record in own.records.values() if record.name in names)
    return known.only(frozenset(ArticleWords(own, each).key for each in records if each.count))


def shared_by(library: Library, names: frozenset[str]) -> tuple[SharedText, ...]:
    """The texts that some articles of a library share, read as far as its cache is out of date.

    The cache stays as it is. Raises ReaderError if the folder cannot be listed.
    """
    library.scan()
    articles = [article for article in library.articles if article.name in names]
    passages = only(library.collection.passages, names)
    passages = updated(passages, articles, lambda record: None, lambda: False)
    home = library.cache_home
    known = known_texts.load(home) if home else NOTHING_KNOWN
    return SharedTextSearch(passages, known).result().shared


def groups_of_copies(
    shared: Iterable[SharedText], passages: PassageIndex, least_share: float = DEFAULT_SHARE
) -> list[tuple[GroupMember, ...]]:
    """The groups of articles with a share of common text of at least `least_share` (0 to 1)."""
    dates = {name: iso_date(record.date) for name, record in passages.records.items()}
    return group_copies(shared, dates, least_share)


def evidence_of_origin(
    group: Iterable[GroupMember], passages: PassageIndex
) -> dict[str, tuple[OriginEvidence, ...]]:
    """Which words in the articles of a group point to a common origin, by the article's name."""
    articles = [ArticleWords(passages, passages.records[member.name]) for member in group]
    bylines = {article.name: _bylines(article) for article in articles}
    count = Counter(origin for some in bylines.values() for origin in {x.origin for x in some})
    found: dict[str, tuple[OriginEvidence, ...]] = {}
    for article in articles:
        common = [each for each in bylines[article.name] if count[each.origin] > 1]
        found[article.name] = (*_credits(article), *common)
    return found


def _credits(article: ArticleWords) -> Iterator[OriginEvidence]:
    text = article.text
    for mark in agency_marks(text, article.blocks()):
        words = text[mark.start : mark.end]
        yield OriginEvidence("agency", mark.agency, words, mark.start, mark.end)


def _bylines(article: ArticleWords) -> list[OriginEvidence]:
    """The bylines of an article; their origin is what they say, whatever the spelling of case."""
    text = article.text
    return [
        OriginEvidence("byline", " ".join(words.casefold().split()), words, block.start, block.end)
        for block in article.blocks()
        if block.kind == "byline" and (words := text[block.start : block.end])
    ]
