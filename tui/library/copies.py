"""Finding copies among the articles of a Library, with what its cache knows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from ..copies.agency_marks import agency_marks
from ..copies.groups import GroupMember, group_copies
from ..model.dates import iso_date
from ..model.document import Span
from ..model.shared_text import AlignedSpans, SharedText
from . import Library, known_texts
from .article_words import ArticleWords
from .known_texts import KEY_LENGTH, NOTHING_KNOWN, KnownTexts
from .passage_index import PassageIndex
from .possible_pairs import LEAST_SHARE
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
    homes = [home for library in libraries if (home := library.cache_home)]
    known = reduce(KnownTexts.joined, map(known_texts.load, homes)) if homes else NOTHING_KNOWN
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


def known_partners(
    library: Library, name: str, text: str
) -> Iterator[tuple[ArticleWords, SharedText]]:
    """The articles that have text in common with one, as far as the cache of the library knows.

    Yields each with what they share. `text` is the present text of the article; what was edited in
    it since the last search is left out, for nothing is read or compared. Raises ReaderError if the
    folder cannot be listed.
    """
    home = library.cache_home
    if home is None or not known_texts.exist(home):
        return
    library.scan()
    passages = library.collection.passages
    record = passages.records.get(name)
    if record is None or not record.count:
        return
    own = ArticleWords(passages, record)
    found, known_text = _pairs_with(own.key, known_texts.load(home)), own.text
    for other in passages.records.values() if found else ():
        words = ArticleWords(passages, other) if other.count and other is not record else None
        if words and (known := found.get(words.key)):
            share, spans = known
            within = [each for each in spans if each.a.end <= own.end and each.b.end <= words.end]
            same = (each for each in within if _have_same_words(known_text, text, each.a))
            yield words, SharedText(name, other.name, share, tuple(same))


def _have_same_words(one: str, other: str, span: Span) -> bool:
    return one[slice(*span)].split() == other[slice(*span)].split()


def _pairs_with(key: str, known: KnownTexts) -> dict[str, tuple[float, list[AlignedSpans]]]:
    """The shares and spans that are known of a text and others, by the keys of the others."""
    found: dict[str, tuple[float, list[AlignedSpans]]] = {}
    for pair, (share, numbers) in known.shared.items():
        one, other = (each[:KEY_LENGTH] for each in pair)
        if share >= LEAST_SHARE and key in (one, other):
            four = zip(*(iter(numbers),) * 4, strict=True)
            spans = [AlignedSpans(Span(i, j), Span(k, m)) for i, j, k, m in four]
            if one != key:
                one, other, spans = other, one, sorted(AlignedSpans(b, a) for a, b in spans)
            found[other] = share, spans
    return found


def groups_of_copies(
    shared: Iterable[SharedText], passages: PassageIndex, least_share: float = DEFAULT_SHARE
) -> list[tuple[GroupMember, ...]]:
    """The groups of articles with a share of common text of at least `least_share` (0 to 1)."""
    shared = [*shared]
    names = {name for each in shared for name in (each.a, each.b)}
    dates = {name: iso_date(passages.records[name].date) for name in names}
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
    blocks = [block for block in article.blocks() if block.kind == "byline"]
    text = article.text if blocks else ""
    return [
        OriginEvidence("byline", " ".join(words.casefold().split()), words, block.start, block.end)
        for block in blocks
        if (words := text[block.start : block.end])
    ]
