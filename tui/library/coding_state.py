"""How far analysts have coded the articles of a folder, and the queues that follow from it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from pathlib import Path, PurePath
from typing import NamedTuple

from ..config import Config, is_blind
from ..model.document import Passage
from ..store import confinement
from .folder_notes import FolderNotes, LoadedDossier
from .passage_fields import AnnotationSummary, summaries_by_passage
from .walking import ArticleFile


class CodingState(NamedTuple):
    """The analysts to whom an article is assigned, who annotated it and who marked it as done.

    "" is an analyst without a name. `is_begun` is whether the user has opened the article, and
    `is_disputed` whether the tags of two analysts differ on a passage.
    """

    assigned: Set[str] = frozenset()
    is_begun: bool = False
    coders: Set[str] = frozenset()
    done: Set[str] = frozenset()
    is_disputed: bool = False


NOT_CODED = CodingState()

QUEUES: Mapping[str, Callable[[CodingState, str], bool]] = {
    "": lambda coding, user: True,
    "unread": lambda coding, user: not coding.is_begun,
    "mine": lambda coding, user: bool(coding.coders & {user, ""}),
    "done": lambda coding, user: user in coding.done,
    "in disagreement": lambda coding, user: coding.is_disputed,
    "assigned": lambda coding, user: user in coding.assigned if user else bool(coding.assigned),
}
"""Name of a queue -> whether an article is in the queue of an analyst. "" has all articles;
"assigned" has those of anybody if the analyst has no name."""


def is_disputed(
    passages: Sequence[Passage], summaries: Sequence[AnnotationSummary], done: Collection[str]
) -> bool:
    """Whether two analysts, who annotated a text or marked it as done, tagged a passage otherwise.

    A passage without tags differs from one with a tag.
    """
    coders = {*done, *(summary.author for summary in summaries)}
    if len(coders) < 2:
        return False
    for said in summaries_by_passage(passages, summaries).values():
        tags: defaultdict[str, set[str]] = defaultdict(set)
        for summary in said:
            tags[summary.author].update(summary.tags)
        if any(tags[coder] != tags[said[0].author] for coder in coders):
            return True
    return False


class AssignedAnalysts:
    """To whom articles are assigned in the dossiers in effect for them, as these are now."""

    def __init__(self, notes: FolderNotes) -> None:
        self._notes = notes
        self._dossiers: dict[Path, LoadedDossier] = {}

    def of(self, article: Path) -> frozenset[str]:
        """The names of the analysts to whom an article is assigned."""
        home = article.parent
        if home not in self._dossiers:
            self._dossiers[home] = self._notes.dossier_of(article)
        file, dossier = self._dossiers[home]
        if file is None or not dossier.assignments:
            return frozenset()
        real = confinement.upward(home)[0] / article.name
        name = PurePath(os.path.relpath(real, file.parent)).as_posix()
        found = dossier.assignments_by_path.get(name)
        return frozenset(found.analysts if found else ())


class BlindFolders:
    """Which articles hide what other analysts set from the user; a folder is asked about once."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._known: dict[tuple[Path, Path], bool] = {}

    def visible(
        self, article: ArticleFile, summaries: list[AnnotationSummary], done: Collection[str]
    ) -> list[AnnotationSummary]:
        """The annotations of an article that the user may see."""
        user = self._config.author
        own = [summary for summary in summaries if summary.author in ("", user)]
        if not user or user in done or len(own) == len(summaries):
            return summaries
        return own if self._is_blind(article) else summaries

    def _is_blind(self, article: ArticleFile) -> bool:
        homes = article.path.parent, Path(article.key).parent
        if homes not in self._known:
            self._known[homes] = is_blind(article.path, self._config)
        return self._known[homes]
