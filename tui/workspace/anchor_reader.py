"""AnchorReader: the places of the annotations of articles that are not open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..model.anchoring.anchors import Anchor
from ..model.errors import ReaderError
from ..session.open_session import open_session


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
