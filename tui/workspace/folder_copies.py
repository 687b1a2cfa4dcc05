"""The articles of a folder that have text in common, in groups, and what each copy changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config, Folders
from ..model.document import Span
from ..model.shared_text import AlignedSpans, SharedText, partners
from .article_labels import article_label

if TYPE_CHECKING:
    from ..copies.groups import GroupMember
    from ..library import Library
    from ..library.copies import OriginEvidence
    from ..library.passage_index import ArticleRecord, PassageIndex
    from ..readers.reading_progress import ProgressReceiver

_LARGEST = 200_000
"""Code points of a text from which on copies are not compared word by word."""

_NEAR = 80
"""Code points from common text within which changed words belong to it."""


@dataclass(frozen=True, slots=True)
class CopiedArticle:
    """An article of a group, with what it has in common with another one of the group.

    `name` is its path below the folder. `shared` is None for the earliest article of the group;
    `other` is the label of the article that it shares `shared` with. The common text begins at
    `start`, in code points. `evidence` are words that point to where the text comes from.
    """

    name: str
    path: Path
    title: str
    outlet: str
    date: str
    start: int
    shared: SharedText | None
    other: str
    evidence: tuple[OriginEvidence, ...]

    @property
    def is_slight(self) -> bool:
        """Whether it has less in common than what `reader copies` lists if nothing else is asked.

        So little may be names and set phrases; what an agency or a byline points to is more.
        """
        from ..library.copies import DEFAULT_SHARE

        return bool(self.shared and self.shared.share < DEFAULT_SHARE and not self.evidence)


class CopyGroup(NamedTuple):
    """Articles with common text, the earliest first, and what each two of them share."""

    articles: tuple[CopiedArticle, ...]
    shared: tuple[SharedText, ...]


class ComparableArticle(NamedTuple):
    """An article of the folder; `name` is its path below it, `label` its publisher or title."""

    name: str
    path: Path
    label: str
    title: str
    date: str


class FolderCopies(NamedTuple):
    """The groups of a folder, what any two articles share, and a line for what was left out.

    `articles` are all articles of the folder that can be read.
    """

    groups: tuple[CopyGroup, ...]
    shared: tuple[SharedText, ...]
    remarks: tuple[str, ...]
    articles: tuple[ComparableArticle, ...]


class CopyChanges(NamedTuple):
    """The words that a copy changes (old and new), those that it adds, and those it leaves out.

    Each is a stretch of successive words. `is_too_long` if the texts were not compared.
    """

    changed: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_too_long: bool = False


class CopyFinder:
    """Finds the copies among the articles of a folder.

    Unchanged articles are not read again, and their groups are not made again.
    """

    def __init__(
        self, folder: Path, folders: Folders, config: Config, files: Sequence[Path] = ()
    ) -> None:
        """If `files` are given, only these articles are read, and no cache is used."""
        self.folder, self._folders, self._config = folder, folders, config
        self._files = files
        self._library: Library | None = None
        self._groups: dict[tuple[Hashable, ...], CopyGroup] = {}

    def find(self, receiver: ProgressReceiver = lambda share: None) -> FolderCopies:
        """Read and compare the articles; slow, for use in a thread.

        `receiver` is called with the share done (0 to 1); what it raises stops the search. Raises
        ReaderError if the folder cannot be listed.
        """
        from ..library import Library
        from ..library.copies import find_copies

        # A search that was cancelled may go on for a moment: it keeps its library to itself.
        library, self._library = self._library, None
        library = library or Library(self.folder, self._folders, self._config, self._files)
        library.scan()
        library.update(lambda done, total: receiver(done / max(1, total) / 2))
        passages = library.collection.passages
        found = find_copies(
            passages, [library], lambda done, total: receiver(0.5 + done / max(1, total) / 2)
        )
        paths = {article.name: article.path for article in library.articles}
        groups = self._grouped(found.shared, passages, paths)
        records = [each for each in passages.records.values() if each.name in paths]
        self._library = library
        remarks = (*_unreadable(records), *found.remarks)
        return FolderCopies(groups, found.shared, remarks, _comparable(records, paths))

    def _grouped(
        self, shared: Sequence[SharedText], passages: PassageIndex, paths: dict[str, Path]
    ) -> tuple[CopyGroup, ...]:
        """The groups of the articles; those that are as they were are taken from the last time."""
        from ..library.copies import groups_of_copies
        from ..library.possible_pairs import LEAST_SHARE

        groups = groups_of_copies(shared, passages, LEAST_SHARE)
        made: dict[tuple[Hashable, ...], CopyGroup] = {}
        for members, inside in zip(groups, _shared_by_group(groups, shared), strict=True):
            records = (passages.records[member.name] for member in members)
            facts = tuple((r.text_key, r.title, r.publisher, r.date) for r in records)
            key = members, inside, facts
            made[key] = self._groups.get(key) or _group(members, inside, passages, paths)
        self._groups = made
        return tuple(made.values())

    def changes(self, article: CopiedArticle) -> CopyChanges:
        """What a copy adds and leaves out; slow, for use in a thread.

        Nothing for the earliest article of a group.
        """
        from ..library.article_words import ArticleWords

        if article.shared is None or self._library is None:
            return CopyChanges()
        passages = self._library.collection.passages
        names = article.shared.other(article.name), article.name
        if any(passages.records[name].length > _LARGEST for name in names):
            return CopyChanges(is_too_long=True)
        old, new = (ArticleWords(passages, passages.records[name]).text for name in names)
        return _changes(old, new, article.shared.spans_in(article.name))


def _comparable(
    records: Iterable[ArticleRecord], paths: Mapping[str, Path]
) -> tuple[ComparableArticle, ...]:
    """The articles that have text."""
    return tuple(
        ComparableArticle(each.name, paths[each.name], each.label, each.title, each.date)
        for each in records
        if each.count
    )


def _unreadable(records: Iterable[ArticleRecord]) -> list[str]:
    """A line on the articles that cannot be read, if there are any."""
    problems = [record.unreadable for record in records if record.unreadable]
    more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
    return [f"left out: {problems[0]}{more}"] if problems else []


def _changes(old: str, new: str, common: Sequence[AlignedSpans]) -> CopyChanges:
    """What a text changes in or next to the common text, adds to an old one, and leaves out."""
    from ..copies.differences import differences

    left_out, added, pairs_of_spans = differences(old, new)
    changed = [
        pair
        for pair in pairs_of_spans
        if any(_is_near(pair[0], before) and _is_near(pair[1], now) for now, before in common)
    ]
    pairs = ((_words(old, before), _words(new, after)) for before, after in changed)
    befores, afters = ({pair[side] for pair in changed} for side in (0, 1))
    return CopyChanges(
        tuple(pair for pair in pairs if any(map(str.isalnum, "".join(pair)))),
        _stretches(new, (span for span in added if span not in afters)),
        _stretches(old, (span for span in left_out if span not in befores)),
    )


def _is_near(span: Span, common: Span) -> bool:
    return common.start - _NEAR < span.end and span.start < common.end + _NEAR


def _stretches(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The texts of spans, without those that are nothing but punctuation."""
    texts = (_words(text, span) for span in spans)
    return tuple(each for each in texts if any(map(str.isalnum, each)))


