"""Pure functions on sources: the Changes of an Edit, in notes and dossier, and their use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import dossier_changes as dossiers
from .annotation import Annotation, Source
from .document_state import DocumentState
from .dossier import Dossier
from .history import Change


def bare(source: Source) -> Source:
    """A source as the notes have it beside a dossier: its id and name alone."""
    return Source(source.id, source.name)


def _ungraded(source: Source) -> Source:
    return replace(source, via="", reliability="", reason="", history=())


def added_source(state: DocumentState, source: Source | None) -> list[Change]:
    """The changes that add a source to the notes, unless they have it under any id.

    Beside a dossier, the notes get its id and name, and the dossier all else that is known. Without
    one, the grade that other articles give the source stays with them.
    """
    if source is None or state.noted_id(source) in state.sources:
        return []
    if not state.dossier or state.dossier == Dossier():
        is_elsewhere = source.id in (state.elsewhere or {})
        return [Change(None, _ungraded(source) if is_elsewhere else source)]
    changes = [Change(None, bare(source))]
    if source != bare(source) and state.dossier.by_id.get(source.id) != source:
        changes.append(Change(state.dossier, dossiers.put_source(state.dossier, source)))
    return changes


def changed_source(
    state: DocumentState, before: Source, after: Source, through: Source | None = None
) -> list[Change]:
    """The changes that replace a source, as `DocumentState.source` gives it.

    It is then kept in the dossier if there may be one; the notes keep its id and name. A former
    name becomes an alias. `through` is the source to which `via` refers; it is added if absent.
    """
    after = dossiers.with_grade_recorded(before, after, state.author)
    if after == before:
        return []
    if state.dossier is None:
        return [*added_source(state, through), Change(state.sources[before.id], after)]
    if after.name != before.name:
        after = dossiers.with_alias(after, before.name)
    through = through or state.source(after.via)
    book = state.dossier
    if through and through.id not in book.by_id:
        book = dossiers.put_source(book, through)
    book = dossiers.put_source(book, after)
    return [*stripped(state, after), Change(state.dossier, book)]


def stripped(state: DocumentState, source: Source) -> list[Change]:
    """The changes that leave id and name of a source in the notes, for the dossier has the rest."""
    noted = state.sources.get(state.noted_id(source))
    return [Change(noted, Source(noted.id, source.name))] if noted else []


def named_only_in(
    hidden: Iterable[Annotation], shown: Iterable[Annotation], sources: Mapping[str, Source]
) -> set[str]:
    """The ids of the sources that annotations of `hidden` name and none of `shown` does.

    A source through which another one that is shown speaks is named too.
    """
    named = {annotation.source for annotation in shown}
    named |= {source.via for id, source in sources.items() if id in named}
    return {annotation.source for annotation in hidden} - named
