"""Notes: written in the sidebar on the target or on the whole article, kept when they are left."""

from __future__ import annotations

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
        from ..addressing import address

        if target := await address(ctx):
            await _write_on(ctx, target)


async def open_written(ctx: ReadingContext) -> None:
    """Open the note of the annotation at the caret; ask which one if several have a note."""
    if not ctx.has_text():
        return
    state, here = ctx.session.state, [Span(*ctx.target.span), *ctx.view.candidates()]
    chosen = state.annotations.get(ctx.target.id)
    spans = [span for span in dict.fromkeys(here) if any(a.note for a in state.exactly(span))]
    if chosen:
        await _write_on(ctx, ctx.target)
    elif not spans:
        ctx.toast("no note here: n writes one")
    elif len(spans) == 1:
        await _write_on(ctx, Target(spans[0]))
    else:
        from ..addressing import ask_which

        if span := await ask_which(ctx, spans):
            await _write_on(ctx, Target(span))


async def _write_on(ctx: ReadingContext, target: Target) -> None:
    from ..ownership import whose

    chosen = await whose(ctx, target, "note")
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
    ctx.state.note = note._replace(given=text)
    ctx.drafts.open(_subject(note), lambda: keep(ctx, ctx.view.editor.area.text))
    ctx.view.editor.open(title, text)
    ctx.view.lay_out()
    ctx.sidebar.notes.display = False


def _subject(note: OpenNote) -> DraftSubject:
    return DraftSubject("note", target=note.target)


def text_of(ctx: ReadingContext, note: OpenNote) -> str:
    """The note as it is."""
    if note.target is None:
        return ctx.session.state.data.note
    annotation = ctx.session.state.at(note.target)
    return annotation.note if annotation else ""


def typed(ctx: ReadingContext, text: str) -> None:
    """Keep what is typed as a draft until it is part of the notes."""
    if ctx.state.note:
        ctx.save_timers.keep_draft(_subject(ctx.state.note), text)


def leave(ctx: ReadingContext) -> None:
    """Keep the text, and go back to the article."""
    end(ctx)
    ctx.article.focus()


def end(ctx: ReadingContext) -> None:
    """Keep the text of the note that is being written, if one is, and close the editor."""
    note = ctx.state.note
    if note and ctx.view.editor.is_open:
        keep(ctx, ctx.view.editor.area.text)
        ctx.drafts.close(_subject(note))
        ctx.view.editor.close()
        ctx.sidebar.notes.display = True
        ctx.view.lay_out()


def keep(ctx: ReadingContext, text: str) -> None:
    """Make the text part of the open note."""
    note = ctx.state.note
    if note is None:
        return
    text = _both(ctx, note, text if text.strip() else "")
    ctx.state.note = note._replace(given=text)
    target = note.target
    if target is None:
        ctx.commit_unasked(lambda: edits.set_data(ctx.session.state, note=text))
    else:
        # Whoever writes into another analyst's note was asked before the editor opened.
        ctx.commit_unasked(
            lambda: edits.set_note(ctx.session.state, target, text), [target.span], [target.id]
        )
    # Also where nothing changed: the header then says so, and the draft goes.
    ctx.save_timers.save_soon()


def _both(ctx: ReadingContext, note: OpenNote, text: str) -> str:
    """What was typed, and what another program made of the note meanwhile."""
    now = text_of(ctx, note)
    if now in (note.given, text):
        return text
    if text == note.given or text in now:
        return now
    if now not in text:
        text = f"{now}\n\n{text}"
        ctx.toast("the note was changed elsewhere too: both texts are kept", warn=True)
    return text


def hand_over(ctx: ReadingContext, text: str) -> None:
    """Write the note in the user's own editor, and come back with it."""
    from ...external_editor import edit_externally

    try:
        text = edit_externally(ctx.app, text, ctx.folders.private)
        ctx.view.editor.replace_text(text)
    except ReaderError as error:
        ctx.show_error(error)
