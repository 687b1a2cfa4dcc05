"""Show where each source speaks, and accept suggested statements."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from ....attribution import NOBODY, by_speaker, name_key
from ....model import edits
from ....model.annotation_changes import Target
from ....model.document import Span
from ....workspace.suggested_statements import reported_words, statement_spans
from ....workspace.suggestions import sources_by_name
from ...dialogs.speakers_dialog import SpeakersDialog
from ...widgets.speaker_list import SpeakerRow
from ..context import ReadingContext
from ..target_dialogs import ask_span
from . import navigate, source, suggest

_COLORS = {
    "named": "blue",
    "unnamed": "orange",
    "collective": "green",
    "medium": "purple",
    "document": "teal",
}
"""The colour of each kind of source, as a name in the theme's palette."""


async def walk(ctx: ReadingContext) -> None:
    """Show the list of sources: go from statement to statement, edit and merge sources."""
    if not ctx.has_text():
        return
    suggest.begin(ctx)
    height = max(11, ctx.app.size.height // 2 - 1)
    page = ctx.screen.query_one("#page")
    page.styles.margin = (0, 0, height, 0)
    dialog = SpeakersDialog(
        rows(ctx),
        len(ctx.session.document.text),
        cursor=0,
        height=height,
        start=ctx.article.span.start,
        on_visit=lambda row, number: _go(ctx, row, number),
        on_accept=lambda row, span: ctx.start(_accept(ctx, dialog, row, span)),
        on_edit=lambda action, id: ctx.start(_edit(ctx, dialog, action, id)),
    )

    def show() -> None:
        if dialog.is_current:
            dialog.update(rows(ctx))

    ctx.suggestions.on_complete = show
    before = ctx.article.span.start
    await ctx.ask(dialog)
    if not dialog.has_moved:
        ctx.article.go(before)
    ctx.suggestions.on_complete = lambda: None
    page.styles.margin = 0
    ctx.found.show_in_article()


async def _edit(ctx: ReadingContext, dialog: SpeakersDialog, action: str, id: str) -> None:
    """Edit or merge a source of the list, and show the list again."""
    if action == "edit":
        await source.edit(ctx, id)
    else:
        known = ctx.session.state.source(id)
        if known is not None:
            await source.merge(ctx, known)
    if dialog.is_attached:
        dialog.update(rows(ctx))


def _go(ctx: ReadingContext, row: SpeakerRow, number: int) -> None:
    """Mark the statements of a source in the article, and go to the one with a number."""
    spans = row.statements
    span = spans[number]
    ctx.article.canvas.set_hits([(each, (each,)) for each in spans], number)
    here = ctx.session.state.overlapping(*span)
    found = next((a for a in here if (a.start, a.end) == span), None)
    if found and ctx.session.state.is_anchored(found.id):
        navigate.go_to(ctx, found)
    else:
        ctx.article.go(span.start)


async def _accept(ctx: ReadingContext, dialog: SpeakersDialog, row: SpeakerRow, span: Span) -> None:
    """Set the source of a suggested statement; an annotation that covers it gets the source."""
    if not row.id and row.name == NOBODY:
        ctx.toast("the article names nobody here: s on the passage names a source", warn=True)
        return
    kept = await _annotated_span(ctx, span)
    if kept is None:
        return
    targets = [Target(kept)]
    edit = partial(edits.set_source, ctx.session.state, targets, row.name, row.role, row.kind)
    if await ctx.commit(edit, [kept]) is not None and dialog.is_current:
        dialog.show_accepted(rows(ctx))


async def _annotated_span(ctx: ReadingContext, statement: Span) -> Span | None:
    """The span of the annotation that covers a statement or its words, or that of the statement.

    Its words are what is said, without speaker and verb. Asks if several annotations cover the
    statement, or if they cover only parts of it. Returns None if the user does not answer.
    """
    words = reported_words(statement, ctx.suggestions.attributions)
    covering = ctx.session.state.spans_covering(statement)
    covering = covering or ctx.session.state.spans_covering(words)
    if len(covering) == 1:
        return covering[0]
    here = [Span(a.start, a.end) for a in ctx.session.state.each_overlapping(*statement)]
    if not here:
        return statement
    spans = covering or list(dict.fromkeys(here))
    return await ask_span(ctx, spans, ("a new annotation of the statement", statement))


def rows(ctx: ReadingContext) -> list[SpeakerRow]:
    """The rows of the sources by their first statements, then those of suggested sources."""
    session = ctx.session
    ordered = session.state.ordered()
    taken = [Span(a.start, a.end) for a in ordered if a.source]
    rest = _suggested(ctx, taken)
    made = []
    named = {id: one for id in session.state.sources if (one := session.state.source(id))}
    for each in {one.id: one for one in named.values()}.values():
        guess = rest.pop(each.id, None)
        ids = {id for id, one in named.items() if one.id == each.id}
        recorded = tuple(Span(a.start, a.end) for a in ordered if a.source in ids)
        color, free = _color(ctx, each.kind), guess.suggested if guess else ()
        known = (each.id, each.name, each.role, each.kind, each.reliability, color)
        made.append(SpeakerRow(*known, recorded=recorded, suggested=free))
    made.sort(key=lambda row: row.recorded or ((len(session.document.text), 0),))
    return [*made, *(row for row in rest.values() if row.suggested)]


def _suggested(ctx: ReadingContext, taken: Sequence[Span]) -> dict[Hashable, SpeakerRow]:
    """A row for each suggested speaker, by the id of the source that has the name, else by its key.

    Statements that touch the spans `taken` are left out.
    """
    text, found = ctx.session.document.text, dict[Hashable, SpeakerRow]()
    sources = sources_by_name(ctx.session.state.known_sources().values())
    for speaker, made in by_speaker(ctx.suggestions.attributions).items():
        free = statement_spans(text, (x for x in made if not _touches(taken, x.content)))
        key = name_key(speaker.name or NOBODY)
        known = sources.get(key) if speaker.name else None
        id = known.id if known else key
        if id in found:
            free += found[id].suggested
        name, role, kind = (known or speaker).name or NOBODY, speaker.role, speaker.kind
        values = ("", name, role, kind, "", _color(ctx, kind))
        found[id] = SpeakerRow(*values, recorded=(), suggested=tuple(sorted(free)))
    return found


def _color(ctx: ReadingContext, kind: str) -> str:
    return ctx.view.presenter.theme.color(_COLORS.get(kind, "gray"))


def _touches(spans: Sequence[Span], span: Span) -> bool:
    return any(other.start < span.end and span.start < other.end for other in spans)
