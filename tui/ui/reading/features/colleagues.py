"""Several analysts on one article: whose annotations are shown, and who is done with it."""

from __future__ import annotations

from ....config import is_blind
from ....model import edits
from ....model.analysts import EVERYBODY, choices, colleagues
from ....workspace.blind_coding import NAMELESS, choose_blind
from ..context import ReadingContext

_HIDDEN = "blind: what others set is hidden until you mark the article as done"


def show_next(ctx: ReadingContext) -> None:
    """Show the user's own annotations, then those of each colleague, then all again."""
    state, now = ctx.session.state, ctx.state.whose
    if now == EVERYBODY and not colleagues(state):
        ctx.toast(_HIDDEN if state.is_blind else "nobody else annotated this article")
        return
    every = choices(state)
    at = every.index(now) if now in every else 0
    ctx.state.whose = every[(at + 1) % len(every)]
    _show_again(ctx)


async def toggle_done(ctx: ReadingContext) -> None:
    """Mark the article as done for the user, or take the mark away."""
    session = ctx.session
    is_done = session.state.is_done
    if await ctx.commit(lambda: edits.mark_done(session.state, not is_done), []):
        _show_again(ctx)
        ctx.toast("no longer marked as done" if is_done else f"done{_others_done(ctx)}")


def toggle_blind(ctx: ReadingContext) -> None:
    """Hide what others set on the article until the user is done with it, or show it again."""
    session, config = ctx.session, ctx.config
    if not config.author:
        ctx.toast(NAMELESS, warn=True)
    elif session.state.is_done:
        ctx.toast("not hidden: you marked the article as done", warn=True)
    elif is_blind(session.document.path, config):
        ctx.toast(f"{_HIDDEN}, as the settings of its folder say", warn=True)
    else:
        ctx.state.blind_chosen = not session.state.blind
        choose_blind(session, ctx.folders, ctx.state.blind_chosen)
        _show_again(ctx)
        ctx.toast(_HIDDEN if session.state.is_blind else "what others set is shown")


def _show_again(ctx: ReadingContext) -> None:
    """Show the annotations that the user may see, and give up a target that is not among them."""
    if ctx.state.whose not in choices(ctx.session.state):
        ctx.state.whose = EVERYBODY
    chosen = ctx.session.state.annotations.get(ctx.state.target_id)
    if chosen is None or not ctx.state.passes(chosen):
        ctx.state.target_id = ""
    ctx.search.refresh_annotations()
    ctx.view.refresh_all()


def _others_done(ctx: ReadingContext) -> str:
    """The other analysts who are done, such as "; also done: Anna"; "" if nobody is."""
    state = ctx.session.state
    names = [name or "somebody without a name" for name in state.data.done if name != state.author]
    return f"; also done: {', '.join(names)}" if names else ""
