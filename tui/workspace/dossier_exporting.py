"""Put the judgements and hypotheses of dossiers into the documents to export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import normpath

from ..export import ExportDocument
from ..model.dossier import Dossier, Hypothesis
from ..model.file_names import DOSSIER_NAME
from ..model.references import relocated, relocated_judgement
from ..session import Session


@dataclass(frozen=True, slots=True)
class ExportSource:
    """An article to export, as an ExportDocument, and the session from which it was made."""

    document: ExportDocument
    session: Session


def with_dossiers(sources: Sequence[ExportSource]) -> list[ExportDocument]:
    """The documents with the judgements of their dossiers, each with the first document it cites.

    A judgement that cites nothing is with the first document of its dossier; one that cites only
    articles that are not exported is left out. All hypotheses of a dossier are with the first
    document that one of them cites.
    """
    documents = [source.document for source in sources]
    for numbers, dossier in dossiers_of(sources):
        _add(dossier, documents, sources, numbers)
    return documents


def dossiers_of(sources: Sequence[ExportSource]) -> Iterator[tuple[list[int], Dossier]]:
    """The dossiers of some articles, each with the numbers of its articles."""
    members: dict[Path, list[int]] = {}
    for number, source in enumerate(sources):
        if source.session.state.dossier and (path := source.session.dossier_file.path):
            members.setdefault(path, []).append(number)
    for numbers in members.values():
        # A session with edits knows the dossier better than one that has just read it.
        newest = max((sources[n].session for n in numbers), key=lambda one: one.version)
        yield numbers, newest.state.dossier or Dossier()


def _add(
    dossier: Dossier,
    documents: list[ExportDocument],
    sources: Sequence[ExportSource],
    numbers: Sequence[int],
) -> None:
    """Put the judgements and hypotheses of a dossier into those documents that it cites."""
    for judgement in dossier.judgements:
        place = _place_of(judgement.cites, sources, numbers)
        if place is not None:
            here = sources[place].session.state.path_in_dossier
            moved = relocated_judgement(judgement, DOSSIER_NAME, here)
            notes = documents[place].notes
            notes = replace(notes, judgements=(*notes.judgements, moved))
            documents[place] = replace(documents[place], notes=notes)
    cites = [cite for hypothesis in dossier.hypotheses for cite in hypothesis.evidence]
    place = _place_of(cites, sources, numbers)
    if dossier.hypotheses and place is not None:
        here = sources[place].session.state.path_in_dossier
        hypotheses = tuple(_relocated(each, here) for each in dossier.hypotheses)
        documents[place] = replace(documents[place], hypotheses=hypotheses)


def _relocated(hypothesis: Hypothesis, there: str) -> Hypothesis:
    """A hypothesis with its citations as the notes of the article at `there` make them.

    An id without a path stays as it is: it means the only article that has it.
    """

    def moved(cite: str) -> str:
        return relocated(cite, DOSSIER_NAME, there) if "#" in cite else cite

    return replace(hypothesis, evidence={moved(c): it for c, it in hypothesis.evidence.items()})


def _place_of(
    references: Iterable[str], sources: Sequence[ExportSource], numbers: Sequence[int]
) -> int | None:
    """The number of the first document to which one of some references leads, or None."""
    cites = [cite for cite in references if cite.strip()]
    if not cites:
        return numbers[0]
    paths = {normpath(cite.rpartition("#")[0]) for cite in cites if "#" in cite}
    ids = {cite for cite in cites if "#" not in cite}
    for number in numbers:
        state = sources[number].session.state
        if state.path_in_dossier in paths or not ids.isdisjoint(state.annotations):
            return number
    return None
