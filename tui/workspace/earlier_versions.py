"""The earlier versions of an article: its texts when notes were saved, and those in git."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..config import Folders
from ..model import visible
from ..model.annotation import Annotation
from ..model.document import Block, Document, Span, lines_in
from ..model.errors import ReaderError
from ..readers import IN_PROCESS, LARGEST_WITH_PICTURES, READERS, read_bytes
from ..session import Session
from ..store import git
from ..store.faults import contain_faults
from ..store.git import Revision
from ..store.snapshots import Snapshot, earlier
from .compared_documents import ComparedDocuments, compared_documents

Version = Snapshot | Revision

_MOST_SEARCHED = 40
"""Maximum number of versions that are read to find those on which annotations were made."""


class EarlierVersions(NamedTuple):
    """Earlier versions, the newest first, and one line on why none is from git, "" if some are."""

    versions: tuple[Version, ...]
    remark: str


def time_of(version: Version) -> float:
    """When a version was kept or committed, in seconds since 1970."""
    return version.kept_at if isinstance(version, Snapshot) else version.committed_at


def earlier_versions(session: Session, folders: Folders) -> EarlierVersions:
    """The earlier versions of the open article; runs git, for use in a thread."""
    kept = earlier(folders.state, session.key, session.document.text_sha256)
    committed, remark = _committed(session)
    found: list[Version] = [*kept, *committed]
    found.sort(key=time_of, reverse=True)
    return EarlierVersions(tuple(found), f"no versions from git: {remark}" if remark else "")


def _committed(session: Session) -> tuple[list[Revision], str]:
    """The versions in git, or else why there are none."""
    path = session.document.path
    if path is None:
        return [], "the text came from standard input"
    try:
        found = git.revisions(path)
    except git.GitError as error:
        return [], f"git says: {error.said}; nothing was read from there"
    except ReaderError as error:
        return [], str(error)
    if found is None:
        return [], "the article is in no git repository"
    return found, "" if found else "it has no other text of this article"


def version_document(session: Session, folders: Folders, version: Version) -> Document:
    """Read an earlier version of the open article. Raises ReaderError if it cannot be read."""
    document = session.document
    if isinstance(version, Snapshot):
        return _as_text_file(document, version.text) or _in_paragraphs(document, version.text)
    path, options = document.path, session.options
    assert path is not None, "a version in git is one of a file"
    data = git.content(path, version, LARGEST_WITH_PICTURES)
    stem = visible.displayable(path.stem)
    return contain_faults(
        path.name,
        folders.state,
        lambda: read_bytes(data, stem=stem, suffix=path.suffix, options=options),
    )


def _as_text_file(document: Document, text: str) -> Document | None:
    """An earlier text read as the file of its document is; None for a format that is converted."""
    suffix = document.path.suffix.lower() if document.path else ".txt"
    if READERS.get(suffix) not in IN_PROCESS:
        return None
    try:
        data = text.encode("utf-8", "surrogatepass")
        found = read_bytes(data, stem=document.title, suffix=suffix)
    except ReaderError:
        return None
    return found if found.text == text else None


def _in_paragraphs(document: Document, text: str) -> Document:
    """An earlier text of a document; what stands between empty lines is a paragraph."""
    blocks: list[Block] = []
    for start, end in lines_in(text):
        if blocks and text.count("\n", blocks[-1].end, start) == 1:
            start = blocks.pop().start
        blocks.append(Block("paragraph", start, end))
    return Document(text, tuple(blocks), document.title, document.split, document.lang)


@dataclass(frozen=True)
class EarlierPlace:
    """Where an annotation was made: a span of a version, which is compared with the present text.

    The version is the second document of `texts`.
    """

    version: Version
    texts: ComparedDocuments
    span: Span


def earlier_places(
    session: Session,
    folders: Folders,
    annotations: Iterable[Annotation],
    report: Callable[[float], None],
) -> dict[str, EarlierPlace]:
    """Find for annotations, by id, the newest version that has the annotated words at their place.

    Annotations of which no version is known are left out. `report` is called with the share of the
    work that is done, and may raise to end it. Slow, for use in a thread.
    """
    waiting = dict(map(_annotated, annotations))
    versions = earlier_versions(session, folders).versions[:_MOST_SEARCHED]
    found: dict[str, EarlierPlace] = {}
    for number, version in enumerate(versions):
        report(number / len(versions))
        there = _matching(waiting, session, folders, version)
        if there:
            document, spans = there
            texts = compared_documents(session.document, document)
            found |= {id: EarlierPlace(version, texts, span) for id, span in spans.items()}
            waiting = {id: place for id, place in waiting.items() if id not in found}
        if not waiting:
            break
    return found


def _annotated(annotation: Annotation) -> tuple[str, tuple[Span, str]]:
    """The id of an annotation, the span that the user annotated, and its words."""
    stored = annotation.former or annotation
    return annotation.id, (Span(stored.start, stored.end), stored.quote)


def _matching(
    waiting: dict[str, tuple[Span, str]], session: Session, folders: Folders, version: Version
) -> tuple[Document, dict[str, Span]] | None:
    """A version and the spans that have their words in it; None if it has none."""
    try:
        document = version_document(session, folders, version)
    except ReaderError:
        return None  # an older version may still be readable
    spans = {
        id: span
        for id, (span, quote) in waiting.items()
        if quote and document.text[slice(*span)] == quote
    }
    return (document, spans) if spans else None
