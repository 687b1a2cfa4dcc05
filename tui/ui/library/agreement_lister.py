"""Shows how far the analysts agree on the listed articles, and opens one at a disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from ...config import Config, Folders
from ...workspace.folder_codings import FolderCodings, TwoSides, read_codings
from ..agreement_review import review
from ..routes import OpenArticle, Route
from .command_runner import CommandRunner
from .list_controller import ArticleListController

if TYPE_CHECKING:
    from ...readers.reading_progress import ProgressReceiver


async def show_agreement(
    screen: Screen[Route],
    commands: CommandRunner,
    controller: ArticleListController,
    folders: Folders,
    config: Config,
) -> None:
    """Show the agreement on the articles that are listed."""
    await controller.wait_until_narrowed()
    articles, folder = controller.listed_paths, controller.library.folder

    def read(between: TwoSides | None, receiver: ProgressReceiver) -> FolderCodings:
        return read_codings(articles, folder, between, folders, config, receiver)

    chosen = await review(commands, read)
    if chosen:
        start = chosen.disagreement.span.start
        screen.dismiss(OpenArticle(articles[chosen.name], start, fallback_folder=folder))
