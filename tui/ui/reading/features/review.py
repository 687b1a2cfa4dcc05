"""Review annotations whose place is uncertain or whose text was edited, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from ....model import edits
from ....model.annotation import Annotation
from ....model.annotation_changes import Target
from ....model.document import Span
from ...dialogs.key_menu import KeyMenu, menu_items
from ...widgets.compared_texts import compared
from ..comparison_screen import ComparisonStart, ShownTexts
from ..context import ReadingContext
from ..review_screen import ReviewQuestion, ReviewScreen
from ..state import Moving
from .comparison_choices import article_title, version_title

if TYPE_CHECKING:
    from ....workspace.earlier_versions import EarlierPlace

_ACCEPT_EDITED = "the new words replace the former ones"


async def go_through(ctx: ReadingContext, waiting: Sequence[Annotation]) -> None:
    """Ask about each annotation, until the user wants to move one or closes the dialog."""
    from ....workspace.earlier_versions import earlier_places

    session, folders = ctx.session, ctx.folders
    earlier = await ctx.work(
        "Looking for the earlier text",
        lambda report: earlier_places(session, folders, waiting, report),
    )
    ids = tuple(annotation.id for annotation in waiting)
    await _go_on(ctx, Moving("", ids, len(ids), earlier or {}))


async def _go_on(ctx: ReadingContext, done: Moving) -> None:
    """Ask about the annotations of the review that are left after one that is done."""
    for number, id in enumerate(done.rest, 1):
        present = done._replace(id=id, rest=done.rest[number:])
        annotation = ctx.session.state.annotations.get(id)
        if annotation and not await _review_one(ctx, annotation, present):
            return


async def _review_one(ctx: ReadingContext, annotation: Annotation, present: Moving) -> bool:
    """Ask about an annotation while the article shows its likeliest place.

    Returns whether the review continues.
    """
    anchor = ctx.session.state.anchors[annotation.id]
    there = Span(anchor.start, anchor.end) if anchor.state != "orphaned" else None
    if there:
        ctx.article.go(there.start)
        ctx.article.canvas.set_hits([(there, [there])], 0)
    answer = await _ask(ctx, annotation, there, present)
    ctx.article.canvas.set_hits([], None)
    if answer == "accept" and there:
        return await _accept(ctx, annotation.id, there)
    if answer == "drop":
        target = Target(Span(annotation.start, annotation.end), annotation.id)
        return await ctx.commit(lambda: edits.remove(ctx.session.state, [target])) is not None
    if answer == "move":
        ctx.state.moving = present
        ctx.view.refresh_header()
        ctx.toast("go to the right passage, or select the words, then press a; Esc: not now")
    return answer == "later"


async def _ask(
    ctx: ReadingContext, annotation: Annotation, there: Span | None, present: Moving
) -> str | None:
    """Ask about an annotation, beside the text on which it was made if that is known.

    Returns the id of the answer. If the annotation is to be moved, the caret of the article is then
    where the user left it.
    """
    question = _question(ctx, annotation, there, present)
    earlier = present.earlier.get(annotation.id)
    if earlier is None:
        aliases = ctx.config.aliases
        return await ctx.ask(KeyMenu(question.title, question.answers, aliases, question.words))
    answer = await ctx.ask(_review_screen(ctx, annotation, there, earlier, question))
    if answer and answer.command == "move":
        ctx.article.go(answer.offset)
    return answer and answer.command


def _review_screen(
    ctx: ReadingContext,
    annotation: Annotation,
    there: Span | None,
    earlier: EarlierPlace,
    question: ReviewQuestion,
) -> ReviewScreen:
    """The question about an annotation beside the earlier text, with the caret at its place."""
    state, presenter = ctx.session.state, ctx.view.presenter
    here = [one for one in state.anchored() if one.id != annotation.id]
    here += [replace(annotation, start=there.start, end=there.end)] if there else []
    made = replace(annotation, start=earlier.span.start, end=earlier.span.end, former=None)
    highlights = (
        presenter.highlights(here, state.codebook, annotation.id),
        presenter.highlights([made], state.codebook, annotation.id),
    )
    titles = article_title(ctx), version_title(earlier.version)
    texts = ShownTexts(earlier.texts, titles, highlights, presenter.reading_colors)
    # An annotation without a place: what stood before it shows where it was.
    at = there.start if there else earlier.texts.nearest_in_other(1, earlier.span.start)
    start = ComparisonStart(0, at, pair=(at, earlier.span.start))
    return ReviewScreen(texts, start, question)


def _question(
    ctx: ReadingContext, annotation: Annotation, there: Span | None, present: Moving
) -> ReviewQuestion:
    """The question about an annotation, with its old and its new words."""
    anchor = ctx.session.state.anchors[annotation.id]
    accept = "" if there is None else _ACCEPT_EDITED if anchor.edited else "it belongs here"
    answers = menu_items("review", ctx.config.keys, accept=accept)
    title = f"Review · {present.number} of {present.total}" if present.total > 1 else "Review"
    label, old = f"{anchor.state}: ", annotation.quote
    if anchor.edited and annotation.former:
        label, old = "edited; formerly ", annotation.former.quote
    if there is None:
        texts = [Content.assemble(label, "“", compared(old, old)[0], "”")]
    else:
        before, now = compared(old, ctx.session.document.text[there.start : there.end])
        texts = [
            Content.assemble(label, "“", before, "”"),
            Content.assemble("now “" if anchor.edited else "likeliest “", now, "”"),
        ]
    state = "edited" if anchor.edited else anchor.state
    return ReviewQuestion(title, state, Content("\n").join(texts), answers)


async def _accept(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Accept the new text of an edited annotation, or the likeliest place of another one."""
    if not ctx.session.state.anchors[id].edited:
        return await move(ctx, id, span)
    if await ctx.commit(lambda: edits.accept(ctx.session.state, id), [span]) is None:
        return False
    ctx.choose(id)
    return True


async def move(ctx: ReadingContext, id: str, span: Span) -> bool:
    """Move an annotation to a span. Returns whether that succeeded."""
    before = ctx.session.state.annotations[id]
    spans = [Span(before.start, before.end), span]
    if await ctx.commit(lambda: edits.move(ctx.session.state, id, span), spans) is None:
        return False
    ctx.article.drop_selection()
    ctx.choose(id)
    return True


async def move_to(ctx: ReadingContext, moving: Moving, span: Span) -> None:
    """Move the annotation that the review left to be moved to a span, and go on with the review."""
    if await move(ctx, moving.id, span):
        ctx.state.moving = None
        ctx.view.refresh_header()
        await _go_on(ctx, moving)
