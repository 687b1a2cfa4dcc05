"""Move the caret and the selection, and go from annotation to annotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from ....model.annotation import Annotation
from ....model.document import Passage, Span
from ..context import ReadingContext


def move(ctx: ReadingContext, motion: str) -> None:
    """Move the caret; its passage becomes the target, or the selection is extended."""
    if ctx.state.target_id:
        ctx.choose("")
    ctx.article.move(motion)
    # Done here, before the message CaretMoved, so that one frame shows both.
    ctx.view.refresh_place()


def extend(ctx: ReadingContext, motion: str) -> None:
    """Extend the selection by a motion."""
    ctx.article.move(motion, extend=True)
    ctx.view.refresh_place()


def select(ctx: ReadingContext) -> None:
    """Start a selection with the character or passage under the caret."""
    ctx.article.start_selecting()


def swap_ends(ctx: ReadingContext) -> None:
    """Move the caret to the other end of the selection."""
    ctx.article.swap_ends()


def leave(ctx: ReadingContext) -> None:
    """Leave the innermost state.

    These are, in order: the sidebar, marked hits, the chosen annotation, the selection, the
    caret on a character, an annotation to be moved, the hits of the last search, and the filter.
    """
    if ctx.sidebar.has_focus_within:
        ctx.article.focus()
    elif ctx.state.marked:
        mark(ctx, ())
    elif ctx.state.target_id:
        ctx.choose("")
    elif ctx.article.selection or ctx.article.character is not None:
        ctx.article.drop_selection()
    elif ctx.state.moving:
        ctx.state.moving = None
        ctx.view.refresh_header()
        ctx.toast("not moved; a reviews it again")
    elif ctx.found.hits:
        ctx.found.clear()
        ctx.view.footer.promote(())
    elif ctx.state.filter:
        from .filter import show_only

        show_only(ctx, "")


def mark(ctx: ReadingContext, spans: tuple[Span, ...]) -> None:
    """Mark passages, so that the next edit applies to all of them."""
    ctx.state.marked = spans
    ctx.view.refresh_header()


def annotation(ctx: ReadingContext, direction: int) -> None:
    """Go to the next (1) or the previous (-1) annotation and make it the target."""
    found = next((a for a in _from_here(ctx, direction) if _is_shown(ctx, a)), None)
    if found:
        go_to(ctx, found)
    elif any(_is_shown(ctx, a) for a in ctx.session.state.ordered()):
        ctx.toast("that was the last annotation" if direction > 0 else "that was the first one")
    else:
        none = "nothing is marked yet: 1 … 9, Space or t tags the passage"
        ctx.toast(ctx.state.nothing_shown or none)


def _is_shown(ctx: ReadingContext, annotation: Annotation) -> bool:
    return ctx.session.state.is_anchored(annotation.id) and ctx.state.passes(annotation)


def _from_here(ctx: ReadingContext, direction: int) -> list[Annotation]:
    """The annotations after or before the target, the nearest first.

    Without a target, those at the caret come first.
    """
    every, here = ctx.session.state.ordered(), list[Annotation]()
    chosen = ctx.session.state.annotations.get(ctx.state.target_id)
    if chosen and _is_shown(ctx, chosen):
        first = bisect_left(every, chosen.sort_key, key=attrgetter("sort_key"))
        last = first + 1
    else:
        at = ctx.article.span.start
        first = bisect_left(every, at, key=attrgetter("start"))
        last = bisect_right(every, at, key=attrgetter("start"))
        here = every[first:last]
    return here + (every[last:] if direction > 0 else every[:first][::-1])


def go_to(ctx: ReadingContext, annotation: Annotation) -> None:
    """Put the caret on an annotation whose place is certain, and make it the target."""
    ctx.article.drop_selection()
    ctx.article.go(annotation.start)
    ctx.choose(annotation.id)


def caret_moved(ctx: ReadingContext, passage: Passage) -> None:
    """Make the caret's passage the target, unless the chosen annotation begins in it."""
    chosen = ctx.session.state.annotations.get(ctx.state.target_id)
    if chosen and not passage.start <= chosen.start < passage.end:
        ctx.choose("")
    else:
        ctx.view.refresh_place()


def selection_changed(ctx: ReadingContext, span: Span | None) -> None:
    """Make a new selection the target."""
    if span is not None and ctx.state.target_id:
        ctx.choose("")
    else:
        ctx.view.refresh_place()
