"""DocumentState: the annotations, sources and codebook of an open Document, and queries on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from . import annotation_changes as changes
from . import codebook as books
from .annotation import Annotation, DocumentData, Judgement, Removal, Source
from .annotation_changes import Target
from .codebook import SEPARATOR, Codebook
from .document import Document, Span
from .dossier import Dossier, comparable_name, effective_source
from .file_names import DOSSIER_NAME
from .references import relocated_judgement
from .spans import SpanIndex

if TYPE_CHECKING:
    from .anchoring.anchors import Anchor


class DocumentState:
    """Annotations, sources, judgements, codebook and data of a Document.

    `anchors` maps the id of every annotation to its Anchor. `author` is the analyst who is using
    the program, "" if no name is configured. `sources` and `judgements` are those in the notes;
    `dossier` is what the folder's dossier has, None if the notes have everything. `path_in_dossier`
    is the article's path relative to the dossier's folder, with `/`. `elsewhere` are the sources in
    the notes on the other articles of that folder, by id; None until they are read. If `blind`, the
    annotations of other analysts and the sources that only these name are `withheld`, by id, until
    the user marks the article as done: nothing else here contains them.
    """

    def __init__(
        self, document: Document, codebook: Codebook, data: DocumentData, author: str = ""
    ) -> None:
        self.document = document
        self.codebook = codebook
        self.data = data
        self.author = author
        self.spans = SpanIndex()
        self.blind = False
        self.withheld: Mapping[str, Annotation] = {}
        self.withheld_sources: Mapping[str, Source] = {}
        self.anchors: dict[str, Anchor] = {}
        self.sources: dict[str, Source] = {}
        self.source_order: Sequence[str] = ()
        """The ids of the sources in the order of the notes file."""
        self.judgements: dict[str, Judgement] = {}
        self.removals: dict[str, Removal] = {}
        self.dossier: Dossier | None = None
        self.path_in_dossier = ""
        self.elsewhere: Mapping[str, Source] | None = None

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """All annotations by id."""
        return self.spans.by_id

    @property
    def is_done(self) -> bool:
        """Whether the user marked the article as done."""
        return self.author in self.data.done

    @property
    def is_blind(self) -> bool:
        """Whether the annotations of other analysts are withheld now; never without a name."""
        return self.blind and bool(self.author) and not self.is_done

    def ordered(self) -> list[Annotation]:
        """All annotations by (start, end, id)."""
        return list(self.spans)

    def every_annotation(self) -> Iterator[Annotation]:
        """All annotations and those that are withheld, in no order."""
        return chain(self.spans, self.withheld.values())

    def every_source(self) -> dict[str, Source]:
        """The sources in the notes and those that are withheld, in the order of the notes file."""
        every = {**self.withheld_sources, **self.sources}
        order = (*self.source_order, *self.sources)
        return {id: every[id] for id in dict.fromkeys(order) if id in every}

    def anchored(self) -> list[Annotation]:
        """The annotations whose position in the text is certain, in order."""
        return [annotation for annotation in self.spans if self.is_anchored(annotation.id)]

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """The anchored annotations that overlap a span, in order."""
        return [a for a in self.spans.overlapping(start, end) if self.is_anchored(a.id)]

    def each_overlapping(self, start: int, end: int) -> Iterator[Annotation]:
        """Yield the anchored annotations that overlap a span, in order."""
        return (a for a in self.spans.overlapping(start, end) if self.is_anchored(a.id))

    def exactly(self, span: Span) -> list[Annotation]:
        """The anchored annotations, by any analyst, whose span equals `span`."""
        return [a for a in self.spans.exactly(span) if self.is_anchored(a.id)]

    def spans_covering(self, span: Span) -> list[Span]:
        """The spans of the anchored annotations that contain `span`; only `span` if it has one."""
        if self.exactly(span):
            return [span]
        found = (Span(a.start, a.end) for a in self.each_overlapping(*span))
        return list(dict.fromkeys(s for s in found if s.start <= span.start and span.end <= s.end))

    def span_to_tag(self, passage: Span) -> Span:
        """The span that a tag on a passage goes to, where the user is not asked.

        If the passage itself has no annotation, it is that of the only one that overlaps it;
        otherwise it is the passage.
        """
        if self.exactly(passage):
            return passage
        here = {Span(a.start, a.end) for a in self.each_overlapping(*passage)}
        return here.pop() if len(here) == 1 else passage

    def is_anchored(self, key: str) -> bool:
        """Whether the position of an annotation in the text is certain."""
        return self.anchors[key].state == "anchored"

    def at(self, target: Target) -> Annotation | None:
        """The annotation with the target's id, else the user's own on its span, else None."""
        if target.id:
            return self.annotations.get(target.id)
        own = [a for a in self.exactly(target.span) if self.is_own(a)]
        return min(own, key=lambda a: a.author != self.author, default=None)

    def is_own(self, annotation: Annotation) -> bool:
        """Whether the user may change an annotation without confirmation."""
        return changes.is_own(annotation, self.author)

    def own_target(self, target: Target) -> Target:
        """The target, or its span alone if its annotation belongs to another analyst.

        An edit of the result changes or makes an annotation of the user.
        """
        annotation = self.at(target)
        return target if annotation is None or self.is_own(annotation) else Target(target.span)

    def speaker_of(self, target: Target) -> Source | None:
        """The source of the target's annotation, else of another analyst's on the same span."""
        own = self.at(target)
        found = [own] if own and own.source else self.exactly(target.span)
        named = (self.source(annotation.source) for annotation in found)
        return next(filter(None, named), None)

    def source(self, id: str) -> Source | None:
        """The source with an id in the notes, else in the dossier, with all that both say of it.

        Else it is that of other articles.
        """
        noted = self.sources.get(id)
        if self.dossier is None:
            return noted
        known = noted or self.dossier.by_id.get(id) or (self.elsewhere or {}).get(id)
        return effective_source(known, self.dossier) if known else None

    def known_sources(self) -> dict[str, Source]:
        """The sources of the dossier and of the notes, then those of other articles, by id.

        The id of a source that the notes have under another id is that of the dossier.
        """
        noted = filter(None, map(self.source, self.sources))
        others = self.dossier.sources if self.dossier else ()
        known = {source.id: source for source in (*others, *noted)} if others else {**self.sources}
        if self.dossier is None or not self.elsewhere:
            return known
        names = {comparable_name(source.name) for source in known.values()}
        for source in self.elsewhere.values():
            whole = effective_source(source, self.dossier)
            if whole.id not in known and comparable_name(whole.name) not in names:
                known[whole.id] = whole
                names.add(comparable_name(whole.name))
        return known

    def only_elsewhere(self, source: Source) -> bool:
        """Whether only the notes on other articles have a source."""
        in_dossier = self.dossier is not None and source.id in self.dossier.by_id
        return not in_dossier and self.noted_id(source) not in self.sources

    def source_named(self, name: str) -> Source:
        """The source with this name, alias or id, or a new one that is added to nothing."""
        known = self.dossier.named(name) if self.dossier else None
        return known or changes.find_or_make_source(self.known_sources(), name)

    def noted_id(self, source: Source) -> str:
        """The id under which the notes have a source; its own id if they do not have it."""
        found = (id for id in self.sources if (one := self.source(id)) and one.id == source.id)
        return next(found, source.id)

    def all_judgements(self) -> dict[str, Judgement]:
        """The judgements of the notes, then those of the dossier, by id.

        If there is a dossier, all citations are relative to its folder.
        """
        if self.dossier is None:
            return self.judgements
        ends = self.path_in_dossier, DOSSIER_NAME
        noted = {id: relocated_judgement(one, *ends) for id, one in self.judgements.items()}
        return {**noted, **self.dossier.judgements_by_id}

    def tag_names(self) -> list[str]:
        """The tags of the codebook, followed by tags that only annotations use."""
        names = [tag.name for tag in self.codebook.tags]
        return list(dict.fromkeys(names + sorted(+self.spans.counts)))

    def counts(self, among: Iterable[Annotation] | None = None) -> Counter[str]:
        """Annotations per tag and group, `among` some or all; a group includes its descendants."""
        found: Counter[str] = Counter()
        used = self.spans.counts if among is None else Counter(t for a in among for t in a.tags)
        for tag, count in used.items():
            while tag:
                found[tag] += count
                tag = tag.rpartition(SEPARATOR)[0]
        return found

    def merges(self, old: str, new: str) -> bool:
        """Whether renaming a tag would merge it or a descendant into an existing tag."""
        return books.merges(self.tag_names(), old, books.normal_name(new))
