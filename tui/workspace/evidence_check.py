"""What is wrong with the evidence of judgements, and how much speaks against hypotheses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..config import Config, Folders
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Judgement
from ..model.cited_evidence import CitedEvidence
from ..model.dossier import Hypothesis
from ..model.hypothesis_matrix import HypothesisMatrix
from ..model.references import Key
from .anchor_reader import AnchorReader
from .dossier_folder import DossierFolder


@dataclass(frozen=True)
class JudgementState:
    """A judgement with the flags that apply to it, in the order of `cited_evidence.FLAGS`."""

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
        self._folder = folder
        self._anchors = AnchorReader(folders, config)

    @cached_property
    def _evidence(self) -> CitedEvidence:
        return CitedEvidence(self._folder.graph_with_copies, self._folder.cited, self._anchor)

    def _anchor(self, key: Key) -> Anchor | None:
        return self._anchors.read(self._folder.articles[key[0]].path).get(key[1])

    def judgements(self) -> list[JudgementState]:
        """The judgements with their flags."""
        return [
            JudgementState(judgement, self._evidence.flags(judgement))
            for judgement in self._folder.judgements()
        ]

    def hypotheses(self, without: str = "") -> list[HypothesisState]:
        """The hypotheses, the least inconsistent first, weighed without the citation `without`."""
        matrix = HypothesisMatrix.of(self._folder.dossier.hypotheses, self._evidence)
        for row in matrix.rows:
            if without in row.cites:
                matrix = matrix.without(row)
        pairs = zip(matrix.hypotheses, matrix.inconsistencies, strict=True)
        return sorted((HypothesisState(*pair) for pair in pairs), key=lambda one: one.inconsistency)
