"""Opens Sessions on the articles that the PATH arguments resolve to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..config import Config, Folders, folders, folders_for, load
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..session import Session
from ..session.open_session import open_session
from . import unused
from .inputs import InputArticle, left_out, process_each, resolve_paths
from .output import complain


def opened(article: InputArticle, where: Folders, config: Config) -> Session:
    """Open a Session on an article; raises ReaderError."""
    document = None if article.path else article.read()
    own = folders_for(article.path, where, config)
    return open_session(
        article.path, folders=own, config=config, document=document, options=article.options
    )


def settings() -> tuple[Folders, Config]:
    """The user's folders and settings; problems in the settings are reported."""
    where = folders()
    config, problems = load(where.config)
    for problem in problems:
        complain(problem)
    return where, config


def sessions(
    words: Sequence[str],
    failed: list[str],
    tell: Callable[[str], None] = complain,
    options: ReadingOptions = NO_CHOICES,
) -> Iterator[tuple[InputArticle, Session]]:
    """Each article with its Session; articles found in folders only if they have notes.

    Failures are reported and added to `failed`. At the end, `tell` receives a line for each notes
    file without an article and for each link that leads out of a folder.
    """
    where, config = settings()
    found = resolve_paths(words, options)
    strays, texts = list(found.strays), dict[str, list[str]]()

    def work(article: InputArticle) -> tuple[InputArticle, Session]:
        return article, opened(article, where, config)

    for article, session in process_each(found.articles, work, failed):
        has_notes = session.notes_path.exists()
        if not has_notes:
            text_sha256 = session.document.text_sha256
            texts.setdefault(text_sha256, []).append(article.name)
            strays += unused.offers(article, text_sha256, where, config) if article.named else []
        if article.named or has_notes:
            yield article, session
    for line in (*unused.lines(strays, texts), *left_out(found.outside)):
        tell(line)


def opened_to_change(article: InputArticle, where: Folders, config: Config) -> Session:
    """Open a Session on an article whose notes a command changes, and print its messages.

    Raises ReaderError; if the notes are read-only, the error alone says why.
    """
    session = opened(article, where, config)
    session.refuse_if_read_only()
    print_messages(session)
    return session


def print_messages(session: Session) -> None:
    """Print the messages of a Session."""
    for message in session.messages:
        complain(message)


def save(session: Session) -> None:
    """Save the Session and print its new messages. Raises ReaderError."""
    said = len(session.messages)
    session.save()
    for message in session.messages[said:]:
        complain(message)


def anchor_of(session: Session, annotation: Annotation) -> Anchor:
    """The anchor of an annotation in the text."""
    sure = Anchor(annotation.start, annotation.end, "anchored")
    return session.state.anchors.get(annotation.id, sure)
