"""List the figures and the dates of the folder, go to one, and link two figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ....figures import FigureGroup, group_figures
from ....model import edits
from ....model.annotation import Link
from ....model.annotation_changes import Target
from ....model.document import Span
from ....model.errors import ReaderError
from ....model.references import refer
from ....readers.reading_progress import ProgressReceiver
from ....workspace.article_labels import article_label
from ....workspace.figure_links import mark_elsewhere, marking, statement_of
from ....workspace.folder_mentions import FolderFigure, FolderMentions, MentionReader
from ...dialogs.mention_dialogs import DatesDialog, FigureAnswer, FiguresDialog
from ...dialogs.prompt import Prompt
from ...widgets.mention_lists import ListedFigure, in_calendar
from ..context import ReadingContext
from .leave import visit_article
from .statement_choices import reread_folder

Made = TypeVar("Made")

_UNCOUNTED = "What is counted is not said"


async def show_figures(ctx: ReadingContext) -> None:
    """Show the figures side by side; go to the chosen one, or link two."""
    found = await _read(ctx, "Reading the figures of the folder", lambda mentions: mentions)
    if found is None:
        return
    groups = group_figures(found.figures)
    by_size, by_date = _rows(groups, by_date=False), _rows(groups, by_date=True)
    cursor, message = None, _unread(found)
    while answer := await ctx.ask(FiguresDialog(by_size, by_date, cursor, message)):
        if answer.to is None:
            visit_article(ctx, answer.figure.place.path, answer.figure.figure.span.start)
            return
        message = await _link(ctx, answer)
        cursor = answer.figure


async def show_dates(ctx: ReadingContext) -> None:
    """Show the dates in the order of the calendar, and go to the chosen one."""
    found = await _read(
        ctx, "Reading the dates of the folder", lambda found: (in_calendar(found.dates), found)
    )
    if found is None:
        return
    rows, mentions = found
    if chosen := await ctx.ask(DatesDialog(rows, _unread(mentions))):
        visit_article(ctx, chosen.place.path, chosen.date.span.start)


async def _read(
    ctx: ReadingContext, what: str, make: Callable[[FolderMentions], Made]
) -> Made | None:
    """Find the figures and dates of the folder in a thread. Returns None if the user cancels it."""
    reader, session = _reader(ctx), ctx.session
    notes, name = session.notes(), ctx.folder_links.own_name()
    data = notes.document
    label = article_label(data.publisher, data.date, data.title or session.document.title)

    def work(receiver: ProgressReceiver) -> Made:
        return make(reader.read(session.document, name, notes, label, receiver))

    return await ctx.work(what, work)


def _reader(ctx: ReadingContext) -> MentionReader:
    if ctx.mention_reader is None:
        ctx.mention_reader = MentionReader(ctx.folder_links.folder, ctx.folders, ctx.config)
    return ctx.mention_reader


def _unread(found: FolderMentions) -> str:
    """A line on the articles that cannot be read; "" if there are none."""
    problems = found.problems
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"left out: {problems[0]}{more}" if problems else ""


def _rows(groups: Iterable[FigureGroup[FolderFigure]], by_date: bool) -> list[ListedFigure]:
    """The rows of groups; without `by_date`, the smallest figure of each group is the first."""
    return [
        ListedFigure(_heading(group), number, row)
        for number, group in enumerate(groups)
        for row in (sorted(group.rows, key=_as_of) if by_date else group.rows)
    ]


def _as_of(row: FolderFigure) -> str:
    return row.figure.as_of


def _heading(group: FigureGroup[FolderFigure]) -> str:
    unit = "" if group.unit in ("", "people") else f" ({group.unit})"
    return f"{group.what or _UNCOUNTED}{unit}"


def _is_open(ctx: ReadingContext, path: Path | None) -> bool:
    return path == ctx.session.document.path


async def _link(ctx: ReadingContext, answer: FigureAnswer) -> str:
    """Link a figure with another one; both passages are annotated first, unless they are.

    Returns a message on what was done, or on why it failed.
    """
    figure, to = answer.figure, answer.to
    assert to is not None, "a link has another end"
    if ctx.is_read_only():
        return f"not changed: {ctx.session.read_only}"
    said = f"{figure.phrase} {answer.rel} {to.phrase}"
    prompt = Prompt("Link: why", explanation=said, placeholder="may stay empty")
    why = await ctx.ask(prompt, draft=f"link {_place(figure)} {answer.rel} {_place(to)}")
    if why is None:
        return "not linked"
    try:
        target_id = await _marked(ctx, to)
        link = Link(refer(figure.place.name, to.place.name, target_id), answer.rel, why.strip())
        await _marked(ctx, figure, link)
    except ReaderError as error:
        return str(error)
    elsewhere = [x.place.label for x in (figure, to) if not _is_open(ctx, x.place.path)]
    if elsewhere:
        reread_folder(ctx)
    saved = f"; saved in the notes on {' and '.join(dict.fromkeys(elsewhere))}" if elsewhere else ""
    return f"{said}{saved}"


def _place(figure: FolderFigure) -> str:
    """The article of a figure, and the offsets of the figure in it."""
    return f"{figure.place.name} {figure.figure.span.start}-{figure.figure.span.end}"


async def _marked(ctx: ReadingContext, figure: FolderFigure, link: Link | None = None) -> str:
    """The id of the annotation that covers a figure, which is made if there is none.

    `link` is added to it. Raises ReaderError if the notes cannot be changed.
    """
    if not _is_open(ctx, figure.place.path):
        folders, config = ctx.folders, ctx.config
        done = await ctx.work(
            "Marking the figure", lambda _: mark_elsewhere(figure, link, folders, config)
        )
        if done is None:
            raise ReaderError("the figure was not marked")
        return done
    session = ctx.session
    if statement_of(session, figure) is None:
        await ctx.commit(lambda: marking(session, figure))
    annotation = statement_of(session, figure)
    if annotation is None:
        raise ReaderError("the figure was not marked")
    if link is not None:
        target, added = Target(Span(annotation.start, annotation.end), annotation.id), link
        await ctx.commit(lambda: edits.link(session.state, target, added))
    return annotation.id
