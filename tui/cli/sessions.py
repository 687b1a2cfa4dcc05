"""Opens Sessions on the articles that the PATH arguments resolve to, and reports unused notes."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..config import Config, Folders, folders_for
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..session import Session
from ..session.open_session import open_session
from ..store import unused_notes
from ..store.unused_notes import UnusedNotes
from .inputs import InputArticle, left_out, left_out_files, process_each, resolve_paths
from .inputs import settings as settings
from .output import complain


def opened(article: InputArticle, where: Folders, config: Config) -> Session:
    """Open a Session on an article; raises ReaderError."""
    document = None if article.path else article.read()
    own = folders_for(article.path, where, config)
    return open_session(
        article.path, folders=own, config=config, document=document, options=article.options
    )


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
    for line in left_out_files(found.own_files):
        complain(line)

    def work(article: InputArticle) -> tuple[InputArticle, Session]:
        return article, opened(article, where, config)

    for article, session in process_each(found.articles, work, failed):
        has_notes = session.notes_path.exists()
        if not has_notes:
            text_sha256 = session.document.text_sha256
            texts.setdefault(text_sha256, []).append(article.name)
            strays += offered_notes(article, text_sha256, where, config) if article.named else []
        if article.named or has_notes:
            yield article, session
    for line in (*stray_lines(strays, texts), *left_out(found.outside)):
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


Texts = Mapping[str, Sequence[str]]
"""Text hash -> names of the articles with that text but without notes."""


def stray_lines(found: Iterable[UnusedNotes], texts: Texts) -> Iterator[str]:
    """A line for each notes file, with the articles that have the text it was made for."""
    for stray in {stray.notes.absolute(): stray for stray in found}.values():
        line = f"{stray.notes}: notes without their article: {stray.why}"
        same = _articles_with_text(stray, texts)
        if same:
            verb = "has" if len(same) == 1 else "have"
            command = shlex.join(["reader", "move", str(stray.article), same[0]])
            line += f"; {' and '.join(same)} {verb} the same text: {command} takes them over"
        yield line


def offered_notes(
    article: InputArticle, text_sha256: str, where: Folders, config: Config
) -> list[UnusedNotes]:
    """Notes files in an article's folder whose own article is missing and had the same text."""
    if article.path is None:
        return []
    data = folders_for(article.path, where, config).data
    return unused_notes.orphans_on_text(
        unused_notes.orphans_of_folder(article.path.parent, data), text_sha256
    )


def _articles_with_text(stray: UnusedNotes, texts: Texts) -> Sequence[str]:
    if not texts or not stray.is_orphan:
        return ()
    return texts.get(unused_notes.read_document_data(stray.notes).text_sha256, ())
