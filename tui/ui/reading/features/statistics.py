"""Show how the tags of the folder were used, and go to a passage that a table counts."""

from __future__ import annotations

from ....statistics.coding_table import CodingTable
from ....workspace.coded_folders.statistics_cells import (
    VIEWS,
    CountedPassage,
    StatisticsView,
    cells,
    folder_table,
    items_of,
    passages_of,
)
from ...dialogs.statistics_dialogs import (
    CountedPassagesDialog,
    StatisticsAnswer,
    StatisticsDialog,
)
from ..context import ReadingContext
from .leave import visit_article


async def show(ctx: ReadingContext) -> None:
    """Show the tables; list the passages of the chosen cell, and go to the chosen passage."""
    folder, name, notes = ctx.folder_links.folder, ctx.folder_links.own_name(), ctx.session.notes()
    table = await ctx.work(
        "Counting the tags of the folder",
        lambda _: folder_table(folder, ctx.folders, ctx.config, name, notes),
    )
    if table is None:
        return
    answer: StatisticsAnswer | None = None
    while answer := await ctx.ask(StatisticsDialog(lambda view: cells(table, view), answer)):
        passage = await _choose(ctx, table, answer)
        if passage is not None:
            visit_article(ctx, passage.path, passage.start)
            return


async def _choose(
    ctx: ReadingContext, table: CodingTable, answer: StatisticsAnswer
) -> CountedPassage | None:
    """List the passages that a cell counts; the chosen one, or None."""
    view, cell = VIEWS[answer.view], answer.cell
    links, own = ctx.folder_links, {ctx.folder_links.own_name(): ctx.session.notes()}
    items = items_of(table, view, cell)
    rows = await ctx.work(
        "Reading the passages",
        lambda _: passages_of(table, items, links.folder, ctx.folders, ctx.config, own),
    )
    if rows is None:
        return None
    return await ctx.ask(CountedPassagesDialog(_title(view, cell.tag, cell.other), rows))


def _title(view: StatisticsView, tag: str, other: str) -> str:
    if view.table == "frequency":
        return tag
    return f"{tag} {'and' if view.table == 'cooccurrence' else '·'} {other or '(none)'}"
