"""List the saved searches of the dossier, and save a query of the search panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ....model import dossier_edits
from ....model.dossier import Dossier, SavedSearch
from ....workspace.saved_searches import read_collection
from ...saved_search_list import SavedSearchList
from ..context import ReadingContext
from .leave import leave_for_search

if TYPE_CHECKING:
    from ....library.collection import Collection
    from ....readers.reading_progress import ProgressReceiver

_NO_DOSSIER = (
    "no saved searches: there is no dossier for this article, whose notes are in the data folder"
)


@dataclass(frozen=True)
class SessionSearches:
    """The saved searches of the dossier of an open article; `folder` is that of the dossier.

    Each change is an edit of the session.
    """

    ctx: ReadingContext
    folder: Path

    @property
    def searches(self) -> Mapping[str, SavedSearch]:
        """The saved searches by name."""
        dossier = self.ctx.session.state.dossier
        return dossier.searches_by_name if dossier else {}

    def collection(self, receiver: ProgressReceiver) -> Collection:
        """The passages of the dossier's folder; slow, for use in a thread. Raises ReaderError."""
        return read_collection(self.folder, self.ctx.folders, self.ctx.config, receiver)

    async def change(self, label: str, changed: Callable[[Dossier], Dossier]) -> bool | None:
        """Apply a function to the dossier; whether anything changed.

        None if it fails, which is shown. `label` names the edit for undo.
        """
        state = self.ctx.session.state
        return await self.ctx.commit(lambda: dossier_edits.change_dossier(state, label, changed))


async def show(ctx: ReadingContext) -> None:
    """Show the saved searches; go to the hits of the chosen one in the list of the folder."""
    store = _store(ctx)
    if store and (search := await SavedSearchList(ctx, store).choose()):
        leave_for_search(ctx, store.folder, search.name)


async def save(ctx: ReadingContext, query: str) -> None:
    """Save a query under a name."""
    if store := _store(ctx):
        await SavedSearchList(ctx, store).save(query)


def _store(ctx: ReadingContext) -> SessionSearches | None:
    """The saved searches; None without a dossier, about which the user is told."""
    path = ctx.session.dossier_file.path
    if path is None or ctx.session.state.dossier is None:
        ctx.toast(_NO_DOSSIER, warn=True)
        return None
    return SessionSearches(ctx, path.parent)
