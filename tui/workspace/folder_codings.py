"""The articles of a folder as several coders coded them, and where two of them disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..agreement import Disagreement, tags_of
from ..config import Config, Folders, folders_for
from ..model.document import Document, Span
from ..model.document_state import DocumentState
from ..model.errors import ReaderError
from ..model.history import Edit
from ..model.resolutions import DecisionName, Resolution, resolve, resolved_ids, withdraw
from ..session.open_session import open_session
from ..store import locations
from ..store.locks import LOCK_BRIEF
from .blind_coding import hide_others
from .bulk_tagging import open_to_change
from .coded_articles import (
    CodedArticle,
    coded_by_authors,
    coded_by_coders,
    coders_of,
    disagreements_of,
)
from .compared_coders import Coder, ComparedArticle, coder, states_of, without_article

if TYPE_CHECKING:
    from ..readers.reading_progress import ProgressReceiver

_CONTEXT = 200
"""Code points of context on each side of a passage."""

TwoSides = tuple[str, str]
"""The names of two folders with notes, or of two git revisions of the notes."""


class FolderCodings(NamedTuple):
    """The coded articles of a folder, the coders, and a line for each thing that was left out."""

    articles: list[CodedArticle]
    coders: tuple[str, ...]
    problems: list[str]


def read_codings(
    articles: Mapping[str, Path],
    folder: Path,
    between: TwoSides | None,
    folders: Folders,
    config: Config,
    receiver: ProgressReceiver,
) -> FolderCodings:
    """Read articles, given by their paths below a folder, as their coders coded them.

    The coders are the authors of the annotations, or the two sides `between`. `receiver` is called
    with the share done (0 to 1); what it raises stops the work. Raises ReaderError if a side names
    neither a folder nor a revision.
    """
    sides = [coder(name, folders, config) for name in between or ()]
    problems = list(without_article(sides, folder, articles.keys()))
    found: list[CodedArticle] = []
    for number, (name, path) in enumerate(articles.items()):
        receiver(number / len(articles))
        try:
            compared = ComparedArticle(path, folder, name)
            coded = _coded(compared, sides, folders, config)
        except ReaderError as error:
            problems.append(str(error))
            continue
        if coded:
            found.append(coded)
    unplaced = sum(one.unplaced for one in found)
    if unplaced:
        problems.append(f"{unplaced} left out without a certain place")
    names = {one for article in found for one in article.annotations}
    return FolderCodings(
        found, between if between and len(names) > 1 else coders_of(found), problems
    )


def _coded(
    article: ComparedArticle, sides: list[Coder], folders: Folders, config: Config
) -> CodedArticle | None:
    """An article as it was coded, without what is hidden from the user; None without notes.

    Raises ReaderError.
    """
    own = folders_for(article.path, folders, config)
    if not sides and not locations.existing_notes(article.path, own.data):
        return None
    session = open_session(article.path, folders=own, config=config)
    hide_others(session, own, config)
    if not sides:
        return coded_by_authors(article.below, session.state)
    if session.state.is_blind:
        raise ReaderError(f"{article.below}: left out, hidden until you mark it as done")
    states = states_of(article, sides, folders, config)
    if states is None:
        return None
    coded = coded_by_coders(article.below, *states)
    return coded._replace(resolved=coded.resolved | resolved_ids(session.state.ordered()))


class DisputedPassage(NamedTuple):
    """A disagreement in the article called `name`, with its text and the text around it.

    `paragraph` counts from 1.
    """

    name: str
    disagreement: Disagreement
    text: str
    before: str
    after: str
    paragraph: int


def disputed_passages(
    articles: Iterable[CodedArticle], first: str, second: str, tag: str = ""
) -> Iterator[DisputedPassage]:
    """The passages on which two coders disagree; only those on a tag or group if one is named."""
    for article in articles:
        for one in disagreements_of(article, first, second):
            if not tag or any(each == tag or each.startswith(f"{tag}/") for each in one.tags):
                yield _in_context(article.name, article.document, one)


def _in_context(name: str, document: Document, one: Disagreement) -> DisputedPassage:
    text, (start, end) = document.text, one.span
    number = document.block_at(start)
    block = document.blocks[number]
    first, last = max(block.start, start - _CONTEXT), max(end, min(block.end, end + _CONTEXT))
    before = "…" * (first > block.start) + text[first:start]
    after = text[end:last] + "…" * (last < block.end)
    return DisputedPassage(name, one, text[start:end], before, after, number + 1)


def resolution(one: Disagreement, decision: DecisionName, why: str = "") -> Resolution:
    """The resolution of a disagreement: for one side, its words and tags; for both, all of them.

    If nobody tagged anything on the side that is right, the words of the other have no tag.
    """
    sides = {"left": one.left, "right": one.right, "both": (*one.left, *one.right)}
    right = sides[decision]
    starts, ends = zip(*((each.start, each.end) for each in right or sides["both"]), strict=True)
    tags = tuple(sorted(tags_of(right)))
    return Resolution(Span(min(starts), max(ends)), tags, decision, one.ids, why)


Resolutions = Mapping[Path, Sequence[Resolution]]
"""The resolutions of disagreements, by the paths of the articles."""


def record_resolutions(found: Resolutions, folders: Folders, config: Config) -> list[str]:
    """Record resolutions in the notes on articles; a line for each article where that fails."""
    return _change(found, resolve, folders, config)


def withdraw_resolutions(found: Resolutions, folders: Folders, config: Config) -> list[str]:
    """Take recorded resolutions back; a line for each article where that fails."""
    return _change(found, withdraw, folders, config)


def _change(
    found: Resolutions,
    edit: Callable[[DocumentState, Sequence[Resolution]], Edit],
    folders: Folders,
    config: Config,
) -> list[str]:
    problems: list[str] = []
    for path, some in found.items():
        try:
            session = open_to_change(path, folders, config)
            if session.apply(edit(session.state, some)):
                session.save(LOCK_BRIEF)
        except ReaderError as error:
            problems.append(str(error))
    return problems
