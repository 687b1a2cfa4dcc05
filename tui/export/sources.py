"""Sources: each source of a report once, with what is known and counted about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.annotation import KINDS, Source
from ..model.claims import StatementGraph
from ..model.document import Span
from ..model.references import Key
from ..model.tagged_kinds import TaggedKinds
from .export_document import ExportDocument
from .findings import SEVERAL
from .speaker_timeline import TimelineRow
from .text_values import single_line, without_article

_PLURALS = {"medium": "media", "document": "documents"}


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source in all documents together.

    `role` is the first one that an article gives. `kind` is "" if it is neither stated nor evident
    from tags; `kind_from_tags` is true if it was concluded from tags. `grades` has each reliability
    that a document gives, with the indexes of these documents. `passages` are the numbers of what
    it says; a passage inside another one of the same source is left out.
    """

    name: str
    role: str
    kind: str
    kind_from_tags: bool
    grades: tuple[tuple[str, tuple[int, ...]], ...]
    passages: tuple[int, ...]
    remarks: tuple[str, ...]

    @property
    def grade(self) -> str:
        """The reliability; several are joined by slashes, and "" stands for none."""
        return SEVERAL.join(letter for letter, _ in self.grades)

    @property
    def statements(self) -> int:
        """The number of statements."""
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class SourceOverview:
    """All sources, the best graded first, those with the same grade by name without its article.

    `same_origin` has groups of names whose information comes from one origin; `unattributed` has
    the citations of the passages without a source, and `nested` counts those that are not
    statements of their own because they are parts of others.
    """

    sources: tuple[SourceSummary, ...]
    same_origin: tuple[tuple[str, ...], ...]
    unattributed: tuple[int, ...]
    nested: int

    @property
    def speaking(self) -> list[SourceSummary]:
        """The sources with at least one statement."""
        return [source for source in self.sources if source.statements]

    def describe(self, document_count: int) -> str:
        """How many sources there are, of which kinds, and how many statements they make."""
        speaking = self.speaking
        kinds = Counter(source.kind for source in speaking)
        shares = [_share(kinds[kind], kind) for kind in KINDS if kinds[kind]]
        unknown = kinds[""]
        shares += [f"{unknown} whose kind is not stated"] * bool(unknown)
        attributed = sum(source.statements for source in speaking)
        many = f"{count(len(speaking), 'source')} in {count(document_count, 'document')}"
        shared = sum(len(names) - 1 for names in self.same_origin)
        many += f" ({len(speaking) - shared} if those of one origin count once)" * bool(shared)
        said = f"{count(attributed, 'statement')} with a recorded speaker"
        without = f"{count(len(self.unattributed), 'passage')} without one."
        parts = " A passage that is part of a longer one of the same source is not counted again."
        return (
            f"{many}{': ' * bool(shares)}{', '.join(shares)}. "
            f"{said}, {without}{parts * bool(self.nested)}"
        )


def summarize_sources(
    graph: StatementGraph, numbers: Mapping[Key, int], around: Mapping[int, int]
) -> SourceOverview:
    """The sources of all articles of a graph; `numbers` has the citation of each annotation.

    `around` has the number of the narrowest passage around each one that lies in another one.
    """
    listed: dict[Hashable, list[tuple[int, Source]]] = {}
    for number, notes in enumerate(graph.notes):
        for source in notes.sources:
            listed.setdefault(graph.sources.person(source), []).append((number, source))
    said: dict[Hashable, set[int]] = {}
    for statement in graph.statements.values():
        key = graph.sources.person(statement.source) if statement.source else None
        said.setdefault(key, set()).add(numbers[statement.key])
        if statement.source:
            listed.setdefault(key, []).append((statement.article, statement.source))
    outer = {key: _outermost(passages, around) for key, passages in said.items()}
    tagged = TaggedKinds(graph.statements.values())
    summaries = {
        key: _summary(graph, tagged, known, outer.get(key, ())) for key, known in listed.items()
    }
    ordered = sorted(
        summaries.values(),
        key=lambda each: (each.grade or "~", without_article(each.name).casefold()),
    )
    nested = sum(map(len, said.values())) - sum(map(len, outer.values()))
    return SourceOverview(
        tuple(ordered), _same_origin(graph, summaries, listed), outer.get(None, ()), nested
    )


def _order(source: SourceSummary) -> tuple[str, str]:
    """The place of a source among others: those without a grade come last."""
    return source.grade or "~", without_article(source.name).casefold()


def _outermost(passages: Collection[int], around: Mapping[int, int]) -> tuple[int, ...]:
    """The numbers of those passages that lie in none of the others, in order."""
    found = []
    for number in sorted(passages):
        outer = around.get(number)
        while outer is not None and outer not in passages:
            outer = around.get(outer)
        found += [number] if outer is None else []
    return tuple(found)


