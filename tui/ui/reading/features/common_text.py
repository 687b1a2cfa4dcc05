"""List the articles of the folder with common text, go to one, and accept that copies repeat it."""

from __future__ import annotations

from ....model.claims import StatementGraph
from ....workspace.copy_links import (
    LinksByAnnotation,
    by_article,
    link_elsewhere,
    linking,
    repeating_links,
)
from ....workspace.folder_copies import CopyFinder, CopyGroup, FolderCopies
from ...dialogs.copies_dialog import CopiesDialog
from ...widgets.copy_list import listed_copies
from ..context import ReadingContext
from . import common_marks
from .leave import visit_article
from .statement_choices import read_folder, reread_folder

_NOT_ANNOTATED = "nothing to link: annotate the common text in two of these articles first"
_LINKED_BEFORE = "nothing to link: these articles are linked already"


async def show(ctx: ReadingContext) -> None:
    """Show the copies; go to the chosen one, or link the annotations of its group."""
    finder = finder_of(ctx)
    if finder is None:
        ctx.toast("no copies are looked for: this article is in no folder", warn=True)
        return
    found = await find(ctx, finder)
    if found is None:
        return
    rows = listed_copies(found.groups)
    cursor, message = None, "; ".join(found.remarks)
    while answer := await ctx.ask(CopiesDialog(rows, finder.changes, cursor, message)):
        cursor = answer.row
        if not answer.accept:
            article = cursor.article
            visit_article(ctx, article.path, article.start)
            return
        message = await _accept(ctx, found.groups[cursor.number])


def finder_of(ctx: ReadingContext) -> CopyFinder | None:
    """What finds the copies among the articles of the folder; None without a folder."""
    folder = ctx.folder_links.folder
    if folder is None:
        return None
    if ctx.copy_finder is None or ctx.copy_finder.folder != folder:
        ctx.copy_finder = CopyFinder(folder, ctx.folders, ctx.config)
    return ctx.copy_finder


async def find(ctx: ReadingContext, finder: CopyFinder) -> FolderCopies | None:
    """Find the copies in a thread. Returns None if the user cancels it."""
    found = await ctx.work("Comparing the articles of the folder", finder.find)
    if found is not None:
        ctx.screen.run_worker(common_marks.show(ctx), group="common text")
    return found


async def _accept(ctx: ReadingContext, group: CopyGroup) -> str:
    """Link the annotations of a group. Returns a message on what was done, or on why not."""
    if ctx.is_read_only():
        return f"not changed: {ctx.session.read_only}"
    found = await read_folder(ctx, lambda graph: _links(ctx, group, graph))
    if found is None:
        return ""
    wanted = found[1]
    if not wanted:
        return _NOT_ANNOTATED
    session = ctx.session
    own = wanted.pop(ctx.folder_links.own_name(), {})
    done = own and await ctx.commit(lambda: linking(session, own))
    paths = {article.name: article.path for article in group.articles}
    others = {paths[name]: links for name, links in wanted.items()}
    folders, config = ctx.folders, ctx.config
    saved = await ctx.work("Linking", lambda _: link_elsewhere(others, folders, config))
    changed, problems = saved or ((), ())
    if changed:
        reread_folder(ctx)
    if not (done or changed or problems):
        return _LINKED_BEFORE
    where = [*(["this article"] if done else []), *changed]
    linked = f"repeats: linked in {' and '.join(where)}" if where else ""
    return "; ".join(filter(None, (linked, *problems)))


def _links(
    ctx: ReadingContext, group: CopyGroup, graph: StatementGraph
) -> dict[str, LinksByAnnotation]:
    names = [ctx.folder_links.own_name(), *(one.name for one in ctx.folder_links.others or ())]
    return repeating_links(group, by_article(graph.statements.values(), names))
