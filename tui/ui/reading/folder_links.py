"""Weighing: the statements of the folder, what links them, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ...model.annotation import RELATIONS, Annotation, Link, Notes, Source
from ...model.codebook import covers
from ...model.errors import ReaderError
from ...model.history import Edit
from ...model.references import Key, dependants, joined, refer
from ...model.spans import SpanIndex
from ..background import in_background
from ..dependants import warning
from ..widgets.note_list import QUOTES, LinkRow
from .sourcing import Sourcing

if TYPE_CHECKING:
    from ...library.folder_notes import AnnotatedArticle, FolderNotes
    from ...model.claims import Claim, Statement, Web
    from ...model.codebook import Codebook
    from ..dialogs.progress_dialog import Tell
    from ..widgets.choice_list import Choice

_INCOMING = dict(
    zip(RELATIONS, ("supported", "disputed", "qualified", "repeated", "updated"), strict=True)
)
_STATUS = "status/"


Made = TypeVar("Made")


class Other(NamedTuple):
    """Another article of the folder, as a Noted, and where its annotations lie."""

    name: str
    path: Path
    notes: Notes
    spans: SpanIndex


class Weighing(Sourcing):
    """What is known of the statements here and in the other articles of the folder."""

    _dossier: FolderNotes | None = None
    _others: tuple[Other, ...] | None = None
    _gathering = False
    _links: dict[str, tuple[str, Link | None, Key | None]]
    _rows: dict[str, tuple[LinkRow, ...]]
    _weighed: Web | None = None
    """The statements that are linked, as the sidebar shows them."""
    _weighed_for: tuple[object, ...] = ()

    # The other articles

    def gather(self, make: Callable[[Web], Made], then: Callable[[Web, Made], None]) -> None:
        """Read the notes of the folder and make something of all its statements, not in this
        thread: for 20,000 it takes 0.4 s. Then go on with both.
        """
        from ..dialogs.progress_dialog import work_at

        notes = self.session.notes()

        def work(tell: Tell) -> tuple[Web, Made]:
            self._others = self._gathered(tell)
            web = self._web(notes)
            return web, make(web)

        work_at(self, "Reading the notes of the folder", work, lambda found: then(*found))

    def _gather_aside(self) -> None:
        """Read the notes of the other articles in a thread, then show what is linked."""
        if not self._gathering:
            self._gathering = True
            self.run_worker(self._gather_others(), group="gather")

    async def _gather_others(self) -> None:
        others = await in_background(self._gathered)
        if self._others is None:
            self._others = others
            self.refresh_notes()

    def _gathered(self, tell: Tell = lambda share: None) -> tuple[Other, ...]:
        """The other articles of the folder, with their annotations as links are found in them."""
        noted = self._noted(tell)
        return tuple(Other(*one, SpanIndex(one.notes.annotations)) for one in noted)

    def _noted(self, tell: Tell) -> list[AnnotatedArticle]:
        path = self.session.document.path
        if path is None:
            return []
        folder = self.home if self.home and path.is_relative_to(self.home) else path.parent
        from ...library.folder_notes import FolderNotes

        if self._dossier is None or self._dossier.folder != folder:
            self._dossier = FolderNotes(folder, self.folders, self.config)
        with suppress(ReaderError):  # a folder that is gone has no other articles
            return self._dossier.annotated_articles(without=path, tell=tell)
        return []

    home: Path | None = None

    # What rests on a deleted annotation

    def warn_of_dependants(self, edit: Edit) -> None:
        """Tell which judgements and links rested on annotations that an edit deleted."""
        before = [c.before for c in edit.changes if isinstance(c.before, Annotation)]
        ids = frozenset(a.id for a in before if a.id not in self.session.state.annotations)
        if ids:
            self.run_worker(self._warn_of_dependants(ids), group="dependants")

    async def _warn_of_dependants(self, ids: frozenset[str]) -> None:
        # The others may have changed since they were read: files that did not are not read again.
        self._others = await in_background(self._gathered)
        session = self.session
        linked = tuple(session.state.spans.linked.values())
        own = Notes(judgements=tuple(session.state.judgements.values()), annotations=linked)
        others = self._others
        found = list(dependants(ids, [own, *(_linked(other) for other in others)]))
        if found and not ids & session.state.annotations.keys():
            names = ["", *(other.name for other in others)]
            self.tell(warning(found, names), warn=True, beside=True)

    def web(self) -> Web:
        """The statements of this article and of the others that were gathered."""
        return self._web(self.session.notes())

    def _web(self, notes: Notes) -> Web:
        from ...model.claims import Web

        all_notes = [notes, *(one.notes for one in self._others or ())]
        return Web(self._names(), all_notes, self.session.state.codebook.current)

    def _names(self) -> list[str]:
        return [self.own_name(), *(one.name for one in self._others or ())]

    def own_name(self) -> str:
        """The path of this article below the folder."""
        path = self.session.document.path
        if path is None:
            return ""
        home = self._dossier.folder if self._dossier else path.parent
        return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name

    def choices(self, web: Web, without: Key | None = None) -> list[Choice]:
        """Every statement, to choose one; ids are "number id"."""
        return [self._choice(s) for key, s in web.statements.items() if key != without]

    def _choice(self, statement: Statement) -> Choice:
        from ..widgets.choice_list import Choice

        annotation = statement.annotation
        speaker = statement.source.name if statement.source else ""
        where = self._where(statement)
        return Choice(
            id=f"{statement.article} {annotation.id}",
            label=" ".join(annotation.quote.split()).strip(QUOTES),
            detail=" · ".join(filter(None, (where, speaker, ", ".join(statement.tags)))),
            search=annotation.note,
        )

    def _where(self, statement: Statement) -> str:
        if statement.article and self._others:
            return self._others[statement.article - 1].name
        return f"¶{self.paragraph(statement.annotation.start)}"

    def reference(self, key: Key) -> str:
        """How a link or a judgement of this article names a statement."""
        others = self._others or ()
        own = self.own_name()
        return refer(own, others[key[0] - 1].name if key[0] else own, key[1])

    # What is linked

    def links(self) -> Mapping[str, tuple[LinkRow, ...]]:
        """What is linked with each annotation, in either direction."""
        session = self.session
        used = (name for name, count in session.state.counts().items() if count)
        if not (session.state.spans.linked or any(name.startswith(_STATUS) for name in used)):
            self._weighed = None
            return {}
        if self._others is None:
            # What other articles say counts too: nothing is shown before it is known.
            self._gather_aside()
            return {}
        linked = joined([session.state.spans, *(one.spans for one in self._others)])
        sources = (session.state.sources.values(), *(one.notes.sources for one in self._others))
        # Most edits have nothing to do with links: those cost no more than finding that out.
        known = self._names(), [*map(tuple, sources)], linked, session.state.codebook
        if self._weighed is None or self._weighed_for != known:
            self._weigh(*known)
        return self._rows

    def _weigh(
        self,
        names: list[str],
        sources: list[tuple[Source, ...]],
        linked: list[list[Annotation]],
        codebook: Codebook,
    ) -> None:
        from ...model.claims import Web

        self._weighed_for = names, sources, linked, codebook
        pairs = zip(sources, linked, strict=True)
        notes = [Notes(sources=known, annotations=tuple(said)) for known, said in pairs]
        web = self._weighed = Web(names, notes, codebook.current)
        self._links = {}
        rows = {key[1]: self._link_rows(key, web) for key in web.statements if key[0] == 0}
        self._rows = {id: links for id, links in rows.items() if links}

    def counted(self, annotation: Annotation) -> tuple[str, ...]:
        """What the links of an annotation, or a claim with a tag for how it stands, come to."""
        web, key = self._weighed, (0, annotation.id)
        if web is None:
            return ()
        if annotation.id in self._rows:
            return count_of(web.claim(key))
        return count_of(self._alone(annotation).claim(key)) if self._is_judged(annotation) else ()

    def _is_judged(self, annotation: Annotation) -> bool:
        """Whether it is a claim, and the analyst said by a tag how it stands."""
        from ...model.claims import CLAIM

        names = [self.session.state.codebook.current(tag) for tag in annotation.tags]
        return any(n.startswith(_STATUS) for n in names) and any(covers(CLAIM, n) for n in names)

    def _alone(self, annotation: Annotation) -> Web:
        """A statement that no other one has to do with."""
        from ...model.claims import Web

        source = self.session.state.sources.get(annotation.source)
        notes = Notes(sources=(source,) if source else (), annotations=(annotation,))
        return Web([self.own_name()], [notes], self.session.state.codebook.current)

    def _link_rows(self, key: Key, web: Web) -> tuple[LinkRow, ...]:
        rows = [self._row(key[1], x, end, x.rel, "→", web) for x, end in web.links_of(key)]
        for link, begin in web.links_to(key):
            told = f"{_INCOMING.get(link.rel, link.rel)} by"
            rows.append(self._row(key[1], None, begin, told, "←", web))
        return tuple(rows)

    def _row(
        self, id: str, link: Link | None, end: Key | None, told: str, sign: str, web: Web
    ) -> LinkRow:
        row = f"{len(self._links)} {sign} {id}"
        self._links[row] = id, link, end
        if end is None:
            far = f"{link.to if link else ''} (not found)"
        else:
            statement = web.statements[end]
            quote = " ".join(statement.annotation.quote.split()).strip(QUOTES)
            far = f"{self._where(statement)} “{quote}”"
        return LinkRow(row, f"{sign} {told} {far}", link.why if link else "")


def _linked(other: Other) -> Notes:
    """The notes of an article with those annotations only that have links."""
    return replace(other.notes, annotations=tuple(other.spans.linked.values()))


def count_of(claim: Claim) -> tuple[str, ...]:
    """What is counted, then a line for each tag that it does not bear out."""
    sources = f"{claim.independent} independent source{'s' * (claim.independent != 1)}"
    against = f", {claim.opposed} against" if claim.opposing else ""
    counted = ", ".join(claim.counted) or "no source"
    return f"counted: {counted} · {sources}{against}", *claim.disagreements
