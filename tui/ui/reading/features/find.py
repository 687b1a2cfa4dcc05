"""Find passages, go from hit to hit, and go to a heading from the table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....model.errors import ReaderError
from ...display import one_line
from ...widgets.search_panel import MAX_HITS
from ..context import ReadingContext
from ..found_passages import found_passage
from . import navigate

if TYPE_CHECKING:
    from ....library import PassageHit


def open_line(ctx: ReadingContext) -> None:
    """Open the search panel with the last query selected, so that typing replaces it."""
    if ctx.has_text():
        from ....library import HINT

        ctx.search.refresh_annotations()
        ctx.view.search.open(HINT)
        ctx.search.begin()


def answer(ctx: ReadingContext, query: str) -> None:
    """Answer a query and explain it; the answer to an earlier one is cancelled."""
    from ....library import explained

    ctx.view.search.show_hint(explained(query))
    ctx.search.answering = ctx.screen.run_worker(_answer(ctx, query), group="query", exclusive=True)


async def _answer(ctx: ReadingContext, query: str) -> None:
    hits: Sequence[PassageHit] = ()
    try:
        hits = await ctx.search.find(query, MAX_HITS)
    except ReaderError as error:
        ctx.view.search.show_hint(str(error))
    document, passages = ctx.session.document, ctx.search.passages
    ctx.found.show([found_passage(document, passages[hit.item], hit) for hit in hits])
    if not hits:
        ctx.article.canvas.end_preview()


def show_hit(ctx: ReadingContext, index: int) -> None:
    """Show the hit with a number in the article."""
    if ctx.found.hits:
        ctx.found.select(index)


async def mark(ctx: ReadingContext, indices: Sequence[int]) -> None:
    """Mark hits, or unmark them if all of them are marked."""
    await ctx.search.answered()
    ctx.found.toggle_marks(indices)


async def choose(ctx: ReadingContext) -> None:
    """Go to the current hit; the next edit applies to all marked hits, if there are any."""
    # Enter may be pressed before the query typed last is answered.
    await ctx.search.answered()
    hit, marked = ctx.found.current, ctx.found.marked
    if hit is None:
        leave(ctx)
        return
    _close(ctx)
    ctx.view.footer.promote(("hit-next", "hit-previous"))
    ctx.article.drop_selection()
    ctx.article.go(hit.span.start)
    if marked:
        navigate.mark(ctx, marked)
        ctx.toast(f"{len(marked)} passages marked: a tag is put on all of them; Esc unmarks")


def leave(ctx: ReadingContext) -> None:
    """Close the search, remove the hits, and return to the caret.

    Building an index that takes long is cancelled.
    """
    ctx.search.cancel()
    ctx.screen.workers.cancel_group(ctx.screen, "query")
    ctx.search.answering = None
    ctx.found.clear()
    ctx.view.footer.promote(())
    _close(ctx)
    ctx.article.canvas.end_preview()


def _close(ctx: ReadingContext) -> None:
    ctx.view.search.close()
    ctx.article.focus()
    ctx.found.show_in_article()


def go(ctx: ReadingContext, direction: int) -> None:
    """Go to the next (1) or the previous (-1) strong hit in text order."""
    strong = ctx.found.strong
    at = ctx.article.span.start
    if direction > 0:
        after = [span for span in strong if span.start > at]
    else:
        after = [span for span in reversed(strong) if span.start < at]
    if not strong:
        ctx.toast("no search yet: / finds passages")
    elif not after:
        ctx.toast("that was the last hit" if direction > 0 else "that was the first hit")
    else:
        ctx.found.select_span(after[0])
        ctx.article.drop_selection()
        ctx.article.go(after[0].start)
        ctx.found.show_in_article()


async def contents(ctx: ReadingContext) -> None:
    """Ask for a heading and go to it; the article previews the one under the cursor."""
    from ...dialogs.picker import Picker
    from ...widgets.choice_list import Choice

    document = ctx.session.document
    headings = [b for b in enumerate(document.blocks) if b[1].kind in ("title", "heading")]
    here = [str(b.start) for _, b in headings if b.start <= ctx.article.span.start]
    choices = [
        Choice(
            id=str(block.start),
            label="  " * (block.level - 1) + one_line(document.text[block.start : block.end]),
            count=document.locator_at(block.start) or f"¶{number + 1}",
        )
        for number, block in headings
    ]
    picker = Picker(
        "Contents",
        choices,
        empty="This article has no headings.",
        current=here[-1] if here else None,
        on_highlight=lambda id: ctx.article.canvas.preview(int(id)),
    )
    chosen = await ctx.ask(picker)
    ctx.article.canvas.end_preview()
    if chosen:
        ctx.article.drop_selection()
        ctx.article.go(int(chosen.id))
