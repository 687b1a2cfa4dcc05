"""CopyLister: lists the copies among the articles of a folder, and opens one at its common text."""

from __future__ import annotations

from textual.screen import Screen

from ...config import Config, Folders
from ...library import Library
from ...workspace.folder_copies import CopyFinder
from ..dialogs.copies_dialog import CopiesDialog
from ..routes import OpenArticle, Route
from ..widgets.copy_list import listed_copies
from .command_runner import CommandRunner

_LINKED_IN_ARTICLES = "open one of these articles: D and Ctrl+A there link them, and u undoes it"


class CopyLister:
    """Lists the copies, as a command of the library screen."""

    def __init__(
        self,
        screen: Screen[Route],
        commands: CommandRunner,
        folders: Folders,
        config: Config,
        library: Library,
    ) -> None:
        self._screen, self._commands = screen, commands
        # The library itself may be reading articles at the same time.
        self._finder = CopyFinder(library.folder, folders, config, library.files)

    async def list(self) -> None:
        """Find and list the copies, and open the chosen one."""
        what = "Comparing the articles of the folder"
        found = await self._commands.work(what, self._finder.find)
        if found is None:
            return
        rows, cursor, message = listed_copies(found.groups), None, "; ".join(found.remarks)
        while answer := await self._commands.ask(
            CopiesDialog(rows, self._finder.changes, cursor, message)
        ):
            if not answer.accept:
                article, folder = answer.row.article, self._finder.folder
                self._screen.dismiss(
                    OpenArticle(article.path, article.start, fallback_folder=folder)
                )
                return
            cursor, message = answer.row, _LINKED_IN_ARTICLES
