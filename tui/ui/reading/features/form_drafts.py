"""Keep what is typed into a form or a line in the draft journal.

The id of such a draft is a word for the form and what the form is about, as in "source S1"; its
text is JSON, an object of the fields that were typed into.
"""

from __future__ import annotations

import json

from ....model.errors import ReaderError
from ....workspace.drafts import DraftSubject
from ...asking import Answer
from ...dialogs.dialog import Dialog
from ..context import ReadingContext

LINE = "text"
"""The name of the field of a Prompt."""


async def ask(ctx: ReadingContext, id: str, dialog: Dialog[Answer]) -> Answer | None:
    """Show a form and return its answer; what is typed is kept in the journal while it is open.

    If the program ends meanwhile, the next start offers the text.
    """
    if ctx.session.read_only:
        return await ctx.ask(dialog)
    subject, typed = DraftSubject("form", id), dict[str, str]()

    def keep(name: str, text: str) -> None:
        typed[name] = text
        ctx.save_timers.keep_draft(subject, json.dumps(typed))

    def leave() -> None:
        try:
            if typed:
                ctx.drafts.leave(subject, json.dumps(typed))
        except ReaderError as error:
            ctx.show_error(error)

    dialog.on_typed = keep
    ctx.drafts.open(subject, leave)
    answer = await ctx.ask(dialog)
    ctx.drafts.close(subject)
    if typed:
        ctx.save_timers.save_soon()  # this also deletes the draft
    return answer


def fields(text: str) -> dict[str, str]:
    """The typed text of each field of a draft; empty if the draft is damaged."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str)}
