"""CopyLister: lists the copies among the articles of a folder, and opens one at its common text."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from ...config import Config, Folders
from ...library import Library
from ...model.errors import ReaderError
from ...workspace.folder_copies import CopyFinder
from ..asking import COMMAND_GROUP, ask
from ..background import WorkCancelledError
from ..dialogs.copies_dialog import CopiesDialog
from ..dialogs.progress_dialog import run_with_progress
from ..key_queue import KeyQueue
from ..routes import OpenArticle, Route
from ..widgets.copy_list import listed_copies

_LINKED_IN_ARTICLES = "open one of these articles: D and Ctrl+A there link them, and u undoes it"


class CopyLister:
    """Lists the copies; `toast` shows the user a message."""

    def __init__(
        self,
        screen: Screen[Route],
        keys: KeyQueue,
        folders: Folders,
        config: Config,
        library: Library,
        toast: Callable[[str, bool], None],
    ) -> None:
        self._screen, self._keys, self._toast = screen, keys, toast
        # The library itself may be reading articles at the same time.
        self._finder = CopyFinder(library.folder, folders, config, library.files)

    def start(self) -> None:
        """Find and list the copies, while other keys wait."""
        self._screen.run_worker(self._list(), group=COMMAND_GROUP)

    async def _list(self) -> None:
        app, what = self._screen.app, "Comparing the articles of the folder"
        self._keys.hold()
        try:
            found = await run_with_progress(app, self._keys, what, self._finder.find)
            rows, cursor, message = listed_copies(found.groups), None, "; ".join(found.remarks)
            while True:
                dialog = CopiesDialog(rows, self._finder.changes, cursor, message)
                answer = await ask(app, self._keys, dialog)
                if answer is None:
                    return
                if not answer.accept:
                    article, folder = answer.row.article, self._finder.folder
                    self._screen.dismiss(
                        OpenArticle(article.path, article.start, fallback_folder=folder)
                    )
                    return
                cursor, message = answer.row, _LINKED_IN_ARTICLES
        except WorkCancelledError:
            self._toast(f"cancelled: {what}", False)
        except ReaderError as error:
            self._toast(str(error), True)
        finally:
            await self._keys.release_when_settled()
