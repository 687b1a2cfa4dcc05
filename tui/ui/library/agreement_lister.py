"""Shows how far the analysts agree on the listed articles, and opens one at a disagreement."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ...workspace.folder_codings import (
    FolderCodings,
    Resolutions,
    TwoSides,
    read_codings,
    record_resolutions,
    withdraw_resolutions,
)
from ..agreement_review import resolutions_of, review
from ..routes import OpenArticle

if TYPE_CHECKING:
    from ...readers.reading_progress import ProgressReceiver
    from .library_screen import LibraryScreen


async def show_agreement(screen: LibraryScreen) -> None:
    """Show the agreement on the articles that a screen lists."""
    await screen.controller.wait_until_narrowed()
    library, articles = screen.library, screen.controller.listed_paths

    def read(between: TwoSides | None, receiver: ProgressReceiver) -> FolderCodings:
        return read_codings(
            articles, library.folder, between, screen.folders, screen.config, receiver
        )

    answer = await review(screen.commands, read)
    if answer and answer.visited:
        path, start = articles[answer.visited.name], answer.visited.disagreement.span.start
        screen.dismiss(OpenArticle(path, start, fallback_folder=library.folder))
    elif answer:
        await _record(
            screen, {articles[name]: some for name, some in resolutions_of(answer).items()}
        )


async def _record(screen: LibraryScreen, found: Resolutions) -> None:
    """Record resolutions, so that the undo of the screen takes them back."""
    problems = await screen.commands.work(
        "Recording the decisions",
        lambda receiver: record_resolutions(found, screen.folders, screen.config),
    )
    count = sum(map(len, found.values()))

    async def take_back() -> None:
        problems = await asyncio.to_thread(
            withdraw_resolutions, found, screen.folders, screen.config
        )
        screen.toast("; ".join([f"taken back: {count} decided", *problems]), bool(problems))

    screen.tagger.remember(take_back)
    report = [f"{count} decided and recorded; Ctrl+_ takes it back", *(problems or [])]
    screen.toast("; ".join(report), bool(problems))
