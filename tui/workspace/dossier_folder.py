"""The articles that share a dossier: their sources, statements, claims and judgements together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ..attribution.source_names import Duplicate, duplicate_sources
from ..config import Config, Folders
from ..library.folder_notes import AnnotatedArticle, FolderNotes
from ..model import dossier_changes as dossiers
from ..model.annotation import Judgement, Notes, Source
from ..model.claims import StatementGraph
from ..model.copied_statements import NOTHING_SHARED, SharedByArticles
from ..model.dossier import Dossier, effective_notes, effective_source
from ..model.errors import ReaderError
from ..model.file_names import DOSSIER_NAME
from ..model.grade_conflicts import GradeConflict, GradedNotes, grade_conflicts, with_former_grades
from ..model.known_sources import KnownSource, known_sources
from ..model.references import Key, refer, relocated_judgement
from ..model.source_dependence import Dependents, dependents
from ..store import codebook_file, locations, notes_files
from .open_dossier import OpenDossier
from .shared_texts import FolderTexts


class DossierFolder:
    """The dossier in effect for an article or folder, and the notes on its articles.

    `path` is the dossier file, which may not exist yet; `articles` are those below its folder that
    have no nearer dossier. Raises ReaderError if there is no such folder.
    """

    def __init__(self, start: Path, folders: Folders, config: Config) -> None:
        self._folders, self._config = folders, config
        home = start if start.is_dir() else start.parent
        self._file = OpenDossier(home)
        self.path = self._file.path
        found = FolderNotes(self.path.parent, folders, config).annotated_articles()
        self.articles: list[AnnotatedArticle] = [
            article for article in found if article.dossier.path in (None, self.path)
        ]

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is on disk; of a damaged file, what can be read."""
        return self._file.value

    @property
    def problem(self) -> str:
        """One line on why the dossier cannot be changed, "" if it can."""
        return self._file.problem

    def change(self, changed: Callable[[Dossier], Dossier]) -> Dossier:
        """Apply a function to the dossier, durably; the file is made if there is none.

        Returns the dossier as written, with what other programs changed meanwhile. Raises
        ReaderError if it cannot be written.
        """
        written = self._file.change(changed)
        for name in ("graph", "graph_with_copies"):
            self.__dict__.pop(name, None)
        return written

    @cached_property
    def _current(self) -> Callable[[str], str]:
        try:
            book = codebook_file.find(self.path.parent, self._folders.config).codebook
        except ReaderError:
            book = codebook_file.builtin()
        return book.current

    @cached_property
    def graph(self) -> StatementGraph:
        """The statements of all articles, followed by the sources of the dossier."""
        return self._graph(NOTHING_SHARED)

    @cached_property
    def graph_with_copies(self) -> StatementGraph:
        """The same, knowing the text that the articles share; this reads all articles."""
        texts = FolderTexts(self._folders, self._config)
        texts.find(self.path.parent, {article.name: article.path for article in self.articles})
        numbers = {article.name: number for number, article in enumerate(self.articles)}
        return self._graph(
            {
                (numbers[each.a], numbers[each.b]): each
                for each in texts.found
                if each.a in numbers and each.b in numbers
            }
        )

    def _graph(self, shared: SharedByArticles) -> StatementGraph:
        notes = [effective_notes(article.notes, self.dossier) for article in self.articles]
        names = [article.name for article in self.articles]
        listed = Notes(sources=self.dossier.sources)
        return StatementGraph([*names, DOSSIER_NAME], [*notes, listed], self._current, shared)

    # Sources

    def sources(self) -> list[KnownSource]:
        """Every source of the dossier and of its articles once, by name."""
        return known_sources(self.graph, self.dossier.sources)

    def source(self, name: str) -> Source:
        """The source with a name, alias or id. Raises ReaderError if there is none."""
        known = self.dossier.named(name)
        if known is not None:
            return known
        listed = (source for article in self.articles for source in article.notes.sources)
        wanted = Dossier(tuple(effective_source(source, self.dossier) for source in listed))
        found = wanted.named(name)
        if found is None:
            where = self.path.parent
            raise ReaderError(f"{where}: no source is called “{name}”; see reader source list")
        return found

    def remove_source(self, known: Source) -> None:
        """Delete a source from the dossier and from all notes, durably.

        Raises ReaderError if a statement is attributed to it.
        """

        def is_meant(noted: Source) -> bool:
            return effective_source(noted, self.dossier).id == known.id

        ids = {known.id, *known.was}
        for article in self.articles:
            ids |= {one.id for one in article.notes.sources if is_meant(one)}
        attributed = (one.source for each in self.articles for one in each.notes.annotations)
        if number := sum(source in ids for source in attributed):
            raise ReaderError(
                f"{known.name} has {number} statement{'s' * (number > 1)}; attribute them to "
                "somebody else first, or merge the two with reader source merge"
            )

        def without(notes: Notes) -> Notes:
            used = {one.source for one in notes.annotations}
            kept = (one for one in notes.sources if one.id not in ids or one.id in used)
            cleared = (replace(one, via="") if one.via in ids else one for one in kept)
            return replace(notes, sources=tuple(cleared))

        for article in self.articles:
            if without(article.notes) != article.notes:
                self._rewrite(article, without)
        self.change(lambda dossier: dossiers.remove_source(dossier, known.id))

    def conflicts(self) -> list[GradeConflict]:
        """The sources that articles, or an article and the dossier, grade differently."""
        graded = [GradedNotes(article.name, article.notes) for article in self.articles]
        return grade_conflicts(graded, self.dossier)

    def with_former_grades(self, known: Source) -> Source:
        """A source with the grades that notes give it in its history, the present one last."""
        person = self.graph.sources.person
        own = (each for each in self.conflicts() if person(each.source) == person(known))
        return with_former_grades(known, own)

    def likely_duplicates(self) -> list[Duplicate]:
        """The pairs of sources that are likely to be one, unless the analyst said they are not."""
        return duplicate_sources(one.source for one in self.sources())

    def dependents(self, name: str) -> Dependents:
        """The claims and judgements that have no support without the source with a name or id.

        Raises ReaderError if there is no such source.
        """
        return dependents(self.graph_with_copies, self.source(name), self.judgements(), self.cited)

    # Judgements

    def judgements(self) -> list[Judgement]:
        """The judgements of the articles' notes, then those of the dossier.

        Their citations are relative to the dossier's folder.
        """
        noted = (
            relocated_judgement(judgement, article.name, DOSSIER_NAME)
            for article in self.articles
            for judgement in article.notes.judgements
        )
        return [*{one.id: one for one in (*noted, *self.dossier.judgements)}.values()]

    def remove_from_notes(self, id: str) -> None:
        """Remove a judgement that the dossier now has from the notes. Raises ReaderError."""

        def without(notes: Notes) -> Notes:
            return replace(notes, judgements=tuple(j for j in notes.judgements if j.id != id))

        for article in self.articles:
            if any(one.id == id for one in article.notes.judgements):
                self._rewrite(article, without)

    def _rewrite(self, article: AnnotatedArticle, changed: Callable[[Notes], Notes]) -> None:
        for path in locations.existing_notes(article.path, self._folders.data)[:1]:
            notes_files.rewrite(path, changed)

    def cited(self, cite: str) -> Key | None:
        """The statement that a judgement or hypothesis cites; None if there is none."""
        return self.graph.references.find(len(self.articles), cite)

    def citation(self, key: Key) -> str:
        """The reference to a statement as the dossier makes it."""
        return refer(DOSSIER_NAME, self.articles[key[0]].name, key[1])

    def reference(self, word: str) -> str:
        """The citation of a REF (`ARTICLE#ID`).

        Its path is relative to the present folder, else to that of the dossier. Raises ReaderError
        if there is no such annotation.
        """
        path, _, id = word.rpartition("#")
        wanted = {(start / path).resolve() for start in (Path.cwd(), self.path.parent)}
        for number, article in enumerate(self.articles):
            is_there = not path or article.path.resolve() in wanted
            if is_there and any(one.id == id for one in article.notes.annotations):
                return self.citation((number, id))
        raise ReaderError(f"{word}: no such annotation; name it as ARTICLE#ID (see reader notes)")

    def citation_of(self, word: str, known: Collection[str]) -> str:
        """The citation of a REF among known ones, which may name an annotation that is gone.

        Raises ReaderError if it is none of them and there is no such annotation.
        """
        return word if word in known else self.reference(word)

    def grade(self, key: Key) -> str:
        """The grades of a statement, as `StatementGraph.grade` gives them."""
        return self.graph.grade(key)

    def with_grounds(self, judgement: Judgement) -> Judgement:
        """A judgement with the grades that its citations have now."""
        keys = {cite: self.cited(cite) for cite in judgement.cites}
        grades = {cite: self.grade(key) for cite, key in keys.items() if key}
        return replace(judgement, grounds={cite: grade for cite, grade in grades.items() if grade})
