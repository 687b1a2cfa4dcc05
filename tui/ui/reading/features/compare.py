"""Show the article beside another one or beside its earlier version, and carry annotations over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ....model.annotation import Annotation
from ....model.document import Document, Span
from ....model.typography import bare_quote
from ....session import Session
from ....workspace import compared_documents as comparing
from ....workspace.compared_documents import CarriedAnnotation, SideBySide
from ....workspace.earlier_versions import (
    Version,
    earlier_versions,
    version_document,
)
from ....workspace.folder_copies import ComparableArticle, FolderCopies
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..comparison_screen import ComparisonAnswer, ComparisonScreen, ComparisonStart, ShownTexts
from ..context import ReadingContext
from .common_text import find, finder_of
from .comparison_choices import article_title, comparison_picker, others, version_title
from .leave import visit_article


class _Compared(NamedTuple):
    """The other text: its title, the comparison, and the session of another article.

    An earlier version of the open article has no session.
    """

    title: str
    both: SideBySide
    session: Session | None


async def compare(ctx: ReadingContext) -> None:
    """Ask for another text, and show it beside the article."""
    if not ctx.has_text():
        return
    found = FolderCopies((), (), (), ())
    if finder := finder_of(ctx):
        copies = await find(ctx, finder)
        if copies is None:
            return
        found = copies
    articles = others(ctx, found)
    session, folders = ctx.session, ctx.folders
    earlier = await ctx.work(
        "Looking for earlier versions", lambda _: earlier_versions(session, folders)
    )
    if earlier is None:
        return
    chosen = await ctx.ask(comparison_picker(ctx, articles, found, earlier))
    if chosen is None:
        return
    kind, number = chosen.id.split()
    compared = await (
        _beside_version(ctx, earlier.versions[int(number)])
        if kind == "version"
        else _beside_article(ctx, articles[int(number)])
    )
    if compared is not None:
        await _show(ctx, compared)


async def _beside_version(ctx: ReadingContext, version: Version) -> _Compared | None:
    session, folders = ctx.session, ctx.folders

    def read_and_compare(_: object) -> SideBySide:
        return comparing.beside(session.document, version_document(session, folders, version))

    both = await ctx.work("Comparing", read_and_compare)
    return _Compared(version_title(version), both, None) if both else None


async def _beside_article(ctx: ReadingContext, article: ComparableArticle) -> _Compared | None:
    document, folders, config = ctx.session.document, ctx.folders, ctx.config

    def read_and_compare(_: object) -> _Compared:
        session = comparing.read_beside(article.path, folders, config)
        both = comparing.beside(document, session.document)
        return _Compared(f"{article.label} · {article.title}", both, session)

    return await ctx.work("Comparing", read_and_compare)


async def _show(ctx: ReadingContext, compared: _Compared) -> None:
    """Show the texts until the user closes them or goes to a passage."""
    start = ComparisonStart(0, ctx.article.span.start)
    while answer := await ctx.ask(_screen(ctx, compared, start)):
        if answer.command == "go":
            _go(ctx, compared, answer)
            return
        message = await _carry_if_possible(ctx, compared, answer)
        compared = await _with_present_notes(ctx, compared)
        start = ComparisonStart(answer.side, answer.offset, message)


async def _with_present_notes(ctx: ReadingContext, compared: _Compared) -> _Compared:
    """The texts with the notes on the other article read again."""
    path = compared.session.document.path if compared.session else None
    if path is None:
        return compared
    folders, config = ctx.folders, ctx.config
    session = await ctx.work(
        "Reading the notes", lambda _: comparing.read_beside(path, folders, config)
    )
    return compared._replace(session=session or compared.session)


def _screen(ctx: ReadingContext, compared: _Compared, start: ComparisonStart) -> ComparisonScreen:
    state, other = ctx.session.state, compared.session
    presenter = ctx.view.presenter
    if other:
        there = presenter.highlights(other.state.anchored(), other.state.codebook)
    else:
        moved = comparing.annotations_in_other(compared.both, state.anchored())
        there = presenter.highlights(moved, state.codebook)
    here = presenter.highlights(state.anchored(), state.codebook)
    titles = article_title(ctx), compared.title
    texts = ShownTexts(compared.both.texts, titles, (here, there), presenter.reading_colors)
    return ComparisonScreen(texts, start)


def _go(ctx: ReadingContext, compared: _Compared, answer: ComparisonAnswer) -> None:
    """Go to a passage; from an earlier version, to the corresponding one of the article."""
    both, other = compared.both, compared.session
    if answer.side == 1 and other and other.document.path:
        visit_article(ctx, other.document.path, answer.offset)
        return
    offset = answer.offset
    if answer.side == 1:
        passage = both.texts.compared[1].passage_at(offset)
        there = both.place_in_other(1, passage) if passage else None
        if there is None:
            ctx.toast("the article does not have that passage any more")
            return
        offset = there.start
    ctx.article.focus()
    ctx.article.go(offset)


async def _carry_if_possible(
    ctx: ReadingContext, compared: _Compared, answer: ComparisonAnswer
) -> str:
    """Carry an annotation of a passage over. Returns a message on what was done, or why not."""
    if compared.session is None:
        return "an earlier version has the annotations of the article, and none of its own"
    origin = (ctx.session, compared.session)[answer.side]
    passage = compared.both.texts.compared[answer.side].passage_at(answer.offset)
    annotations = origin.state.overlapping(*passage) if passage else []
    annotation = await _chosen(ctx, annotations)
    if annotation is None:
        return "no annotation here to carry over: the caret must be on an annotated passage"
    span = compared.both.place_in_other(answer.side, Span(annotation.start, annotation.end))
    if span is None:
        return "not carried over: the other text has nothing that corresponds to this passage"
    source = origin.state.source(annotation.source)
    carried = CarriedAnnotation(annotation, span, source.name if source else "")
    if answer.side == 1:
        return await _carry_here(ctx, carried)
    return await _carry_there(ctx, compared.session.document, carried)


async def _carry_here(ctx: ReadingContext, carried: CarriedAnnotation) -> str:
    """Carry an annotation of the other article over to the open one."""
    if ctx.is_read_only():
        return f"not changed: {ctx.session.read_only}"
    is_changed = await ctx.commit(partial(comparing.carrying, ctx.session, carried))
    return _outcome(is_changed, "carried over to this article, where u undoes it")


async def _carry_there(ctx: ReadingContext, document: Document, carried: CarriedAnnotation) -> str:
    """Carry an annotation of the open article over to another one."""
    folders, config = ctx.folders, ctx.config
    is_changed = await ctx.work(
        "Carrying over",
        lambda _: comparing.carry_elsewhere(document, carried, folders, config),
    )
    name = document.path.name if document.path else ""
    return _outcome(is_changed, f"carried over, and saved in the notes on {name}")


def _outcome(is_changed: bool | None, done: str) -> str:
    """The message on a change: `done`, or that it was there; the user was told why it failed."""
    return done if is_changed else "it is there already" if is_changed is False else ""


async def _chosen(ctx: ReadingContext, annotations: Sequence[Annotation]) -> Annotation | None:
    """The annotation, or the one of several that the user chooses."""
    if len(annotations) < 2:
        return next(iter(annotations), None)
    choices = [
        Choice(str(number), bare_quote(each.quote), ", ".join(each.tags))
        for number, each in enumerate(annotations)
    ]
    chosen = await ctx.ask(Picker("Carry over which annotation", choices))
    return annotations[int(chosen.id)] if chosen else None
