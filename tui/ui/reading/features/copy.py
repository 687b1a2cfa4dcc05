"""Copy the passage, or what is selected or chosen, with its citation."""

from __future__ import annotations

from ....model.annotation_changes import Target
from ....model.document import Span
from ....model.typography import join_divided_words
from ....workspace import exporting
from ...display import one_line
from ..context import ReadingContext
from ..presenter import grade_of


async def copy(ctx: ReadingContext) -> None:
    """Copy the passage with its citation, and say where it can be pasted from.

    A selection or a chosen annotation is copied instead, but never an annotation of a part of the
    passage that was not chosen. Each paragraph is one line. Control characters are replaced, so
    that pasting the text into a terminal runs nothing.
    """
    if not ctx.has_text():
        return
    target = ctx.state.target(ctx.session, ctx.article.span)
    quote = _plain_text(ctx, target.span)
    where = exporting.citation(ctx.session, target.span)
    cited = f"“{quote}”{one_line(f'{_speaker(ctx, target)} ({where})')}"
    await ctx.app.copy_and_tell(cited, "copied with its citation")


async def copy_selection(ctx: ReadingContext) -> None:
    """Copy the selected text without a citation."""
    if selection := ctx.article.selection:
        await ctx.app.copy_and_tell(_plain_text(ctx, selection), "copied without a citation")
    else:
        ctx.toast("nothing is selected: y copies the passage with its citation, q quits")


def _plain_text(ctx: ReadingContext, span: Span) -> str:
    """The text of a span to be pasted elsewhere: each paragraph on one line, words undivided."""
    text = join_divided_words(ctx.session.document.text[span.start : span.end])
    lines = (one_line(paragraph).strip() for paragraph in text.split("\n\n"))
    return "\n\n".join(filter(None, lines))


def _speaker(ctx: ReadingContext, target: Target) -> str:
    """The name and grade of a target's source after a dash, or ""."""
    annotation = ctx.session.state.at(target)
    source = ctx.session.state.source(annotation.source) if annotation else None
    if annotation is None or source is None:
        return ""
    return " — " + " ".join(filter(None, (source.name, grade_of(annotation, source))))
