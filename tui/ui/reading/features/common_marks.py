"""Mark the passages that stand in other articles too, and go there."""

from __future__ import annotations

from ....workspace.known_copies import CommonPassage, common_passages
from ...background import in_background
from ..context import ReadingContext


async def show(ctx: ReadingContext) -> None:
    """Find the passages in a thread, in the cache alone, and mark them."""
    folder, document = ctx.folder_links.folder, ctx.session.document
    if folder is None or not document.blocks:
        return
    found = await in_background(common_passages, document, folder, ctx.folders, ctx.config)
    before = [*ctx.state.common_spans]
    ctx.state.show_common(found)
    if before or found:
        ctx.view.repaint([*before, *ctx.state.common_spans])
        ctx.view.refresh_header()


async def follow(ctx: ReadingContext) -> bool:
    """Go where the caret's passage stands too. Returns whether it stands anywhere else.

    If it stands in several articles, the user is asked which one is meant.
    """
    places = ctx.state.common.get(ctx.article.span.start, ())
    if not places:
        return False
    chosen = places[0] if len(places) == 1 else await _chosen(ctx, places)
    if chosen:
        from .leave import visit_article

        visit_article(ctx, chosen.path, chosen.start)
    return True


async def _chosen(ctx: ReadingContext, places: tuple[CommonPassage, ...]) -> CommonPassage | None:
    from ...dialogs.picker import Picker
    from ...widgets.choice_list import Choice

    choices = [
        Choice(str(number), each.where, each.path.name) for number, each in enumerate(places)
    ]
    chosen = await ctx.ask(Picker("This passage stands also in", choices))
    return places[int(chosen.id)] if chosen else None