def _words(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


def _shared_by_group(
    groups: Sequence[Sequence[GroupMember]], shared: Iterable[SharedText]
) -> list[tuple[SharedText, ...]]:
    """What any two articles of each group share."""
    numbers = {member.name: at for at, members in enumerate(groups) for member in members}
    found: list[list[SharedText]] = [[] for _ in groups]
    for each in shared:
        number = numbers.get(each.a)
        if number is not None and number == numbers.get(each.b):
            found[number].append(each)
    return [*map(tuple, found)]


def _group(
    members: Sequence[GroupMember],
    inside: tuple[SharedText, ...],
    passages: PassageIndex,
    paths: dict[str, Path],
) -> CopyGroup:
    """A group of articles; `inside` is what any two of them share."""
    from ..library.copies import evidence_of_origin

    evidence = evidence_of_origin(members, passages)
    articles = (
        _article(member, inside, passages, paths[member.name], evidence[member.name])
        for member in members
    )
    return CopyGroup(tuple(articles), inside)


def _article(
    member: GroupMember,
    inside: Sequence[SharedText],
    passages: PassageIndex,
    path: Path,
    evidence: tuple[OriginEvidence, ...],
) -> CopiedArticle:
    """An article of a group; `inside` is what any two articles of the group share."""
    record, other = passages.records[member.name], ""
    found = [each for _, each in partners(inside, member.name)]
    if member.shared:
        found, there = [member.shared], passages.records[member.shared.other(member.name)]
        other = article_label(there.publisher, there.date, there.title or there.name)
    return CopiedArticle(
        name=member.name,
        path=path,
        title=record.title,
        outlet=record.publisher,
        date=record.date,
        start=min(each.spans_in(member.name)[0].a.start for each in found),
        shared=member.shared,
        other=other,
        evidence=evidence,
    )
