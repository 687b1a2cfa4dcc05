"""Open the annotated articles of a folder, to export them together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from ..library.walking import ArticleFile
from ..model import visible
from ..model.errors import ReaderError
from ..session import Session
from ..session.open_session import open_session
from ..store import report_files
from .blind_coding import hide_others
from .dossier_exporting import ExportSource
from .exporting import export_source

_LONGEST = 40
"""Code points of a query that become part of a file name."""

_SIGNS_BETWEEN_WORDS = re.compile(r"_|(?<!\d)-|-(?!\d)")
"""What stands for spaces in the names of folders; hyphens of dates such as "2015-07" do not."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticles:
    """The articles of a folder that have notes, opened for an export.

    `problems` has a line for each article that could not be read.
    """

    sources: tuple[ExportSource, ...]
    problems: tuple[str, ...]


def open_annotated(
    articles: Sequence[ArticleFile],
    config: Config,
    progress: Callable[[float], object] = lambda _: None,
    opened: Session | None = None,
) -> AnnotatedArticles:
    """Open the articles that have notes; an article that is open already is not read again.

    `progress` is called with the share that is done, from 0 to 1. Raises ReaderError if no article
    has notes.
    """
    path = opened.document.path if opened else None
    here = path.resolve() if path else None
    sources, problems = list[ExportSource](), list[str]()
    for number, article in enumerate(articles):
        progress(number / len(articles))
        is_open = opened is not None and article.path.resolve() == here
        if not is_open and article.notes is None:
            continue
        try:
            session = opened if opened and is_open else _open(article, config)
        except ReaderError as error:
            problems.append(str(error))
            continue
        sources.append(export_source(session, visible.displayable(article.name)))
    if not sources:
        raise ReaderError(problems[0] if problems else "no article here has notes to export yet")
    return AnnotatedArticles(tuple(sources), tuple(problems))


def _open(article: ArticleFile, config: Config) -> Session:
    session = open_session(article.path, folders=article.folders, config=config)
    hide_others(session, article.folders, config)
    return session


def last_title(articles: Sequence[ArticleFile]) -> str:
    """The title that the user gave to the last report on some articles; "" for none."""
    noted = [article for article in articles if article.notes]
    origins = [report_files.Origin(one.key, one.folders.state, (one.path,)) for one in noted]
    return report_files.last_title(origins) if origins else ""


def proposed_title(folder: Path, query: str = "") -> str:
    """A title for a report on the articles of a folder: its name in words, then the query."""
    name = visible.displayable(folder.resolve().name)
    words = " ".join(_SIGNS_BETWEEN_WORDS.sub(" ", name).split())
    return ": ".join(filter(None, (words[:1].upper() + words[1:], " ".join(query.split()))))


def path_in(folder: Path, query: str = "") -> Path:
    """A path in a folder, beside which exports of its articles are proposed.

    Its name is that of the folder, with the words of the query by which articles were chosen.
    """
    words = "-".join("".join(c if c.isalnum() else " " for c in query).split())
    return folder / ".".join(filter(None, (folder.resolve().name or "articles", words[:_LONGEST])))
