"""The links between an open article and the other articles of its folder, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config, Folders
from ..model.annotation import RELATIONS, Annotation, Link, Notes, Source
from ..model.codebook import covers
from ..model.dossier import Dossier, effective_notes
from ..model.errors import ReaderError
from ..model.file_names import DOSSIER_NAME
from ..model.references import (
    Key,
    dependants,
    dependants_warning,
    joined,
    refer,
    relocated,
)
from ..model.spans import SpanIndex
from ..model.typography import bare_quote
from ..session import Session
from .blind_coding import visible_articles
from .link_rows import LinkRow, OtherArticle, claim_lines, shares_dossier

if TYPE_CHECKING:
    from ..library.folder_notes import AnnotatedArticle, FolderNotes
    from ..model.claims import StatementGraph
    from ..model.codebook import Codebook
    from ..model.shared_text import SharedText
    from ..model.statements import Statement
    from ..readers.reading_progress import ProgressReceiver
    from .shared_texts import FolderTexts

INCOMING = dict(
    zip(RELATIONS, ("supported", "disputed", "qualified", "repeated", "updated"), strict=True)
)
"""How each relation reads from the statement to which a link points, before "by"."""
_STATUS = "status/"


class _Inputs(NamedTuple):
    """Everything that the rows are computed from: equal inputs give equal rows."""

    names: Sequence[str] = ()
    sources: Sequence[tuple[Source, ...]] = ()
    linked: Sequence[Sequence[Annotation]] = ()
    codebook: Codebook | None = None
    shared: tuple[SharedText, ...] = ()
    dossier: Dossier | None = None


@dataclass(frozen=True)
class _Computed:
    """The graph of the linked statements, and the rows of each annotation of this article."""

    inputs: _Inputs
    graph: StatementGraph
    rows: Mapping[str, tuple[LinkRow, ...]] = field(default_factory=dict)


class FolderLinks:
    """The statements of an open article and of the others of its folder, with their links."""

    def __init__(self, session: Session, folders: Folders, config: Config) -> None:
        self._session, self._folders, self._config = session, folders, config
        self.home: Path | None = None
        """The folder from whose list the article was opened, if it was opened from one."""
        self.others: tuple[OtherArticle, ...] | None = None
        """The other articles; None until they are read."""
        self.on_needed: Callable[[], None] = lambda: None
        """Called if `rows` needs the other articles before they are read."""
        self._texts: FolderTexts | None = None
        self._folder_notes: FolderNotes | None = None
        self._read_dossier = Dossier()
        self._computed: _Computed | None = None

    def read(self, receiver: ProgressReceiver = lambda share: None) -> tuple[OtherArticle, ...]:
        """Read the notes of the other articles of the folder; slow, for use in a thread.

        It also finds the text that these articles and the open one share.
        """
        from ..library.folder_notes import short_titles

        noted = self.noted(receiver)
        others = tuple(
            OtherArticle(*one, SpanIndex(one.notes.annotations), label)
            for one, label in zip(noted, short_titles(noted), strict=True)
        )
        path = self._session.document.path
        if path is not None and self._folder_notes is not None:
            files = {one.name: one.path for one in others if one.notes.annotations}
            self._find_shared(self._folder_notes.folder, {**files, self.own_name(): path})
        return others

    def _find_shared(self, folder: Path, files: Mapping[str, Path]) -> None:
        from .shared_texts import FolderTexts

        self._texts = self._texts or FolderTexts(self._folders, self._config)
        self._texts.find(folder, files)

    @property
    def _shared(self) -> tuple[SharedText, ...]:
        """The text that the articles share, as it was last found."""
        return self._texts.found if self._texts else ()

    @property
    def folder(self) -> Path | None:
        """The folder whose articles are linked: the dossier's, else `home` or the article's.

        None for an article without a path.
        """
        path, dossier = self._session.document.path, self._session.dossier_file
        if path is None:
            return None
        if dossier.path and dossier.stamp and path.absolute().is_relative_to(dossier.path.parent):
            return dossier.path.parent
        return self.home if self.home and path.is_relative_to(self.home) else path.parent

    def noted(self, receiver: ProgressReceiver) -> list[AnnotatedArticle]:
        """The other articles of the folder that have notes; slow, for use in a thread."""
        from ..library.folder_notes import FolderNotes

        path, folder = self._session.document.path, self.folder
        if path is None or folder is None:
            return []
        if self._folder_notes is None or self._folder_notes.folder != folder:
            self._folder_notes = FolderNotes(folder, self._folders, self._config)
        with suppress(ReaderError):  # a folder that is gone has no other articles
            self._read_dossier = self._folder_notes.dossier_of(path).dossier
            found = self._folder_notes.annotated_articles(without=path, tell=receiver)
            return visible_articles(found, self._config)
        return []

    def dependants_warning(self, ids: frozenset[str]) -> str:
        """One line on the judgements and links that refer to deleted annotations, or "".

        The other articles are taken as they were last read.
        """
        session, others = self._session, self.others or ()
        linked = tuple(session.state.spans.linked.values())
        known = {**self._read_dossier.judgements_by_id, **session.state.all_judgements()}
        judgements = tuple(known.values())
        own = Notes(judgements=judgements, annotations=linked)
        found = list(dependants(ids, [own, *(_linked_notes(other) for other in others)]))
        return dependants_warning(found, ["", *(other.name for other in others)]) if found else ""

    # All statements

    def graph(self, notes: Notes | None = None) -> StatementGraph:
        """The statements of this article (from `notes`, if given) and of the others."""
        own = notes or self._session.notes()
        return self._graph(self._names(), [own, *(one.notes for one in self.others or ())])

    def _graph(self, names: Sequence[str], notes: Sequence[Notes]) -> StatementGraph:
        from ..model.claims import StatementGraph

        numbers = {name: number for number, name in enumerate(names)}
        shared = {
            (numbers[each.a], numbers[each.b]): each
            for each in self._shared
            if each.a in numbers and each.b in numbers
        }
        effective = [*map(effective_notes, notes, self._dossiers())]
        return StatementGraph(names, effective, self._session.state.codebook.current, shared)

    def _dossiers(self) -> Iterator[Dossier]:
        """The dossier of this article, then those of the others; all that are the same as it is."""
        session = self._session
        own = session.state.dossier or Dossier()
        yield own
        for other in self.others or ():
            yield own if shares_dossier(session, other) else other.dossier.dossier

    def _names(self) -> list[str]:
        return [self.own_name(), *(one.name for one in self.others or ())]

    def own_name(self) -> str:
        """The path of this article below the folder."""
        path = self._session.document.path
        if path is None:
            return ""
        home = self._folder_notes.folder if self._folder_notes else path.parent
        for each in (path, path.absolute()):
            if each.is_relative_to(home):
                return each.relative_to(home).as_posix()
        return path.name

    def reference(self, key: Key) -> str:
        """The reference to a statement that a link of this article contains."""
        return refer(self.own_name(), self._names()[key[0]], key[1])

    def citation(self, key: Key) -> str:
        """The reference to a statement that a judgement or hypothesis contains."""
        state, reference = self._session.state, self.reference(key)
        if state.dossier is None:
            return reference
        return relocated(reference, state.path_in_dossier, DOSSIER_NAME)

    def cited(self, graph: StatementGraph, cite: str) -> Key | None:
        """The statement that a judgement or hypothesis cites; None if there is none."""
        state = self._session.state
        if state.dossier is not None and "#" in cite:
            cite = relocated(cite, DOSSIER_NAME, state.path_in_dossier)
        return graph.references.find(0, cite)

    def location(self, statement: Statement) -> str:
        """The label of a statement's article, or in this article the number of its paragraph."""
        if statement.article and self.others:
            return self.others[statement.article - 1].label
        return f"¶{self._session.document.block_at(statement.annotation.start) + 1}"

    def article_name(self, statement: Statement) -> str:
        """The path of a statement's article below the folder."""
        return self._names()[statement.article]

    # The links of this article

    def rows(self) -> Mapping[str, tuple[LinkRow, ...]]:
        """The links to and from each annotation of this article that has any, by its id."""
        session = self._session
        used = (name for name, count in session.state.counts().items() if count)
        if not (session.state.spans.linked or any(name.startswith(_STATUS) for name in used)):
            self._computed = None
            return {}
        if self.others is None:
            # Statements of other articles count too, so that nothing is shown without them.
            self.on_needed()
            return {}
        linked = joined([session.state.spans, *(one.spans for one in self.others)])
        sources = (session.state.sources.values(), *(one.notes.sources for one in self.others))
        state = session.state
        # Most edits change no link: then comparing the inputs is all that is done.
        known = state.codebook, self._shared, state.dossier
        inputs = _Inputs(self._names(), [*map(tuple, sources)], linked, *known)
        if self._computed is None or self._computed.inputs != inputs:
            self._computed = self._compute(inputs)
        return self._computed.rows

    def _compute(self, inputs: _Inputs) -> _Computed:
        pairs = zip(inputs.sources, inputs.linked, strict=True)
        notes = [Notes(sources=sources, annotations=tuple(made)) for sources, made in pairs]
        graph = self._graph(inputs.names, notes)
        rows = {key[1]: self._link_rows(key, graph) for key in graph.statements if key[0] == 0}
        return _Computed(inputs, graph, {id: links for id, links in rows.items() if links})

    def _link_rows(self, key: Key, graph: StatementGraph) -> tuple[LinkRow, ...]:
        rows = [
            LinkRow(key[1], f"→ {x.rel} {self._other_end(x, other, graph)}", x.why, x, other)
            for x, other in graph.links_of(key)
        ]
        for link, other in graph.links_to(key):
            relation = INCOMING.get(link.rel, link.rel)
            text = f"← {relation} by {self._other_end(None, other, graph)}"
            rows.append(LinkRow(key[1], text, "", None, other))
        return tuple(rows)

    def _other_end(self, link: Link | None, key: Key | None, graph: StatementGraph) -> str:
        """The location and quote of the statement at the other end of a link."""
        if key is None:
            return f"{link.to if link else ''} (not found)"
        statement = graph.statements[key]
        return f"{self.location(statement)} “{bare_quote(statement.annotation.quote)}”"

    def claim_lines(self, annotation: Annotation) -> tuple[str, ...]:
        """The `claim_lines` of an annotation that has links or is a claim with a status tag.

        The links are those of the last call of `rows`.
        """
        if self._computed is None:
            return ()
        key = 0, annotation.id
        if annotation.id in self._computed.rows:
            return claim_lines(self._computed.graph.claim(key))
        if self._has_status(annotation):
            return claim_lines(self._graph_of_one(annotation).claim(key))
        return ()

    def _has_status(self, annotation: Annotation) -> bool:
        """Whether an annotation is a claim and has a status tag."""
        from ..model.statements import CLAIM

        names = [self._session.state.codebook.current(tag) for tag in annotation.tags]
        return any(n.startswith(_STATUS) for n in names) and any(covers(CLAIM, n) for n in names)

    def _graph_of_one(self, annotation: Annotation) -> StatementGraph:
        source = self._session.state.sources.get(annotation.source)
        notes = Notes(sources=(source,) if source else (), annotations=(annotation,))
        return self._graph([self.own_name()], [notes])


def _linked_notes(other: OtherArticle) -> Notes:
    """The notes of an article without the annotations that have no links."""
    return replace(other.notes, annotations=tuple(other.spans.linked.values()))