def _summary(
    graph: StatementGraph,
    tagged: TaggedKinds,
    known: Sequence[tuple[int, Source]],
    passages: tuple[int, ...],
) -> SourceSummary:
    """One source, given its records with the number of the article of each, and its passages."""
    name = graph.sources.name(known[0][1])
    sources = sorted((source for _, source in known), key=lambda source: source.name != name)
    stated = _unique(source.kind for source in sources if source.kind in KINDS)
    from_tags = _unique(tagged.kind(*one) for one in known)
    candidates = stated or from_tags
    kind = candidates[0] if len(candidates) == 1 else ""
    names = {source.id: source.name for notes in graph.notes for source in notes.sources}
    vias = _unique(source.via for source in sources)
    aliases = [alias for source in sources for alias in source.aliases]
    names_given = (*(source.name or source.id for source in sources), *aliases)
    called = _unique(single_line(each) for each in names_given)
    first, *others = called or [sources[0].id]
    remarks = [
        *([f"also called {' and '.join(others)}"] if others else []),
        *(f"has it from {single_line(names.get(via, via))}" for via in vias),
        *_unique(single_line(source.reason) for source in sources),
        *_unique(tagged.disagreement(*one) for one in known),
        *([f"set as {' and '.join(stated)}"] if len(stated) > 1 else []),
    ]
    return SourceSummary(
        name=first,
        role=next(iter(_unique(single_line(source.role) for source in sources)), ""),
        kind=kind,
        kind_from_tags=not stated and bool(kind),
        grades=_grades(known),
        passages=passages,
        remarks=tuple(remarks),
    )


def _grades(known: Sequence[tuple[int, Source]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each grade of a source with the numbers of the articles that give it."""
    found: dict[str, dict[int, None]] = {}
    for article, source in known:
        if source.reliability:
            found.setdefault(source.reliability, {})[article] = None
    return tuple((letter, tuple(articles)) for letter, articles in found.items())


def _same_origin(
    graph: StatementGraph,
    summaries: Mapping[Hashable, SourceSummary],
    listed: Mapping[Hashable, Sequence[tuple[int, Source]]],
) -> tuple[tuple[str, ...], ...]:
    """The names of the speaking sources that share an origin, two or more in each group."""
    together: dict[Hashable, list[str]] = {}
    for key, summary in summaries.items():
        if summary.statements:
            together.setdefault(graph.sources.origin(listed[key][0][1]), []).append(summary.name)
    return tuple(tuple(names) for names in together.values() if len(names) > 1)


def timeline_rows(
    documents: Sequence[ExportDocument], graph: StatementGraph, part: int
) -> list[TimelineRow]:
    """Each source with the spans of its statements on one axis, most statements first.

    Each document takes `part` units of the axis, in their order, whatever its length. Statements
    whose place in the text is not certain are left out, and so are parts of other statements.
    """
    named: dict[Hashable, tuple[str, str]] = {}
    spans: dict[Hashable, list[Span]] = {}
    for number, exported in enumerate(documents):
        scale = part / max(1, len(exported.document.text))
        for source, place in _spoken(exported, graph):
            person = graph.sources.person(source)
            kind = named[person][1] if person in named else ""
            named[person] = single_line(graph.sources.name(source)), kind or source.kind
            start, end = (number * part + int(at * scale) for at in (place.start, place.end))
            spans.setdefault(person, []).append(Span(start, end))
    found = [TimelineRow(*named[key], tuple(sorted(said))) for key, said in spans.items()]
    return sorted(found, key=lambda row: (-len(row.spans), row.spans))


def _spoken(exported: ExportDocument, graph: StatementGraph) -> Iterator[tuple[Source, Span]]:
    """The places where sources speak in a document, without parts of other such places."""
    places = []
    for annotation in exported.notes.annotations:
        anchor, source = exported.anchors[annotation.id], exported.source(annotation)
        if source and anchor.state == "anchored":
            places.append((source, Span(anchor.start, anchor.end)))
    ends: dict[Hashable, int] = {}
    for source, place in sorted(places, key=lambda each: (each[1].start, -each[1].end)):
        person = graph.sources.person(source)
        if place.end > ends.get(person, 0):
            ends[person] = place.end
            yield source, place


def count(number: int, noun: str) -> str:
    """A number with its noun, which gets an "s" unless the number is 1."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _share(number: int, kind: str) -> str:
    return f"{number} {_PLURALS.get(kind, kind) if number != 1 else kind}"


def _unique(texts: Iterable[str]) -> list[str]:
    """The texts that are not empty, each once, in order."""
    return list(dict.fromkeys(filter(None, texts)))
