"""The text that articles share, for counting the independent sources of what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..config import Config, Folders
from ..model.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

    from ..export import ExportDocument
    from ..model.shared_text import SharedText


def with_shared_texts(documents: Sequence[ExportDocument]) -> list[ExportDocument]:
    """The documents with the text that each shares with others, if it matters for the counts.

    That is so of documents with links and of those that hypotheses cite.
    """
    linked = _linked(documents)
    if len(linked) < 2:
        return list(documents)
    from ..library.collection import of_texts
    from ..library.known_texts import NOTHING_KNOWN
    from ..library.shared_texts import SharedTextSearch

    passages = of_texts([(str(number), documents[number].document) for number in linked])
    found: dict[int, dict[int, SharedText]] = {}
    for shared in SharedTextSearch(passages, NOTHING_KNOWN).result().shared:
        found.setdefault(int(shared.a), {})[int(shared.b)] = shared
    return [
        replace(exported, shared=found.get(number, {})) for number, exported in enumerate(documents)
    ]


def _linked(documents: Sequence[ExportDocument]) -> list[int]:
    """The numbers of the documents with links, or to which links or hypotheses refer."""
    referring = [
        link.to
        for exported in documents
        for annotation in exported.notes.annotations
        for link in annotation.links
    ]
    referring += [
        cite
        for exported in documents
        for hypothesis in exported.hypotheses
        for cite in hypothesis.evidence
    ]
    targets = {reference.rpartition("#")[2] for reference in referring}
    return [
        number
        for number, exported in enumerate(documents)
        if any(one.links or one.id in targets for one in exported.notes.annotations)
    ]


class FolderTexts:
    """The text that some articles of a folder share, as it was last found."""

    def __init__(self, folders: Folders, config: Config) -> None:
        self.found: tuple[SharedText, ...] = ()
        self._folders, self._config = folders, config
        self._signatures: dict[str, tuple[int, int]] = {}

    def find(self, folder: Path, files: Mapping[str, Path]) -> None:
        """Find the text that articles share, unless no file has changed since the last time.

        `files` are the articles by their paths below the folder. The cache of the folder is used as
        far as it is up to date, and not changed.
        """
        from ..library import Library
        from ..library.copies import shared_by

        signatures = {name: _signature(file) for name, file in files.items()}
        if len(files) < 2 or signatures == self._signatures:
            return
        with suppress(ReaderError):  # a folder that is gone has no articles
            library = Library(folder, self._folders, self._config)
            self.found = shared_by(library, frozenset(files))
            self._signatures = signatures


def _signature(path: Path) -> tuple[int, int]:
    """Size and time of change of a file; zeros if it is gone."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
