"""Moving, selecting, going from annotation to annotation; what the caret is on is the target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from ....model.annotation import Annotation
from ....model.document import Passage, Span
from ..context import ReadingContext


def move(ctx: ReadingContext, motion: str) -> None:
    """Move the caret, which is then the target; a selection in progress is extended."""
    if ctx.state.target_id:
        ctx.choose("")
    ctx.article.move(motion)
    # Not when the article tells of it: that would be a second frame, 20 ms later.
    ctx.view.refresh_place()


def extend(ctx: ReadingContext, motion: str) -> None:
    """Select by a motion."""
    ctx.article.move(motion, extend=True)
    ctx.view.refresh_place()


def select(ctx: ReadingContext) -> None:
    """Select from the caret on, or the whole passage."""
    ctx.article.start_selecting()


def swap_ends(ctx: ReadingContext) -> None:
    """Go on at the other end of the selection."""
    ctx.article.swap_ends()


def leave(ctx: ReadingContext) -> None:
    """Leave one thing at a time.

    In this order: marked hits, the chosen annotation, the selection and the caret, the hits of the
    search, the filter.
    """
    if ctx.sidebar.has_focus_within:
        ctx.article.focus()
    elif ctx.state.marked:
        mark(ctx, ())
    elif ctx.state.target_id:
        ctx.choose("")
    elif ctx.article.selection or ctx.article.caret is not None:
        ctx.article.drop_selection()
    elif ctx.found.hits:
        ctx.found.forget()
        ctx.view.footer.promote(())
    elif ctx.state.filter:
        from .filter import show_only

        show_only(ctx, "")


def mark(ctx: ReadingContext, spans: tuple[Span, ...]) -> None:
    """Keep passages marked, so that the next edit is about all of them."""
    ctx.state.marked = spans
    ctx.view.refresh_header()


def annotation(ctx: ReadingContext, direction: int) -> None:
    """Go to the next annotation or the one before: it becomes the target."""
    # One at a time: the next that can be gone to is near, however many there are.
    found = next((a for a in _from_here(ctx, direction) if _is_shown(ctx, a)), None)
    if found:
        go_to(ctx, found)
    elif any(_is_shown(ctx, a) for a in ctx.session.state.ordered()):
        ctx.toast("that was the last annotation" if direction > 0 else "that was the first one")
    else:
        ctx.toast("nothing is marked yet: 1 … 9, Space or t tags the passage")


def _is_shown(ctx: ReadingContext, annotation: Annotation) -> bool:
    return ctx.session.state.is_anchored(annotation.id) and ctx.state.passes(annotation)


def _from_here(ctx: ReadingContext, direction: int) -> list[Annotation]:
    """The annotations after the target, or before it; else from the caret on, its own first."""
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
    """Put the caret on an annotation that has a sure place, and make it the target."""
    ctx.article.drop_selection()
    ctx.article.go(annotation.start)
    ctx.choose(annotation.id)


def caret_moved(ctx: ReadingContext, passage: Passage) -> None:
    """Whatever was the target, the caret's passage is it now, unless it begins there."""
    chosen = ctx.session.state.annotations.get(ctx.state.target_id)
    if chosen and not passage.start <= chosen.start < passage.end:
        ctx.choose("")
    else:
        ctx.view.refresh_place()


def selection_changed(ctx: ReadingContext, span: Span | None) -> None:
    """A selection is the target as long as it lasts."""
    if span is not None and ctx.state.target_id:
        ctx.choose("")
    else:
        ctx.view.refresh_place()
