"""Start the suggestions of who speaks in the article."""

from __future__ import annotations

from ...background import in_background
from ..context import ReadingContext


def begin(ctx: ReadingContext) -> None:
    """Analyse the article once: a short one at once, a longer one in a thread."""
    if ctx.suggestions.begin():
        ctx.screen.run_worker(_analyse(ctx), group="suggest")


async def _analyse(ctx: ReadingContext) -> None:
    await in_background(ctx.suggestions.analyse)
    ctx.suggestions.on_complete()
