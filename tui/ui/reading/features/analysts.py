"""Several analysts on one article: whose annotations are shown, and who is done with it."""

from __future__ import annotations

from ....model import edits
from ....model.analysts import EVERYBODY, choices, colleagues
from ..context import ReadingContext


def show_next(ctx: ReadingContext) -> None:
    """Show the user's own annotations, then those of each colleague, then all again."""
    session, now = ctx.session.state, ctx.state.whose
    if now == EVERYBODY and not colleagues(session):
        ctx.toast("nobody else annotated this article")
        return
    every = choices(session)
    at = every.index(now) if now in every else 0
    ctx.state.whose = every[(at + 1) % len(every)]
    chosen = session.annotations.get(ctx.state.target_id)
    if chosen and not ctx.state.passes(chosen):
        ctx.state.target_id = ""
    ctx.view.refresh_all()


async def toggle_done(ctx: ReadingContext) -> None:
    """Mark the article as done for the user, or take the mark away."""
    session = ctx.session
    is_done = session.state.is_done
    if await ctx.commit(lambda: edits.mark_done(session.state, not is_done), []):
        ctx.toast("no longer marked as done" if is_done else f"done{_by_others(ctx)}")


def _by_others(ctx: ReadingContext) -> str:
    """The other analysts who are done, such as "; also done: Anna"; "" if nobody is."""
    state = ctx.session.state
    names = [name or "somebody without a name" for name in state.data.done if name != state.author]
    return f"; also done: {', '.join(names)}" if names else ""
