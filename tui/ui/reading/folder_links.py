"""The statements of the folder, what links them, and what that comes to for those shown here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...config import Config, Folders
from ...model.annotation import RELATIONS, Annotation, Link, Notes, Source
from ...model.codebook import covers
from ...model.errors import ReaderError
from ...model.references import Key, dependants, joined, refer
from ...model.spans import SpanIndex
from ...session import Session
from ...workspace.dependants import warning
from ..widgets.note_list import QUOTES, LinkRow

if TYPE_CHECKING:
    from ...library.folder_notes import AnnotatedArticle, FolderNotes
    from ...model.claims import Claim, Statement, StatementGraph
    from ...model.codebook import Codebook
    from ...readers.reading_progress import ProgressReceiver

_INCOMING = dict(
    zip(RELATIONS, ("supported", "disputed", "qualified", "repeated", "updated"), strict=True)
)
_STATUS = "status/"


class OtherArticle(NamedTuple):
    """Another article of the folder, as an AnnotatedArticle, and where its annotations lie."""

    name: str
    path: Path
    notes: Notes
    spans: SpanIndex


@dataclass(frozen=True)
class _Known:
    """What the rows follow from: as long as it is equal, they are the same."""

    names: Sequence[str] = ()
    sources: Sequence[tuple[Source, ...]] = ()
    linked: Sequence[Sequence[Annotation]] = ()
    codebook: Codebook | None = None


@dataclass(frozen=True)
class _Shown:
    """What is linked here, as the sidebar shows it."""

    known: _Known
    graph: StatementGraph
    rows: Mapping[str, tuple[LinkRow, ...]] = field(default_factory=dict)


class FolderLinks:
    """Knows the statements here and in the other articles of the folder, and their links."""

    def __init__(self, session: Session, folders: Folders, config: Config) -> None:
        self._session, self._folders, self._config = session, folders, config
        self.home: Path | None = None
        """The folder whose list the article was opened from."""
        self.others: tuple[OtherArticle, ...] | None = None
        """The other articles, None until they were read."""
        self.on_needed: Callable[[], None] = lambda: None
        """Called when the others are needed for what is shown and not known."""
        self._folder_notes: FolderNotes | None = None
        self._shown: _Shown | None = None

    # The other articles; these run in a thread

    def read(self, receiver: ProgressReceiver = lambda share: None) -> tuple[OtherArticle, ...]:
        """The other articles of the folder, with their annotations as links are found in them."""
        return tuple(
            OtherArticle(*one, SpanIndex(one.notes.annotations)) for one in self._noted(receiver)
        )

    def _noted(self, receiver: ProgressReceiver) -> list[AnnotatedArticle]:
        from ...library.folder_notes import FolderNotes

        path = self._session.document.path
        if path is None:
            return []
        folder = self.home if self.home and path.is_relative_to(self.home) else path.parent
        if self._folder_notes is None or self._folder_notes.folder != folder:
            self._folder_notes = FolderNotes(folder, self._folders, self._config)
        with suppress(ReaderError):  # a folder that is gone has no other articles
            return self._folder_notes.annotated_articles(without=path, tell=receiver)
        return []

    def left_without(self, ids: frozenset[str]) -> str:
        """What rested on deleted annotations of this article, in one line; "" for nothing.

        The others are as they were read last.
        """
        session, others = self._session, self.others or ()
        linked = tuple(session.state.spans.linked.values())
        own = Notes(judgements=tuple(session.state.judgements.values()), annotations=linked)
        found = list(dependants(ids, [own, *(_linked(other) for other in others)]))
        return warning(found, ["", *(other.name for other in others)]) if found else ""

    # All statements

    def graph(self, notes: Notes | None = None) -> StatementGraph:
        """The statements of this article (by its `notes`, if given) and of the others."""
        from ...model.claims import StatementGraph

        own = notes or self._session.notes()
        all_notes = [own, *(one.notes for one in self.others or ())]
        return StatementGraph(self._names(), all_notes, self._session.state.codebook.current)

    def _names(self) -> list[str]:
        return [self.own_name(), *(one.name for one in self.others or ())]

    def own_name(self) -> str:
        """The path of this article below the folder."""
        path = self._session.document.path
        if path is None:
            return ""
        home = self._folder_notes.folder if self._folder_notes else path.parent
        return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name

    def reference(self, key: Key) -> str:
        """How a link or a judgement of this article names a statement."""
        others = self.others or ()
        own = self.own_name()
        return refer(own, others[key[0] - 1].name if key[0] else own, key[1])

    def where(self, statement: Statement) -> str:
        """The article of a statement, or for one of this article its paragraph."""
        if statement.article and self.others:
            return self.others[statement.article - 1].name
        return f"¶{self._session.document.block_at(statement.annotation.start) + 1}"

    # What is linked here

    def rows(self) -> Mapping[str, tuple[LinkRow, ...]]:
        """What is linked with each annotation, in either direction, by the annotation's id."""
        session = self._session
        used = (name for name, count in session.state.counts().items() if count)
        if not (session.state.spans.linked or any(name.startswith(_STATUS) for name in used)):
            self._shown = None
            return {}
        if self.others is None:
            # What other articles say counts too: nothing is shown before it is known.
            self.on_needed()
            return {}
        linked = joined([session.state.spans, *(one.spans for one in self.others)])
        sources = (session.state.sources.values(), *(one.notes.sources for one in self.others))
        # Most edits have nothing to do with links: those cost no more than finding that out.
        known = _Known(self._names(), [*map(tuple, sources)], linked, session.state.codebook)
        if self._shown is None or self._shown.known != known:
            self._shown = self._made(known)
        return self._shown.rows

    def _made(self, known: _Known) -> _Shown:
        from ...model.claims import StatementGraph

        pairs = zip(known.sources, known.linked, strict=True)
        notes = [Notes(sources=sources, annotations=tuple(said)) for sources, said in pairs]
        graph = StatementGraph(known.names, notes, self._session.state.codebook.current)
        rows = {key[1]: self._link_rows(key, graph) for key in graph.statements if key[0] == 0}
        return _Shown(known, graph, {id: links for id, links in rows.items() if links})

    def _link_rows(self, key: Key, graph: StatementGraph) -> tuple[LinkRow, ...]:
        rows = [
            LinkRow(key[1], f"→ {x.rel} {self._far(x, end, graph)}", x.why, x, end)
            for x, end in graph.links_of(key)
        ]
        for link, begin in graph.links_to(key):
            told = f"← {_INCOMING.get(link.rel, link.rel)} by {self._far(None, begin, graph)}"
            rows.append(LinkRow(key[1], told, "", None, begin))
        return tuple(rows)

    def _far(self, link: Link | None, end: Key | None, graph: StatementGraph) -> str:
        """The other end of a link."""
        if end is None:
            return f"{link.to if link else ''} (not found)"
        statement = graph.statements[end]
        quote = " ".join(statement.annotation.quote.split()).strip(QUOTES)
        return f"{self.where(statement)} “{quote}”"

    def counted(self, annotation: Annotation) -> tuple[str, ...]:
        """What the links of an annotation, or a claim with a tag for how it stands, come to."""
        if self._shown is None:
            return ()
        key = 0, annotation.id
        if annotation.id in self._shown.rows:
            return count_of(self._shown.graph.claim(key))
        return count_of(self._alone(annotation).claim(key)) if self._is_judged(annotation) else ()

    def _is_judged(self, annotation: Annotation) -> bool:
        """Whether it is a claim, and the analyst said by a tag how it stands."""
        from ...model.claims import CLAIM

        names = [self._session.state.codebook.current(tag) for tag in annotation.tags]
        return any(n.startswith(_STATUS) for n in names) and any(covers(CLAIM, n) for n in names)

    def _alone(self, annotation: Annotation) -> StatementGraph:
        """A statement that no other one has to do with."""
        from ...model.claims import StatementGraph

        source = self._session.state.sources.get(annotation.source)
        notes = Notes(sources=(source,) if source else (), annotations=(annotation,))
        return StatementGraph([self.own_name()], [notes], self._session.state.codebook.current)


def _linked(other: OtherArticle) -> Notes:
    """The notes of an article with those annotations only that have links."""
    return replace(other.notes, annotations=tuple(other.spans.linked.values()))


def count_of(claim: Claim) -> tuple[str, ...]:
    """What is counted, then a line for each tag that it does not bear out."""
    sources = f"{claim.independent} independent source{'s' * (claim.independent != 1)}"
    against = f", {claim.opposed} against" if claim.opposing else ""
    counted = ", ".join(claim.counted) or "no source"
    return f"counted: {counted} · {sources}{against}", *claim.disagreements
