"""The figures and dates of all articles of a folder, each with the passage it stands in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config, Folders
from ..model.annotation import Notes
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..model.mentions import DateMention, Figure
from ..store.faults import contain_faults
from .article_labels import article_label
from .blind_coding import visible_notes
from .suggested_mentions import article_date, suggest_mentions

if TYPE_CHECKING:
    from ..library.walking import ArticleFile, FileSignature
    from ..readers.reading_progress import ProgressReceiver


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """The passage that a figure or date stands in.

    `path` is the article's, None for standard input; `name` is its path below the folder and
    `label` its publisher and date, or else its title. `paragraph` counts from 1. `passage` is in
    code points, `text` is the text of the passage.
    """

    path: Path | None
    name: str
    label: str
    paragraph: int
    passage: Span
    text: str


@dataclass(frozen=True, slots=True)
class FolderFigure:
    """A figure of an article of the folder; `phrase` is its text."""

    place: MentionPlace
    phrase: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class FolderDate:
    """A date of an article of the folder; `phrase` is its text."""

    place: MentionPlace
    phrase: str
    date: DateMention


class FolderMentions(NamedTuple):
    """The figures and dates of a folder, and a line for each article that cannot be read."""

    figures: Sequence[FolderFigure] = ()
    dates: Sequence[FolderDate] = ()
    problems: Sequence[str] = ()


class LabelledArticle(NamedTuple):
    """An article with what the places of its figures and dates are made of.

    `path` is None for standard input; `name` and `label` are for the user.
    """

    path: Path | None
    name: str
    label: str
    document: Document


class MentionReader:
    """Finds the figures and dates of a folder; an unchanged article is not read again."""

    def __init__(self, folder: Path | None, folders: Folders, config: Config) -> None:
        """If `folder` is None, there is no article but the one given to `read`."""
        self._folder, self._folders, self._config = folder, folders, config
        self._known: dict[str, tuple[tuple[FileSignature | None, ...], FolderMentions]] = {}

    def read(
        self,
        own: Document,
        own_name: str,
        notes: Notes,
        label: str,
        receiver: ProgressReceiver = lambda share: None,
    ) -> FolderMentions:
        """The figures and dates of `own`, an article that is open, and of the others of the folder.

        `notes` are those on `own`, and `label` is its `article_label`.
        Slow, for use in a thread; `receiver` is called with the share done (0 to 1).
        """
        mine = _found(LabelledArticle(own.path, own_name, label, own), notes)
        found = [mine, *self._others(own.path, receiver)]
        return FolderMentions(
            [figure for one in found for figure in one.figures],
            [date for one in found for date in one.dates],
            [problem for one in found for problem in one.problems],
        )

    def _others(self, without: Path | None, receiver: ProgressReceiver) -> list[FolderMentions]:
        from ..library import walking

        if self._folder is None:
            return []
        articles = walking.articles(self._folder, self._folders, self._config)
        own, found = os.path.realpath(without) if without else "", []
        for number, article in enumerate(articles):
            receiver(number / len(articles))
            if article.key != own:
                found.append(self._of(article))
        return found

    def _of(self, article: ArticleFile) -> FolderMentions:
        """The figures and dates of an article; of one that cannot be read, why."""
        signature = article.signature, article.notes_signature
        known = self._known.get(article.name)
        if known is None or known[0] != signature:
            try:
                mentions = contain_faults(
                    str(article.path), article.folders.state, lambda: _read(article, self._config)
                )
            except ReaderError as error:
                mentions = FolderMentions(problems=(str(error),))
            known = self._known[article.name] = signature, mentions
        return known[1]


def _read(article: ArticleFile, config: Config) -> FolderMentions:
    """Read an article and find its figures and dates. Raises ReaderError if it cannot be read."""
    from ..library.folder_notes import load_notes_of
    from ..library.passage_index import inspect_article

    record, document, _ = inspect_article(article, None)
    if document is None:
        return FolderMentions()
    label = article_label(record.publisher, record.date, record.title or article.name)
    notes = visible_notes(article.path, load_notes_of(article).value, config)
    return _found(LabelledArticle(article.path, article.name, label, document), notes)


def _found(article: LabelledArticle, notes: Notes) -> FolderMentions:
    date = article_date(article.document, notes.document.date)
    mentions = suggest_mentions(article.document, date, notes)
    return FolderMentions(
        placed_figures(article, mentions.figures), placed_dates(article, mentions.dates)
    )


def placed_figures(article: LabelledArticle, figures: Sequence[Figure]) -> list[FolderFigure]:
    """The figures of an article, each with the passage it stands in."""
    text, places = article.document.text, _places(article, figures)
    return [
        FolderFigure(place, text[slice(*each.span)], each)
        for each, place in zip(figures, places, strict=True)
    ]


def placed_dates(article: LabelledArticle, dates: Sequence[DateMention]) -> list[FolderDate]:
    """The dates of an article, each with the passage it stands in."""
    text, places = article.document.text, _places(article, dates)
    return [
        FolderDate(place, text[slice(*each.span)], each)
        for each, place in zip(dates, places, strict=True)
    ]


def _places(
    article: LabelledArticle, mentions: Iterable[Figure | DateMention]
) -> Iterator[MentionPlace]:
    """The place of each mention, in the order of the text; one for all in the same passage.

    A long passage may hold many mentions, and a copy of its text for each would fill the memory.
    """
    document, last = article.document, None
    for each in mentions:
        if last is None or each.span.start >= last.passage.end:
            passage = document.passage(document.place_at(each.span.start))
            inside = Span(passage.start, passage.end)
            paragraph = document.block_at(each.span.start) + 1
            text = document.text[slice(*inside)]
            last = MentionPlace(article.path, article.name, article.label, paragraph, inside, text)
        yield last
