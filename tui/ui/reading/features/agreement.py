"""Show how far the analysts agree on the articles of the folder, and where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..context import ReadingContext
from .leave import visit_article

if TYPE_CHECKING:
    from ....readers.reading_progress import ProgressReceiver
    from ....workspace.folder_codings import FolderCodings


async def show(ctx: ReadingContext) -> None:
    """Show the agreement on the articles of the folder; go to the disagreement that is chosen."""
    from ....library.walking import articles
    from ....workspace.folder_codings import TwoSides, read_codings
    from ...agreement_review import review

    path = ctx.session.document.path
    if path is None:
        ctx.toast("agreement needs articles in a folder; this text came from standard input")
        return
    folder = path.absolute().parent

    def read(between: TwoSides | None, receiver: ProgressReceiver) -> FolderCodings:
        found = {one.name: one.path for one in articles(folder, ctx.folders, ctx.config)}
        return read_codings(found, folder, between, ctx.folders, ctx.config, receiver)

    # The articles are read from their files.
    await ctx.autosave.finished()
    error = await ctx.save_timers.save() if ctx.autosave.is_due else None
    if error is not None:
        ctx.show_error(error)
        return
    chosen = await review(ctx, read)
    if chosen:
        visit_article(ctx, folder / chosen.name, chosen.disagreement.span.start)
