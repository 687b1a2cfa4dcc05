"""Coding across articles: one tag on passages of many, and all of that taken back.

Each article is opened, tagged and saved as it would be on the reading screen, one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..library.folder_notes import FolderNotes
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..model.references import dependants, dependants_warning
from ..session import Session
from ..session.open_session import open_session
from ..store.locks import LOCK_BRIEF

TargetPassages = Sequence[tuple[Span, str]]
"""Spans of one article, as the index knows them, each with its text."""


@dataclass(frozen=True)
class TaggingResult:
    """What was done: by article the annotations that got the tag; what could not be done, and why.

    `had` passages had the tag already; `made` says that the tag was new to the codebook.
    """

    name: str
    tagged: Mapping[Path, tuple[str, ...]]
    had: int = 0
    made: bool = False
    problems: tuple[str, ...] = ()

    @property
    def passages(self) -> int:
        """How many passages got the tag."""
        return sum(map(len, self.tagged.values()))

    def report(self) -> str:
        """One line for the user."""
        said = [f"{self.name}: {counted(self.passages, self.tagged)}"]
        if self.had:
            said.append(f"{self.had} had it already")
        return "; ".join([*said, *self.problems[:2], *_more(len(self.problems) - 2)])


def counted(passages: int, articles: Mapping[Path, object]) -> str:
    """ "12 passages in 4 articles"."""
    words = (
        "passage" if passages == 1 else "passages",
        "article" if len(articles) == 1 else "articles",
    )
    return f"{passages} {words[0]} in {len(articles)} {words[1]}"


def tag_passages(
    wanted: Mapping[Path, TargetPassages], name: str, folders: Folders, config: Config
) -> TaggingResult:
    """Put a tag on passages of articles; each article is saved when it is done."""
    coded = TaggingResult(name, {})
    for path, passages in wanted.items():
        try:
            coded = _one(coded, _opened(path, folders, config), passages)
        except ReaderError as error:
            coded = replace(coded, problems=(*coded.problems, str(error)))
    return coded


def take_back(
    coded: TaggingResult, folder: Path, folders: Folders, config: Config
) -> TaggingResult:
    """Take a tag off again wherever tag_passages put it, and out of the codebook if it made it.

    What was said there since stays. The answer has what was taken back, and as problems what could
    not be, and which judgements and links rested on annotations that were deleted with the tag.
    """
    undone: dict[Path, tuple[str, ...]] = {}
    problems: list[str] = []
    deleted: set[str] = set()
    for path, ids in coded.tagged.items():
        try:
            session = _opened(path, folders, config)
            found = [session.state.annotations[id] for id in ids if id in session.state.annotations]
            having = [a for a in found if coded.name in a.tags]
            if having:
                session.apply(
                    edits.toggle_tag(session.state, [_target(a) for a in having], coded.name)
                )
            # Toggling a tag makes it known, so that each article has to forget it.
            if coded.made and not session.state.counts()[coded.name]:
                session.apply(edits.delete_tag(session.state, coded.name))
            if session.dirty:
                session.save(LOCK_BRIEF)
            undone[path] = tuple(a.id for a in having)
            deleted.update(a.id for a in having if a.id not in session.state.annotations)
        except ReaderError as error:
            problems.append(str(error))
    problems += _left_without(deleted, folder, folders, config)
    return replace(coded, tagged=undone, problems=tuple(problems))


def _left_without(
    deleted: Collection[str], folder: Path, folders: Folders, config: Config
) -> list[str]:
    """A line on what in the articles of a folder rested on deleted annotations, if anything did."""
    if not deleted:
        return []
    try:
        noted = FolderNotes(folder, folders, config).annotated_articles()
    except ReaderError as error:
        return [str(error)]
    found = list(dependants(deleted, [one.notes for one in noted]))
    return [dependants_warning(found, [one.name for one in noted])] if found else []


def _opened(path: Path, folders: Folders, config: Config) -> Session:
    """A Session on an article that can be changed; raises ReaderError where it cannot."""
    own = folders_for(path, folders, config)
    session = open_session(path, folders=own, config=config)
    if session.read_only:
        raise ReaderError(session.read_only)
    return session


def _one(coded: TaggingResult, session: Session, wanted: TargetPassages) -> TaggingResult:
    path = session.document.path
    assert path is not None
    spans = [_placed(session.document, span, text) for span, text in wanted]
    lost = sum(span is None for span in spans)
    targets = [Target(span) for span in dict.fromkeys(spans) if span]
    lacking = [t for t in targets if not _has(session.state.at(t), coded.name)]
    made = coded.made or not _is_known(session, coded.name)
    if lacking:
        session.apply(edits.toggle_tag(session.state, lacking, coded.name))
        session.save(LOCK_BRIEF)
    ids = tuple(a.id for a in map(session.state.at, lacking) if a)
    tagged = {**coded.tagged, path: ids} if ids else coded.tagged
    problems = coded.problems
    if lost:
        problems = (*problems, f"{path.name}: changed since it was read in, {lost} not found")
    had = coded.had + len(targets) - len(lacking)
    return replace(coded, tagged=tagged, had=had, made=made, problems=problems)


def _is_known(session: Session, name: str) -> bool:
    return name in session.state.codebook.by_name or session.state.codebook.is_group(name)


def _has(annotation: Annotation | None, name: str) -> bool:
    return annotation is not None and name in annotation.tags


def _target(annotation: Annotation) -> Target:
    return Target(Span(annotation.start, annotation.end), annotation.id)


def _placed(document: Document, span: Span, text: str) -> Span | None:
    """The span if its text stands there, else where that stands alone, else None."""
    if document.text[span.start : span.end] == text:
        return span
    at = document.text.find(text)
    if at < 0 or document.text.find(text, at + 1) >= 0:
        return None
    return Span(at, at + len(text))


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count > 0 else []
