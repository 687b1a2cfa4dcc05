"""Undo and redo edits, and go to where they were made."""

from __future__ import annotations

from collections.abc import Callable

from ....model.annotation import Annotation
from ....model.document import Span
from ....model.errors import ReaderError
from ....model.history import Edit
from ..context import ReadingContext


def undo(ctx: ReadingContext) -> None:
    """Undo the last edit."""
    _step(ctx, ctx.session.undo, "undone", "nothing to undo")


def redo(ctx: ReadingContext) -> None:
    """Redo the edit that was undone last."""
    _step(ctx, ctx.session.redo, "redone", "nothing to redo")


def _step(ctx: ReadingContext, step: Callable[[], Edit | None], done: str, none: str) -> None:
    try:
        edit = step()
    except ReaderError as error:
        ctx.show_error(error)
        return
    if edit is None:
        ctx.toast(none)
        return
    if ctx.state.target_id not in ctx.session.state.annotations:
        ctx.state.target_id = ""
    if edit.at >= 0:
        ctx.article.drop_selection()
        ctx.article.go(min(edit.at, len(ctx.session.document.text)))
    values = [c.after or c.before for c in edit.changes]
    spans = [Span(v.start, v.end) for v in values if isinstance(v, Annotation)]
    is_whole = ctx.state.reveal(edit) or len(spans) < len(values)
    ctx.show_edit(True, None if is_whole else spans)
    ctx.toast(f"{edit.label}: {done}")
    ctx.warn_of_dependants(edit)
