"""Sources that articles grade differently, as long as the dossier does not know all the grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .annotation import Grading, Notes, Source
from .dossier import Dossier, effective_notes, effective_source
from .file_names import DOSSIER_NAME
from .origins import Sources


class GradedNotes(NamedTuple):
    """The notes on an article as they are stored, and the article's name."""

    name: str
    notes: Notes


class StatedGrade(NamedTuple):
    """A grade, the reason for it, and the article or dossier that states it."""

    reliability: str
    reason: str
    where: str


class GradeConflict(NamedTuple):
    """A source that has several grades at once."""

    source: Source
    grades: tuple[StatedGrade, ...]

    @property
    def stated(self) -> str:
        """The grades with the places that state them: "B in a.txt, E in dossier.toml"."""
        places: dict[str, list[str]] = defaultdict(list)
        for grade in self.grades:
            places[grade.reliability].append(grade.where)
        return ", ".join(f"{letter} in {_some(where)}" for letter, where in places.items())

    @property
    def line(self) -> str:
        """The conflict in one line: "Ada Berg is graded B in a.txt, E in dossier.toml"."""
        return f"{self.source.name} is graded {self.stated}"


_MOST_NAMED = 3


def _some(places: Sequence[str]) -> str:
    more = len(places) - _MOST_NAMED
    return ", ".join(places[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def grade_conflicts(noted: Iterable[GradedNotes], dossier: Dossier) -> list[GradeConflict]:
    """The sources that are graded differently, by name.

    A grade in notes that the dossier has in the history of the source is a former one and no
    conflict.
    """
    every = list(noted)
    sources = Sources(
        [*(effective_notes(one.notes, dossier) for one in every), Notes(sources=dossier.sources)]
    )
    stated: dict[Hashable, list[StatedGrade]] = defaultdict(list)
    known: dict[Hashable, Source] = {}
    for source in dossier.sources:
        person = sources.person(source)
        known.setdefault(person, source)
        if source.reliability:
            grade = StatedGrade(source.reliability, source.reason, DOSSIER_NAME)
            stated[person].append(grade)
    for one in every:
        for source in one.notes.sources:
            whole = effective_source(source, dossier)
            person = sources.person(whole)
            known.setdefault(person, whole)
            former = {grade.reliability for grade in known[person].history}
            if source.reliability and source.reliability not in former:
                stated[person].append(StatedGrade(source.reliability, source.reason, one.name))
    found = [
        GradeConflict(known[person], tuple(grades))
        for person, grades in stated.items()
        if len({grade.reliability for grade in grades}) > 1
    ]
    return sorted(found, key=lambda conflict: conflict.source.name.casefold())


def with_former_grades(known: Source, conflicts: Iterable[GradeConflict]) -> Source:
    """A source with the grades of its conflicts in its history, the present grade last."""
    own = [*known.history]
    if not own and known.reliability:
        own = [Grading(known.reliability, None, known.reason)]
    letters = {grade.reliability for grade in own}
    former = {
        grade.reliability: Grading(grade.reliability, None, grade.reason)
        for conflict in conflicts
        for grade in conflict.grades
        if grade.reliability not in letters
    }
    return replace(known, history=(*former.values(), *own)) if former else known


def overruled_grades(notes: Notes, dossier: Dossier) -> dict[str, str]:
    """The grades in the notes on an article that the dossier contradicts, by the source's id there.

    Former grades, which the dossier has in the history of the source, are left out.
    """
    found = {}
    for source in notes.sources:
        known = dossier.find(source)
        if known is None or not (known.reliability and source.reliability):
            continue
        former = {grade.reliability for grade in known.history}
        if source.reliability not in former | {known.reliability}:
            found[known.id] = source.reliability
    return found
