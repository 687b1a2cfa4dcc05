"""Offer drafts that were not saved, and repairs of damaged files, when an article is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ....model.errors import ReaderError
from ....store import unsaved
from ....store.drafts import Draft
from ....store.unsaved import Unsaved
from ....workspace.drafts import subject_of
from ...dialogs.prompt import UnsavedChanges
from ...fit import clip
from .. import form_drafts
from ..context import ReadingContext
from ..state import OpenNote
from . import form_restoring, judge, note, tag_admin

_NOUNS = {"note": "A note", "judgement": "A judgement", "form": "A line of a form"}


async def offer_drafts(ctx: ReadingContext, left: Sequence[Draft]) -> None:
    """Ask for each draft of the last run whether to restore it."""
    for draft in left:
        if unsaved.is_unsaved(draft):
            await _offer_changes(ctx, draft)
        else:
            await _offer_text(ctx, draft)


async def _offer_text(ctx: ReadingContext, draft: Draft) -> None:
    """Ask whether to save a text that was being typed when the program ended."""
    subject = subject_of(draft.what, ctx.session.state.annotations)
    typed = draft.text
    if subject.kind == "form":
        typed = form_drafts.described(subject.id, typed)
    words = clip(" ".join(typed.split()), 200)
    what = _NOUNS.get(subject.kind, f"The {draft.what}")
    question = f"{what} was being typed when the program ended: “{words}”"
    if not await ctx.confirm("Unsaved note", question, "keep it", "drop it", unexpected=True):
        ctx.drafts.drop(draft.what)
        return
    ctx.drafts.drop_when_saved(draft.what)
    if subject.kind == "form":
        if not await form_restoring.restore(ctx, subject.id, draft.text):
            ctx.drafts.retain(draft.what)
            ctx.toast("not kept, and offered again: nothing is left to keep it with", warn=True)
        ctx.save_timers.save_soon()
    elif subject.kind == "rule":
        tag_admin.set_rule(ctx, subject.id, draft.text)
    elif subject.kind == "judgement":
        judge.set_text(ctx, subject.id, draft.text)
    else:
        open_note = OpenNote(subject.target)
        ctx.state.note = OpenNote(subject.target, note.text_of(ctx, open_note))
        note.save(ctx, draft.text)


async def _offer_changes(ctx: ReadingContext, draft: Draft) -> None:
    """Ask whether to apply unsaved changes from the draft journal.

    Without an answer they stay in the journal; changes that the notes have already are dropped.
    """
    changes = unsaved.parse_draft(draft)
    if changes is None:
        ctx.toast("changes in the draft journal are damaged and stay there", warn=True)
        return
    changes_text = "; ".join(ctx.session.would_restore(changes))
    if not changes_text:
        ctx.drafts.drop(draft.what)
        return
    when = draft.kept.astimezone().strftime("%Y-%m-%d %H:%M")
    question = (
        f"Not saved on {when}, when the program ended: {changes_text}. Make these changes again?"
    )
    answer = await ctx.ask(UnsavedChanges("Unsaved changes", question), unexpected=True)
    if answer == "apply":
        _apply(ctx, draft, changes)
    elif answer == "drop":
        ctx.drafts.drop(draft.what)


def _apply(ctx: ReadingContext, draft: Draft, known: Unsaved) -> None:
    try:
        changes = ctx.session.restore(known)
    except ReaderError as error:
        ctx.show_error(error)
        return
    ctx.drafts.drop_when_saved(draft.what)
    ctx.show_edit(bool(changes))
    ctx.toast("; ".join(changes))


async def offer_repairs(ctx: ReadingContext) -> None:
    """Ask whether to replace damaged notes, codebooks and dossiers by what can be read of them."""
    session = ctx.session
    if session.damaged:
        whole = len(session.state.ordered())
        question = (
            f"{session.read_only}. {whole} of its annotations can be read. "
            "Go on with them, and keep the damaged file under another name?"
        )
        if await ctx.confirm("Damaged notes", question, "repair", "only read", unexpected=True):
            _repair(ctx, session.repair)
    if path := session.codebook_file.damaged:
        question = (
            f"{path} is damaged. Go on with the tags in it that can be read, "
            "and keep the damaged file under another name?"
        )
        if await ctx.confirm("Damaged codebook", question, "repair", "without it", unexpected=True):
            _repair(ctx, session.repair_codebook)
    if path := session.dossier_file.damaged:
        question = (
            f"{path} is damaged. Go on with the sources and judgements in it that can be read, "
            "and keep the damaged file under another name?"
        )
        if await ctx.confirm("Damaged dossier", question, "repair", "only read", unexpected=True):
            _repair(ctx, session.repair_dossier)


def _repair(ctx: ReadingContext, repair: Callable[[], Sequence[str]]) -> None:
    try:
        messages = repair()
    except ReaderError as error:
        ctx.show_error(error)
        return
    ctx.view.show_banner(ctx.session.read_only)
    ctx.view.refresh_all()
    ctx.toast("; ".join(messages))


async def offer_all(ctx: ReadingContext, left: Sequence[Draft]) -> None:
    """Offer repairs, then the drafts of the last run."""
    await offer_repairs(ctx)
    await offer_drafts(ctx, left)
