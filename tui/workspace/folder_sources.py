"""The sources of a folder as rows: who they are, what they say, and what depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Config, Folders, folders_for
from ..model.annotation import Grading, Judgement, Source
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.grade_conflicts import GradeConflict, GradedNotes, grade_conflicts
from ..model.judgement_flags import conclusion_and_reasons
from ..model.known_sources import KnownSource, known_sources
from ..model.references import Key
from ..model.source_dependence import dependents
from ..model.typography import bare_quote
from ..session import Session
from ..session.open_session import open_session
from .folder_links import FolderLinks
from .link_rows import OtherArticle, shares_dossier

if TYPE_CHECKING:
    from ..library.folder_notes import AnnotatedArticle
    from ..model.claims import StatementGraph
    from ..model.statements import Claim, Statement
    from ..readers.reading_progress import ProgressReceiver


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the folder.

    `via` is the name of the source that passed on its information. `conflict` has the grades with
    the outlets or articles that state them, None unless they differ.
    """

    known: KnownSource
    via: str
    conflict: GradeConflict | None

    @property
    def source(self) -> Source:
        """The source, with all that the dossier and the notes say of it."""
        return self.known.source

    @property
    def grade(self) -> str:
        """The letter of the grade, "?" while grades conflict, "" without a grade."""
        return "?" if self.conflict else self.source.reliability

    @property
    def history(self) -> tuple[str, ...]:
        """The grades of the source in words, the latest first: "C on 2026-01-05: saw it".

        While grades conflict, these are first, with the places that state them.
        """
        one = self.source
        graded = one.history
        if not (graded or self.conflict) and one.reliability:
            graded = (Grading(one.reliability, None, one.reason),)
        stated = self.conflict.grades if self.conflict else ()
        return (
            *(_graded(each.reliability, f" in {each.where}", each.reason) for each in stated),
            *map(_grading, reversed(graded)),
        )


def _grading(grading: Grading) -> str:
    """A grade with its date, its analyst and the reason, as far as they are known."""
    when = f" on {grading.date.date().isoformat()}" if grading.date else ""
    by = f" by {grading.author}" if grading.author else ""
    return _graded(grading.reliability, f"{when}{by}", grading.reason)


def _graded(reliability: str, where: str, reason: str) -> str:
    why = f": {' '.join(reason.split())}" if reason.strip() else ""
    return f"{reliability or 'grade withdrawn'}{where}{why}"


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Something that a source says or that depends on it: its words, its place and what it is.

    `key` is that of the statement to go to, None for a judgement.
    """

    text: str
    where: str
    about: tuple[str, ...] = field(default=())
    key: Key | None = None


def sources_elsewhere(
    session: Session, others: Iterable[AnnotatedArticle | OtherArticle]
) -> dict[str, Source]:
    """The sources in the notes on the other articles with the same dossier, by id."""
    found: dict[str, Source] = {}
    for other in others:
        if shares_dossier(session, other):
            for source in other.notes.sources:
                found.setdefault(source.id, source)
    return found


def conflicts(session: Session, others: Iterable[OtherArticle]) -> list[GradeConflict]:
    """The sources that are graded differently, with the outlets or titles of the articles."""
    data = session.state.data
    own = data.publisher or data.title or session.document.title
    graded = [GradedNotes(own, session.notes())]
    graded += (
        GradedNotes(other.notes.document.publisher or other.label, other.notes)
        for other in others
        if shares_dossier(session, other)
    )
    return grade_conflicts(graded, session.state.dossier or Dossier())


def source_rows(
    session: Session, others: Sequence[OtherArticle], graph: StatementGraph
) -> list[SourceRow]:
    """The rows of all sources of the dossier and of its articles, by name."""
    dossier = session.state.dossier or Dossier()
    person = graph.sources.person
    graded = {person(each.source): each for each in conflicts(session, others)}
    known = known_sources(graph, dossier.sources)
    names = {one.source.id: one.source.name for one in known}
    return [
        SourceRow(one, names.get(one.source.via, one.source.via), graded.get(person(one.source)))
        for one in known
    ]


class StatementPlaces:
    """Finds the paragraphs of statements; an article is read once, when it is first needed."""

    def __init__(self, links: FolderLinks, session: Session, folders: Folders, config: Config):
        self._links, self._session = links, session
        self._folders, self._config = folders, config
        self._read: dict[Path, Session | None] = {}

    def where(self, statement: Statement) -> str:
        """The place of a statement: "Harbor Dispatch, ¶12". Slow, for use in a thread."""
        if statement.article == 0:
            return f"this article, {self._paragraph(self._session, statement)}"
        other = (self._links.others or ())[statement.article - 1]
        label = other.notes.document.publisher or other.label
        read = self._session_of(other.path)
        return f"{label}, {self._paragraph(read, statement)}" if read else label

    def _paragraph(self, session: Session, statement: Statement) -> str:
        annotation = session.state.annotations.get(statement.annotation.id, statement.annotation)
        if not session.document.blocks:
            return "¶?"
        return f"¶{session.document.block_at(annotation.start) + 1}"

    def _session_of(self, path: Path) -> Session | None:
        """An article with its notes; None if it cannot be read."""
        if path not in self._read:
            own = folders_for(path, self._folders, self._config)
            try:
                self._read[path] = open_session(path, folders=own, config=self._config)
            except ReaderError:
                self._read[path] = None
        return self._read[path]


def statement_rows(
    known: KnownSource,
    graph: StatementGraph,
    places: StatementPlaces,
    receiver: ProgressReceiver = lambda share: None,
) -> list[PassageRow]:
    """What a source says, article by article. Slow, for use in a thread."""
    rows = []
    marks = [("disputed", {*known.disputed}), ("confirmed", {*known.confirmed})]
    for number, key in enumerate(known.statements):
        receiver(number / len(known.statements))
        statement = graph.statements[key]
        status = [word for word, keys in marks if key in keys]
        rows.append(_passage(statement, places, (*statement.tags, *status)))
    return rows


def _passage(statement: Statement, places: StatementPlaces, about: Iterable[str]) -> PassageRow:
    quote = bare_quote(statement.annotation.quote)
    return PassageRow(quote, places.where(statement), tuple(about), statement.key)


def dependent_rows(
    source: Source,
    graph: StatementGraph,
    links: FolderLinks,
    judgements: Mapping[str, Judgement],
    places: StatementPlaces,
) -> list[PassageRow]:
    """The claims and judgements that fall if a source is wrong. Slow, for use in a thread."""
    found = dependents(graph, source, judgements.values(), lambda cite: links.cited(graph, cite))
    return [
        *(_passage(claim.statement, places, _support(claim)) for claim in found.claims),
        *(_judgement(judgement) for judgement in found.judgements),
    ]


def _support(claim: Claim) -> tuple[str, ...]:
    number = len(claim.supporting)
    return "claim", f"{number} statement{'s' * (number != 1)} for it", *claim.statement.tags


def _judgement(judgement: Judgement) -> PassageRow:
    conclusion, _ = conclusion_and_reasons(judgement.text)
    sure = f"{judgement.confidence} confidence" if judgement.confidence else ""
    about = ("judgement", *filter(None, (judgement.likelihood, sure)))
    return PassageRow(conclusion, "", about)
