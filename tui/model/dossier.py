"""Dossier: what is known about sources across articles, and the judgements that weigh them all.

The notes on an article name who speaks in it by id and name; the dossier of its folder has all else
about a source. `effective_notes` puts the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from .annotation import FORMAT, Annotation, Extra, Judgement, Notes, Source

RATING_WORDS = {
    "++": "very consistent",
    "+": "consistent",
    "0": "neutral",
    "-": "inconsistent",
    "--": "very inconsistent",
    "n/a": "not applicable",
}
"""The ratings of evidence for a hypothesis, in words."""

RATINGS = tuple(RATING_WORDS)
"""How evidence fits a hypothesis: very consistent to very inconsistent, and not applicable.

Source: Richards J. Heuer, Psychology of Intelligence Analysis (1999), chapter 8.
"""

RULE_UNITS = ("passage", "match", "paragraph")
"""What is annotated: the passage of a match, the match itself, or the Block of the passage."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of several competing explanations.

    `evidence` maps the id of an annotation (`path#id`, as a judgement cites it) to one of RATINGS;
    any other value is preserved.
    """

    id: str
    text: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict, hash=False)
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name; `seen` are digests of the passages that were found when it was opened.

    A digest is the beginning of the SHA-256 of a passage's text.
    """

    name: str
    query: str = ""
    seen: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article and the names of the analysts who are to code it.

    `path` is relative to the folder of the dossier, with `/`.
    """

    path: str
    analysts: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CodingRule:
    """A rule that codes passages with a tag; `query`, `regex` or `words` says which, one of them.

    `query` is a search line and `regex` a regular expression. Each of `words` is a word or several
    in a row; `word*` stands for all words that begin so, `word~` also for similar ones. `unit` is
    one of RULE_UNITS, "" for the first; any other is preserved and refused when the rule is used.
    What overlaps an annotation with one of the tags in `exceptions` is not coded.
    """

    name: str
    tag: str
    query: str = ""
    regex: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    exceptions: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Dossier:
    """The whole content of a dossier file, each list in the order of the file.

    Citations of judgements and hypotheses are relative to the folder of the file. `note` is the
    analyst's note on all articles, in Markdown, which reports print under their title.
    """

    sources: tuple[Source, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    format: int = FORMAT
    extra: Extra = field(default_factory=dict, hash=False)
    note: str = ""
    assignments: tuple[Assignment, ...] = ()
    rules: tuple[CodingRule, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        """Sources by their ids, and by the ids of sources that were merged into them."""
        found = {former: source for source in reversed(self.sources) for former in source.was}
        return found | {source.id: source for source in self.sources}

    @cached_property
    def by_name(self) -> Mapping[str, Source]:
        """Sources by the comparable forms of their names and aliases; names come first."""
        named = [(source.name, source) for source in self.sources]
        named += [(alias, source) for source in self.sources for alias in source.aliases]
        found = {comparable_name(name): source for name, source in reversed(named)}
        found.pop("", None)
        return found

    def find(self, source: Source) -> Source | None:
        """The source of the dossier with the id, else with the name or alias of a source."""
        return self.by_id.get(source.id) or self.by_name.get(comparable_name(source.name))

    def named(self, name: str) -> Source | None:
        """The source of the dossier with a name, alias or id."""
        return self.by_name.get(comparable_name(name)) or self.by_id.get(name)

    @cached_property
    def judgements_by_id(self) -> Mapping[str, Judgement]:
        """Judgements by id, in order."""
        return {judgement.id: judgement for judgement in self.judgements}

    @cached_property
    def hypotheses_by_id(self) -> Mapping[str, Hypothesis]:
        """Hypotheses by id, in order."""
        return {hypothesis.id: hypothesis for hypothesis in self.hypotheses}

    @cached_property
    def searches_by_name(self) -> Mapping[str, SavedSearch]:
        """Saved searches by name, in order."""
        return {search.name: search for search in self.searches}

    @cached_property
    def assignments_by_path(self) -> Mapping[str, Assignment]:
        """Assignments by the path of their article, in order."""
        return {assignment.path: assignment for assignment in self.assignments}


def comparable_name(name: str) -> str:
    """A name without differences of case and white space."""
    return " ".join(name.split()).casefold()


def effective_source(noted: Source, dossier: Dossier) -> Source:
    """A source of some notes with all that the dossier says about it.

    The dossier's values take precedence; where it has none, that of the notes is taken. Its id and
    name are those of the dossier.
    """
    known = dossier.find(noted)
    if known is None:
        return noted
    graded = known if known.reliability or known.history else noted
    return replace(
        known,
        role=known.role or noted.role,
        kind=known.kind or noted.kind,
        via=known.via or noted.via,
        reliability=graded.reliability,
        reason=graded.reason,
        history=graded.history,
    )


def effective_notes(notes: Notes, dossier: Dossier) -> Notes:
    """The notes on an article with its sources as the dossier has them.

    Every annotation names its source by the dossier's id. Sources of the dossier are included as
    far as the article or one of its sources needs them. Judgements stay as they are.
    """
    if not dossier.sources:
        return notes
    listed = {source.id: effective_source(source, dossier) for source in notes.sources}
    listed |= _unlisted((a.source for a in notes.annotations), listed, dossier)
    found = {source.id: source for source in listed.values()}
    for source in [*found.values(), *_behind([*found.values()], dossier)]:
        via = listed.get(source.via) or dossier.by_id.get(source.via)
        found[source.id] = replace(source, via=via.id) if via else source
    annotations = tuple(_renamed(annotation, listed) for annotation in notes.annotations)
    return replace(notes, annotations=annotations, sources=tuple(found.values()))


def _unlisted(
    ids: Iterable[str], listed: Mapping[str, Source], dossier: Dossier
) -> dict[str, Source]:
    """The sources of the dossier with ids that the notes use but do not list."""
    wanted = dict.fromkeys(id for id in ids if id not in listed)
    return {id: dossier.by_id[id] for id in wanted if id in dossier.by_id}


def _behind(sources: Iterable[Source], dossier: Dossier) -> Iterator[Source]:
    """The sources of the dossier that others had their information from, directly or not."""
    todo = [source.via for source in sources]
    seen = {""}
    while todo:
        id = todo.pop()
        if id not in seen and id in dossier.by_id:
            todo.append(dossier.by_id[id].via)
            yield dossier.by_id[id]
        seen.add(id)


def _renamed(annotation: Annotation, sources: Mapping[str, Source]) -> Annotation:
    source = sources.get(annotation.source)
    if source is None or source.id == annotation.source:
        return annotation
    return replace(annotation, source=source.id)
