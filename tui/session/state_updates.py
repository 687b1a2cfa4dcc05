"""StateUpdater: applies edits and notes files to a DocumentState."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from ..model import annotation_changes
from ..model.anchoring.settlement import Texts, settled, settled_edit
from ..model.annotation import Annotation, DocumentData, Judgement, Notes, Removal, Source, next_rev
from ..model.codebook import Codebook
from ..model.document_state import DocumentState
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.history import Edit, patched
from ..model.source_changes import named_only_in
from ..model.spans import SpanIndex


class ReadOnlyError(ReaderError):
    """An edit was asked for in a session that must not write."""


class OthersAnnotationError(ReaderError):
    """An edit would change annotations that another analyst made; the user has to agree first.

    `authors` are their names, joined with commas; `ids` are the ids of the annotations.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        found = list(annotations)
        authors = ", ".join(dict.fromkeys(annotation.author for annotation in found))
        number = f"{len(found)} annotations" if len(found) > 1 else "an annotation"
        super().__init__(f"not changed: this would change {number} made by {authors}")
        self.authors, self.ids = authors, frozenset(annotation.id for annotation in found)


class StateUpdater:
    """Changes a DocumentState; `rev` and `modified` of what it changes only ever grow.

    `former_text` gives a former text of the Document by its SHA-256, None if it is not kept.
    """

    def __init__(self, state: DocumentState, former_text: Texts) -> None:
        self._state = state
        self._former_text = former_text
        self._seen_sources: dict[str, Source] = {}
        self._revs: dict[str, int] = {}
        self._judgement_order: dict[str, int] = {}

    def settle(self, edit: Edit) -> Edit:
        """The edit with its annotations placed in the present text, if it was made on another."""
        document = self._state.document
        return settled_edit(edit, document.text, document.text_sha256, self._former_text)

    def perform(self, edit: Edit) -> None:
        """Apply an edit to the present values, which another program may have changed since.

        Raises ReaderError, before anything changes, if the edit concerns a withheld annotation.
        """
        state = self._state
        self._refuse_withheld(edit)
        for change in edit.changes:
            value = change.after if change.after is not None else change.before
            if isinstance(value, Annotation):
                self._put_annotation(patched(change, state.annotations.get(value.id)), value.id)
            elif isinstance(value, Source):
                known = state.sources.get(value.id) or state.withheld_sources.get(value.id)
                self._put_source(patched(change, known), value.id)
            elif isinstance(value, Judgement):
                self._put_judgement(patched(change, state.judgements.get(value.id)), value.id)
            elif isinstance(value, Removal):
                self._put_removal(patched(change, state.removals.get(value.id)), value.id)
            elif isinstance(value, Codebook):
                state.codebook = patched(change, state.codebook) or state.codebook
            elif isinstance(value, Dossier):
                state.dossier = patched(change, state.dossier) or state.dossier
            elif isinstance(value, DocumentData):
                state.data = patched(change, state.data) or state.data
        self.withhold()

    def _refuse_withheld(self, edit: Edit) -> None:
        values = (value for change in edit.changes for value in (change.before, change.after))
        if any(isinstance(one, Annotation) and one.id in self._state.withheld for one in values):
            raise ReaderError(
                f"{edit.label}: changes what others set, which is hidden until you are done"
            )

    def withhold(self) -> None:
        """Withhold the annotations of others if the state is blind; else have it contain them."""
        state = self._state
        if state.is_blind and self._has_others:
            hidden = {a.id: a for a in state.every_annotation() if not state.is_own(a)}
            state.spans, state.withheld = SpanIndex(filter(state.is_own, state.spans)), hidden
            self._withhold_sources()
        elif state.withheld and not state.is_blind:
            state.spans = SpanIndex(map(self._with_present_tags, state.every_annotation()))
            state.sources = state.every_source()
            state.withheld, state.withheld_sources = {}, {}

    def _withhold_sources(self) -> None:
        """Withhold the sources that only withheld annotations name."""
        state = self._state
        every = state.every_source()
        hidden = named_only_in(state.withheld.values(), state.spans, every)
        state.withheld_sources = {id: one for id, one in every.items() if id in hidden}
        state.sources = {id: one for id, one in every.items() if id not in hidden}

    @property
    def _has_others(self) -> bool:
        """Whether the state contains annotations of other analysts."""
        return any(author not in ("", self._state.author) for author in +self._state.spans.authors)

    def _with_present_tags(self, annotation: Annotation) -> Annotation:
        """The annotation with the present names of its tags."""
        tags = tuple(dict.fromkeys(map(self._state.codebook.current, annotation.tags)))
        # Most annotations have no former tags, and copying every one takes long.
        return annotation if tags == annotation.tags else replace(annotation, tags=tags)

    def adopt(self, notes: Notes) -> None:
        """Replace everything but the article's data by a notes file, placed in the present text."""
        state, document = self._state, self._state.document
        state.sources = {source.id: source for source in notes.sources}
        state.source_order = tuple(state.sources)
        self._seen_sources.update(state.sources)
        state.removals = {removal.id: removal for removal in notes.removals}
        state.judgements = {judgement.id: judgement for judgement in notes.judgements}
        self._judgement_order = {name: number for number, name in enumerate(state.judgements)}
        for judgement in notes.judgements:
            self._revs[judgement.id] = max(judgement.rev, self._revs.get(judgement.id, 0))
        origin, sha256 = notes.document.text_sha256, document.text_sha256
        found = settled(notes.annotations, document.text, sha256, origin, self._former_text)
        adopted = []
        for annotation, anchor in found:
            state.anchors[annotation.id] = anchor
            self._revs[annotation.id] = max(annotation.rev, self._revs.get(annotation.id, 0))
            adopted.append(self._with_present_tags(annotation))
        state.spans, state.withheld, state.withheld_sources = SpanIndex(adopted), {}, {}
        self.withhold()

    def _put_source(self, value: Source | None, key: str) -> None:
        """Set or delete a source; one that is still referred to stays."""
        sources, withheld = self._state.sources, self._state.withheld_sources
        if value is not None:
            sources[key] = self._seen_sources[key] = value
            self._state.withheld_sources = {id: withheld[id] for id in withheld if id != key}
        elif not self._is_cited(key):
            sources.pop(key, None)

    def _is_cited(self, source: str) -> bool:
        """Whether an annotation or another source refers to a source."""
        if any(annotation.source == source for annotation in self._state.every_annotation()):
            return True
        return any(other.via == source for other in self._state.sources.values())

    def _put_removal(self, value: Removal | None, key: str) -> None:
        state = self._state
        state.removals = {id: removal for id, removal in state.removals.items() if id != key}
        if value is not None:
            state.removals[key] = value

    def _put_judgement(self, value: Judgement | None, key: str) -> None:
        """Set or delete a judgement; the order of the others is kept."""
        state = self._state
        if value is None:
            state.judgements.pop(key, None)
            return
        rev = self._revs[key] = next_rev(self._revs.get(key, 0))
        self._judgement_order.setdefault(key, len(self._judgement_order))
        found = {**state.judgements, key: replace(value, rev=rev)}
        state.judgements = {id: found[id] for id in self._judgement_order if id in found}

    def _put_annotation(self, value: Annotation | None, key: str) -> None:
        """Set or delete an annotation, and give it its place in the present text."""
        state = self._state
        before = state.spans.drop(key)
        if value is None:
            return
        rev = self._revs[key] = next_rev(self._revs.get(key, 0))
        now = datetime.now(UTC).replace(microsecond=0)
        modified = max(now, before.modified) if before and before.modified else now
        source = self._seen_sources.get(value.source)
        if source and source.id not in state.sources:
            # Another program deleted the source after this session had read it.
            state.sources[source.id] = source
        if not self._is_placed(value, before):
            text, sha256 = state.document.text, state.document.text_sha256
            found = settled((value,), text, sha256, sha256, self._former_text)
            value, state.anchors[key] = found[0]
        state.spans.put(replace(value, rev=rev, modified=modified))

    def _is_placed(self, value: Annotation, before: Annotation | None) -> bool:
        """Whether the known anchor of an annotation is that of its present place."""
        anchor = self._state.anchors.get(value.id)
        if anchor is None:
            return False
        if before is not None:
            return annotation_changes.place_fields(before) == annotation_changes.place_fields(value)
        known = anchor.start, anchor.end, anchor.edited
        return (
            anchor.state == "anchored"
            and known == (value.start, value.end, value.former is not None)
            and self._state.document.text[value.start : value.end] == value.quote
        )
