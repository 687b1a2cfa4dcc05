"""The articles of a command line as the two coders coded them that --between names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..config import Config, Folders
from ..model.errors import ReaderError
from ..readers import is_folder
from ..workspace.coded_articles import CodedArticle, coded_by_coders
from ..workspace.compared_coders import (
    Coder,
    ComparedArticle,
    articles_in,
    articles_of_both,
    coder,
    states_of,
    without_article,
)
from .inputs import expanded
from .output import complain
from .sessions import settings
from .usage import STDIN, UsageError


def coded_between(
    paths: Sequence[str], first: str, second: str, failed: list[str]
) -> Iterator[CodedArticle]:
    """The articles on which either coder has notes, as both coded them.

    Failures are reported and added to `failed`, and notes that belong to none of the articles are
    reported. Raises UsageError if the names of the coders are equal, or if PATH is missing although
    a revision is named.
    """
    _refuse_wrong_usage(paths, first, second)
    where, config = settings()
    coders = [coder(name, where, config) for name in (first, second)]
    named = [Path(word) for word in expanded(paths)]
    articles = _articles(named, coders, where, config)
    _report_left_out(named or [Path(first)], coders, articles, is_whole=not named)
    for article in articles:
        try:
            found = states_of(article, coders, where, config)
        except ReaderError as error:
            complain(str(error))
            failed.append(str(article.path))
            continue
        if found:
            yield coded_by_coders(str(article.path), *found)


def _refuse_wrong_usage(paths: Sequence[str], first: str, second: str) -> None:
    if first == second:
        raise UsageError(f"--between names {first} twice; name two folders or two revisions")
    if STDIN in paths or "" in paths:
        raise UsageError("--between compares notes on files; name articles or folders")
    revisions = [name for name in (first, second) if not is_folder(Path(name))]
    if revisions and not paths:
        raise UsageError(
            f"{revisions[0]} is no folder; for a revision of git, name its articles with PATH"
        )


def _articles(
    named: Sequence[Path], coders: Sequence[Coder], where: Folders, config: Config
) -> list[ComparedArticle]:
    if named:
        return articles_in(named, where, config)
    first, second = (Path(one.name) for one in coders)
    return articles_of_both(first, second, where, config)


def _report_left_out(
    named: Sequence[Path],
    coders: Sequence[Coder],
    articles: Sequence[ComparedArticle],
    *,
    is_whole: bool,
) -> None:
    """Report notes on articles of the named folders that are not compared.

    With `is_whole`, all articles are those of one folder. Raises ReaderError.
    """
    for folder in filter(is_folder, named):
        names = {one.below for one in articles if is_whole or one.folder == folder}
        for line in without_article(coders, folder, names):
            complain(line)
