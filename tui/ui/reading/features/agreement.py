"""Show how far the analysts agree on the articles of the folder, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ....model.resolutions import Resolution, resolve
from ..context import ReadingContext
from .leave import visit_article

if TYPE_CHECKING:
    from ....readers.reading_progress import ProgressReceiver
    from ....workspace.folder_codings import FolderCodings


async def show(ctx: ReadingContext) -> None:
    """Show the agreement on the articles of the folder; go to the disagreement that is chosen."""
    from ....library.walking import articles
    from ....workspace.folder_codings import TwoSides, read_codings
    from ...agreement_review import resolutions_of, review

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
    answer = await review(ctx, read)
    if answer and answer.visited:
        one = answer.visited
        visit_article(ctx, folder / one.name, one.disagreement.span.start)
    elif answer:
        await _record(ctx, folder, resolutions_of(answer))


async def _record(ctx: ReadingContext, folder: Path, found: Mapping[str, list[Resolution]]) -> None:
    """Record resolutions: those of the open article as an edit, the others in their notes."""
    from ....workspace.folder_codings import record_resolutions

    own = ctx.session.document.path
    by_path = {folder / name: some for name, some in found.items()}
    here = [one for path, some in by_path.items() if own and path == own.absolute() for one in some]
    others = {path: some for path, some in by_path.items() if own and path != own.absolute()}
    problems = await ctx.work(
        "Recording the decisions",
        lambda receiver: record_resolutions(others, ctx.folders, ctx.config),
    )
    if here and not await ctx.commit(lambda: resolve(ctx.session.state, here)):
        return
    count = sum(map(len, found.values()))
    undone = "; u takes back those in this article" if here else ""
    report = "; ".join([f"{count} decided and recorded{undone}", *(problems or [])])
    ctx.toast(report, warn=bool(problems))
