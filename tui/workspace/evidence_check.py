"""What is wrong with the evidence of judgements, and how much speaks against hypotheses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config import Config, Folders, folders_for
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Judgement
from ..model.dossier import Hypothesis
from ..model.errors import ReaderError
from ..model.hypotheses import RatedEvidence, inconsistency
from ..model.origins import UnionFind
from ..model.references import Key
from ..session.open_session import open_session
from .dossier_folder import DossierFolder

FLAGS = ("uncited", "missing", "uncertain", "edited", "downgraded", "copy")
"""What can be wrong with the evidence of a judgement.

It cites nothing; it cites what is not there; the place of a cited passage is not certain; the words
of one were edited; one is graded worse than when the judgement was made; two cited passages of
different sources stand in text that one article copied from the other.
"""


@dataclass(frozen=True)
class JudgementState:
    """A judgement with the flags that apply to it, in the order of FLAGS."""

    judgement: Judgement
    flags: tuple[str, ...]


@dataclass(frozen=True)
class HypothesisState:
    """A hypothesis with the weight of the evidence against it."""

    hypothesis: Hypothesis
    inconsistency: float


class EvidenceCheck:
    """Checks what the judgements and hypotheses of a dossier rest on; reads cited articles once."""

    def __init__(self, folder: DossierFolder, folders: Folders, config: Config) -> None:
        self._folder, self._folders, self._config = folder, folders, config
        self._anchors: dict[int, Mapping[str, Anchor]] = {}

    def judgements(self) -> list[JudgementState]:
        """The judgements with their flags."""
        return [
            JudgementState(judgement, self.flags(judgement))
            for judgement in self._folder.judgements()
        ]

    def flags(self, judgement: Judgement) -> tuple[str, ...]:
        """The flags of a judgement."""
        found = {*self._flags(judgement)}
        return tuple(flag for flag in FLAGS if flag in found)

    def _flags(self, judgement: Judgement) -> Iterator[str]:
        cites = [cite for cite in judgement.cites if cite.strip()]
        keys = {cite: self._folder.cited(cite) for cite in cites}
        if not cites:
            yield "uncited"
        if None in keys.values():
            yield "missing"
        for cite, key in keys.items():
            if key is None:
                continue
            anchor = self._anchor(key)
            if anchor is not None and anchor.state != "anchored":
                yield "uncertain"
            if anchor is not None and anchor.edited:
                yield "edited"
            if is_worse(self._folder.grade(key), judgement.grounds.get(cite, "")):
                yield "downgraded"
        graph = self._folder.graph_with_copies
        if graph.copied([graph.statements[key] for key in dict.fromkeys(keys.values()) if key]):
            yield "copy"

    def _anchor(self, key: Key) -> Anchor | None:
        """The anchor of a statement; None if its article cannot be read."""
        if key[0] not in self._anchors:
            path = self._folder.articles[key[0]].path
            own = folders_for(path, self._folders, self._config)
            try:
                session = open_session(path, folders=own, config=self._config)
                self._anchors[key[0]] = session.state.anchors
            except ReaderError:
                self._anchors[key[0]] = {}
        return self._anchors[key[0]].get(key[1])

    def hypotheses(self) -> list[HypothesisState]:
        """The hypotheses, the least inconsistent first."""
        found = [
            HypothesisState(one, inconsistency(self._evidence(one)))
            for one in self._folder.dossier.hypotheses
        ]
        return sorted(found, key=lambda each: each.inconsistency)

    def _evidence(self, hypothesis: Hypothesis) -> list[RatedEvidence]:
        keys = {cite: self._folder.cited(cite) for cite in hypothesis.evidence}
        origins = self._origins([key for key in keys.values() if key])
        return [
            RatedEvidence(
                rating,
                self._folder.grade(key) if (key := keys[cite]) else "",
                origins.of(key or cite),
            )
            for cite, rating in hypothesis.evidence.items()
        ]

    def _origins(self, keys: Sequence[Key]) -> UnionFind:
        """The statements, with those in one set that repeat each other or are copies."""
        graph, groups = self._folder.graph_with_copies, UnionFind()
        for number, key in enumerate(keys):
            same = {*graph.same(key)}
            for other in keys[:number]:
                pair = [graph.statements[key], graph.statements[other]]
                if other in same or graph.copied(pair):
                    groups.join(key, other)
        return groups


def is_worse(now: str, then: str) -> bool:
    """Whether a grade such as "C4" is worse than another, by its letter or by its digit.

    A part that either grade lacks is not compared.
    """
    letters = [grade[:1] for grade in (now, then) if grade[:1].isalpha()]
    digits = [grade[-1:] for grade in (now, then) if grade[-1:].isdigit()]
    return any(len(part) == 2 and part[0] > part[1] for part in (letters, digits))
