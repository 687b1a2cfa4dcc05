"""What the judgements and hypotheses of an open article's dossier rest on, as lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..config import Config, Folders
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Judgement
from ..model.cited_evidence import FLAGS, CitedEvidence
from ..model.claims import StatementGraph
from ..model.dossier import Hypothesis
from ..model.file_names import DOSSIER_NAME
from ..model.references import Key, relocated_judgement
from ..model.statements import Claim, Statement
from ..model.typography import bare_quote
from ..session import Session
from .anchor_reader import AnchorReader
from .folder_links import INCOMING, FolderLinks

_OF_PASSAGE = {
    "uncertain": "its place is not certain",
    "edited": "its words were edited",
}
"""The flags of one citation in words; those that name more than the passage are not among them."""


class FolderEvidence:
    """The passages that the dossier of an open article cites, in all articles of its folder."""

    def __init__(
        self, session: Session, links: FolderLinks, folders: Folders, config: Config
    ) -> None:
        self._session, self._links = session, links
        self._reader = AnchorReader(folders, config)
        self._anchors: dict[int, Mapping[str, Anchor]] = {}

    def read(self, graph: StatementGraph, cites: Iterable[str]) -> None:
        """Find the places of cited passages in other articles; slow, for use in a thread."""
        keys = (self._links.cited(graph, cite) for cite in cites)
        for number in {key[0] for key in keys if key} - {0, *self._anchors}:
            other = (self._links.others or ())[number - 1]
            self._anchors[number] = self._reader.read(other.path)

    def cited(self, graph: StatementGraph) -> CitedEvidence:
        """The cited passages. The places that were not read count as certain."""
        absent = CitedEvidence.absent
        if self._session.state.is_blind:
            absent = f"hidden from you, or {absent}"
        return CitedEvidence(
            graph, lambda cite: self._links.cited(graph, cite), self._anchor, absent
        )

    def _anchor(self, key: Key) -> Anchor | None:
        own = self._session.state.anchors
        return (self._anchors.get(key[0], {}) if key[0] else own).get(key[1])

    def judgements(self) -> dict[str, Judgement]:
        """The judgements of the notes on all articles, then those of the dossier, by id.

        If there is a dossier, all citations are relative to its folder.
        """
        elsewhere = {one.id: one for one in self._noted_elsewhere()}
        return {**elsewhere, **self._session.state.all_judgements()}

    def _noted_elsewhere(self) -> Iterator[Judgement]:
        session, own_name = self._session, self._links.own_name()
        for other in self._links.others or ():
            if other.dossier.path not in (None, session.dossier_file.path):
                continue
            for judgement in other.notes.judgements:
                moved = relocated_judgement(judgement, other.name, own_name)
                if session.state.dossier is not None:
                    moved = relocated_judgement(moved, session.state.path_in_dossier, DOSSIER_NAME)
                yield moved

    def place_noted(self, id: str) -> str:
        """The label of the other article whose notes have the judgement with an id; "" if none."""
        noted = (
            other.label
            for other in self._links.others or ()
            if any(one.id == id for one in other.notes.judgements)
        )
        return next(noted, "")


def passage(statement: Statement, links: FolderLinks, graph: StatementGraph, *doubts: str) -> str:
    """A statement on one line: its grade, how it stands, its speaker and place, its words."""
    rated, who = (
        graph.grade(statement.key) or "not graded",
        graph.speaker(statement) or "no speaker",
    )
    quote = f"{links.location(statement)}: “{bare_quote(statement.annotation.quote)}”"
    return " · ".join((rated, *_standing(graph.claim(statement.key)), *doubts, who, quote))


def _standing(claim: Claim) -> Iterator[str]:
    """How many sources a statement has if there are several, and whether it is disputed."""
    if claim.independent > 1:
        yield f"{claim.independent} sources"
    if claim.opposing:
        by = f" by {claim.opposed} source{'s' * (claim.opposed != 1)}" if claim.opposed else ""
        yield f"disputed{by}"


def citation_lines(
    judgement: Judgement, evidence: CitedEvidence, links: FolderLinks
) -> Iterator[str]:
    """A line for each passage that a judgement cites: what it is, and how sure that is."""
    for cite in judgement.cites:
        statement = evidence.statement(cite)
        if statement is not None:
            doubts = _doubts(judgement, cite, evidence)
            said = passage(statement, links, evidence.graph, *doubts)
            yield " · ".join(filter(None, (judgement.side(cite), said)))


def citation_hints(
    judgement: Judgement,
    evidence: CitedEvidence,
    links: FolderLinks,
    hypotheses: Sequence[Hypothesis],
) -> dict[Key, list[str]]:
    """What may suggest the side of a statement in a judgement: "disputes ¶4 (for)", "H2 --".

    These are its links with the statements that the judgement cites, and its ratings.
    """
    graph, sides = evidence.graph, evidence.sides(judgement)
    found: dict[Key, list[str]] = defaultdict(list)

    def place(key: Key) -> str:
        side = f" ({sides[key]})" if sides[key] else ""
        return f"{links.location(graph.statements[key])}{side}"

    for cited in sides:
        for link, end in graph.links_of(cited):
            if end is not None and end != cited and link.rel in INCOMING:
                found[end].append(f"{INCOMING[link.rel]} by {place(cited)}")
        for link, begin in graph.links_to(cited):
            if link.rel in INCOMING:
                found[begin].append(f"{link.rel} {place(cited)}")
    for number, hypothesis in enumerate(hypotheses, 1):
        for cite, rating in hypothesis.evidence.items():
            if key := evidence.find(cite):
                found[key].append(f"H{number} {rating}")
    return found


def _doubts(judgement: Judgement, cite: str, evidence: CitedEvidence) -> Iterator[str]:
    for flag in evidence.flags_of(judgement, cite):
        if flag == "downgraded":
            yield f"was {judgement.grounds[cite]} when you confirmed it"
        else:
            yield _OF_PASSAGE[flag]


def warnings(judgement: Judgement, evidence: CitedEvidence) -> Iterator[str]:
    """A line for each thing that is wrong with what a judgement cites."""
    for flag in evidence.flags(judgement):
        if flag == "uncited":
            yield "no citation yet"
        elif flag == "missing":
            lost = [c for c in judgement.cites if c.strip() and evidence.find(c) is None]
            yield from (f"cites {cite}, which is {evidence.absent}" for cite in lost)
        elif flag == "uncertain":
            yield "rests on a passage without a certain place: a goes through them"
        else:
            yield FLAGS[flag]
