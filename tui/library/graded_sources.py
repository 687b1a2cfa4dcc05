"""The present grades of sources: those of the dossier in effect for each article."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..model.dossier import Dossier
from ..store import dossier_file


class GradedSources:
    """Sources as the dossiers grade them; articles are named by their paths from a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dossier = cache(_in_effect)

    def reliability(self, article: str, name: str, noted: str) -> str:
        """The reliability (A to F or "") of a source; `noted` is what the article's notes say."""
        known = self._dossier_for(article).named(name) if name else None
        return known.reliability if known and (known.reliability or known.history) else noted

    def _dossier_for(self, article: str) -> Dossier:
        return self._dossier((self._folder / article).parent)


def _in_effect(folder: Path) -> Dossier:
    """The dossier for the articles of a folder; of a damaged file, what can be read."""
    path = dossier_file.nearest(folder)
    return dossier_file.load(path).value if path else Dossier()
