"""Board: what is known about one open Document, in memory, and how it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from ..model import edits
from ..model.anchor import Anchor
from ..model.annotation import (
    Annotation,
    DocumentData,
    Judgement,
    Notes,
    Removal,
    Source,
    next_rev,
)
from ..model.codebook import SEPARATOR, Codebook
from ..model.document import Document, Span
from ..model.edits import Target
from ..model.errors import ReaderError
from ..model.history import Change, Edit, History
from ..model.patching import patched
from ..model.settling import settled, settled_edit
from ..model.spans import SpanIndex


class ReadOnlyError(ReaderError):
    """An edit was asked for in a session that must not write."""


class OthersAnnotationError(ReaderError):
    """An edit would change annotations that another analyst made; it needs permission."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        found = list(annotations)
        authors = ", ".join(dict.fromkeys(annotation.author for annotation in found))
        number = f"{len(found)} annotations" if len(found) > 1 else "an annotation"
        super().__init__(f"not changed: this would change {number} made by {authors}")
        self.authors, self.ids = authors, frozenset(annotation.id for annotation in found)


class Board:
    """Annotations, sources, codebook and data of a Document; every change is an Edit of values.

    `version` grows with every change; `anchors` holds an Anchor for every annotation. `author` is
    the analyst who edits, "" while no name is configured.
    """

    author = ""

    def __init__(self, document: Document, codebook: Codebook, data: DocumentData) -> None:
        self.document = document
        self.codebook = codebook
        self.data = data
        self.read_only = ""
        self.history = History()
        self.anchors: dict[str, Anchor] = {}
        self.sources: dict[str, Source] = {}
        self.judgements: dict[str, Judgement] = {}
        self.removals: dict[str, Removal] = {}
        self.version = 0
        self._seen_sources: dict[str, Source] = {}
        self._permitted: frozenset[str] = frozenset()
        self._spans = SpanIndex()
        self._revs: dict[str, int] = {}
        self._places: dict[str, int] = {}

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """All annotations by id."""
        return self._spans.by_id

    @property
    def spans(self) -> SpanIndex:
        """The annotations by id and by place; it changes with them."""
        return self._spans

    def ordered(self) -> list[Annotation]:
        """All annotations by (start, end, id)."""
        return list(self._spans)

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """The annotations that touch a span, in order; only those whose place is sure."""
        return list(self.touching(start, end))

    def touching(self, start: int, end: int) -> Iterator[Annotation]:
        """The same one by one, for who needs only the first."""
        return (a for a in self._spans.overlapping(start, end) if self.is_sure(a.id))

    def is_sure(self, key: str) -> bool:
        """Whether an annotation's place in the text is certain."""
        return self.anchors[key].state == "anchored"

    def at(self, target: Target) -> Annotation | None:
        """The annotation that a target means: the chosen one, else the user's own of its span."""
        if target.id:
            return self.annotations.get(target.id)
        own = [a for a in self.exactly(target.span) if self.is_own(a)]
        return min(own, key=lambda a: a.author != self.author, default=None)

    def speaker_of(self, target: Target) -> Source | None:
        """Who speaks in a target: the source of its annotation, else of a colleague's there."""
        own = self.at(target)
        found = [own] if own and own.source else self.exactly(target.span)
        named = (self.sources.get(annotation.source) for annotation in found)
        return next(filter(None, named), None)

    def exactly(self, span: Span) -> list[Annotation]:
        """Every analyst's annotations of exactly a span, those whose place is certain."""
        return [a for a in self._spans.exactly(span) if self.is_sure(a.id)]

    def is_own(self, annotation: Annotation) -> bool:
        """Whether the user may change an annotation unasked."""
        return edits.is_own(annotation, self.author)

    @contextmanager
    def permitting(self, ids: Iterable[str]) -> Iterator[None]:
        """Let the edits made within this context change these annotations of other analysts.

        The user has agreed to it. The permission ends with the context, whatever the edits do.
        """
        self._permitted = frozenset(ids)
        try:
            yield
        finally:
            self._permitted = frozenset()

    def tag_names(self) -> list[str]:
        """Every tag of the codebook, then those that only annotations use."""
        return list(
            dict.fromkeys([t.name for t in self.codebook.tags] + sorted(+self._spans.counts))
        )

    def count(self, name: str) -> int:
        """How many annotations have a tag or one below it (each counted once a tag)."""
        return self.counts()[name]

    def counts(self) -> Counter[str]:
        """That number by the name of each tag and group, all in one go."""
        found: Counter[str] = Counter()
        for tag, count in self._spans.counts.items():
            while tag:
                found[tag] += count
                tag = tag.rpartition(SEPARATOR)[0]
        return found

    def undo(self) -> Edit | None:
        """Take the last edit back; the edit that did so, or None."""
        return self._travel(self.history.undo())

    def redo(self) -> Edit | None:
        """Do the last undone edit again; that edit, or None."""
        return self._travel(self.history.redo())

    def _apply(
        self, label: str, changes: Iterable[Change], at: Span | None = None, shared: bool = False
    ) -> bool:
        """Make an edit, record it for undo, and say whether it changed anything.

        `shared` edits change the codebook that all analysts use, and only with it the annotations.
        Raises ReadOnlyError, and OthersAnnotationError without permission.
        """
        real = tuple(c for c in changes if c.before != c.after)
        if not real:
            return False
        if self.read_only:
            raise ReadOnlyError(f"not changed: {self.read_only}")
        if not shared:
            others = edits.others_changed(real, self.author)
            if not self._permitted.issuperset(annotation.id for annotation in others):
                raise OthersAnnotationError(others)
            real = tuple(edits.recorded(real, self.author))
        edit = Edit(label, real, at.start if at else -1, self.document.text_sha256)
        self._perform(edit)
        self.history = self.history.record(edit)
        return True

    def _travel(self, step: tuple[Edit, History] | None) -> Edit | None:
        if step is None:
            return None
        edit, self.history = step
        document = self.document
        edit = settled_edit(edit, document.text, document.text_sha256, self._former_text)
        self._perform(edit)
        return edit

    def _perform(self, edit: Edit) -> None:
        """Apply an edit to what is there now, which another program may have changed since."""
        for change in edit.changes:
            value = change.after if change.after is not None else change.before
            if isinstance(value, Annotation):
                before = self.annotations.get(value.id)
                self._put(patched(change, before), value.id)
            elif isinstance(value, Source):
                self._set_source(patched(change, self.sources.get(value.id)), value.id)
            elif isinstance(value, Judgement):
                self._judge(patched(change, self.judgements.get(value.id)), value.id)
            elif isinstance(value, Removal):
                left = patched(change, self.removals.get(value.id))
                self.removals = {k: v for k, v in self.removals.items() if k != value.id}
                if left is not None:
                    self.removals[value.id] = left
            elif isinstance(value, Codebook):
                self.codebook = patched(change, self.codebook) or self.codebook
            elif isinstance(value, DocumentData):
                self.data = patched(change, self.data) or self.data
        self.version += 1

    def _set_source(self, value: Source | None, key: str) -> None:
        """Set or delete a source; one that is still referred to stays."""
        before = self.sources.pop(key, None)
        if value is None and before is not None and self._is_cited(key):
            value = before
        if value is not None:
            self.sources[key] = self._seen_sources[key] = value

    def _is_cited(self, source: str) -> bool:
        """Whether an annotation or another source refers to a source."""
        if any(annotation.source == source for annotation in self._spans):
            return True
        return any(other.via == source for other in self.sources.values())

    def _judge(self, value: Judgement | None, key: str) -> None:
        """Set or delete a judgement, the others' order kept; `rev` only ever grows."""
        if value is None:
            self.judgements.pop(key, None)
            return
        rev = self._revs[key] = next_rev(self._revs.get(key, 0))
        self._places.setdefault(key, len(self._places))
        judgements = {**self.judgements, key: replace(value, rev=rev)}
        self.judgements = {name: judgements[name] for name in self._places if name in judgements}

    def _put(self, value: Annotation | None, key: str) -> None:
        """Set or delete an annotation; `rev` and `modified` only ever grow."""
        before = self._spans.drop(key)
        if value is None:
            return
        rev = self._revs[key] = next_rev(self._revs.get(key, 0))
        now = datetime.now(UTC).replace(microsecond=0)
        modified = max(now, before.modified) if before and before.modified else now
        known = self._seen_sources.get(value.source)
        if known and known.id not in self.sources:
            # Another program deleted the source after this session had seen it.
            self.sources[known.id] = known
        if not self._is_placed(value, before):
            text, sha256 = self.document.text, self.document.text_sha256
            found = settled((value,), text, sha256, sha256, self._former_text)
            value, self.anchors[key] = found[0]
        self._spans.put(replace(value, rev=rev, modified=modified))

    def _is_placed(self, value: Annotation, before: Annotation | None) -> bool:
        """Whether the known anchor of an annotation is that of its present place."""
        anchor = self.anchors.get(value.id)
        if anchor is None:
            return False
        if before is not None:
            return edits.place(before) == edits.place(value)
        known = anchor.start, anchor.end, anchor.edited
        return (
            anchor.state == "anchored"
            and known == (value.start, value.end, value.former is not None)
            and self.document.text[value.start : value.end] == value.quote
        )

    def _adopt(self, notes: Notes) -> None:
        """Take the content of a notes file for the present state, placed in the present text."""
        self.sources = {source.id: source for source in notes.sources}
        self._seen_sources.update(self.sources)
        self.removals = {removal.id: removal for removal in notes.removals}
        self.judgements = {judgement.id: judgement for judgement in notes.judgements}
        self._places = {name: number for number, name in enumerate(self.judgements)}
        for judgement in notes.judgements:
            self._revs[judgement.id] = max(judgement.rev, self._revs.get(judgement.id, 0))
        origin, sha256 = notes.document.text_sha256, self.document.text_sha256
        found = settled(notes.annotations, self.document.text, sha256, origin, self._former_text)
        taken = []
        for annotation, anchor in found:
            self.anchors[annotation.id] = anchor
            self._revs[annotation.id] = max(annotation.rev, self._revs.get(annotation.id, 0))
            # Most are as they were: making each anew takes 80 of the 130 ms for 10,000.
            tags = tuple(dict.fromkeys(map(self.codebook.current, annotation.tags)))
            if tags != annotation.tags:
                annotation = replace(annotation, tags=tags)
            taken.append(annotation)
        self._spans = SpanIndex(taken)

    def _former_text(self, sha256: str) -> str | None:
        """A former text of the document by its hash, where it is available."""
        return None
