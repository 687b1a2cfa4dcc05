"""What is wrong with the evidence of judgements, and how much speaks against hypotheses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Judgement
from ..model.cited_evidence import CitedEvidence
from ..model.dossier import Hypothesis
from ..model.errors import ReaderError
from ..model.hypothesis_matrix import HypothesisMatrix
from ..model.references import Key
from ..session.open_session import open_session
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


class AnchorReader:
    """Finds the places of the annotations of articles; an article is read once."""

    def __init__(self, folders: Folders, config: Config) -> None:
        self._folders, self._config = folders, config
        self._known: dict[Path, Mapping[str, Anchor]] = {}

    def read(self, path: Path) -> Mapping[str, Anchor]:
        """The anchors of an article by the ids of its annotations; none if it cannot be read."""
        if path not in self._known:
            own = folders_for(path, self._folders, self._config)
            try:
                session = open_session(path, folders=own, config=self._config)
                self._known[path] = session.state.anchors
            except ReaderError:
                self._known[path] = {}
        return self._known[path]


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

    def hypotheses(self) -> list[HypothesisState]:
        """The hypotheses, the least inconsistent first."""
        matrix = HypothesisMatrix.of(self._folder.dossier.hypotheses, self._evidence)
        pairs = zip(matrix.hypotheses, matrix.inconsistencies, strict=True)
        return sorted((HypothesisState(*pair) for pair in pairs), key=lambda one: one.inconsistency)
