"""Tag passages of many articles at once, and undo that.

The articles are opened, tagged and saved one after the other, as on the reading screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..session import Session
from ..session.open_session import open_session
from ..store.locks import LOCK_BRIEF
from .deleted_annotations import warnings_of_dependants

TargetPassages = Sequence[tuple[Span, str]]
"""The spans of passages of one article, as the index has them, each with its text."""


@dataclass(frozen=True)
class TaggingResult:
    """The result of tagging: the ids of the annotations that got the tag, by article.

    `already_tagged` is the number of passages that had the tag before; `is_new_tag` is true if the
    codebook did not have it. `problems` has a line for each passage or article that was not tagged.
    """

    tag: str
    tagged: Mapping[Path, tuple[str, ...]]
    already_tagged: int = 0
    is_new_tag: bool = False
    problems: tuple[str, ...] = ()

    @property
    def passages(self) -> int:
        """The number of passages that got the tag."""
        return sum(map(len, self.tagged.values()))

    def report(self) -> str:
        """A line on the result for the user."""
        parts = [f"{self.tag}: {counted(self.passages, self.tagged)}"]
        if self.already_tagged:
            parts.append(f"{self.already_tagged} had it already")
        return "; ".join([*parts, *self.problems[:2], *_more(len(self.problems) - 2)])


def counted(passages: int, articles: Mapping[Path, object]) -> str:
    """The numbers of passages and articles as text, such as "12 passages in 4 articles"."""
    words = (
        "passage" if passages == 1 else "passages",
        "article" if len(articles) == 1 else "articles",
    )
    return f"{passages} {words[0]} in {len(articles)} {words[1]}"


def tag_passages(
    wanted: Mapping[Path, TargetPassages], tag: str, folders: Folders, config: Config
) -> TaggingResult:
    """Add a tag to passages of articles; each article is saved before the next one is opened."""
    result = TaggingResult(tag, {})
    for path, passages in wanted.items():
        try:
            result = _tag_article(result, open_to_change(path, folders, config), passages)
        except ReaderError as error:
            result = replace(result, problems=(*result.problems, str(error)))
    return result


def undo_tagging(
    result: TaggingResult, folder: Path, folders: Folders, config: Config
) -> TaggingResult:
    """Remove a tag from the passages that got it, and from the codebook if it was new.

    Later changes of the annotations stay. The result has the annotations that lost the tag.
    Its `problems` also name judgements and links that referred to annotations deleted with it.
    """
    undone: dict[Path, tuple[str, ...]] = {}
    problems: list[str] = []
    deleted: set[str] = set()
    for path, ids in result.tagged.items():
        try:
            session = open_to_change(path, folders, config)
            found = [session.state.annotations[id] for id in ids if id in session.state.annotations]
            having = [a for a in found if result.tag in a.tags]
            if having:
                session.apply(
                    edits.toggle_tag(session.state, [_target(a) for a in having], result.tag)
                )
            # Toggling a tag makes it known, so that each article has to forget it.
            if result.is_new_tag and not session.state.counts()[result.tag]:
                session.apply(edits.delete_tag(session.state, result.tag))
            if session.dirty:
                session.save(LOCK_BRIEF)
            undone[path] = tuple(a.id for a in having)
            deleted.update(a.id for a in having if a.id not in session.state.annotations)
        except ReaderError as error:
            problems.append(str(error))
    problems += warnings_of_dependants(deleted, folder, folders, config)
    return replace(result, tagged=undone, problems=tuple(problems))


def open_to_change(path: Path, folders: Folders, config: Config) -> Session:
    """A session on an article, with its notes. Raises ReaderError if they cannot be changed."""
    own = folders_for(path, folders, config)
    session = open_session(path, folders=own, config=config)
    if session.read_only:
        raise ReaderError(session.read_only)
    return session


def _tag_article(result: TaggingResult, session: Session, wanted: TargetPassages) -> TaggingResult:
    path = session.document.path
    assert path is not None
    spans = [current_span(session.document, span, text) for span, text in wanted]
    lost = sum(span is None for span in spans)
    found = dict.fromkeys(session.state.span_to_tag(span) for span in spans if span)
    targets = [Target(span) for span in found]
    lacking = [t for t in targets if not _has(session.state.at(t), result.tag)]
    is_new_tag = result.is_new_tag or not is_known(session, result.tag)
    if lacking:
        session.apply(edits.toggle_tag(session.state, lacking, result.tag))
        session.save(LOCK_BRIEF)
    ids = tuple(a.id for a in map(session.state.at, lacking) if a)
    tagged = {**result.tagged, path: ids} if ids else result.tagged
    problems = result.problems
    if lost:
        problems = (*problems, f"{path.name}: changed since it was read in, {lost} not found")
    already_tagged = result.already_tagged + len(targets) - len(lacking)
    return replace(
        result,
        tagged=tagged,
        already_tagged=already_tagged,
        is_new_tag=is_new_tag,
        problems=problems,
    )


def is_known(session: Session, name: str) -> bool:
    return name in session.state.codebook.by_name or session.state.codebook.is_group(name)


def _has(annotation: Annotation | None, name: str) -> bool:
    return annotation is not None and name in annotation.tags


def _target(annotation: Annotation) -> Target:
    return Target(Span(annotation.start, annotation.end), annotation.id)


def current_span(document: Document, span: Span, text: str) -> Span | None:
    """The present span of a text: the same one, else its only occurrence, else None."""
    if document.text[span.start : span.end] == text:
        return span
    at = document.text.find(text)
    if at < 0 or document.text.find(text, at + 1) >= 0:
        return None
    return Span(at, at + len(text))


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count > 0 else []
