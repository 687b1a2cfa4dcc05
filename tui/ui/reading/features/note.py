"""Write notes in the sidebar, on the target or on the whole article."""

from __future__ import annotations

import os

from ....model import edits
from ....model.annotation_changes import Target
from ....model.document import Span
from ....model.errors import ReaderError
from ....model.typography import bare_quote
from ....workspace.drafts import DraftSubject
from ...fit import clip
from ..context import ReadingContext
from ..state import OpenNote


async def write(ctx: ReadingContext) -> None:
    """Write the note of the target."""
    if ctx.has_text():
        from ..target_dialogs import ask_target

        if target := await ask_target(ctx):
            await _write_on(ctx, target)


async def open_written(ctx: ReadingContext) -> None:
    """Open the note of the annotation at the caret; ask which one if several have a note.

    Without a note, go where the passage stands too, if it stands in another article.
    """
    if not ctx.has_text():
        return
    state, here = ctx.session.state, [Span(*ctx.target.span), *ctx.view.candidates()]
    chosen = state.annotations.get(ctx.target.id)
    spans = [span for span in dict.fromkeys(here) if any(a.note for a in state.exactly(span))]
    if chosen:
        await _write_on(ctx, ctx.target)
    elif not spans:
        from .common_marks import follow

        if not await follow(ctx):
            ctx.toast("no note here: n writes one")
    elif len(spans) == 1:
        await _write_on(ctx, Target(spans[0]))
    else:
        from ..target_dialogs import ask_span

        if span := await ask_span(ctx, spans):
            await _write_on(ctx, Target(span))


async def _write_on(ctx: ReadingContext, target: Target) -> None:
    from ..target_dialogs import ask_whose

    chosen = await ask_whose(ctx, target, "note")
    if chosen is None:
        return
    start, end = chosen.target.span
    quote = clip(bare_quote(ctx.session.document.text[start:end]), 60)
    _open(ctx, OpenNote(chosen.target), f"Note on ¶{ctx.paragraph(start)} “{quote}”")


def write_on_article(ctx: ReadingContext) -> None:
    """Write the note on the whole article."""
    _open(ctx, OpenNote(None), "Note on the whole article")


def _open(ctx: ReadingContext, note: OpenNote, title: str) -> None:
    if ctx.is_read_only():
        return
    text = text_of(ctx, note)
    ctx.state.note = note._replace(base=text)
    ctx.drafts.open(_subject(note), lambda: save(ctx, ctx.view.editor.area.text))
    ctx.view.editor.open(title, text)
    ctx.view.lay_out()
    ctx.sidebar.notes.display = False


def _subject(note: OpenNote) -> DraftSubject:
    return DraftSubject("note", target=note.target)


def text_of(ctx: ReadingContext, note: OpenNote) -> str:
    """The present text of a note in the session."""
    if note.target is None:
        return ctx.session.state.data.note
    annotation = ctx.session.state.at(note.target)
    return annotation.note if annotation else ""


def typed(ctx: ReadingContext, text: str) -> None:
    """Write the typed text to the draft journal."""
    if ctx.state.note:
        ctx.save_timers.keep_draft(_subject(ctx.state.note), text)


def leave(ctx: ReadingContext) -> None:
    """Save the note, close its editor and focus the article."""
    end(ctx)
    ctx.article.focus()


def end(ctx: ReadingContext) -> None:
    """Save the note and close its editor, if one is open."""
    note = ctx.state.note
    if note and ctx.view.editor.is_open:
        save(ctx, ctx.view.editor.area.text)
        ctx.drafts.close(_subject(note))
        ctx.view.editor.close()
        ctx.sidebar.notes.display = True
        ctx.view.lay_out()


def save(ctx: ReadingContext, text: str) -> None:
    """Set the text of the open note in the session, and have it saved."""
    note = ctx.state.note
    if note is None:
        return
    text = _merged(ctx, note, text if text.strip() else "")
    ctx.state.note = note._replace(base=text)
    target = note.target
    if target is None:
        ctx.commit_unasked(lambda: edits.set_data(ctx.session.state, note=text))
    else:
        # The user was asked about another analyst's note before the editor was opened.
        ctx.commit_unasked(
            lambda: edits.set_note(ctx.session.state, target, text), [target.span], [target.id]
        )
    # Also without a change: this updates the header and deletes the draft.
    ctx.save_timers.save_soon()


def _merged(ctx: ReadingContext, note: OpenNote, text: str) -> str:
    """The typed text, joined with the text that another program wrote meanwhile."""
    now = text_of(ctx, note)
    if now in (note.base, text):
        return text
    if text == note.base or text in now:
        return now
    if now not in text:
        text = f"{now}\n\n{text}"
        ctx.toast("the note was changed elsewhere too: both texts are kept", warn=True)
    return text


def edit_externally(ctx: ReadingContext, text: str) -> None:
    """Edit the text of the note in the user's own editor."""
    from ... import external_editor

    try:
        editor = external_editor.find_editor(os.environ)
        text = external_editor.edit_externally(ctx.app, text, editor, ctx.folders.private)
        ctx.view.editor.replace_text(text)
        if editor.skipped:
            ctx.toast(f"{editor.skipped}: {editor.command[0]} was used", warn=True)
    except ReaderError as error:
        ctx.show_error(error)
