"""Sessions on the articles that PATHs on the command line mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..config import Config, Folders, folders, folders_for, load
from ..model.anchor import Anchor
from ..model.annotation import Annotation
from ..session import Session
from .inputs import Article, articles, each
from .output import complain


def opened(article: Article, where: Folders, config: Config) -> Session:
    """A Session on an article; raises ReaderError."""
    document = None if article.path else article.read()
    own = folders_for(article.path, where, config)
    return Session.open(
        article.path,
        folders=own,
        config=config,
        document=document,
        encoding=article.encoding,
    )


def settings() -> tuple[Folders, Config]:
    """The user's folders and settings; what is wrong with the settings is said."""
    where = folders()
    config, problems = load(where.config)
    for problem in problems:
        complain(problem)
    return where, config


def sessions(
    words: Sequence[str], failed: list[str], encoding: str = ""
) -> Iterator[tuple[Article, Session]]:
    """Each article with its Session; of a folder, only those that have notes."""
    where, config = settings()

    def work(article: Article) -> tuple[Article, Session]:
        return article, opened(article, where, config)

    for article, session in each(articles(words, encoding), work, failed):
        if article.named or session.notes_path.exists():
            yield article, session


def pass_on(session: Session) -> None:
    """Say what a Session has to tell the user."""
    for message in session.messages:
        complain(message)


def anchor_of(session: Session, annotation: Annotation) -> Anchor:
    """Where an annotation lies in the text."""
    sure = Anchor(annotation.start, annotation.end, "anchored")
    return session.anchors.get(annotation.id, sure)
