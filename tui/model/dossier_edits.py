"""The edits an analyst can make to sources, judgements, hypotheses and saved searches.

They are pure functions from a DocumentState to one undoable Edit, which changes the dossier or,
where the notes have everything, the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from . import dossier_changes as dossiers
from .annotation import Annotation, Judgement, Source, next_rev
from .document_state import DocumentState
from .dossier import Dossier, Hypothesis
from .errors import ReaderError
from .history import Change, Edit
from .source_changes import changed_source, stripped

_NO_DOSSIER = "not kept: there is no dossier for this article, whose notes are in the data folder"


def change_source(state: DocumentState, source: Source, through: Source | None = None) -> Edit:
    """Replace a source; if another source has the same name, merge this source into that one.

    `through` is the source to which `via` refers; it is added if absent.
    """
    before = _known(state, source.id)
    other = state.source_named(source.name)
    if other.id == source.id or other.id not in state.known_sources():
        return Edit("source", tuple(changed_source(state, before, source, through)))
    return merge_sources(state, source.id, other.id)


def merge_sources(state: DocumentState, id: str, into: str) -> Edit:
    """Make the source `id` the same as the source `into`.

    Beside a dossier the notes stay as they are, because the merged source's id remains valid there.
    """
    merged, kept = _known(state, id), _known(state, into)
    label = f"merge {merged.name}"
    if state.dossier is not None:
        book = dossiers.merge_sources(state.dossier, merged, kept)
        changes = [*stripped(state, merged), *stripped(state, kept)]
        return Edit(label, (*changes, Change(state.dossier, book)))
    moved = [Change(a, replace(a, source=into)) for a in state.spans if a.source == id]
    moved += _redirected(state, id, into)
    return Edit(label, (*moved, Change(merged, None)))


def keep_apart(state: DocumentState, id: str, other: str) -> Edit:
    """Record that two sources are not the same."""
    one, two = _known(state, id), _known(state, other)
    after = replace(one, distinct=tuple(dict.fromkeys((*one.distinct, two.id))))
    return Edit(f"keep {one.name} apart", tuple(changed_source(state, one, after)))


def remove_source(state: DocumentState, id: str) -> Edit:
    """Delete a source, and remove it from the article's annotations and from other sources.

    Raises ReaderError if only the notes on other articles have the source.
    """
    source = _known(state, id)
    if state.only_elsewhere(source):
        raise ReaderError(
            f"not removed: {source.name} speaks in other articles only; remove it in one of those"
        )
    noted = state.noted_id(source)
    said = [a for a in state.spans if a.source == noted]
    changes = [Change(a, _without_source(a)) for a in said]
    changes += _redirected(state, noted, "")
    if noted in state.sources:
        changes.append(Change(state.sources[noted], None))
    if state.dossier is not None:
        changes.append(Change(state.dossier, dossiers.remove_source(state.dossier, source.id)))
    return Edit(f"remove {source.name}", tuple(changes))


def judge(state: DocumentState, judgement: Judgement) -> Edit:
    """Add a judgement, or replace the one with its id.

    If there is a dossier, its citations are relative to the dossier's folder.
    """
    known = state.all_judgements().get(judgement.id)
    if known is not None and replace(judgement, rev=known.rev) == known:
        return Edit("judgement", ())
    noted = state.judgements.get(judgement.id)
    if state.dossier is None:
        after = replace(judgement, rev=noted.rev) if noted else judgement
        return Edit("judgement", (Change(noted, after),))
    moved = (Change(noted, None),) if noted else ()
    if known is not None:
        judgement = replace(judgement, rev=next_rev(known.rev))
    book = dossiers.put_judgement(state.dossier, judgement)
    return Edit("judgement", (*moved, Change(state.dossier, book)))


def remove_judgement(state: DocumentState, id: str) -> Edit:
    """Delete a judgement."""
    changes = [Change(state.judgements[id], None)] if id in state.judgements else []
    if state.dossier is not None:
        changes.append(Change(state.dossier, dossiers.remove_judgement(state.dossier, id)))
    return Edit("remove the judgement", tuple(changes))


def put_hypothesis(state: DocumentState, hypothesis: Hypothesis) -> Edit:
    """Add a hypothesis, or replace the one with its id. Raises ReaderError without a dossier."""
    return change_dossier(
        state, "hypothesis", lambda book: dossiers.put_hypothesis(book, hypothesis)
    )


def remove_hypothesis(state: DocumentState, id: str) -> Edit:
    """Delete a hypothesis. Raises ReaderError without a dossier."""
    return change_dossier(
        state, "remove the hypothesis", lambda book: dossiers.remove_hypothesis(book, id)
    )


def rate(state: DocumentState, id: str, cite: str, rating: str) -> Edit:
    """Rate an annotation as evidence for a hypothesis; "" removes the rating.

    Raises ReaderError without a dossier.
    """
    return change_dossier(state, "rating", lambda book: dossiers.rate(book, id, cite, rating))


def remove_evidence(state: DocumentState, cites: Collection[str]) -> Edit:
    """Delete all ratings of some citations. Raises ReaderError without a dossier."""
    return change_dossier(
        state, "remove the evidence", lambda book: dossiers.remove_evidence(book, cites)
    )


def change_dossier(state: DocumentState, label: str, changed: Callable[[Dossier], Dossier]) -> Edit:
    """Apply a function to the dossier. Raises ReaderError without a dossier."""
    if state.dossier is None:
        raise ReaderError(_NO_DOSSIER)
    return Edit(label, (Change(state.dossier, changed(state.dossier)),))


def _known(state: DocumentState, id: str) -> Source:
    """The source with an id.

    Raises ReaderError if another program removed it, or if only an article without this dossier
    has it.
    """
    source = state.source(id)
    if source is None and state.dossier is None:
        raise ReaderError(_NO_DOSSIER)
    if source is None:
        raise ReaderError(f"there is no source {id} any more")
    return source


def _without_source(annotation: Annotation) -> Annotation | None:
    """The annotation without its source; None if nothing is left of it."""
    after = replace(annotation, source="")
    return None if after.is_empty else after


def _redirected(state: DocumentState, id: str, other: str) -> list[Change]:
    """Changes in the notes that replace the source `id` by `other`, or by none (""), in `via`."""
    known = [s for s in state.sources.values() if s.via == id and s.id != id]
    return [Change(s, replace(s, via=other if other != s.id else "")) for s in known]
